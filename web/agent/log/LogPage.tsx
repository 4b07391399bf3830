import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ScrollText } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Empty, Remark, Waiting } from '../../ui/Status.tsx'
import { logPages } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { type Asked, LogChoice } from './LogChoice.tsx'
import { LogTable } from './LogTable.tsx'
import './log.css'

/** The board's own log, for its officers and whoever audits it. Nothing is read before it has been said why. */
export function LogPage() {
  const { t } = useTexts()
  const [asked, setAsked] = useState<Asked | null>(null)
  return (
    <div className="page stack log">
      <header className="page-head">
        <h1>{t('nav.log')}</h1>
        <p className="soft">{t('log.lead')}</p>
        <p>
          <Link to="/log/controls">{t('nav.logControl')}</Link>
        </p>
      </header>
      <LogChoice onShow={setAsked} />
      {asked === null ? (
        <section className="sheet">
          <Empty icon={<ScrollText aria-hidden="true" />} title={t('log.before')} />
        </section>
      ) : (
        <Pages key={JSON.stringify(asked)} asked={asked} />
      )}
    </div>
  )
}

function Pages({ asked }: { asked: Asked }) {
  const { t, moment } = useTexts()
  const found = useInfiniteQuery(logPages(asked))
  if (found.isPending) return <Waiting label={t('wait')} />
  if (found.isError) return <Refused problem={found.error} again={() => found.refetch()} />
  const rows = found.data.pages.flatMap((page) => page.rows)
  const signed = found.data.pages[0]?.signed ?? null
  return (
    <section className="sheet" aria-label={t('nav.log')} aria-live="polite">
      <div className="log-signed">
        {signed === null && <p className="soft">{t('log.unsigned')}</p>}
        {signed?.good && <p className="soft">{t('log.signed', { size: signed.size, at: moment(signed.at) })}</p>}
        {signed && !signed.good && <Remark tone="danger">{t('log.bad')}</Remark>}
      </div>
      {rows.length === 0 ? <Empty icon={<ScrollText aria-hidden="true" />} title={t('log.none')} /> : <LogTable rows={rows} />}
      {found.hasNextPage && (
        <div className="log-more">
          <Button onPress={() => void found.fetchNextPage()} isDisabled={found.isFetchingNextPage}>
            {t('log.more')}
          </Button>
        </div>
      )}
    </section>
  )
}
