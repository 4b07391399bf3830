import { Check, CircleHelp, Clock, Hourglass, TriangleAlert } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { CaseView } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'
import { useNow } from '../../ui/now.ts'
import { Popup } from '../../ui/Popup.tsx'
import './service.css'

type Promised = CaseView['clocks'][number]
const icons = { running: Clock, met: Check, breached: TriangleAlert, waiting: Hourglass, judged: CircleHelp, unknown: CircleHelp }
const hourMs = 3_600_000

/** What the board promises with a clock, and how it stands; one calm line each, below the strip. */
export function ServiceClocks({ clocks }: { clocks: CaseView['clocks'] }) {
  const { t } = useTexts()
  if (clocks.length === 0) return null
  return (
    <ul className="service" aria-label={t('service.label')}>
      {clocks.map((clock) => (
        <Line key={clock.clauseId} clock={clock} />
      ))}
    </ul>
  )
}

function Line({ clock }: { clock: Promised }) {
  const { t } = useTexts()
  const says = useWords(clock)
  const Icon = icons[clock.state]
  return (
    <li className={`service-${clock.state}`}>
      <Icon aria-hidden="true" />
      <span>
        <strong>{says.head}</strong>
        {says.left && <span className="soft"> · {says.left}</span>}
        {clock.state === 'breached' && <span> {clock.sentence}</span>}
      </span>
      <Popup
        label={t('service.why')}
        trigger={
          <AriaButton className="strip-link">
            <CircleHelp aria-hidden="true" />
            {t('service.why')}
          </AriaButton>
        }
      >
        <h3>{t('service.why')}</h3>
        <div className="verdict">
          {clock.sentence && <p>{clock.sentence}</p>}
          <q lang="sv">{clock.text}</q>
          <p className="verdict-id">{clock.clauseId}</p>
        </div>
      </Popup>
    </li>
  )
}

function useWords({ state, promise, dueAt, metAt }: Promised): { head: string; left: string | null } {
  const { t, moment } = useTexts()
  const nowMs = useNow()
  if (state === 'running' && dueAt) {
    const hours = Math.floor((new Date(dueAt).getTime() - nowMs) / hourMs)
    const left =
      hours >= 48
        ? t('service.left.days', { n: Math.floor(hours / 24) })
        : hours >= 1
          ? t('service.left.hours', { n: hours })
          : t('service.left.soon')
    return { head: t('service.running', { promise, by: t('service.by', { at: moment(lastInstant(dueAt)) }) }), left }
  }
  if (state === 'met' && metAt) return { head: t('service.met', { promise, at: moment(metAt) }), left: null }
  if (state === 'breached' && metAt) return { head: t('service.breachedMet', { promise, at: moment(metAt) }), left: null }
  if (state === 'breached' && dueAt) return { head: t('service.breached', { promise, at: moment(lastInstant(dueAt)) }), left: null }
  if (state === 'judged') return { head: t('service.judged', { promise }), left: null }
  if (state === 'unknown') return { head: t('service.unknown', { promise }), left: null }
  return { head: t('service.waiting', { promise }), left: null }
}

/** A time that is over when a day begins in Sweden is said as the evening before. */
const lastInstant = (at: string) => new Date(new Date(at).getTime() - 1).toISOString()
