import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Empty, Remark, Waiting } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { client, logControl } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { DocumentPart } from '../records/DocumentPart.tsx'
import '../records/records.css'
import { LogItem } from './LogItem.tsx'
import './log.css'

type Control = Reply<'readLogControl'>

/** One control: the rows to judge in order, and the statement when it is signed. */
export function LogControlPage({ id }: { id: string }) {
  const { t } = useTexts()
  const found = useQuery(logControl(id))
  return (
    <div className="page stack log">
      <p>
        <Link to="/log/controls">{t('nav.logControl')}</Link>
      </p>
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data && <Whole control={found.data} />}
    </div>
  )
}

function Whole({ control }: { control: Control }) {
  const { t } = useTexts()
  const { id, from, to, items, judged, queue, statement } = control
  const sign = useMutation({
    mutationFn: () => call('signLogControl', { params: { id } }),
    onSuccess: (now) => {
      client.setQueryData(logControl(id).queryKey, now)
      client.invalidateQueries({ queryKey: ['log-controls'] })
    },
  })
  return (
    <>
      <header className="page-head">
        <h1>
          {t('nav.logControl')} {from} – {to}
        </h1>
        <p className="soft" aria-live="polite">
          {t('lc.left', { judged, items })}
        </p>
      </header>
      {statement && <Signed statement={statement} />}
      <section className="sheet" aria-label={t('lc.queue')}>
        {queue.length === 0 && <Empty icon={<ListChecks aria-hidden="true" />} title={t('lc.empty')} />}
        <ol className="log-queue">
          {queue.map((item) => (
            <LogItem key={item.number} id={id} item={item} isSigned={statement !== null} />
          ))}
        </ol>
      </section>
      {sign.isError && <Refused problem={sign.error} />}
      {!statement && (
        <p>
          <Button look="primary" isDisabled={judged < items || sign.isPending} onPress={() => sign.mutate()}>
            {t('lc.sign')}
          </Button>
        </p>
      )}
    </>
  )
}

function Signed({ statement }: { statement: NonNullable<Control['statement']> }) {
  const { t } = useTexts()
  return (
    <>
      {statement.intact ? <Remark tone="good">{t('lc.intact')}</Remark> : <Remark tone="danger">{t('lc.broken')}</Remark>}
      <article className="sheet stack record">
        {statement.document.sections.map((section) => (
          <DocumentPart key={section.id} section={section} />
        ))}
      </article>
    </>
  )
}
