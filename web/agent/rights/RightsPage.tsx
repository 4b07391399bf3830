import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Scale } from 'lucide-react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Empty, Tag, Waiting } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { rights } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import './rights.css'

type Part = Reply<'listRights'>['parts'][number]

/** What has been asked, a row for each board: what is late stands first. No content, so no row in the log. */
export function RightsPage() {
  const { t } = useTexts()
  const agent = useMe().hand === 'agent'
  const found = useQuery(rights)
  return (
    <div className="page stack">
      <header className="page-head rights-head">
        <div>
          <h1>{t('nav.rights')}</h1>
          <p className="soft">{t('rights.lead')}</p>
        </div>
        {agent && (
          <Link to="/rights/new" className="button button-primary">
            {t('rights.new')}
          </Link>
        )}
      </header>
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data?.parts.length === 0 && <Empty icon={<Scale aria-hidden="true" />} title={t('rights.empty')} />}
      {found.data && found.data.parts.length > 0 && <Rows parts={found.data.parts} />}
    </div>
  )
}

function Rows({ parts }: { parts: readonly Part[] }) {
  const { t, moment, day, isoDay } = useTexts()
  return (
    <Wide sheet label={t('nav.rights')}>
      <table>
        <caption className="only-heard">{t('nav.rights')}</caption>
        <thead>
          <tr>
            <th>{t('rights.what')}</th>
            <th>{t('rights.board')}</th>
            <th>{t('rights.received')}</th>
            <th>{t('rights.due')}</th>
            <th>{t('rights.state')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.id}>
              <td>
                <What part={part} />
              </td>
              <td>{part.boardName ?? <span className="soft">{t('rights.board.secret')}</span>}</td>
              <td>
                {moment(part.receivedAt)} <span className="soft small">{t(`channel.${part.channel}`)}</span>
              </td>
              <td>{day(isoDay(lastInstant(part.dueAt)))}</td>
              <td>
                <State part={part} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

/** A board's own part is opened here; the centre's people go to the case it came as. */
function What({ part }: { part: Part }) {
  const { t } = useTexts()
  const name = t(`rights.kind.${part.kind}`)
  return (
    <>
      {part.mine ? (
        <Link to="/rights/$id" params={{ id: part.id }}>
          {name}
        </Link>
      ) : (
        name
      )}
      {part.caseId && part.caseNumber && (
        <>
          <br />
          <Link className="small" to="/cases/$id" params={{ id: part.caseId }} search={{ purpose: 'rights' }}>
            {t('rights.case', { number: part.caseNumber })}
          </Link>
        </>
      )}
    </>
  )
}

export function State({ part }: { part: Part }) {
  const { t } = useTexts()
  if (part.outcome) return <Tag tone={part.outcome === 'granted' ? 'good' : 'soft'}>{t(`rights.outcome.${part.outcome}`)}</Tag>
  if (part.overdue) return <Tag tone="danger">{t('rights.state.overdue')}</Tag>
  return part.takenAt ? <Tag>{t('rights.state.taken')}</Tag> : <Tag tone="warn">{t('rights.state.waiting')}</Tag>
}

/** A time that is over when a day begins has the day before as its last. */
export const lastInstant = (dueAt: string): string => new Date(Date.parse(dueAt) - 1).toISOString()
