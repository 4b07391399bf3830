import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { useNow } from '../../ui/now.ts'
import { Tag } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { tones } from './ControlItem.tsx'

type Past = Reply<'listControls'>['controls'][number]['history']
/** So far back the line goes, at most. */
const longestMs = 30 * 86_400_000

/** How the measure has worked: a line from its first state until now, and the same as a table. */
export function History({ history }: { history: Past }) {
  const { t, moment, whole } = useTexts()
  const nowMs = useNow()
  const first = Math.min(...history.map(({ since }) => Date.parse(since)))
  const from = Math.max(first, nowMs - longestMs)
  const span = Math.max(1, nowMs - from)
  const at = (ms: number) => Math.min(100, Math.max(0, ((ms - from) / span) * 100))
  return (
    <div className="stack">
      <svg className="control-line-of-time" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        {history.map(({ state, since, until }) => {
          const [start, end] = [at(Date.parse(since)), at(until === null ? nowMs : Date.parse(until))]
          // what was over in a moment is seen all the same
          return <rect key={since} className={`is-${state}`} x={start} y={0} width={Math.max(0.6, end - start)} height={4} />
        })}
      </svg>
      <Wide label={t('control.history')}>
        <table>
          <caption className="small soft">{t('control.history')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('control.history.from')}</th>
              <th scope="col">{t('control.history.until')}</th>
              <th scope="col">{t('control.state')}</th>
            </tr>
          </thead>
          <tbody>
            {history.map(({ state, since, until }) => (
              <tr key={since}>
                <td>
                  <time dateTime={since} title={whole(since)}>
                    {moment(since)}
                  </time>
                </td>
                <td>{until === null ? t('control.history.now') : moment(until)}</td>
                <td>
                  <Tag tone={tones[state]}>{t(`control.${state}`)}</Tag>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </div>
  )
}
