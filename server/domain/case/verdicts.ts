import { type CaseRow, caseActs } from '../../../contracts/case.ts'
import type { Mission } from '../../../contracts/instruction.ts'
import { problems } from '../../../contracts/problems.ts'
import type { Verdict } from '../../../contracts/words.ts'
import { ask, type Standing, verdictOf } from '../instruction/index.ts'
import { actsNeeded, boardsOwn, type CaseAct } from './acts.ts'
import { stateForbids } from './states.ts'

export type CaseFacts = { offeredHere: boolean; answerable: boolean; delegated: boolean }

/** The answer to "may I, and why" for every button of a case: first what the case's state rules out, then what the instruction says. */
export function verdictsOf(
  row: CaseRow,
  standing: Standing,
  facts: CaseFacts,
  purpose: Mission,
  lang: 'sv' | 'en',
): Record<CaseAct, Verdict> {
  const verdict = (act: CaseAct): Verdict => {
    const forbids = stateForbids(act, row, facts)
    if (forbids !== null) return { outcome: 'deny', because: 'CASE_STATE', sentence: forbids[lang], clauses: [], laws: [], obligations: [] }
    if (standing.hand === 'agent' && (boardsOwn.includes(act) || (act === 'route' && row.holder === 'board'))) return boardOnly(lang)
    // Before it is accepted an offered case is its old board's; accepting or returning it is the new board's own right.
    if (standing.hand === 'officer' && facts.offeredHere && (act === 'accept' || act === 'return' || act === 'note'))
      return { outcome: 'permit', because: 'OWN_BOARD', sentence: offered[lang], clauses: [], laws: ['GDPR 4(7)'], obligations: [] }
    if (act === 'decide' && !facts.delegated) return notDelegated(lang)
    const question = { board: row.board, caseType: row.caseType, channel: row.channel }
    // The clause that speaks of what one is doing explains best; any other that permits it is good enough.
    const forPurpose = ask(standing, actsNeeded[act], { ...question, mission: purpose })
    return verdictOf(forPurpose.outcome === 'permit' ? forPurpose : ask(standing, actsNeeded[act], question), standing, lang)
  }
  return Object.fromEntries(caseActs.map((act) => [act, verdict(act)])) as Record<CaseAct, Verdict>
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
const offered = { sv: 'Ärendet är överlämnat till din nämnd.', en: 'The case has been handed over to your board.' } as const
