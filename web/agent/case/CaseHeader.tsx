import { ArrowLeft, Eye, EyeOff, LockKeyhole, PenLine, Stamp } from 'lucide-react'
import type { CaseView } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { useNow } from '../../ui/now.ts'
import { Tag } from '../../ui/Status.tsx'
import { ChannelIcon } from '../inbox/ChannelIcon.tsx'
import { MaskedText, Why } from '../Why.tsx'

type Participant = CaseView['participants'][number]

export function CaseHeader({ view, onBack, onMark }: { view: CaseView; onBack: () => void; onMark?: () => void }) {
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
          <SecrecyTag secrecy={view.secrecy} />
          {onMark && (
            <IconButton label={t('mark.title')} onPress={onMark}>
              <Stamp aria-hidden="true" />
            </IconButton>
          )}
        </p>
        <h1>
          <MaskedText text={row.subject ?? row.caseTypeName} why={row.masked} />
        </h1>
        <ul className="people">
          {row.anonymous && (
            <li>
              <EyeOff aria-hidden="true" /> {t('case.anonymous')}
            </li>
          )}
          {view.participants.map((person) => (
            <Person key={person.id} person={person} why={view.why} />
          ))}
        </ul>
      </div>
      <Others others={view.others} />
    </header>
  )
}

/** How secret the case is and by which provision; nothing of what is in it. */
function SecrecyTag({ secrecy: { level, provisions, years } }: { secrecy: CaseView['secrecy'] }) {
  const { t } = useTexts()
  if (level === 'none') return null
  const lasts = years === null ? '' : ` ${t('secrecy.years', { years: String(years) })}`
  const strict = level === 'reverse' || level === 'absolute'
  return (
    <span title={`${t(`secrecy.level.${level}`)}${lasts}`}>
      <Tag tone={strict ? 'danger' : 'soft'} icon={<LockKeyhole aria-hidden="true" />}>
        {t('secrecy.mark', { provisions: provisions.join(', ') })}
        <span className="only-heard"> {t(`secrecy.level.${level}`)}</span>
      </Tag>
    </span>
  )
}

const fieldOf = { name: 'name', email: 'email', phone: 'phone', address: 'address', property: 'propertyDesignation' } as const
type Field = keyof typeof fieldOf
const fields: readonly Field[] = ['name', 'email', 'phone', 'address', 'property']

/** Every detail with its reason; one that no clause lets anyone see is said to be there, with the reason why it isn't shown. */
function Person({ person, why }: { person: Participant; why: CaseView['why'] }) {
  const shown = fields.filter((field) => why[field] && (person[fieldOf[field]] || why[field]?.outcome !== 'permit'))
  if (shown.length === 0) return null
  return (
    <li>
      {shown.map((field) => (
        <Detail key={field} field={field} value={person[fieldOf[field]]} why={why[field]} />
      ))}
    </li>
  )
}

function Detail({ field, value, why }: { field: Field; value: string | null; why: CaseView['why'][Field] }) {
  const { t, moment } = useTexts()
  if (!why) return null
  const until = why.until === null ? t('why.noEnd') : t('why.until', { at: moment(why.until) })
  return (
    <span className="detail">
      {value === null ? t(`unseen.${field}`) : field === 'name' ? <strong>{value}</strong> : value}
      <Why
        label={t(value === null ? `why.unseen.${field}` : `why.seen.${field}`)}
        verdict={why}
        more={value !== null && <p className="soft small">{until}</p>}
      />
    </span>
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
