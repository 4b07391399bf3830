import { type CaseRow, caseActs } from '../../../contracts/case.ts'
import type { Act, Category, Mission } from '../../../contracts/instruction.ts'
import { problems } from '../../../contracts/problems.ts'
import type { Verdict } from '../../../contracts/words.ts'
import { ask, type Question, type Standing, verdictOf } from '../instruction/index.ts'
import type { Decision } from '../rule/index.ts'
import { actsNeeded, boardsOwn, type CaseAct } from './acts.ts'
import { stateForbids } from './states.ts'

export type CaseFacts = { offeredHere: boolean; answerable: boolean; delegated: boolean }

/** Who looks at a case, why, and what they may ask of it. */
export type Reader = {
  standing: Standing
  question: Omit<Question, 'act'>
  /** The case is offered to a board where the reader works. */
  offeredHere: boolean
  purpose: Mission
  lang: 'sv' | 'en'
}

/** The answer to "may I, and why" for every button of a case: first what the case's state rules out, then what the instruction says. */
export function verdictsOf(
  row: CaseRow,
  reader: Reader,
  { answerable, delegated }: Pick<CaseFacts, 'answerable' | 'delegated'>,
): Record<CaseAct, Verdict> {
  const { standing, offeredHere, lang } = reader
  const verdict = (act: CaseAct): Verdict => {
    const forbids = stateForbids(act, row, { offeredHere, answerable })
    if (forbids !== null) return { outcome: 'deny', because: 'CASE_STATE', sentence: forbids[lang], clauses: [], laws: [], obligations: [] }
    if (standing.hand === 'agent' && (boardsOwn.includes(act) || (act === 'route' && row.holder === 'board'))) return boardOnly(lang)
    // Before it is accepted an offered case is its old board's; accepting or returning it is the new board's own right.
    if (standing.hand === 'officer' && offeredHere && (act === 'accept' || act === 'return' || act === 'note')) return offered(lang)
    if (act === 'decide' && !delegated) return notDelegated(lang)
    return verdictOf(askFor(reader, actsNeeded[act]), standing, lang)
  }
  return Object.fromEntries(caseActs.map((act) => [act, verdict(act)])) as Record<CaseAct, Verdict>
}

/** The clause that speaks of what one is doing explains best; any other that permits it is good enough. */
export function askFor({ standing, question, purpose }: Reader, acts: readonly Act[], category: Category | null = null): Decision {
  const forPurpose = ask(standing, acts, { ...question, category, mission: purpose })
  return forPurpose.outcome === 'permit' ? forPurpose : ask(standing, acts, { ...question, category })
}

/** What only the board's own people do, whatever its instruction lets the centre do. */
export const boardOnly = (lang: 'sv' | 'en'): Verdict => ({
  outcome: 'deny',
  because: 'BOARD_ONLY',
  sentence: { sv: 'Det här gör nämndens egna handläggare.', en: 'The board’s own officers do this.' }[lang],
  clauses: [],
  laws: ['GDPR 28(3)(a)'],
  obligations: [],
})
/** A36: whatever the instruction says, nobody decides without the board's delegation to them by name. */
const notDelegated = (lang: 'sv' | 'en'): Verdict => ({
  outcome: 'deny',
  because: 'PENDING_DELEGATION',
  sentence: problems.delegation_missing[lang],
  clauses: [],
  laws: ['KL 6:37', 'KL 7:5'],
  obligations: [],
})
/** A case that has been offered is read by the board it is offered to, before anyone there accepts it. */
export const offered = (lang: 'sv' | 'en'): Verdict => ({
  outcome: 'permit',
  because: 'OWN_BOARD',
  sentence: { sv: 'Ärendet är överlämnat till din nämnd.', en: 'The case has been handed over to your board.' }[lang],
  clauses: [],
  laws: ['GDPR 4(7)'],
  obligations: [],
})
