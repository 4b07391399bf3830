import type { Fate } from '../rule/index.ts'

/** What is known, under lock, in the transaction that would erase. */
export type Standing = {
  /** null: the row is gone already */
  ended: boolean | null
  now: Date
  held: boolean
  /** the day the list was made for */
  listedFor: Date
  clock: { state: 'waiting' | 'running'; clauseId: string; dueAt: Date | null; decided: boolean } | null
  /** worked out again from the pinned version and what has happened */
  fate: Fate | null
  /** the subject's own row, where it has an instant; undefined for a contact, which has only a day */
  ownDueAt: Date | null | undefined
}

/**
 * erase: everything agrees. held: an open hold. withdraw: it was reopened, given another end or given something to wait for since it was listed
 * (T6). The rest are faults: nothing is erased, the disposal stays due and says why.
 */
export type Judgement = 'erase' | 'held' | 'withdraw' | 'not-yet-due' | 'due-mismatch' | 'no-decision' | 'subject-missing'

/** The due instant is worked out again from the rules and what has happened: a day that was written wrong, or moved by hand, erases nothing (T7). */
export function judge({ ended, now, held, listedFor, clock, fate, ownDueAt }: Standing): Judgement {
  if (ended === null) return 'subject-missing'
  if (!ended || clock === null || fate === null || clock.state !== 'running') return 'withdraw'
  if (clock.dueAt?.getTime() !== listedFor.getTime()) return 'withdraw'
  // a clause of the instruction holds it: as with a hold that a person placed (K13)
  if (fate.state === 'held') return 'held'
  if (fate.state !== 'running' || (fate.outcome !== 'delete' && fate.outcome !== 'weed')) return 'withdraw'
  if (fate.at?.getTime() !== clock.dueAt.getTime() || fate.ruleId?.split('/')[1] !== clock.clauseId) return 'due-mismatch'
  if (ownDueAt !== undefined && ownDueAt?.getTime() !== fate.at.getTime()) return 'due-mismatch'
  if (fate.at > now) return 'not-yet-due'
  if (!clock.decided) return 'no-decision'
  return held ? 'held' : 'erase'
}
