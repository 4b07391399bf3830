import type { Act, Consequence } from '../../../contracts/instruction.ts'
import { noVocabulary } from '../../../contracts/vocabulary.ts'
import { consequenceToWords, consequenceWords } from './part-words.ts'
import { momentReading, periodReading } from './readings.ts'
import { actWords, type Lang, listed, type Words, wordsOf } from './sentence-words.ts'
import type { ServiceClock } from './service-clocks.ts'

/** Promises that have words of their own; any other is said by what it is that meets it. */
const promiseWords: Readonly<Record<string, Record<Lang, string>>> = {
  reply: { sv: 'Svar', en: 'Answer' },
  receipt: { sv: 'Bekräftelse', en: 'Receipt' },
  status: { sv: 'Besked om läget', en: 'Word of how it stands' },
  handler: { sv: 'Besked om handläggare', en: 'Word of who handles it' },
  decision: { sv: 'Beslut', en: 'Decision' },
  'call-back': { sv: 'Återuppringning', en: 'Call back' },
  start: { sv: 'Påbörjat arbete', en: 'Work begun' },
  registration: { sv: 'Diarieföring', en: 'Registration' },
  handover: { sv: 'Överlämning', en: 'Hand-over' },
  'gap-answer': { sv: 'Nämndens svar', en: 'The board’s answer' },
}

export const promiseReading = (promise: string, lang: Lang): string => promiseWords[promise]?.[lang] ?? promise.replaceAll(/[.-]/g, ' ')

const builtIn = wordsOf(noVocabulary)

/** What follows a breach, as in "ingen avgift tas ut av den som frågade". */
export function consequenceReading({ kind, to, amount }: Consequence, lang: Lang, words: Words = builtIn): string {
  const much = amount === undefined ? '' : ` ${amountReading(amount, words, lang)}`
  return `${consequenceWords[kind][lang]}${much}${to === null ? '' : ` ${towards(kind)[lang]} ${consequenceToWords[to][lang]}`}`
}

function amountReading(amount: NonNullable<Consequence['amount']>, words: Words, lang: Lang): string {
  const with_ = { sv: 'med', en: 'by' }[lang]
  const much = 'kronor' in amount ? `${with_} ${amount.kronor} kr` : `${with_} ${amount.percent} %`
  if (amount.every === undefined) return much
  return `${much} ${{ sv: 'för varje påbörjad tid om', en: 'for each begun period of' }[lang]} ${periodReading(amount.every, words, lang)}`
}

const towards = (kind: Consequence['kind']): Record<Lang, string> =>
  kind === 'no-fee' ? { sv: 'av', en: 'to' } : kind === 'register' ? { sv: 'av', en: 'by' } : { sv: 'till', en: 'to' }

/** What would meet the promise, or what it waits for, as one sentence. */
export function serviceReading({ status, consequences }: ServiceClock, words: Words, lang: Lang): string {
  if (status.state === 'met')
    return { sv: `Uppfyllt: ${momentReading(status.by, words, lang)}.`, en: `Met: ${momentReading(status.by, words, lang)}.` }[lang]
  if (status.state === 'waiting') {
    const events = listed(
      status.for.map((name) => words.event(name, lang)),
      lang,
    )
    return { sv: `Tiden börjar räknas när ${events}.`, en: `The time begins when ${events}.` }[lang]
  }
  if (status.state === 'judged')
    return { sv: 'En person avgör när; ingen klocka gör det.', en: 'A person decides when; no clock does.' }[lang]
  if (status.state === 'unknown') {
    const facts = listed(
      status.ask.map((name) => words.fact(name, lang)),
      lang,
    )
    return { sv: `Om löftet gäller beror på ${facts}. Ta reda på det.`, en: `Whether the promise holds depends on ${facts}. Find out.` }[
      lang
    ]
  }
  if (status.state === 'running') return ''
  const follows = listed(
    consequences.map((each) => consequenceReading(each, lang, words)),
    lang,
  )
  if (follows === '') return { sv: 'Instruktionen säger inte vad som följer.', en: 'The instruction doesn’t say what follows.' }[lang]
  return { sv: `Det följer att ${follows}.`, en: `It follows that ${follows}.` }[lang]
}

/** Recurring tasks that have words of their own; any other is its own name. */
const taskWords: Readonly<Record<string, Record<Lang, string>>> = {
  'log-review': { sv: 'Gå igenom loggarna', en: 'Review the logs' },
  'secrecy-briefing': { sv: 'Gå igenom sekretessen med personalen', en: 'Go through secrecy with the staff' },
  'open-mailbox': { sv: 'Öppna myndighetsbrevlådan', en: 'Open the authority’s mailbox' },
  'batch-registration': { sv: 'Diarieför samlade synpunkter', en: 'Register collected comments' },
}
export const taskReading = (task: string, lang: Lang): string => taskWords[task]?.[lang] ?? task.replaceAll(/[.-]/g, ' ')

/** As in "ta emot och registrera". */
export const actReading = (act: Act, lang: Lang): string => actWords[act][lang]
