import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'

type View = Reply<'readGap'>
const span = 30
const height = 72

/** The thirty days up to the last one that anyone asked; days without a question count too. */
function spread(days: View['days'], last: string): View['days'] {
  const counted = new Map(days.map(({ on, count }) => [on, count]))
  const end = new Date(`${last}T12:00:00Z`).getTime()
  return Array.from({ length: span }, (_, index) => {
    const on = new Date(end - (span - 1 - index) * 86_400_000).toISOString().slice(0, 10)
    return { on, count: counted.get(on) ?? 0 }
  })
}

export function Often({ view }: { view: View }) {
  const { t, day, isoDay } = useTexts()
  const total = t('gap.often.total', { n: view.gap.count, day: day(isoDay(view.gap.firstAt)) })
  return (
    <section className="sheet gap-often" aria-labelledby="gap-often">
      <figure>
        <figcaption>
          <h2 id="gap-often">{t('gap.often')}</h2>
          <p className="soft">{total}</p>
        </figcaption>
        <Bars view={view} label={total} />
      </figure>
      <Tables view={view} />
    </section>
  )
}

function Bars({ view: { gap, days }, label }: { view: View; label: string }) {
  const { isoDay, shortDay } = useTexts()
  const bars = spread(days, days.at(-1)?.on ?? isoDay(gap.lastAt))
  const most = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <svg viewBox={`0 0 ${span * 12} ${height + 20}`} role="img" aria-label={label}>
      <line x1="0" x2={span * 12} y1={height} y2={height} className="gap-axis" />
      {bars.map(({ on, count }, index) => {
        const tall = count === 0 ? 0 : Math.max(4, (count / most) * (height - 16))
        return (
          <g key={on}>
            {count > 0 && <rect x={index * 12 + 1.5} width="9" rx="2" y={height - tall} height={tall} className="gap-bar" />}
            {count > 0 && (
              <text x={index * 12 + 6} y={height - tall - 4} className="gap-count">
                {count}
              </text>
            )}
            {(index === 0 || index === span - 1) && (
              <text x={index === 0 ? 0 : span * 12} y={height + 15} className={index === 0 ? undefined : 'gap-end'}>
                {shortDay(on)}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

function Tables({ view: { gap, days } }: { view: View }) {
  const { t, day } = useTexts()
  return (
    <div className="gap-tables">
      <table>
        <caption className="only-heard">{t('gap.often')}</caption>
        <thead>
          <tr>
            <th>{t('gap.day')}</th>
            <th className="number">{t('gaps.count')}</th>
          </tr>
        </thead>
        <tbody>
          {days
            .toReversed()
            .slice(0, 10)
            .map(({ on, count }) => (
              <tr key={on}>
                <td>{day(on)}</td>
                <td className="number">{count}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <table>
        <caption className="only-heard">{t('gap.channels')}</caption>
        <thead>
          <tr>
            <th>{t('gap.channels')}</th>
            <th className="number">{t('gaps.count')}</th>
          </tr>
        </thead>
        <tbody>
          {gap.channels.map(({ channel, count }) => (
            <tr key={channel ?? ''}>
              <td>{channel === null ? t('gap.channel.none') : t(`channel.${channel}`)}</td>
              <td className="number">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
