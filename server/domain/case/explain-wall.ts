import type { Verdict } from '../../../contracts/words.ts'
import type { Tx } from '../../platform/db.ts'
import type { RouteName } from '../../platform/http.ts'
import { type Refused, recordRefusal } from '../audit/index.ts'
import { ask, loadStanding, verdictOf } from '../instruction/index.ts'
import { actsNeeded, type CaseAct } from './acts.ts'
import { asked, findCase } from './lock-case.ts'

const verbOf: Partial<Record<RouteName, CaseAct>> = {
  assignCase: 'note',
  writeNote: 'note',
  writeAnswer: 'answer',
  routeCase: 'route',
  splitCase: 'route',
  handOver: 'handover',
  acceptHandover: 'accept',
  returnHandover: 'return',
  closeCase: 'close',
  reopenCase: 'reopen',
  confirmDelivery: 'confirmDelivery',
  placeHold: 'hold',
  releaseHold: 'hold',
}

/** `agrees`: the wall that explains says no as well, and the code only forgot to ask it. */
export type WallExplained = { verdict: Verdict; agrees: boolean }

/**
 * Row security refused what the code had let through. Asks the wall that explains about the same act and leaves the refusal as a row, with the
 * clauses it gives. That the two disagree is never right: one of them has been compiled or asked wrongly (A2, A6).
 */
export async function explainWall(
  tx: Tx,
  { route, caseId }: { route: RouteName; caseId: string | null },
  lang: 'sv' | 'en',
): Promise<WallExplained> {
  const verb = verbOf[route]
  const kase = caseId === null ? undefined : await findCase(tx, caseId)
  const refused = { act: verb ?? route, boardCode: null, caseTypeCode: null, mission: null, because: 'WALL', gap: false, caseId } as const
  if (verb === undefined || kase === undefined) {
    await recordRefusal(tx, { ...refused, clauseIds: [], lawIds: [] })
    return { verdict: { ...nothing, sentence: held[lang] }, agrees: false }
  }
  const standing = await loadStanding(tx)
  const decision = ask(standing, actsNeeded[verb], asked(kase), 'now')
  const { clauseIds, lawIds } = decision
  const row: Refused = { ...refused, act: actsNeeded[verb][0], boardCode: kase.board, caseTypeCode: kase.case_type, clauseIds, lawIds }
  await recordRefusal(tx, row)
  const said = verdictOf(decision, standing, lang)
  const agrees = decision.outcome !== 'permit'
  return { agrees, verdict: { ...said, ...nothing, clauses: said.clauses, laws: said.laws, sentence: agrees ? said.sentence : held[lang] } }
}

const nothing: Verdict = { outcome: 'deny', because: 'WALL', sentence: '', clauses: [], laws: [], obligations: [] }
const held = {
  sv: 'Databasen stoppade det här, fast programmet inte gjorde det. Inget har ändrats. Det är räknat som ett fel hos oss.',
  en: 'The database stopped this although the program didn’t. Nothing has changed. It is counted as a fault of ours.',
} as const
