import type { Retention } from '../../../contracts/instruction.ts'
import { dueOf } from './due.ts'

/** What is known, under lock, in the transaction that would erase. */
export type Standing = {
  /** null: the row is gone already */
  ended: boolean | null
  now: Date
  held: boolean
  /** the day the list was made for */
  listedFor: Date
  clock: {
    state: 'waiting' | 'running'
    action: Retention['action']
    trigger: string
    startedAt: Date | null
    dueAt: Date | null
    rule: Retention
  } | null
  /** the subject's own row, where it has an instant; undefined for a contact, which has only a day */
  ownDueAt: Date | null | undefined
}

/**
 * erase: everything agrees. held: an open hold. withdraw: it was reopened or given another end since it was listed (T6). The rest are faults:
 * nothing is erased, the disposal stays due and says why.
 */
export type Judgement = 'erase' | 'held' | 'withdraw' | 'not-yet-due' | 'due-mismatch' | 'no-decision' | 'subject-missing'

/** The due instant is worked out again from the rule and the event: a day that was written wrong, or moved by hand, erases nothing (T7). */
export function judge({ ended, now, held, listedFor, clock, ownDueAt }: Standing): Judgement {
  if (ended === null) return 'subject-missing'
  if (!ended || clock === null || clock.state !== 'running' || clock.action !== 'delete' || clock.startedAt === null) return 'withdraw'
  if (clock.dueAt?.getTime() !== listedFor.getTime()) return 'withdraw'
  const due = dueOf(clock.rule, clock.trigger, clock.startedAt)
  if (due?.getTime() !== clock.dueAt.getTime()) return 'due-mismatch'
  if (ownDueAt !== undefined && ownDueAt?.getTime() !== due.getTime()) return 'due-mismatch'
  if (due > now) return 'not-yet-due'
  if (clock.rule.disposalDecision === null) return 'no-decision'
  return held ? 'held' : 'erase'
}
