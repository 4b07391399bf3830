import type { MeasureId } from '../rule/index.ts'

/**
 * The centre's own guideline for information security, as parameters (A11): what each is set to, who says so, and which measure looks after it.
 * "(check)": the source is named, and has not been compared word for word.
 */
export type Parameter = {
  id: string
  measure: Extract<MeasureId, 'session-limits' | 'sign-in-limits' | 'look-up-limits' | 'hold-limits'>
  sv: string
  en: string
  /** is = exactly this; most = this or less. */
  bound: 'is' | 'most'
  value: number
  unit: 'hours' | 'minutes' | 'days' | 'times'
  /** setting = the program's settings say it; database = read out of the database as it is now. */
  stands: 'setting' | 'database'
  source: string
  version: string
}

const digital = { source: 'NIST SP 800-63B (check)', version: 'revision 4, 2025' }
const imy = { source: 'IMY, Säkerhet för personuppgifter: behörighet och loggning (check)', version: '2026-11' }
const own = { source: 'Ombud, design §8', version: '1' }

export const guideline: readonly Parameter[] = [
  {
    id: 'session-hours',
    measure: 'session-limits',
    sv: 'En session tar slut efter högst',
    en: 'A session ends after at most',
    ...{ bound: 'most', value: 10, unit: 'hours', stands: 'setting' },
    ...digital,
  },
  {
    id: 'session-cap-hours',
    measure: 'session-limits',
    sv: 'Databasens eget tak för en session',
    en: 'The database’s own ceiling for a session',
    ...{ bound: 'is', value: 12, unit: 'hours', stands: 'database' },
    ...digital,
  },
  {
    id: 'step-up-minutes',
    measure: 'session-limits',
    sv: 'Efter ny inloggning kan man skriva under i',
    en: 'After signing in again one may sign for',
    ...{ bound: 'is', value: 2, unit: 'minutes', stands: 'database' },
    ...own,
  },
  {
    id: 'sign-in-tries',
    measure: 'sign-in-limits',
    sv: 'Fel lösenord får skrivas',
    en: 'A wrong password may be written',
    ...{ bound: 'is', value: 8, unit: 'times', stands: 'database' },
    ...digital,
  },
  {
    id: 'sign-in-pause-minutes',
    measure: 'sign-in-limits',
    sv: 'Sedan vilar inloggningen i',
    en: 'Then signing in rests for',
    ...{ bound: 'is', value: 15, unit: 'minutes', stands: 'database' },
    ...digital,
  },
  {
    id: 'step-up-tries',
    measure: 'sign-in-limits',
    sv: 'Fel lösenord före underskrift får skrivas',
    en: 'A wrong password before a signature may be written',
    ...{ bound: 'is', value: 8, unit: 'times', stands: 'database' },
    ...digital,
  },
  {
    id: 'step-up-pause-minutes',
    measure: 'sign-in-limits',
    sv: 'Sedan vilar underskriften i',
    en: 'Then signing rests for',
    ...{ bound: 'is', value: 15, unit: 'minutes', stands: 'database' },
    ...digital,
  },
  {
    id: 'look-ups',
    measure: 'look-up-limits',
    sv: 'En person får fråga andras system högst',
    en: 'One person may ask others’ systems at most',
    ...{ bound: 'is', value: 30, unit: 'times', stands: 'database' },
    ...imy,
  },
  {
    id: 'look-up-minutes',
    measure: 'look-up-limits',
    sv: 'Räknat över',
    en: 'Counted over',
    ...{ bound: 'is', value: 10, unit: 'minutes', stands: 'database' },
    ...imy,
  },
  {
    id: 'hold-days',
    measure: 'hold-limits',
    sv: 'Ett undantag från gallring varar högst',
    en: 'A hold on disposal lasts at most',
    ...{ bound: 'is', value: 90, unit: 'days', stands: 'database' },
    ...own,
  },
]

/** A11: what is set beside what the guideline says. A value that can't be found any more has drifted too. Pure. */
export function driftFrom(
  parameters: readonly Parameter[],
  found: Readonly<Record<string, number | null>>,
): { id: string; asked: number; found: number | null }[] {
  return parameters.flatMap(({ id, bound, value }) => {
    const set = found[id] ?? null
    const keeps = set !== null && (bound === 'is' ? set === value : set <= value)
    return keeps ? [] : [{ id, asked: value, found: set }]
  })
}
