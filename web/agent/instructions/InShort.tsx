import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { type Count, countIn } from './count.ts'

type Result = NonNullable<NonNullable<Reply<'latestSimulation'>['simulation']>['result']>
type Sentence = { key: string; count: Count; words: string; bad?: boolean }

const week = 7 * 86_400_000

/** The consequences as sentences that begin with their number. */
export function InShort({ result }: { result: Result }) {
  const speech = useTexts()
  const { t } = speech
  const show = countIn(speech)
  const { acts, clocks, agents, service, notice } = result
  const first = result.loggedFrom !== null && result.loggedFrom > result.from ? result.loggedFrom : result.from
  const weeks = Math.max(1, (Date.parse(result.until) - Date.parse(first)) / week)
  const often = (which: 'refused' | 'allowed'): Sentence => {
    const total = acts[which]
    const weekly = typeof total === 'number' ? Math.round(total / weeks) : 0
    const count = weekly > 0 ? weekly : total
    return {
      key: which,
      count,
      words: t(weekly > 0 ? `consequences.sum.${which}.week` : `consequences.sum.${which}`),
      bad: which === 'refused' && total !== 0,
    }
  }
  const sentencesThatChange = notice.added.length + notice.removed.length
  const sentences: Sentence[] = [
    often('refused'),
    often('allowed'),
    { key: 'sign', count: agents.mustSign, words: t(agents.mustSign === 1 ? 'consequences.sum.sign.one' : 'consequences.sum.sign') },
    { key: 'moved', count: sum(clocks.earlier, clocks.later, clocks.begins, clocks.ends), words: t('consequences.sum.moved') },
    { key: 'due', count: clocks.dueAtOnce, words: t('consequences.sum.due'), bad: clocks.dueAtOnce !== 0 },
    { key: 'norule', count: clocks.noRule, words: t('consequences.sum.norule'), bad: clocks.noRule !== 0 },
    { key: 'promises', count: service.cases, words: t('consequences.sum.promises') },
    {
      key: 'notice',
      count: sentencesThatChange,
      words: t(sentencesThatChange === 1 ? 'consequences.sum.notice.one' : 'consequences.sum.notice'),
    },
  ]
  return (
    <section className="sheet consequences-part" aria-labelledby="consequences-sum">
      <h2 id="consequences-sum">{t('consequences.sum')}</h2>
      <ul className="consequences-sum">
        {sentences.map(({ key, count, words, bad }) => (
          <li key={key} data-bad={bad === true} data-none={count === 0}>
            <strong>{show(count)}</strong> <span>{words}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What is known of it: a part that is hidden isn't in it. */
function sum(...counts: Count[]): Count {
  const known = counts.reduce<number>((total, count) => total + (typeof count === 'number' ? count : 0), 0)
  return known === 0 ? (counts.find((count) => count !== 0) ?? 0) : known
}
