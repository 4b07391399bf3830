import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulateYear } from '../../../test/simulated-year.ts'
import { upperBound } from './confidence.ts'
import { drawSample } from './draw-sample.ts'
import { findPatterns, type LogEvent, type Pattern } from './patterns.ts'

const noon = Date.parse('2026-03-10T11:00:00Z') // a Tuesday
const minute = 60_000
const day = 24 * 60 * minute
const kase = (index: number, closedAt: Date | null = null) => ({ id: `case ${index}`, series: 'EX-2026', index, closedAt })
const numbers = { last: 100_000 }
const opened = (given: Partial<LogEvent> & { after?: number } = {}): LogEvent => ({
  number: numbers.last++,
  at: new Date(noon + (given.after ?? 0)),
  who: 'snoop',
  hand: 'agent',
  act: 'read',
  cases: [kase(7)],
  related: false,
  wrapped: false,
  tie: null,
  terms: [],
  ...given,
})
const times = (n: number, make: (i: number) => LogEvent) => Array.from({ length: n }, (_, i) => make(i))
const search = (term: string, given: Partial<LogEvent> & { after?: number }) =>
  opened({ act: 'search', cases: [], terms: [term], ...given })

/** Twelve ways to snoop, each as it looks in the log: every one ends in somebody's queue. */
const scripts: { way: string; events: LogEvent[]; missing?: number[]; pattern: Pattern }[] = [
  { way: 'looks at the own matter', events: [opened({ tie: 'own', related: true, wrapped: true })], pattern: 'own-matter' },
  { way: 'looks at a relative', events: [opened({ tie: 'family', wrapped: true })], pattern: 'own-family' },
  { way: 'looks at a colleague', events: [opened({ tie: 'colleague', wrapped: true })], pattern: 'colleague' },
  { way: 'looks at a neighbour of whom no contact tells', events: [opened()], pattern: 'no-relation' },
  {
    way: 'everyone looks at the one whom the papers write about',
    events: times(4, (i) => opened({ who: `agent ${i}`, cases: [kase(9)] })),
    pattern: 'many-agents',
  },
  {
    way: 'goes from case to case and does nothing',
    events: times(4, (i) => opened({ after: i * minute, cases: [kase(i * 10)] })),
    pattern: 'no-wrap-up',
  },
  {
    way: 'comes in the night',
    events: [
      ...times(40, (i) => opened({ after: i * day - 60 * day, related: true, wrapped: true })),
      opened({ after: 11 * 60 * minute, related: true }),
    ],
    pattern: 'odd-hours',
  },
  {
    way: 'goes back to a case that is closed',
    events: times(3, (i) => opened({ after: i * day, related: true, cases: [kase(5, new Date(noon - day))] })),
    pattern: 'after-closing',
  },
  {
    way: 'reads the register from the beginning',
    events: times(4, (i) => opened({ after: i * minute, related: true, cases: [kase(20 + i)] })),
    pattern: 'number-order',
  },
  {
    way: 'reads the register from the end',
    events: times(4, (i) => opened({ after: i * minute, related: true, cases: [kase(20 - i)] })),
    pattern: 'number-order',
  },
  { way: 'searches for one name day after day', events: times(3, (i) => search('aa', { after: i * day })), pattern: 'repeated-search' },
  {
    way: 'empties the register in ten minutes',
    events: times(31, (i) => opened({ after: i * 10_000, related: true, wrapped: true, cases: [kase(i * 3)] })),
    pattern: 'many-cases',
  },
  { way: 'takes a row away afterwards', events: [], missing: [41], pattern: 'break-in-series' },
]

describe('A25, L56: each way to snoop is seen by a pattern', () => {
  test.each(scripts)('A25, L56: who $way', ({ events, missing, pattern }) => {
    const own = events.at(-1)?.number ?? missing?.[0]
    expect(findPatterns(events, missing)).toContainEqual({ number: own, pattern })
  })
})

