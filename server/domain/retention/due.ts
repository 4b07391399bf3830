import type { Retention, Trigger } from '../../../contracts/instruction.ts'
import { addPeriod, type Day } from '../../platform/calendar.ts'

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
export function whenDue(rule: Retention, trigger: Trigger, at: Date): Started {
  if (rule.action === 'preserve') return { state: 'kept', clock: 'running', startedAt: at, on: null, at: null }
  if (rule.trigger !== trigger) return { state: 'waiting-for-receipt', clock: 'waiting', startedAt: null, on: null, at: null }
  return { state: rule.action === 'review' ? 'review' : 'running', clock: 'running', startedAt: at, ...addPeriod(at, rule) }
}
