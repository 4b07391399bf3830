import type { RightsKind } from '../../../contracts/rights.ts'
import { addPeriod, usualHours } from '../../platform/calendar.ts'
import { type RightName, type Ruling, rightOf } from '../rule/index.ts'

const names: Record<RightsKind, RightName> = {
  information: 'information',
  access: 'access',
  rectification: 'rectification',
  erasure: 'erasure',
  restriction: 'restriction',
  objection: 'objection',
  portability: 'portability',
  'consent-withdrawal': 'withdraw-consent',
  records: 'public-record',
}

/** The law's own latest day: one month (GDPR 12.3, counted as förordning 1182/71 says), for records three working days as the centre's target (TF 2:17). */
const byLaw = (kind: RightsKind, receivedAt: Date): Date =>
  addPeriod(
    receivedAt,
    kind === 'records' ? { length: 3, unit: 'days', calendar: 'working' } : { length: 1, unit: 'months', calendar: 'working' },
  ).at

/** When it has to be answered, counted from when the centre received it in whatever way (L7). The board's own rule may promise sooner, never later. Pure. */
export function dueOf(kind: RightsKind, receivedAt: Date, instruction: Ruling | undefined): Date {
  const latest = byLaw(kind, receivedAt)
  if (instruction === undefined) return latest
  const known = { facts: {}, events: { 'right.requested': [receivedAt] }, openingHours: usualHours, now: receivedAt }
  const due = rightOf(names[kind], instruction, known).terms?.due
  return due && 'at' in due && due.at > receivedAt && due.at < latest ? due.at : latest
}

/** The last day of a longer time: two months more than the first, counted from the receipt (GDPR 12.3). */
export const longestOf = (receivedAt: Date): Date => addPeriod(receivedAt, { length: 3, unit: 'months', calendar: 'working' }).at
