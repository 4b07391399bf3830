import { ArrowLeft, Eye, EyeOff, LockKeyhole, PenLine } from 'lucide-react'
import type { CaseView } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { useNow } from '../../ui/now.ts'
import { Tag } from '../../ui/Status.tsx'
import { ChannelIcon } from '../inbox/ChannelIcon.tsx'

type Participant = CaseView['participants'][number]

export function CaseHeader({ view, onBack }: { view: CaseView; onBack: () => void }) {
  const { t, ago, whole } = useTexts()
  const nowMs = useNow()
  const { row } = view
  return (
    <header className="case-head">
      <div className="case-back">
        <IconButton label={t('back')} onPress={onBack}>
          <ArrowLeft aria-hidden="true" />
        </IconButton>
      </div>
      <div className="case-title">
        <p className="case-facts">
          <span className="mono">{row.number}</span>
          <Tag tone={row.state === 'new' ? 'good' : 'soft'}>{t(`state.${row.state}`)}</Tag>
          <ChannelIcon channel={row.channel} />
          <time dateTime={row.openedAt} title={whole(row.openedAt)}>
            {t('case.came', { ago: ago(row.openedAt, nowMs) })}
          </time>
          {row.assignee && <span>{t('case.with', { name: row.assignee.name })}</span>}
          {row.sealed && (
            <Tag tone="danger" icon={<LockKeyhole aria-hidden="true" />}>
              {t('row.sealed.mark')}
            </Tag>
          )}
        </p>
        <h1>{row.subject ?? row.caseTypeName}</h1>
        <ul className="people">
          {row.anonymous && (
            <li>
              <EyeOff aria-hidden="true" /> {t('case.anonymous')}
            </li>
          )}
          {view.participants.map((person) => (
            <Person key={person.id} person={person} />
          ))}
        </ul>
      </div>
      <Others others={view.others} />
    </header>
  )
}

function Person({ person }: { person: Participant }) {
  const ways = [person.email, person.phone, person.address, person.propertyDesignation].filter((way) => way !== null && way !== '')
  if (!person.name && ways.length === 0) return null
  return (
    <li>
      {person.name && <strong>{person.name}</strong>}
      {ways.map((way) => (
        <span key={way}>{way}</span>
      ))}
    </li>
  )
}

function Others({ others }: { others: CaseView['others'] }) {
  const { t } = useTexts()
  return (
    <div className="others" aria-live="polite">
      {others.map((other) => (
        <p key={other.name} className={other.writing ? 'is-writing' : undefined}>
          {other.writing ? <PenLine aria-hidden="true" /> : <Eye aria-hidden="true" />}
          {t(other.writing ? 'others.writes' : 'others.reads', { name: other.name })}
        </p>
      ))}
    </div>
  )
}
