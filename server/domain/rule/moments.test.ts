import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Condition, Moment } from '../../../contracts/rule-language.ts'
import { usualHours } from '../../platform/calendar.ts'
import { isSo, type Known, type Other } from './conditions.ts'
import { eventsIn, momentOf } from './moments.ts'

const at = (text: string) => new Date(text)
const known = (given: Partial<Known> = {}): Known => ({ facts: {}, events: {}, openingHours: usualHours, now: null, ...given })
const closed = known({
  events: { 'case.closed': [at('2026-03-10T09:00:00Z'), at('2026-05-05T09:00:00Z')], 'decision.final': [at('2026-06-01T08:00:00Z')] },
})
/** "2026-05-05T09:00:00.000Z", "waits: a, b" or "judged: a from …". */
function when(moment: Moment, given: Known = closed): string {
  const found = momentOf(moment, given)
  if ('at' in found) return found.at.toISOString()
  if ('waitsFor' in found) return `waits: ${found.waitsFor.join(', ')}`
  return `judged: ${found.judged} from ${found.from?.toISOString() ?? 'now'}`
}
const years = (length: number, after: Moment): Moment => ({ after, length, unit: 'years', calendar: 'calendar' })

describe('moments', () => {
  test('a bare event is the latest time it happened, so that a reopened case counts from its new closing', () => {
    expect(when('case.closed')).toBe('2026-05-05T09:00:00.000Z')
    expect(when({ event: 'case.closed', take: 'first' })).toBe('2026-03-10T09:00:00.000Z')
    expect(when('debt.paid')).toBe('waits: debt.paid')
  })

  test('all: when the last has come, and not before every one has; any: when the first does', () => {
    expect(when({ all: ['case.closed', 'decision.final'] })).toBe('2026-06-01T08:00:00.000Z')
    expect(when({ all: ['case.closed', 'debt.paid', 'item.returned'] })).toBe('waits: debt.paid, item.returned')
    expect(when({ any: ['decision.final', 'case.closed', 'debt.paid'] })).toBe('2026-05-05T09:00:00.000Z')
    expect(when({ any: ['debt.paid', 'item.returned'] })).toBe('waits: debt.paid, item.returned')
  })

  test('two whole calendar years after the year of closing end at new year, and are not counted a day too long', () => {
    expect(when(years(2, { endOf: 'year', of: 'case.closed' }))).toBe('2028-12-31T23:00:00.000Z')
  })

  test('an age is reached on the birthday', () => {
    expect(when(years(18, { fact: 'subject.born' }), known({ facts: { 'subject.born': '2010-05-03' } }))).toBe('2028-05-02T22:00:00.000Z')
    expect(when(years(18, { fact: 'subject.born' }), known())).toBe('waits: subject.born')
  })

  test('a judgement never becomes a timer, and is one as soon as it is said', () => {
    const obsolete: Moment = { judged: 'obsolete.judged', reviewFrom: years(1, 'case.closed') }
    expect(when(obsolete)).toBe('judged: obsolete.judged from 2027-05-05T22:00:00.000Z')
    expect(when({ all: ['case.closed', obsolete] })).toContain('judged')
    expect(when({ any: [years(5, 'case.closed'), obsolete] })).toBe('2031-05-05T22:00:00.000Z')
    expect(when(obsolete, known({ events: { 'obsolete.judged': [at('2026-07-01T10:00:00Z')] } }))).toBe('2026-07-01T10:00:00.000Z')
  })

  test('a clock that stands still has no end until it goes again, and then as much later as it stood', () => {
    const weeks: Moment = {
      after: 'case.opened',
      length: 6,
      unit: 'weeks',
      calendar: 'elapsed',
      pauses: [{ from: 'supplement.requested', until: 'supplement.received' }],
    }
    const opened = { 'case.opened': [at('2026-01-05T10:00:00Z')] }
    expect(when(weeks, known({ events: opened }))).toBe('2026-02-16T10:00:00.000Z')
    expect(when(weeks, known({ events: { ...opened, 'supplement.requested': [at('2026-01-10T10:00:00Z')] } }))).toBe(
      'waits: supplement.received',
    )
    expect(
      when(
        weeks,
        known({
          events: { ...opened, 'supplement.requested': [at('2026-01-10T10:00:00Z')], 'supplement.received': [at('2026-01-20T10:00:00Z')] },
        }),
      ),
    ).toBe('2026-02-26T10:00:00.000Z')
  })

  test('what happens in other records of the same person: the latest when all have it, the first when any has', () => {
    const others: Other[] = [
      { kind: 'assignment', facts: {}, events: { 'record.disposed': [at('2026-01-01T00:00:00Z')] } },
      { kind: 'assignment', facts: {}, events: {} },
    ]
    const lastOne = { event: 'record.disposed', take: 'latest', of: 'assignment' } as const
    expect(when(lastOne, known({ others }))).toBe('waits: record.disposed')
    expect(when({ ...lastOne, take: 'first' }, known({ others }))).toBe('2026-01-01T00:00:00.000Z')
    expect(when(lastOne, known({ others: others.slice(0, 1) }))).toBe('2026-01-01T00:00:00.000Z')
  })

  test('a moment depends on a condition, and waits while that isn’t known', () => {
    const chosen: Moment = {
      when: { fact: 'case.outcome', is: 'avslag' },
      use: years(5, 'case.closed'),
      otherwise: years(1, 'case.closed'),
    }
    expect(when(chosen)).toBe('waits: case.outcome')
    expect(when(chosen, { ...closed, facts: { 'case.outcome': 'avslag' } })).toBe('2031-05-05T22:00:00.000Z')
    expect(when(chosen, { ...closed, facts: { 'case.outcome': 'bifall' } })).toBe('2027-05-05T22:00:00.000Z')
  })

  test('every event that a moment counts from or waits for can be named', () => {
    expect(
      eventsIn({
        any: [years(1, 'case.closed'), { judged: 'obsolete.judged' }, { endOf: 'year', of: { all: ['debt.paid', 'item.returned'] } }],
      }),
    ).toEqual(['case.closed', 'obsolete.judged', 'debt.paid', 'item.returned'])
  })
})

