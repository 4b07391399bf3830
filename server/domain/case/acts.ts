import type { caseActs } from '../../../contracts/case.ts'
import type { Act } from '../../../contracts/instruction.ts'

export type CaseAct = (typeof caseActs)[number]

/**
 * Which verbs of the instruction let someone press which button; one that is permitted is enough. The policies and the guard of
 * db/migrations/0003 and 0004 ask the database for the same verbs.
 */
export const actsNeeded = {
  answer: ['advise', 'handle'],
  note: ['receive', 'handle', 'assist'],
  route: ['receive'],
  handover: ['handover'],
  accept: ['handle'],
  return: ['handle'],
  decide: ['decide'],
  close: ['advise', 'handle'],
  reopen: ['receive', 'handle'],
  confirmDelivery: ['handle'],
  hold: ['handle'],
} as const satisfies Record<CaseAct, readonly Act[]>

/** Buttons that only the board's own people have, whatever the centre's instruction says. */
export const boardsOwn: readonly CaseAct[] = ['accept', 'return', 'confirmDelivery', 'hold']
