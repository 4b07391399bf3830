import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Remark } from '../../ui/Status.tsx'
import { type Count, countIn, drawn, isNone } from './count.ts'

type Result = NonNullable<NonNullable<Reply<'latestSimulation'>['simulation']>['result']>
type Moved = Result['clocks']['moved'][number]

/** How far disposal days would move, as columns with their table beside. */
export function ClocksMoved({ clocks, open }: Pick<Result, 'clocks' | 'open'>) {
  const speech = useTexts()
  const { t } = speech
  const show = countIn(speech)
  const unmoved = isNone(clocks.earlier, clocks.later, clocks.begins, clocks.ends, clocks.noRule)
  return (
    <section className="sheet consequences-part" aria-labelledby="consequences-clocks">
      <h2 id="consequences-clocks">{t('consequences.clocks')}</h2>
      <p>{unmoved ? t('consequences.clocks.none') : t('consequences.clocks.stay')}</p>
      {!unmoved && (
        <div className="consequences-moved">
          <Columns moved={clocks.moved} />
          <MovedTable clocks={clocks} />
        </div>
      )}
      {open.noRule !== 0 && (
        <Remark tone="warn">
          <p>{t('consequences.clocks.open', { many: show(open.noRule) })}</p>
        </Remark>
      )}
    </section>
  )
}

function Columns({ moved }: { moved: Moved[] }) {
  const { t } = useTexts()
  const most = Math.max(1, ...moved.map(({ count }) => drawn(count)))
  const height = (count: Count) => (drawn(count) === 0 ? 0 : Math.max(3, (drawn(count) / most) * 100))
  return (
    <figure aria-hidden="true">
      <figcaption>{t('consequences.clocks.picture')}</figcaption>
      <div className="consequences-columns">
        {moved.map(({ from, to, count }) => (
          <i key={`${from} ${to}`} data-sooner={to !== null && to < 0} style={{ blockSize: `${height(count)}%` }} />
        ))}
      </div>
      <p className="consequences-axis">
        <span>← {t('consequences.axis.earlier')}</span>
        <span>{t('consequences.axis.later')} →</span>
      </p>
    </figure>
  )
}

function MovedTable({ clocks }: Pick<Result, 'clocks'>) {
  const speech = useTexts()
  const { t } = speech
  const show = countIn(speech)
  const reach = ({ from, to }: Moved) => {
    if (from === null) return t('consequences.clocks.earlier.most')
    if (to === null) return t('consequences.clocks.later.most')
    return to < 0 ? t('consequences.clocks.earlier', { from: -to, to: -from }) : t('consequences.clocks.later', { from, to })
  }
  const rows = [
    ...clocks.moved.map((each) => ({ words: reach(each), count: each.count })),
    { words: t('consequences.clocks.same'), count: clocks.same },
    { words: t('consequences.clocks.begins'), count: clocks.begins },
    { words: t('consequences.clocks.ends'), count: clocks.ends },
    { words: t('consequences.clocks.norule'), count: clocks.noRule },
  ].filter(({ count }) => count !== 0)
  return (
    <table>
      <caption className="only-heard">{t('consequences.clocks.picture')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('consequences.clocks.moves')}</th>
          <th scope="col" className="number">
            {t('consequences.clocks.count')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ words, count }) => (
          <tr key={words}>
            <td>{words}</td>
            <td className="number">{show(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
