import type { Retention } from '../../../contracts/instruction.ts'
import type { Day } from '../../platform/calendar.ts'
import type { Fate } from '../rule/index.ts'

/** Where something stands on its way out, for the row that the caller keeps about it. */
export type Scheduled = {
  /** `<board>/<clause>` */
  ruleId: string
  state: 'running' | 'waiting' | 'waiting-for-receipt' | 'review' | 'kept' | 'held' | 'next-step'
  /** The day in Sweden on which it goes (or comes up for review); null while nothing counts. */
  on: Day | null
  at: Date | null
  versionId: number
  rule: Retention
}

/** Where a fate stands. Waiting for nothing but the receipt of delivery has a word of its own: without it ours could be the only copy (B20). */
export function stateOf({ state, waitsFor }: Pick<Fate, 'state' | 'waitsFor'>): Scheduled['state'] {
  return state === 'waiting' && waitsFor.every((each) => each === 'delivery.confirmed') ? 'waiting-for-receipt' : state
}

/** What a case's own row says: a closed case has a day, is kept for ever, or waits in a queue (design §3). */
export function endOf({ state, at, on }: Pick<Scheduled, 'state' | 'at' | 'on'>): {
  at: Date | null
  on: Day | null
  review: boolean
  kept: boolean
} {
  const timed = state === 'running' || state === 'review'
  return { at: timed ? at : null, on: timed ? on : null, review: state !== 'running' && state !== 'kept', kept: state === 'kept' }
}
