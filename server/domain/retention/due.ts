import type { Retention } from '../../../contracts/instruction.ts'
import { type Day, stockholmDay, usualHours } from '../../platform/calendar.ts'
import { momentOf } from '../rule/index.ts'

/** Where something stands on its way out, for the row that the caller keeps about it. */
export type Scheduled = {
  /** `<board>/<clause>` */
  ruleId: string
  state: 'running' | 'waiting-for-receipt' | 'review' | 'kept'
  /** The day in Sweden on which it goes (or comes up for review); null while nothing counts. */
  on: Day | null
  at: Date | null
  versionId: number
}

export type Started = Omit<Scheduled, 'ruleId' | 'versionId'> & { clock: 'waiting' | 'running'; startedAt: Date | null }

/**
 * What a rule says once `trigger` has happened at `at`. A rule that counts from another event waits for that one: without the receipt of
 * delivery nothing goes, since ours could be the only copy (B20).
 */
export function whenDue(rule: Retention, trigger: string, at: Date): Started {
  if (rule.action === 'preserve') return { state: 'kept', clock: 'running', startedAt: at, on: null, at: null }
  const due = dueOf(rule, trigger, at)
  if (due === null) return { state: 'waiting-for-receipt', clock: 'waiting', startedAt: null, on: null, at: null }
  return { state: rule.action === 'delete' ? 'running' : 'review', clock: 'running', startedAt: at, at: due, on: stockholmDay(due) }
}

export function dueOf({ due }: Pick<Retention, 'due'>, trigger: string, at: Date): Date | null {
  if (due === null) return null
  const when = momentOf(due, { facts: {}, events: { [trigger]: [at] }, openingHours: usualHours, now: null })
  return 'at' in when ? when.at : null
}
