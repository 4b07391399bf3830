import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Pause, Period } from '../../contracts/rule-language.ts'
import {
  addPeriod,
  endOfSpan,
  isTime,
  isWorkingDay,
  nextYearDay,
  type OpeningHours,
  startOfDay,
  stockholmDay,
  subtractPeriod,
  usualHours,
} from './calendar.ts'

type Around = Parameters<typeof addPeriod>[2]
const around = (events: Record<string, string[]> = {}, openingHours: OpeningHours = usualHours): Around => ({
  events: Object.fromEntries(Object.entries(events).map(([event, times]) => [event, times.map((each) => new Date(each))])),
  openingHours,
})
const period = (length: number, unit: Period['unit'], calendar: Period['calendar'], ...pauses: Pause[]): Period => ({
  length,
  unit,
  calendar,
  pauses,
})
const on = (start: string, given: Period, where: Around = around()) => addPeriod(new Date(start), given, where).on
const at = (start: string, given: Period, where: Around = around()) => addPeriod(new Date(start), given, where).at.toISOString()

const summer: Pause = { season: { from: '06-15', to: '08-15' } }
const winter: Pause = { season: { from: '12-15', to: '01-10' } }
const supplement: Pause = { from: 'supplement.requested', until: 'supplement.received' }

test('B21: K04 opening hours are counted from where they begin to where they end, over nights, weekends and holidays', () => {
  // Friday 15:30 in Sweden: one hour is left of the day, the second is on Monday
  expect(at('2026-03-13T14:30:00Z', period(2, 'hours', 'open'))).toBe('2026-03-16T08:00:00.000Z')
  expect(at('2026-03-13T20:00:00Z', period(30, 'minutes', 'open'))).toBe('2026-03-16T07:30:00.000Z')
  // Thursday before Easter, an hour before closing: the rest is on Tuesday, an hour earlier in UTC
  expect(at('2026-04-02T13:30:00Z', period(90, 'minutes', 'open'))).toBe('2026-04-07T06:30:00.000Z')
  expect(on('2026-04-02T10:00:00Z', period(1, 'days', 'open'))).toBe('2026-04-08')
  // the same minute stands twice in the list and is counted once
  const twice: OpeningHours = [...usualHours, { weekdays: [1], from: '08:00', to: '09:00' }]
  expect(at('2026-03-16T07:00:00Z', period(2, 'hours', 'open'), around({}, twice))).toBe('2026-03-16T09:00:00.000Z')
  expect(() => at('2026-03-16T07:00:00Z', period(1, 'hours', 'open'), around({}, [{ weekdays: [1], from: '08:00', to: '08:00' }]))).toThrow(
    'no opening hours',
  )
})

test('B21: K05 a season is left out, also over new year, in every way of counting', () => {
  expect(on('2026-06-10T10:00:00Z', period(10, 'days', 'calendar', summer))).toBe('2026-08-22')
  expect(on('2026-12-10T10:00:00Z', period(6, 'days', 'calendar', winter))).toBe('2027-01-13')
  // three months from 1 May end on 1 August, in the season: 48 days of it, and then as many after it
  expect(on('2026-05-01T10:00:00Z', period(3, 'months', 'calendar', summer))).toBe('2026-10-03')
  expect(at('2026-06-14T10:00:00Z', period(24, 'hours', 'elapsed', summer))).toBe('2026-08-16T10:00:00.000Z')
  expect(on('2026-06-12T10:00:00Z', period(2, 'days', 'working', summer))).toBe('2026-08-19')
  // it begins on a day that not every year has
  expect(on('2026-02-26T10:00:00Z', period(3, 'days', 'calendar', { season: { from: '02-29', to: '03-10' } }))).toBe('2026-03-12')
  expect(on('2028-02-26T10:00:00Z', period(3, 'days', 'calendar', { season: { from: '02-29', to: '03-10' } }))).toBe('2028-03-12')
  expect(at('2026-02-27T10:00:00Z', period(48, 'hours', 'elapsed', { season: { from: '02-29', to: '03-10' } }))).toBe(
    '2026-03-11T10:00:00.000Z',
  )
})

