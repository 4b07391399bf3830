import { describe, expect, test } from 'vitest'
import type { Condition, Moment } from '../../../contracts/rule-language.ts'
import { usualHours } from '../../platform/calendar.ts'
import { isSo, type Known } from './conditions.ts'
import { eventsIn, factsIn, momentOf } from './moments.ts'

const at = (text: string) => new Date(text)
const known = (given: Partial<Known> = {}): Known => ({ facts: {}, events: {}, openingHours: usualHours, now: on(20), ...given })
const on = (day: number) => at(`2026-03-${String(day).padStart(2, '0')}T10:00:00Z`)
const truth = (condition: Condition, given: Partial<Known> = {}) => isSo(condition, known(given))
const instant = (moment: Moment, given: Partial<Known>): string => {
  const when = momentOf(moment, known(given))
  return 'at' in when ? when.at.toISOString() : 'waits'
}

describe('something goes on', () => {
  const appeal: Condition = { during: { from: 'appeal.lodged', until: 'appeal.decided' } }
  const appealed = (lodged: number[], decided: number[]) =>
    truth(appeal, { events: { 'appeal.lodged': lodged.map(on), 'appeal.decided': decided.map(on) } })

  test('K05: from its beginning until its end, and again from a new beginning', () => {
    expect(appealed([], [])).toBe(false)
    expect([truth(appeal), truth(appeal, { events: { 'appeal.lodged': [on(1)] } })]).toEqual([false, true])
    expect(appealed([1], [])).toBe(true)
    expect(appealed([1], [2])).toBe(false)
    expect(appealed([1, 3], [2])).toBe(true)
    expect(appealed([1, 3], [2, 4])).toBe(false)
  })

  test('K05: what ends in the instant it begins goes on no more', () => {
    expect(appealed([3], [3])).toBe(false)
  })

  test('K05: a beginning or an end that hasn’t come yet counts for nothing', () => {
    expect(appealed([25], [])).toBe(false)
    expect(appealed([1], [25])).toBe(true)
    expect(appealed([1, 25], [2])).toBe(false)
    expect(appealed([1, 25], [])).toBe(true)
    expect(appealed([20], [])).toBe(true)
  })

  test('K05: where not all that happened is known, neither is whether it goes on', () => {
    expect(truth(appeal, { partial: true })).toBeNull()
    expect(truth(appeal, { partial: true, events: { 'appeal.lodged': [on(1)] } })).toBeNull()
    expect(truth(appeal, { partial: true, events: { 'appeal.lodged': [], 'appeal.decided': [on(1)] } })).toBe(false)
  })

  test('K05: at an hour that isn’t asked about nobody knows', () => {
    expect(truth(appeal, { now: null, events: { 'appeal.lodged': [on(1)] } })).toBeNull()
  })
})

