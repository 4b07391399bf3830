import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import './disposals.css'

type Day = Reply<'listDisposals'>['upcoming'][number]
const span = 60
const height = 96

/** The days from today on, each with what disappears then; days without anything count too, or the picture would lie about time. */
function spread(upcoming: Day[], today: string): Day[] {
  const counted = new Map(upcoming.map((day) => [day.on, day.count]))
  const start = new Date(`${today}T12:00:00Z`).getTime()
  return Array.from({ length: span }, (_, index) => {
    const on = new Date(start + index * 86_400_000).toISOString().slice(0, 10)
    return { on, count: counted.get(on) ?? 0 }
  })
}

export function Upcoming({ upcoming }: { upcoming: Day[] }) {
  const { t, isoDay, shortDay, day } = useTexts()
  const days = spread(upcoming, isoDay(Date.now()))
  const total = days.reduce((sum, { count }) => sum + count, 0)
  const most = Math.max(1, ...days.map(({ count }) => count))
  const filled = days.filter(({ count }) => count > 0)
  if (filled.length === 0)
    return (
      <div className="upcoming-empty">
        <h2>{t('upcoming.title')}</h2>
        <p className="soft">{t('upcoming.none')}</p>
      </div>
    )
  return (
    <div className="upcoming">
      <figure>
        <figcaption>
          <h2>{t('upcoming.title')}</h2>
          <p className="soft">{t('upcoming.total', { n: total })}</p>
        </figcaption>
        <svg viewBox={`0 0 ${span * 12} ${height + 22}`} role="img" aria-label={t('upcoming.total', { n: total })}>
          <line x1="0" x2={span * 12} y1={height} y2={height} className="upcoming-axis" />
          {days.map(({ on, count }, index) => (
            <g key={on}>
              {count > 0 && (
                <rect
                  x={index * 12 + 1.5}
                  width="9"
                  rx="2"
                  y={height - Math.max(4, (count / most) * (height - 18))}
                  height={Math.max(4, (count / most) * (height - 18))}
                  className="upcoming-bar"
                />
              )}
              {count > 0 && (
                <text x={index * 12 + 6} y={height - Math.max(4, (count / most) * (height - 18)) - 4} className="upcoming-count">
                  {count}
                </text>
              )}
              {index % 10 === 0 && (
                <text x={index * 12} y={height + 17} className="upcoming-day">
                  {shortDay(on)}
                </text>
              )}
            </g>
          ))}
        </svg>
      </figure>
      <div className="upcoming-table">
        <table>
          <caption className="only-heard">{t('upcoming.title')}</caption>
          <thead>
            <tr>
              <th>{t('disposals.day')}</th>
              <th className="number">{t('upcoming.count')}</th>
            </tr>
          </thead>
          <tbody>
            {filled.map(({ on, count }) => (
              <tr key={on}>
                <td>{day(on)}</td>
                <td className="number">{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