test('B21: K01 the clock stands still from one event to another; what is paused twice is left out once', () => {
  const events = {
    'supplement.requested': ['2026-03-03T09:00:00Z', '2026-03-04T09:00:00Z'],
    'supplement.received': ['2026-03-06T09:00:00Z'],
  }
  expect(at('2026-03-02T09:00:00Z', period(48, 'hours', 'elapsed', supplement), around(events))).toBe('2026-03-07T09:00:00.000Z')
  expect(on('2026-03-02T09:00:00Z', period(3, 'days', 'calendar', supplement), around(events))).toBe('2026-03-10')
  // within opening hours: Tuesday 10:00 to Friday 10:00 doesn't count
  expect(at('2026-03-02T14:30:00Z', period(4, 'hours', 'open', supplement), around(events))).toBe('2026-03-06T10:00:00.000Z')
})

test('T7: a pause without an end gives no end that anyone lives to see, and the counting stops', () => {
  const open = around({ 'supplement.requested': ['2026-03-02T09:00:00Z'] })
  const always: Pause = { season: { from: '01-01', to: '12-31' } }
  for (const calendar of ['elapsed', 'calendar', 'working', 'open'] as const)
    for (const unit of ['hours', 'days', 'months'] as const)
      expect(addPeriod(new Date('2026-03-02T09:00:00Z'), period(60, unit, calendar, supplement), open).at.getUTCFullYear()).toBeGreaterThan(
        2120,
      )
  for (const each of [period(2, 'hours', 'elapsed', always), period(2, 'days', 'calendar', always)])
    expect(addPeriod(new Date('2026-03-02T09:00:00Z'), each).at.getUTCFullYear()).toBeGreaterThan(2120)
})

test('B21: K05 spans end in Sweden: at midnight there, also in the night of the clocks, the leap year and the last week', () => {
  const end = (day: string, span: Parameters<typeof endOfSpan>[1]) => endOfSpan(new Date(day), span).toISOString()
  expect(end('2026-03-29T00:30:00Z', 'day')).toBe('2026-03-29T22:00:00.000Z')
  expect(end('2026-12-31T22:59:59.999Z', 'year')).toBe('2026-12-31T23:00:00.000Z')
  expect(end('2026-12-31T23:00:00Z', 'year')).toBe('2027-12-31T23:00:00.000Z')
  expect(end('2028-02-10T12:00:00Z', 'month')).toBe('2028-02-29T23:00:00.000Z')
  expect(end('2026-12-30T12:00:00Z', 'week')).toBe('2027-01-03T23:00:00.000Z')
  expect(end('2026-05-01T12:00:00Z', 'quarter')).toBe('2026-06-30T22:00:00.000Z')
  expect(end('2026-07-01T12:00:00Z', 'half-year')).toBe('2026-12-31T23:00:00.000Z')
})

test('B21: K05 the next such day of a year', () => {
  expect(nextYearDay(new Date('2026-03-01T12:00:00Z'), '03-01').toISOString()).toBe('2027-02-28T23:00:00.000Z')
  expect(nextYearDay(new Date('2026-02-28T12:00:00Z'), '03-01').toISOString()).toBe('2026-02-28T23:00:00.000Z')
  expect(stockholmDay(nextYearDay(new Date('2026-03-01T12:00:00Z'), '02-29'))).toBe('2027-02-28')
  expect(stockholmDay(nextYearDay(new Date('2027-03-01T12:00:00Z'), '02-29'))).toBe('2028-02-29')
})

test('B21: K04 a period before an event begins as long before it', () => {
  const before = (end: string, given: Period) => subtractPeriod(new Date(end), given).toISOString()
  expect(before('2026-04-08T12:00:00Z', period(2, 'days', 'working'))).toBe('2026-04-01T22:00:00.000Z')
  expect(before('2026-03-31T12:00:00Z', period(1, 'months', 'calendar'))).toBe('2026-02-27T23:00:00.000Z')
  expect(before('2026-03-30T10:00:00Z', period(2, 'days', 'elapsed'))).toBe('2026-03-28T10:00:00.000Z')
})