describe('has it come', () => {
  test('what hasn’t happened hasn’t, unless not everything is known', () => {
    expect(truth({ happened: 'case.closed' })).toBe(false)
    expect(truth({ happened: 'case.closed' }, { partial: true })).toBeNull()
    expect(truth({ happened: 'case.closed' }, { partial: true, events: { 'case.closed': [on(1)] } })).toBe(true)
  })

  const born: Moment = { fact: 'subject.born' }
  const outcome: Condition = { fact: 'case.outcome', is: 'avslag' }
  const cases: [string, Moment, Partial<Known>, boolean | null][] = [
    ['a fact nobody knows', born, {}, null],
    ['a fact that is known', born, { facts: { 'subject.born': '2010-01-01' } }, true],
    ['the first of a fact nobody knows and an event', { any: [born, 'case.closed'] }, {}, null],
    ['all of a fact nobody knows and an event', { all: [born, 'case.closed'] }, {}, null],
    ['an event in other records nobody has looked for', { event: 'record.disposed', take: 'first', of: 'loan' }, {}, null],
    ['an event in other records when there are none', { event: 'record.disposed', take: 'first', of: 'loan' }, { others: [] }, false],
    ['a judgement nobody has made', { judged: 'obsolete.judged' }, {}, false],
    ['a judgement asked after a fact nobody knows', { judged: 'obsolete.judged', reviewFrom: born }, {}, null],
    ['a judgement asked after an event', { judged: 'obsolete.judged', reviewFrom: 'case.closed' }, {}, false],
    ['on a condition nobody knows', { when: outcome, use: 'case.closed' }, {}, null],
    ['on a condition that is so', { when: outcome, use: 'case.closed' }, { facts: { 'case.outcome': 'avslag' } }, false],
    ['on one that is so, a fact', { when: outcome, use: born }, { facts: { 'case.outcome': 'avslag' } }, null],
    ['on one that isn’t so, with nothing else', { when: outcome, use: born }, { facts: { 'case.outcome': 'bifall' } }, false],
    ['otherwise a fact', { when: outcome, use: 'case.closed', otherwise: born }, { facts: { 'case.outcome': 'bifall' } }, null],
  ]
  test.each(cases)('%s', (_name, happened, given, expected) => {
    expect(truth({ happened }, given)).toBe(expected)
  })
})

describe('facts', () => {
  const facts = { classes: ['secret', 'registered'], age: 18, ages: [17, 20], text: '20' }
  test('a set is one value only when it holds one', () => {
    expect(truth({ fact: 'classes', is: 'secret' }, { facts })).toBe(false)
    expect(truth({ fact: 'classes', is: 'secret' }, { facts: { classes: ['secret'] } })).toBe(true)
  })

  test('a limit includes itself, and each of a set has to keep it', () => {
    expect(truth({ fact: 'age', atLeast: 18 }, { facts })).toBe(true)
    expect(truth({ fact: 'age', atMost: 18 }, { facts })).toBe(true)
    expect(truth({ fact: 'age', atMost: 17 }, { facts })).toBe(false)
    expect(truth({ fact: 'ages', atLeast: 18 }, { facts })).toBe(false)
    expect(truth({ fact: 'ages', atMost: 18 }, { facts })).toBe(false)
  })

  test('words are never compared with numbers', () => {
    expect(truth({ fact: 'text', atLeast: 18 }, { facts })).toBe(false)
    expect(truth({ fact: 'text', atMost: 30 }, { facts })).toBe(false)
  })

  test('the hour of what hasn’t happened isn’t known', () => {
    expect(truth({ time: { workingDay: true }, of: 'case.closed' })).toBeNull()
    expect(truth({ time: { workingDay: true }, of: 'case.closed' }, { events: { 'case.closed': [on(21)] } })).toBe(false)
  })
})

test('K12: other records of a kind are counted whatever they are, unless it is said which', () => {
  const others = [{ kind: 'loan', facts: {}, events: {} }]
  expect(truth({ others: 'loan', count: 'some' }, { others })).toBe(true)
  expect(truth({ others: 'loan', count: 'none' }, { others })).toBe(false)
  expect(truth({ others: 'assignment', count: 'some' }, { others })).toBe(false)
})

describe('moments in other records', () => {
  const loan = (kind: string, state: string, day: number) => ({
    kind,
    facts: { 'record.state': state },
    events: { 'record.disposed': [on(day)] },
  })
  const others = [loan('loan', 'open', 1), loan('assignment', 'open', 9), loan('loan', 'closed', 5)]
  const disposed = { event: 'record.disposed', of: 'loan' } as const

  test('K12: only records of that kind, and only those that are meant', () => {
    expect(instant({ ...disposed, take: 'latest' }, { others })).toBe(on(5).toISOString())
    const open: Condition = { fact: 'record.state', is: 'open' }
    expect(instant({ ...disposed, take: 'latest', where: open }, { others })).toBe(on(1).toISOString())
    expect(instant({ ...disposed, take: 'first', where: { not: open } }, { others })).toBe(on(5).toISOString())
  })

  test('K12: one that may be meant is waited for, and ends nothing early', () => {
    const unknown: Condition = { fact: 'record.outcome', is: 'x' }
    expect(instant({ ...disposed, take: 'first', where: unknown }, { others })).toBe('waits')
    expect(instant({ ...disposed, take: 'latest', where: unknown }, { others })).toBe(on(5).toISOString())
  })
})

