import { useQuery } from '@tanstack/react-query'
import { MailOpen, SquarePen } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Empty, Remark, Waiting } from '../../ui/Status.tsx'
import { bulletins } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { BulletinItem } from './BulletinItem.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { SentItem } from './SentItem.tsx'
import './bulletins.css'

/** What I am to read, and for whoever publishes: who has. */
export function BulletinsPage() {
  const { t } = useTexts()
  const [writing, setWriting] = useState(false)
  const found = useQuery(bulletins)
  const unread = found.data?.mine.filter(({ readAt }) => readAt === null) ?? []
  const read = found.data?.mine.filter(({ readAt }) => readAt !== null) ?? []
  const overdue = unread.filter((each) => each.overdue).length
  return (
    <div className="page stack bulletins">
      <header className="page-head bulletins-head">
        <div>
          <h1>{t('nav.bulletins')}</h1>
          <p className="soft">{t('bulletins.lead')}</p>
        </div>
        {found.data && found.data.publishFor.length > 0 && (
          <Button look="primary" icon={<SquarePen aria-hidden="true" />} onPress={() => setWriting(true)}>
            {t('bulletins.write')}
          </Button>
        )}
      </header>
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {overdue > 0 && <Remark tone="warn">{t('bulletins.overdue', { n: overdue })}</Remark>}
      {found.data && (
        <section className="sheet" aria-labelledby="bulletins-mine">
          <h2 id="bulletins-mine" className="bulletins-title">
            {t('bulletins.toRead')}
          </h2>
          {unread.length === 0 && <Empty icon={<MailOpen aria-hidden="true" />} title={t('bulletins.none')} />}
          <ul>
            {unread.map((each) => (
              <BulletinItem key={each.id} bulletin={each} />
            ))}
          </ul>
          {read.length > 0 && (
            <details>
              <summary>
                {t('bulletins.read')} ({read.length})
              </summary>
              <ul>
                {read.map((each) => (
                  <BulletinItem key={each.id} bulletin={each} />
                ))}
              </ul>
            </details>
          )}
        </section>
      )}
      {found.data && found.data.publishFor.length > 0 && (
        <section className="sheet" aria-labelledby="bulletins-sent">
          <h2 id="bulletins-sent" className="bulletins-title">
            {t('bulletins.sent')}
          </h2>
          {found.data.sent.length === 0 && <p className="is-quiet soft">{t('bulletins.sent.none')}</p>}
          <ul>
            {found.data.sent.map((each) => (
              <SentItem key={each.id} bulletin={each} />
            ))}
          </ul>
        </section>
      )}
      {writing && <PublishDialog publishFor={found.data?.publishFor ?? []} onClose={() => setWriting(false)} />}
    </div>
  )
}
