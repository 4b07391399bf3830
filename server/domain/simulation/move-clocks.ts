import type { InstructionInForce, Retention } from '../../../contracts/instruction.ts'
import { stockholmDay } from '../../platform/calendar.ts'
import type { Asked } from '../retention/index.ts'
import { fateOf, type Known, takesAway } from '../rule/index.ts'
import type { Tally } from './tally.ts'

/** What is known of a case or a contact without opening it, and under which codes its board is asked. */
export type Matter = { record: 'case' | 'contact'; asked: Asked; known: Known }
/** `dueAt`: the instant its clock has; null = kept for ever, or nothing counts yet. */
export type Running = Matter & { dueAt: Date | null; action: Retention['action'] }

/** Days a disposal day moves, both ends included; none of them is nothing, since that isn't moved. */
export const movedBy: readonly { from: number | null; to: number | null }[] = [
  { from: null, to: -366 },
  { from: -365, to: -91 },
  { from: -90, to: -31 },
  { from: -30, to: -8 },
  { from: -7, to: -1 },
  { from: 1, to: 7 },
  { from: 8, to: 30 },
  { from: 31, to: 90 },
  { from: 91, to: 365 },
  { from: 366, to: null },
]

/**
 * When it would go under the draft, by the engine that writes clocks; undefined: no rule speaks of it (B18). `instructions`: the draft first,
 * and the other boards' where one of its rules points at them (K07).
 */
export function dueUnder(
  instructions: readonly InstructionInForce[],
  { asked, record, known }: Matter,
): { at: Date | null; action: Retention['action'] } | undefined {
  const { ruleId, state, outcome, at } = fateOf({ ...asked, record }, instructions, known)
  return ruleId === null ? undefined : { at, action: state === 'review' ? 'review' : outcome }
}

/** Counts where running clocks would land if the board decided to move them (B19). */
export function countClocks(tally: Tally, running: readonly Running[], instructions: readonly InstructionInForce[], now: Date): void {
  const { clocks } = tally
  for (const each of running) {
    clocks.total += 1
    const after = dueUnder(instructions, each)
    if (after === undefined) clocks.noRule += 1
    else countMove(clocks, each, after, now)
  }
}

function countMove(clocks: Tally['clocks'], before: Running, after: { at: Date | null; action: Retention['action'] }, now: Date): void {
  const isDue = (at: Date | null, action: Retention['action']) => takesAway(action) && at !== null && at <= now
  if (isDue(after.at, after.action) && !isDue(before.dueAt, before.action)) clocks.dueAtOnce += 1
  const days = daysBetween(before.dueAt, after.at)
  if (days === null) clocks[after.at === null ? 'ends' : 'begins'] += 1
  else if (days === 0) clocks.same += 1
  else {
    const bucket = String(
      movedBy.findIndex(({ from, to }) => (from ?? Number.NEGATIVE_INFINITY) <= days && days <= (to ?? Number.POSITIVE_INFINITY)),
    )
    clocks.moved[bucket] = (clocks.moved[bucket] ?? 0) + 1
  }
}

/** Whole days in Sweden; null when only one of them has a day. */
function daysBetween(before: Date | null, after: Date | null): number | null {
  if (before === null && after === null) return 0
  if (before === null || after === null) return null
  return (Date.parse(stockholmDay(after)) - Date.parse(stockholmDay(before))) / 86_400_000
}