describe('whole days', () => {
  const days = (length: number, after: Moment): Moment => ({ after, length, unit: 'days', calendar: 'calendar' })
  const hours = (length: number, after: Moment): Moment => ({ after, length, unit: 'hours', calendar: 'elapsed' })
  const midnight = at('2026-05-04T22:00:00Z')
  const events = { 'case.closed': [midnight] }
  const facts = { 'subject.born': '2026-01-01', 'case.outcome': 'avslag' }

  test('B21: what happens at midnight happens on the day that begins; a day that has ended is the day before', () => {
    expect(instant(days(1, 'case.closed'), { events })).toBe('2026-05-06T22:00:00.000Z')
    expect(instant(days(1, { event: 'case.closed', take: 'latest' }), { events })).toBe('2026-05-06T22:00:00.000Z')
    expect(instant(days(1, { any: ['case.closed'] }), { events })).toBe('2026-05-06T22:00:00.000Z')
    expect(instant(days(1, { when: { fact: 'case.outcome', is: 'avslag' }, use: 'case.closed' }), { events, facts })).toBe(
      '2026-05-06T22:00:00.000Z',
    )
    expect(instant(days(1, { endOf: 'day', of: 'case.closed' }), { events })).toBe('2026-05-06T22:00:00.000Z')
    expect(instant(days(1, days(1, 'case.closed')), { events })).toBe('2026-05-07T22:00:00.000Z')
  })

  test('B21: hours are counted from the instant, also at midnight', () => {
    expect(instant(hours(24, { endOf: 'day', of: 'case.closed' }), { events })).toBe('2026-05-06T22:00:00.000Z')
    expect(instant(hours(24, { endOf: 'month', of: 'case.closed' }), { events })).toBe('2026-06-01T22:00:00.000Z')
  })

  test('B21: the year of a day that begins it, and of one that hours have led to, is the new one', () => {
    expect(instant({ endOf: 'year', of: { fact: 'subject.born' } }, { facts })).toBe('2026-12-31T23:00:00.000Z')
    const newYear = { 'case.closed': [at('2025-12-30T23:00:00Z')] }
    expect(instant({ endOf: 'year', of: hours(24, 'case.closed') }, { events: newYear })).toBe('2026-12-31T23:00:00.000Z')
    expect(instant({ endOf: 'year', of: days(0, 'case.closed') }, { events: newYear })).toBe('2025-12-31T23:00:00.000Z')
  })
})

test('what a moment counts from and a condition asks is named: its own events and facts, not those of other records', () => {
  const pauses = [{ season: { from: '06-01', to: '08-31' } }, { from: 'supplement.requested', until: 'supplement.received' }]
  expect(eventsIn({ after: 'case.opened', length: 1, unit: 'weeks', calendar: 'elapsed', pauses })).toEqual([
    'case.opened',
    'supplement.requested',
    'supplement.received',
  ])
  expect(eventsIn({ event: 'case.closed', take: 'first' })).toEqual(['case.closed'])
  expect(eventsIn({ event: 'case.closed', take: 'first', of: 'loan' })).toEqual([])
  expect(eventsIn({ judged: 'obsolete.judged', reviewFrom: 'case.closed' })).toEqual(['obsolete.judged', 'case.closed'])
  expect(factsIn({ time: { open: true } })).toEqual([])
  expect(factsIn({ time: { open: true }, of: 'case.opened' })).toEqual(['case.opened'])
})
