import type { Clause, InstructionInForce } from '../../../contracts/instruction.ts'

/** A stretch of time, start included, end excluded; milliseconds since 1970. No end = Infinity. */
export type Stretch = { fromMs: number; toMs: number }

/** How a clause is named outside its own file, e.g. `socialnamnden/ingen-status`. */
export const clauseKey = (board: string, clause: Pick<Clause, 'id'>): string => `${board}/${clause.id}`

/** A37: a clause that lets someone decide permits nothing, in none of its acts, until a delegation is linked (KL 6:37–40, 7:5–8). */
export const awaitsDelegation = (clause: Clause): boolean =>
  clause.effect === 'permit' && clause.acts.includes('decide') && clause.delegationRef === null

/** K06: a routine is the centre's own. It can't give what neither the law nor the board gives; it may make less of it. */
export const canGrant = (permit: Clause): boolean => permit.source !== 'routine'

export const takesAway = ({ effect }: Pick<Clause, 'effect'>): boolean => effect === 'deny' || effect === 'refer'

/** How narrow a clause is (D9), counted only in what both walls can see: case types weigh 4, a department 2, channels 1. */
export const specificity = (clause: Clause): number =>
  (clause.caseTypes === 'all' ? 0 : 4) + (clause.department === null ? 0 : 2) + (clause.channels === 'all' ? 0 : 1)

/** What a routine takes away weighs as much as what the board does: to make less of a permit is what a routine may do. */
const weight = { permit: { statute: 2, decision: 1, routine: 0 }, refusal: { statute: 2, decision: 1, routine: 1 } } as const

/** Does the permit hold although the other clause takes away? First the source decides (K06), then, for a referral, which is narrower (D9). */
export function withstands(permit: Clause, refusal: Clause): boolean {
  const [may, mayNot] = [weight.permit[permit.source], weight.refusal[refusal.source]]
  return may > mayNot || (may === mayNot && refusal.effect === 'refer' && specificity(permit) > specificity(refusal))
}

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