const quiet: { what: string; events: LogEvent[]; pattern: Pattern }[] = [
  { what: 'a relative who called', events: [opened({ tie: 'family', related: true })], pattern: 'own-family' },
  { what: 'three who looked', events: times(3, (i) => opened({ who: `agent ${i}`, cases: [kase(9)] })), pattern: 'many-agents' },
  { what: 'three cases in a row', events: times(3, (i) => opened({ after: i * minute, cases: [kase(20 + i)] })), pattern: 'number-order' },
  {
    what: 'numbers up and down',
    events: [20, 21, 20, 21, 20].map((n, i) => opened({ after: i * minute, cases: [kase(n)] })),
    pattern: 'number-order',
  },
  { what: 'thirty cases', events: times(30, (i) => opened({ after: i * 10_000, cases: [kase(i * 3)] })), pattern: 'many-cases' },
  {
    what: 'a word that three search for',
    events: ['a', 'b', 'c'].flatMap((who) => times(3, (i) => search('bygglov', { who, after: i * day }))),
    pattern: 'repeated-search',
  },
  {
    what: 'somebody whose shift is the evening',
    events: times(40, (i) => opened({ after: i * day + 8 * 60 * minute, related: true })),
    pattern: 'odd-hours',
  },
]
test.each(quiet)('L56: $what is no $pattern', ({ events, pattern }) => {
  expect(findPatterns(events).filter((hit) => hit.pattern === pattern)).toEqual([])
})

test('B22: a hit is an event and a pattern, and says no number of anybody', () => {
  for (const hit of findPatterns(
    scripts.flatMap(({ events }) => events),
    [41],
  ))
    expect(Object.keys(hit).sort()).toEqual(['number', 'pattern'])
})

test('L56: in a simulated ordinary year at most two rows of a hundred are taken up for nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      const events = simulateYear(seed)
      const months = Map.groupBy(events, ({ at }) => at.toISOString().slice(0, 7))
      const hits = [...months.values()].flatMap((month) => [...new Set(findPatterns(month).map(({ number }) => number))])
      expect(events.length).toBeGreaterThan(3_000)
      expect(hits.length / events.length).toBeLessThanOrEqual(0.02)
      expect(hits.length).toBeGreaterThan(0)
    }),
    { numRuns: 5, seed: 36 },
  )
})

const anyRows = fc.uniqueArray(fc.record({ number: fc.nat(100_000), stratum: fc.constantFrom('a', 'b', 'c') }), {
  selector: ({ number }) => number,
  minLength: 1,
  maxLength: 200,
})
test('A18: the sample is the same for the same seed in whatever order the rows come, and has a row of every stratum', () => {
  fc.assert(
    fc.property(anyRows, fc.string(), fc.integer({ min: 1, max: 60 }), (rows, seed, size) => {
      const drawn = drawSample(rows, { seed, size })
      expect(drawSample(rows.toReversed(), { seed, size })).toEqual(drawn)
      const strata = (given: typeof rows) => new Set(given.map(({ stratum }) => stratum)).size
      expect(strata(rows.filter(({ number }) => drawn.includes(number)))).toBe(strata(rows))
      expect(drawn.length).toBeLessThanOrEqual(Math.min(rows.length, size + 3))
    }),
  )
})
test('A18: another root draws another sample', () => {
  const rows = times(500, () => opened()).map(({ number }) => ({ number, stratum: 'a' }))
  const one = drawSample(rows, { seed: 'one', size: 60 })
  expect(one).toHaveLength(60)
  expect(drawSample(rows, { seed: 'two', size: 60 })).not.toEqual(one)
})

test('A18: the bound is that of the tables (Clopper–Pearson, one-sided 95 %), and the rule of three when nothing is found', () => {
  expect(upperBound({ found: 0, sample: 60 })).toBeCloseTo(1 - 0.05 ** (1 / 60), 8)
  expect(upperBound({ found: 0, sample: 300 })).toBeCloseTo(3 / 300, 3)
  expect(upperBound({ found: 1, sample: 10 })).toBeCloseTo(0.3942, 3)
  expect(upperBound({ found: 2, sample: 60 })).toBeCloseTo(0.1012, 3)
  expect(upperBound({ found: 0, sample: 0 })).toBe(1)
  expect(upperBound({ found: 3, sample: 3 })).toBe(1)
})