test('B21: K05 the hour is asked about in Swedish time, over midnight and on holiday eves', () => {
  const isNow = (now: string, time: Parameters<typeof isTime>[1]) => isTime(new Date(now), time, usualHours)
  expect(isNow('2026-07-01T21:30:00Z', { clock: { from: '22:00', to: '06:00' } })).toBe(true)
  expect(isNow('2026-07-01T04:00:00Z', { clock: { from: '22:00', to: '06:00' } })).toBe(false)
  expect(isNow('2026-12-24T10:00:00Z', { workingDay: true })).toBe(false)
  expect(isNow('2026-12-24T10:00:00Z', { open: true })).toBe(false)
  expect(isNow('2026-12-23T10:00:00Z', { open: true, weekdays: [3] })).toBe(true)
  expect(isNow('2026-12-31T23:30:00Z', { season: { from: '01-01', to: '01-31' } })).toBe(true)
  expect(isNow('2026-07-01T14:30:00Z', { open: true })).toBe(false)
})

const instants = fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true })
const yearDays = fc.constantFrom('01-01', '02-28', '02-29', '03-31', '06-15', '08-15', '12-24', '12-31')
const anyPause: fc.Arbitrary<Pause> = fc.oneof(fc.record({ season: fc.record({ from: yearDays, to: yearDays }) }), fc.constant(supplement))
const anyPeriod = fc.record({
  length: fc.integer({ min: 0, max: 40 }),
  unit: fc.constantFrom<Period['unit'][]>('minutes', 'hours', 'days', 'weeks', 'months'),
  calendar: fc.constantFrom<Period['calendar'][]>('elapsed', 'calendar', 'working', 'open'),
  pauses: fc.array(anyPause, { maxLength: 2 }),
})
const anyEvents = fc.array(fc.tuple(instants, fc.integer({ min: 0, max: 60 })), { maxLength: 3 }).map((stretches) => ({
  openingHours: usualHours,
  events: {
    'supplement.requested': stretches.map(([from]) => from),
    'supplement.received': stretches.map(([from, length]) => new Date(from.getTime() + length * 86_400_000)),
  },
}))

test('T7: K04, K05 with every kind of counting and pause: never before it starts, never sooner for being longer or paused, always counted to an end', () => {
  fc.assert(
    fc.property(instants, anyPeriod, anyEvents, fc.integer({ min: 0, max: 20 }), (start, given, where, more) => {
      const end = addPeriod(start, given, where).at
      expect(end >= start).toBe(true)
      expect(addPeriod(start, { ...given, length: given.length + more }, where).at >= end).toBe(true)
      expect(end >= addPeriod(start, { ...given, pauses: [] }, where).at).toBe(true)
      const wholeDays = given.calendar !== 'elapsed' && given.unit !== 'minutes' && given.unit !== 'hours'
      if (wholeDays) expect(startOfDay(stockholmDay(end))).toEqual(end)
      if (wholeDays && given.calendar === 'working' && given.length > 0 && given.unit === 'days')
        expect(isWorkingDay(stockholmDay(new Date(end.getTime() - 1)))).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('T7: K05 a span always ends after the instant in it, and the next span begins there', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom('day', 'week', 'month', 'quarter', 'half-year', 'year'), (instant, span) => {
      const end = endOfSpan(instant, span)
      expect(end > instant).toBe(true)
      expect(startOfDay(stockholmDay(end))).toEqual(end)
      expect(endOfSpan(new Date(end.getTime() - 1), span)).toEqual(end)
      expect(endOfSpan(end, span) > end).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test('B21: K04 what is added in whole days and taken away again comes back to the same morning or one before it', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 300 }), (start, length) => {
      const end = addPeriod(start, { length, unit: 'days', calendar: 'calendar' }).at
      const back = subtractPeriod(new Date(end.getTime() - 1), { length, unit: 'days', calendar: 'calendar' })
      expect(back).toEqual(startOfDay(stockholmDay(start)))
    }),
    { numRuns: 500 },
  )
})
