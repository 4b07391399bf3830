import type { Clause, InstructionInForce } from '../../../contracts/instruction.ts'

/** A stretch of time, start included, end excluded; milliseconds since 1970. No end = Infinity. */
export type Stretch = { fromMs: number; toMs: number }

/** How a clause is named outside its own file, e.g. `socialnamnden/ingen-status`. */
export const clauseKey = (board: string, clause: Pick<Clause, 'id'>): string => `${board}/${clause.id}`

/** A37: a clause that lets someone decide permits nothing, in none of its acts, until a delegation is linked (KL 6:37–40, 7:5–8). */
export const awaitsDelegation = (clause: Clause): boolean =>
  clause.effect === 'permit' && clause.acts.includes('decide') && clause.delegationRef === null

/** How narrow a clause is (D9), counted only in what both walls can see: case types weigh 2, channels 1. */
export const specificity = (clause: Clause): number => (clause.caseTypes === 'all' ? 0 : 2) + (clause.channels === 'all' ? 0 : 1)

/** When the clause speaks: its own window inside its version's. May be empty (toMs <= fromMs). */
export function stretchOf(clause: Clause, instruction: InstructionInForce): Stretch {
  const fromMs = clause.validFrom === null ? instruction.validFromMs : Math.max(instruction.validFromMs, Date.parse(clause.validFrom))
  const endMs = instruction.validToMs ?? Number.POSITIVE_INFINITY
  return { fromMs, toMs: clause.validTo === null ? endMs : Math.min(endMs, Date.parse(clause.validTo)) }
}

/** A5: the end itself is outside; the instruction closes at the instant. */
export const holds = (stretch: Stretch, nowMs: number): boolean => stretch.fromMs <= nowMs && nowMs < stretch.toMs

/** What is left of `whole` when `taken` are cut out of it. */
export function without(whole: Stretch, taken: readonly Stretch[]): Stretch[] {
  const left = taken.reduce<Stretch[]>(
    (parts, cut) =>
      parts.flatMap((part) => [
        { fromMs: part.fromMs, toMs: Math.min(part.toMs, Math.max(part.fromMs, cut.fromMs)) },
        { fromMs: Math.max(part.fromMs, Math.min(part.toMs, cut.toMs)), toMs: part.toMs },
      ]),
    [whole],
  )
  return left.filter((part) => part.fromMs < part.toMs)
}
