import { expect, test } from 'vitest'
import type { Clause, Retention } from '../../../contracts/instruction.ts'
import type { Moment } from '../../../contracts/rule-language.ts'
import { anyBoard, instructionOf } from '../../../test/any-instruction.ts'
import { nothingKnown } from './conditions.ts'
import { changesByItself, type Kept, lanesOf, movesByItself, resolve, rulesFor } from './retention-rules.ts'

const keep = (given: Partial<Retention> = {}): Retention => ({
  copy: 'ombud',
  due: 'case.closed',
  bound: 'exact',
  provided: null,
  part: null,
  steps: [],
  sameAs: null,
  action: 'delete',
  disposalDecision: null,
  quarantineDays: 0,
  record: 'case',
  ...given,
})
const kept: Kept = { board: anyBoard, department: 'norr', caseType: 'ett', record: 'case' }
const clauses = (...given: Partial<Clause>[]) => instructionOf(given).clauses
const ids = (of: Kept, ...given: Partial<Clause>[]) => rulesFor(of, clauses(...given)).map(({ clause }) => clause.id)

test('K17: what takes a part, or leaves something there, is done on the way and is no rule about the whole', () => {
  const whole = { id: 'hela', retention: keep() }
  const part = { id: 'del', retention: keep({ part: { words: ['kundnummer'] } }) }
  const nameless = { id: 'namnlos', retention: keep({ action: 'anonymise' }) }
  expect(ids(kept, whole, part, nameless)).toEqual(['hela'])
  const lanes = lanesOf(kept, clauses(whole, part, nameless))
  expect(lanes).toHaveLength(2)
  expect(lanes.flatMap((lane) => ids({ ...kept, lane }, whole, part, nameless)).sort()).toEqual(['del', 'namnlos'])
})

test('K17: a narrower rule that the whole is made nameless means instead of being destroyed', () => {
  const whole = { id: 'hela', retention: keep() }
  const nameless = { id: 'namnlos', caseTypes: ['ett'], retention: keep({ action: 'anonymise' }) }
  expect(ids(kept, whole, nameless)).toEqual(['namnlos', 'hela'])
  expect(lanesOf(kept, clauses(whole, nameless))).toEqual([])
})

test('K07: a rule that follows another cites its own law and decision before the other’s', () => {
  const decision = (paragraph: string) => ({ date: '2026-01-01', organ: 'nämnden', paragraph })
  const other = { id: 'andra', source: 'statute', lawId: 'lag 2', retention: keep({ disposalDecision: decision('§ 2') }) } as const
  const resolved = (given: Partial<Clause>, own: Partial<Retention> = {}) => {
    const instruction = instructionOf([
      { id: 'egna', source: 'statute', caseTypes: ['ett'], ...given, retention: keep({ sameAs: 'andra', ...own }) },
      other,
    ])
    const [rule] = rulesFor(kept, instruction.clauses)
    if (!rule) throw new Error('no rule')
    return resolve(rule, kept, [instruction], nothingKnown)
  }
  expect(resolved({ lawId: 'lag 1' }).clause.lawId).toBe('lag 1')
  expect(resolved({ lawId: null }).clause.lawId).toBe('lag 2')
  expect(resolved({}, { disposalDecision: decision('§ 1') }).retention.disposalDecision?.paragraph).toBe('§ 1')
  expect(resolved({}).retention.disposalDecision?.paragraph).toBe('§ 2')
})

test('B18: what depends on the hour, on other records or on a period is looked at every night, the rest when something happens', () => {
  const period: Moment = { after: 'case.closed', length: 1, unit: 'days', calendar: 'calendar' }
  expect(changesByItself(null)).toBe(false)
  expect(changesByItself({ happened: 'case.closed' })).toBe(false)
  expect(changesByItself({ happened: period })).toBe(true)
  expect(changesByItself({ fact: 'case.outcome', is: 'avslag' })).toBe(false)
  expect(changesByItself({ time: { open: true } })).toBe(true)
  expect(changesByItself({ all: [{ happened: 'case.closed' }, { others: 'loan', count: 'none' }] })).toBe(true)
  expect(changesByItself({ any: [{ happened: 'case.closed' }, { not: { time: { open: true } } }] })).toBe(true)
})

test('B18: a moment moves by itself as soon as one part of it does', () => {
  const hourly: Moment = { when: { time: { open: true } }, use: 'case.closed' }
  const still: Moment = { when: { fact: 'case.outcome', is: 'avslag' }, use: 'case.closed', otherwise: 'case.opened' }
  const lent: Moment = { event: 'record.disposed', take: 'first', of: 'loan' }
  expect(movesByItself(hourly)).toBe(true)
  expect(movesByItself(still)).toBe(false)
  expect(movesByItself({ ...still, use: lent })).toBe(true)
  expect(movesByItself({ ...still, otherwise: lent })).toBe(true)
  expect(movesByItself({ any: ['case.closed', lent] })).toBe(true)
  expect(movesByItself({ all: ['case.closed', lent] })).toBe(true)
  expect(movesByItself({ judged: 'obsolete.judged', reviewFrom: lent })).toBe(true)
  expect(movesByItself({ after: lent, length: 1, unit: 'days', calendar: 'calendar' })).toBe(true)
  expect(movesByItself({ event: 'case.closed', take: 'first' })).toBe(false)
})
