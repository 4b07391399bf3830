import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addPeriod, isWorkingDay, type Period, startOfDay, stockholmDay } from './calendar.ts'

const at = (start: string, length: number, unit: Period['unit'], calendar: Period['calendar']) =>
  addPeriod(new Date(start), { length, unit, calendar }).at.toISOString()

test('B21: a case closed on 1 March at 00:30 is kept for 360 whole days and gone when the day after them begins', () => {
  // 1 March 2026 00:30 in Sweden is still February in UTC
  expect(addPeriod(new Date('2026-02-28T23:30:00Z'), { length: 360, unit: 'days', calendar: 'calendar' })).toEqual({
    at: new Date('2027-02-24T23:00:00Z'),
    on: '2027-02-25',
  })
})

test('B21: the same rule across a leap day ends a day earlier in the calendar', () => {
  expect(addPeriod(new Date('2027-02-28T23:30:00Z'), { length: 360, unit: 'days', calendar: 'calendar' }).on).toBe('2028-02-25')
  expect(addPeriod(new Date('2027-03-31T10:00:00Z'), { length: 360, unit: 'days', calendar: 'calendar' }).on).toBe('2028-03-26')
})

test('B21: 360 × 24 hours and 360 calendar days are two different rules', () => {
  expect(at('2026-03-01T09:00:00Z', 360, 'days', 'elapsed')).toBe('2027-02-24T09:00:00.000Z')
  expect(at('2026-03-01T09:00:00Z', 360, 'days', 'calendar')).toBe('2027-02-24T23:00:00.000Z')
})

test('B13: 24 hours are 24 hours in the night the clocks change', () => {
  expect(at('2026-03-28T12:00:00Z', 24, 'hours', 'elapsed')).toBe('2026-03-29T12:00:00.000Z')
  expect(at('2026-10-24T12:00:00Z', 24, 'hours', 'elapsed')).toBe('2026-10-25T12:00:00.000Z')
})

test('a calendar day that ends in the night the clocks change ends at local midnight', () => {
  expect(at('2026-03-28T12:00:00Z', 1, 'days', 'calendar')).toBe('2026-03-29T22:00:00.000Z')
  expect(at('2026-10-24T12:00:00Z', 1, 'days', 'calendar')).toBe('2026-10-25T23:00:00.000Z')
})

test('a month from 31 January ends with February, and a year from a leap day with 28 February', () => {
  expect(addPeriod(new Date('2026-01-31T12:00:00Z'), { length: 1, unit: 'months', calendar: 'calendar' }).on).toBe('2026-03-01')
  expect(addPeriod(new Date('2028-01-31T12:00:00Z'), { length: 1, unit: 'months', calendar: 'calendar' }).on).toBe('2028-03-01')
  expect(addPeriod(new Date('2028-02-29T12:00:00Z'), { length: 1, unit: 'years', calendar: 'calendar' }).on).toBe('2029-03-01')
  expect(at('2026-01-31T12:00:00Z', 1, 'months', 'elapsed')).toBe('2026-02-28T12:00:00.000Z')
})

test('working days step over Easter, Midsummer, Christmas and New Year with their eves', () => {
  for (const free of [
    '2026-04-03',
    '2026-04-06',
    '2026-06-19',
    '2026-12-24',
    '2026-12-25',
    '2026-12-31',
    '2027-01-01',
    '2026-05-14',
    '2026-01-06',
  ])
    expect(isWorkingDay(free), free).toBe(false)
  for (const worked of ['2026-04-02', '2026-04-07', '2026-06-18', '2026-12-23', '2026-12-28', '2026-04-30', '2026-01-05'])
    expect(isWorkingDay(worked), worked).toBe(true)
  // Thursday before Easter: the next working day is Tuesday, and it is counted to its end
  expect(addPeriod(new Date('2026-04-02T10:00:00Z'), { length: 1, unit: 'days', calendar: 'working' }).on).toBe('2026-04-08')
  expect(addPeriod(new Date('2026-06-18T10:00:00Z'), { length: 1, unit: 'days', calendar: 'working' }).on).toBe('2026-06-23')
  expect(addPeriod(new Date('2026-12-23T10:00:00Z'), { length: 3, unit: 'days', calendar: 'working' }).on).toBe('2026-12-31')
})

const instants = fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2060-01-01T00:00:00Z'), noInvalidDate: true })
const periods = fc.record({
  length: fc.integer({ min: 0, max: 800 }),
  unit: fc.constantFrom<Period['unit'][]>('hours', 'days', 'months'),
  calendar: fc.constantFrom<Period['calendar'][]>('elapsed', 'calendar', 'working'),
})

test('T7: no period ends before it starts, nor before the same period that started earlier or is shorter', () => {
  fc.assert(
    fc.property(instants, instants, periods, fc.integer({ min: 0, max: 30 }), (one, other, period, more) => {
      const [first, second] = one <= other ? [one, other] : [other, one]
      const end = addPeriod(first, period).at
      expect(end >= first).toBe(true)
      expect(addPeriod(second, period).at >= end).toBe(true)
      expect(addPeriod(first, { ...period, length: period.length + more }).at >= end).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('B21: calendar days end at a local midnight, after as many whole local days as the rule says, whatever the clocks do', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 1_200 }), (start, length) => {
      const { at: end, on } = addPeriod(start, { length, unit: 'days', calendar: 'calendar' })
      expect(startOfDay(on)).toEqual(end)
      expect(stockholmDay(end)).toBe(on)
      const daysBetween = (Date.parse(`${on}T00:00:00Z`) - Date.parse(`${stockholmDay(start)}T00:00:00Z`)) / 86_400_000
      expect(daysBetween).toBe(length + 1)
      // an hour is what summer time can take away
      expect(end.getTime() - start.getTime()).toBeGreaterThanOrEqual(length * 86_400_000 - 3_600_000)
    }),
    { numRuns: 2_000 },
  )
})

test('a period in working days has exactly that many working days after the day it starts', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 40 }), (start, length) => {
      const { at: end } = addPeriod(start, { length, unit: 'days', calendar: 'working' })
      let worked = 0
      for (let day = startOfDay(stockholmDay(start)).getTime() + 36 * 3_600_000; day < end.getTime(); day += 24 * 3_600_000)
        if (isWorkingDay(stockholmDay(new Date(day)))) worked++
      expect(worked).toBe(length)
    }),
    { numRuns: 300 },
  )
})
