import { useQuery } from '@tanstack/react-query'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Remark, Tag, Waiting } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { jobs } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import './operations.css'

type Jobs = Reply<'listJobs'>
const tones = { done: 'good', again: 'warn', 'given-up': 'danger', cancelled: 'soft' } as const
const ends = ['done', 'again', 'given-up', 'cancelled'] as const

/** For whoever keeps it running: what waits, how jobs ended, what came in that could not be read. Ids only, never content. */
export function OperationsPage() {
  const { t } = useTexts()
  const found = useQuery(jobs)
  return (
    <div className="page stack">
      <header className="page-head">
        <h1>{t('nav.operations')}</h1>
        <p className="soft">{t('operations.lead')}</p>
      </header>
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data && (
        <>
          {!found.data.outbox.sender && <Remark tone="warn">{t('operations.noSender')}</Remark>}
          <Figures jobs={found.data} />
          <Ends jobs={found.data} />
          <Quarantine jobs={found.data} />
        </>
      )}
    </div>
  )
}

function Figures({ jobs: { ends: done, waiting, outbox, quarantined } }: { jobs: Jobs }) {
  const { t } = useTexts()
  const figures = [
    ...ends.map((end) => ({ name: t(`job.${end}`), value: done.filter((job) => job.state === end).length, bad: end === 'given-up' })),
    { name: t('operations.waiting'), value: waiting.reduce((sum, { count }) => sum + count, 0), bad: false },
    { name: t('operations.queued'), value: outbox.queued, bad: false },
    { name: t('operations.unsent'), value: outbox.givenUp, bad: true },
    { name: t('operations.quarantine'), value: quarantined.length, bad: true },
  ]
  return (
    <dl className="figures">
      {figures.map(({ name, value, bad }) => (
        <div key={name} className={`sheet${bad && value > 0 ? ' is-bad' : ''}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Ends({ jobs: { ends: list } }: { jobs: Jobs }) {
  const { t, moment, whole } = useTexts()
  return (
    <Wide sheet label={t('operations.ends')}>
      <table>
        <caption className="figures-title">{t('operations.ends')}</caption>
        <thead>
          <tr>
            <th>{t('operations.at')}</th>
            <th>{t('operations.task')}</th>
            <th>{t('disposals.state')}</th>
            <th className="number">{t('operations.attempt')}</th>
            <th>{t('operations.because')}</th>
          </tr>
        </thead>
        <tbody>
          {list.map((job) => (
            <tr key={job.id}>
              <td>
                <time dateTime={job.at} title={whole(job.at)}>
                  {moment(job.at)}
                </time>
              </td>
              <td className="mono">{job.task}</td>
              <td>
                <Tag tone={tones[job.state]}>{t(`job.${job.state}`)}</Tag>{' '}
                {job.againAt && <span className="soft small">{moment(job.againAt)}</span>}
              </td>
              <td className="number">{job.attempt}</td>
              <td>{job.because ?? '–'}</td>
            </tr>
          ))}
          {list.length === 0 && (
            <tr>
              <td colSpan={5}>{t('operations.none')}</td>
            </tr>
          )}
        </tbody>
      </table>
    </Wide>
  )
}

function Quarantine({ jobs: { quarantined } }: { jobs: Jobs }) {
  const { t, moment } = useTexts()
  if (quarantined.length === 0) return null
  return (
    <Wide sheet label={t('operations.quarantine')}>
      <table>
        <caption className="figures-title">{t('operations.quarantine')}</caption>
        <tbody>
          {quarantined.map((item) => (
            <tr key={item.id}>
              <td>{moment(item.receivedAt)}</td>
              <td>{item.channel}</td>
              <td>{item.reason ?? '–'}</td>
              <td className="mono">{item.id}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