describe('conditions', () => {
  const truth = (condition: Condition, given: Partial<Known> = {}) => isSo(condition, known(given))
  const facts = { 'subject.age': 17, 'content.class': ['secret', 'registered'], 'case.outcome': 'avslag', 'subject.child': true }

  test('facts are compared by value, by set and by order; what isn’t known is neither true nor false', () => {
    expect(truth({ fact: 'subject.age', atLeast: 18 }, { facts })).toBe(false)
    expect(truth({ fact: 'subject.age', atMost: 17 }, { facts })).toBe(true)
    expect(truth({ fact: 'content.class', has: 'secret' }, { facts })).toBe(true)
    expect(truth({ fact: 'content.class', in: ['minor', 'routine'] }, { facts })).toBe(false)
    expect(truth({ fact: 'case.outcome', is: 'bifall' }, { facts })).toBe(false)
    expect(truth({ fact: 'subject.protected', is: true }, { facts })).toBeNull()
    expect(truth({ not: { fact: 'subject.protected', is: true } }, { facts })).toBeNull()
  })

  test('one no decides all, one yes decides any, whatever isn’t known', () => {
    const [no, yes, unknown]: Condition[] = [
      { fact: 'subject.child', is: false },
      { fact: 'subject.child', is: true },
      { fact: 'x', is: 1 },
    ]
    if (!no || !yes || !unknown) throw new Error()
    expect([truth({ all: [unknown, no] }, { facts }), truth({ all: [unknown, yes] }, { facts })]).toEqual([false, null])
    expect([truth({ any: [unknown, yes] }, { facts }), truth({ any: [unknown, no] }, { facts })]).toEqual([true, null])
  })

  test('other records of the person: none, some, all; nobody has looked is unknown', () => {
    const loan = (state: string) => ({ kind: 'loan', facts: { 'record.state': state }, events: {} })
    const noOpen: Condition = { others: 'loan', where: { fact: 'record.state', is: 'open' }, count: 'none' }
    expect(truth(noOpen)).toBeNull()
    expect(truth(noOpen, { others: [] })).toBe(true)
    expect(truth(noOpen, { others: [loan('closed'), loan('open')] })).toBe(false)
    expect(truth({ ...noOpen, count: 'all' }, { others: [loan('open')] })).toBe(true)
  })

  test('an hour that isn’t asked about is unknown', () => {
    expect(truth({ time: { open: true } })).toBeNull()
    expect(truth({ time: { open: true } }, { now: at('2026-11-25T10:00:00Z') })).toBe(true)
    expect(truth({ time: { open: true } }, { now: at('2026-11-28T10:00:00Z') })).toBe(false)
  })

  test('knowing more never turns yes into no or no into yes', () => {
    const names = ['a', 'b', 'c'] as const
    const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
      condition: fc.oneof(
        { maxDepth: 4 },
        fc.record({ fact: fc.constantFrom(...names), is: fc.boolean() }),
        fc.record({ not: tie('condition') }),
        fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      ),
    }))
    const some = fc.record({ a: fc.option(fc.boolean()), b: fc.option(fc.boolean()), c: fc.option(fc.boolean()) })
    fc.assert(
      fc.property(condition, some, fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() }), (asked, part, rest) => {
        const less = truth(asked, { facts: part })
        const more = truth(asked, { facts: { a: part.a ?? rest.a, b: part.b ?? rest.b, c: part.c ?? rest.c } })
        expect(more).not.toBeNull()
        if (less !== null) expect(more).toBe(less)
      }),
    )
  })
})
