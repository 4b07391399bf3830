import { expect, test } from 'vitest'
import type { Duty } from '../../../contracts/instruction.ts'
import { instructionOf } from '../../../test/any-instruction.ts'
import { type DutyDone, dutiesBetween } from './duties-due.ts'

const duty = (given: Partial<Duty>): Duty => ({
  task: 'log-review',
  every: { length: 1, unit: 'months', calendar: 'calendar' },
  from: '2026-01-31',
  within: null,
  by: 'officer',
  doneBy: 'duty.done',
  missed: [{ kind: 'escalate', to: 'manager' }],
  ...given,
})
const between = (given: Partial<Duty>, from: string, until: string, today = '2026-01-01', done: string[] = []) =>
  dutiesBetween(instructionOf([{ id: 'logg', effect: 'oblige', duty: duty(given) }]), {
    from,
    until,
    today,
    done: done.map((on): DutyDone => ({ clauseId: 'namnd/logg', on })),
  })
const daysOf = (found: ReturnType<typeof between>) => found.map(({ day }) => day)

test('K23: every month from the 31st falls on the last of short months and comes back', () => {
  expect(daysOf(between({}, '2026-01-01', '2026-04-30'))).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'])
})

test('K23: every working day leaves out weekends and holidays', () => {
  const every = { length: 1, unit: 'days', calendar: 'working' } as const
  // Easter 2026: Good Friday 3 April, Monday 6 April
  expect(daysOf(between({ every, from: '2026-04-01' }, '2026-04-01', '2026-04-08'))).toEqual([
    '2026-04-01',
    '2026-04-02',
    '2026-04-07',
    '2026-04-08',
  ])
  expect(daysOf(between({ every: { ...every, length: 2 }, from: '2026-04-04' }, '2026-04-01', '2026-04-12'))).toEqual([
    '2026-04-07',
    '2026-04-09',
  ])
})

test('K23: days of the year, and a season without', () => {
  expect(daysOf(between({ every: { on: ['02-29', '09-01'] }, from: '2026-03-01' }, '2026-01-01', '2027-12-31'))).toEqual([
    '2026-09-01',
    '2027-02-28',
    '2027-09-01',
  ])
  const every = { length: 1, unit: 'months', calendar: 'calendar', pauses: [{ season: { from: '07-01', to: '08-15' } }] } as const
  expect(daysOf(between({ every: { ...every, pauses: [...every.pauses] }, from: '2026-05-10' }, '2026-05-01', '2026-10-01'))).toEqual([
    '2026-05-10',
    '2026-06-10',
    '2026-09-10',
  ])
})

test('K23: it is due until its latest day, then missed with what follows; without a latest day until it falls due again', () => {
  const within = { length: 5, unit: 'days', calendar: 'working' } as const
  const at = (today: string) => between({ within }, '2026-03-01', '2026-03-31', today)[0]
  expect(at('2026-04-09')).toMatchObject({ day: '2026-03-31', latest: '2026-04-09', state: 'due', consequences: [] })
  expect(at('2026-04-10')).toMatchObject({ state: 'missed', consequences: [{ kind: 'escalate', to: 'manager' }] })
  expect(between({ every: { length: 1, unit: 'years', calendar: 'calendar' } }, '2026-01-01', '2026-12-31')[0]).toMatchObject({
    day: '2026-01-31',
    latest: '2027-01-30',
  })
})

test('K23: a doing belongs to the time it falls in; a late one makes up for the oldest missed and stays late', () => {
  const within = { length: 7, unit: 'days', calendar: 'calendar' } as const
  const found = between({ within }, '2026-01-01', '2026-03-31', '2026-05-01', ['2026-03-02', '2026-04-01', '2026-04-20'])
  expect(found.map(({ state, doneOn, consequences }) => [state, doneOn, consequences.length])).toEqual([
    ['done', '2026-04-20', 1],
    ['done', '2026-03-02', 0],
    ['done', '2026-04-01', 0],
  ])
})

test('K23: a rule that never ends is bounded, and another clause’s doing counts for nothing', () => {
  expect(() =>
    between({ every: { length: 1, unit: 'days', calendar: 'calendar' }, from: '1900-01-01' }, '2026-01-01', '2026-01-02'),
  ).toThrow(/more than/)
  const other = dutiesBetween(instructionOf([{ id: 'logg', duty: duty({}) }]), {
    from: '2026-01-01',
    until: '2026-02-01',
    today: '2026-06-01',
    done: [{ clauseId: 'namnd/annan', on: '2026-02-01' }],
  })
  expect(other[0]?.state).toBe('missed')
})
