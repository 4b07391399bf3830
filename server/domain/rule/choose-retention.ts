import type { Clause, InstructionInForce, Retention } from '../../../contracts/instruction.ts'
import { clauseKey } from './clause-reach.ts'

/** What a rule is looked for. `caseType` and `department` are null for a contact that never got a type. */
export type Kept = { board: string; department: string | null; caseType: string | null; record: Retention['record'] }

/** From narrow to wide (B19). */
export const retentionLevels = ['case-type', 'department', 'board'] as const
export type RetentionLevel = (typeof retentionLevels)[number]

export type ChosenRetention = {
  clauseKey: string
  versionId: number
  retention: Retention
  level: RetentionLevel
  /** Every rule that spoke, narrowest first, so that the choice can be explained. */
  trace: { clauseKey: string; level: RetentionLevel; chosen: boolean }[]
}

/**
 * The one rule that says when something disappears: case type before department before board (B19), never another board's (B17).
 * @returns null when no rule speaks: such a case type can't be used (B18)
 * @throws when asked about another board than the instruction's, or when two rules are equally narrow; `readInstruction` lets neither through
 */
export function chooseRetention(
  kept: Kept,
  instruction: Pick<InstructionInForce, 'board' | 'versionId' | 'clauses'>,
): ChosenRetention | null {
  if (kept.board !== instruction.board)
    throw new Error(`retention: ${kept.board} was looked for in the instruction of ${instruction.board} (B19)`)
  const speaking = retentionLevels.flatMap((level) => rulesAt(level, kept, instruction.clauses))
  const first = speaking[0]
  if (first === undefined) return null
  const rival = speaking.find((each) => each !== first && each.level === first.level)
  if (rival !== undefined) throw new Error(`retention: ${first.clause.id} and ${rival.clause.id} of ${kept.board} are equally narrow (B19)`)
  const nameOf = (clause: Clause) => clauseKey(instruction.board, clause)
  return {
    clauseKey: nameOf(first.clause),
    versionId: instruction.versionId,
    retention: first.retention,
    level: first.level,
    trace: speaking.map(({ clause, level }) => ({ clauseKey: nameOf(clause), level, chosen: clause === first.clause })),
  }
}

type Rule = { clause: Clause; retention: Retention; level: RetentionLevel }

/** The board's rules on `level` that speak of what is kept. */
export function rulesAt(level: RetentionLevel, kept: Kept, clauses: readonly Clause[]): Rule[] {
  return clauses.flatMap((clause) =>
    clause.retention?.record === kept.record && levelOf(clause, kept) === level ? [{ clause, retention: clause.retention, level }] : [],
  )
}

function levelOf(clause: Clause, { caseType, department }: Kept): RetentionLevel | null {
  if (clause.department !== null && clause.department !== department) return null
  if (clause.caseTypes !== 'all') return caseType !== null && clause.caseTypes.includes(caseType) ? 'case-type' : null
  return clause.department === null ? 'board' : 'department'
}
