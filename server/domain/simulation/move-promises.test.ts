import { expect, test } from 'vitest'
import type { Service } from '../../../contracts/instruction.ts'
import { instructionOf } from '../../../test/any-instruction.ts'
import { usualHours } from '../../platform/calendar.ts'
import type { Matter } from './move-clocks.ts'
import { countPromises } from './move-promises.ts'
import { emptyTally } from './tally.ts'

const promise = (days: number): Service => ({
  promise: 'first-answer',
  due: { after: 'case.opened', length: days, unit: 'days', calendar: 'calendar' },
  metBy: ['message.answered'],
  remind: null,
  breach: [],
})
const promising = (days: number | null) => instructionOf(days === null ? [] : [{ effect: 'oblige', service: promise(days) }])
const now = new Date('2026-03-10T12:00:00Z')
const opened = (at: string, more: Record<string, Date[]> = {}): Matter => ({
  record: 'case',
  asked: { board: 'namnd', department: null, caseType: 'ett' },
  known: { facts: { 'case.type': 'ett' }, events: { 'case.opened': [new Date(at)], ...more }, openingHours: usualHours, now },
})
const counted = (before: number | null, after: number | null, open: Matter[]) => {
  const tally = emptyTally()
  countPromises(tally, open, { inForce: promising(before), draft: promising(after) })
  return tally.service
}
const yesterday = opened('2026-03-09T09:00:00Z')
const lastWeek = opened('2026-03-03T09:00:00Z')

test('P5: an open case to which something else is promised is counted, and whether it comes sooner, later or too late at once', () => {
  expect(counted(10, 5, [yesterday, lastWeek])).toEqual({ cases: 2, earlier: 2, later: 0, lateAtOnce: 1 })
  expect(counted(10, 20, [yesterday])).toEqual({ cases: 1, earlier: 0, later: 1, lateAtOnce: 0 })
  expect(counted(null, 5, [yesterday, lastWeek])).toEqual({ cases: 2, earlier: 2, later: 0, lateAtOnce: 1 })
  expect(counted(5, null, [yesterday])).toEqual({ cases: 1, earlier: 0, later: 1, lateAtOnce: 0 })
})

test('the same promise, or one that has been met, counts nothing', () => {
  expect(counted(5, 5, [yesterday, lastWeek])).toEqual({ cases: 0, earlier: 0, later: 0, lateAtOnce: 0 })
  const answered = opened('2026-03-09T09:00:00Z', { 'message.answered': [new Date('2026-03-09T10:00:00Z')] })
  expect(counted(10, 5, [answered])).toEqual({ cases: 0, earlier: 0, later: 0, lateAtOnce: 0 })
})
