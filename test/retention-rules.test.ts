import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Clause, Retention } from '../contracts/instruction.ts'
import type { Moment } from '../contracts/rule-language.ts'
import { putInForce } from '../server/domain/instruction/index.ts'
import { eraseBatch } from '../server/domain/retention/erase.ts'
import { findDue } from '../server/domain/retention/find-due.ts'
import { happen } from '../server/domain/retention/happen.ts'
import { lookAgain } from '../server/domain/retention/look-again.ts'
import { keeps } from '../server/modules.ts'
import { sql } from '../server/platform/db.ts'
import { clauseOf } from './any-instruction.ts'
import { aCase, closeCases, type RetentionWorld, retentionWorld, writeCases } from './closed-cases.ts'
import { exempelbyFiles } from './exempelby-rules.ts'

/*
 * Rules of every shape beside an oracle that knows nothing of how the program counts: days are numbers, Easter is Gauss's, and what is gone each
 * morning must be what the oracle says, no more and no less.
 */

const board = 'tekniska-namnden'
const days = 500
const decision = { date: '2025-11-18', organ: 'tekniska nämnden', paragraph: '§ 135' }
const keep = (due: Moment, given: Partial<Retention> = {}): Retention => ({
  record: 'case',
  copy: 'ombud',
  due,
  bound: 'exact',
  provided: null,
  action: 'delete',
  part: null,
  steps: [],
  sameAs: null,
  disposalDecision: decision,
  quarantineDays: 0,
  ...given,
})
const after = (event: Moment, length: number, unit: 'days' | 'months' = 'days', calendar: 'calendar' | 'working' = 'calendar'): Moment => ({
  after: event,
  length,
  unit,
  calendar,
})
const rule = (caseType: string, retention: Retention, given: Partial<Clause> = {}): Clause =>
  clauseOf({ id: `prov-${caseType}`, effect: 'oblige', requirement: 'B18', caseTypes: [caseType], retention, ...given })

const shapes = ['parkering', 'lokal-trafikforeskrift', 'fordonsflytt', 'vintervag', 'gatubelysning', 'lekplats'] as const
type Shape = (typeof shapes)[number]
const clauses: Clause[] = [
  rule('parkering', keep({ endOf: 'quarter', of: after('case.closed', 40) })),
  rule('lokal-trafikforeskrift', keep({ any: [after('case.closed', 150), after('debt.paid', 10)] })),
  rule('fordonsflytt', keep({ all: [after('case.closed', 60), after('item.returned', 30)] })),
  rule('vintervag', keep(after('case.closed', 25, 'days', 'working'))),
  rule('gatubelysning', keep(after('case.closed', 30), { steps: [{ do: 'transfer', to: 'e-archive', doneBy: 'archive.received' }] })),
  rule('lekplats', keep(after('case.closed', 45), { bound: 'latest' })),
  clauseOf({
    id: 'prov-overklagat',
    effect: 'oblige',
    requirement: 'B18',
    caseTypes: ['lekplats', 'vintervag'],
    hold: { records: 'all', from: 'appeal.lodged', until: 'appeal.decided', mode: 'defer' },
  }),
]
const declared = {
  parkering: [],
  'lokal-trafikforeskrift': ['debt.paid'],
  fordonsflytt: ['item.returned'],
  vintervag: ['appeal.lodged', 'appeal.decided'],
  gatubelysning: ['archive.received'],
  lekplats: ['appeal.lodged', 'appeal.decided'],
} as const satisfies Record<Shape, readonly string[]>

/** The oracle. A day is its number since 1970; a rule gives the first day on which it is gone. */
type Lived = { id: string; shape: Shape; closed: number; events: { event: string; day: number }[]; gone: boolean }
const dayMs = 86_400_000
const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / dayMs
const dateOf = (day: number) => new Date(day * dayMs)

/** Gauss's Easter, and what follows from it; with the fixed days and the eves that count as one. */
function isFree(day: number): boolean {
  const [year, month, date, weekday] = [
    dateOf(day).getUTCFullYear(),
    dateOf(day).getUTCMonth() + 1,
    dateOf(day).getUTCDate(),
    dateOf(day).getUTCDay(),
  ]
  if (weekday === 0 || weekday === 6) return true
  const [a, b, c] = [year % 19, year % 4, year % 7]
  const d = (19 * a + 24) % 30
  const e = (2 * b + 4 * c + 6 * d + 5) % 7
  const easter = numberOf(`${year}-03-22`) + d + e - (d === 29 && e === 6 ? 7 : d === 28 && e === 6 && a > 10 ? 7 : 0)
  const fixed = ['1-1', '1-6', '5-1', '6-6', '12-24', '12-25', '12-26', '12-31']
  const midsummerEve = month === 6 && weekday === 5 && date >= 19 && date <= 25
  return fixed.includes(`${month}-${date}`) || [-2, 1, 39].includes(day - easter) || midsummerEve
}

function workingDaysAfter(day: number, count: number): number {
  let [at, left] = [day, count]
  while (left > 0) if (!isFree(++at)) left--
  return at + 1
}

const last = (each: Lived, event: string, today: number) =>
  Math.max(...each.events.filter((one) => one.event === event && one.day <= today).map(({ day }) => day))

/** Whether it is gone on the morning of `today`, and only then. */
function isDue(each: Lived, today: number): boolean {
  const { shape, closed } = each
  const at = (event: string) => last(each, event, today)
  if (at('appeal.lodged') > Math.max(at('appeal.decided'), 0)) return false
  if (shape === 'parkering') {
    const end = dateOf(closed + 40)
    return today >= Date.UTC(end.getUTCFullYear(), Math.floor(end.getUTCMonth() / 3) * 3 + 3, 1) / dayMs
  }
  if (shape === 'lokal-trafikforeskrift')
    return today >= Math.min(closed + 151, at('debt.paid') > 0 ? at('debt.paid') + 11 : Number.POSITIVE_INFINITY)
  if (shape === 'fordonsflytt') return at('item.returned') > 0 && today >= Math.max(closed + 61, at('item.returned') + 31)
  if (shape === 'vintervag') return today >= workingDaysAfter(closed, 25)
  if (shape === 'gatubelysning') return at('archive.received') > 0 && today >= closed + 31
  return today >= closed + 46
}

let w: RetentionWorld
beforeAll(async () => {
  w = await retentionWorld()
  const seeded = exempelbyFiles.find((each) => each.board === board)
  if (!seeded) throw new Error('no such board')
  const kept = seeded.clauses.filter(({ retention }) => retention === null || retention.record !== 'case' || retention.due === null)
  const other = rule('trafiksakerhet', keep(after('case.closed', 360)))
  await w.owner((tx) => putInForce(tx, { ...seeded, version: 99, clauses: [...kept, ...clauses, other] }, 'räknat på ett annat sätt'))
})
afterAll(() => w.end())

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}
const random = seeded(20_261_125)
const Today = z.object({ on: z.string() })
const Id = z.object({ id: z.string() })

test('B18, B19: K01, K02, K04, K05, K08, K13 what is gone each morning is what another way of counting says', async () => {
  const today = async () =>
    numberOf((await w.owner((tx) => tx.one(Today, sql`select (ombud_now() at time zone 'Europe/Stockholm')::date::text as "on"`))).on)
  const given = shapes.flatMap((shape) => Array.from({ length: 20 }, () => ({ ...aCase(board, shape), shape })))
  await writeCases(w.logins, given)
  const waiting = [...given]
  const lived: Lived[] = []
  const counted = { gone: 0, declared: 0 }
  for (let day = 0; day < days; day++) {
    await w.passes(1)
    const now = await today()
    await w.eraser((tx) => lookAgain(tx, { limit: 1_000 }))
    const { due } = await w.eraser((tx) => findDue(tx, { limit: 1_000 }))
    if (due.length > 0) await w.eraser((tx) => eraseBatch(tx, due, keeps))
    const purged = await w.owner((tx) =>
      tx.all(
        Id,
        sql`select subject_id as id from disposal where state = 'erased' and subject = 'case' and erased_at > ombud_now() - interval '12 hours'`,
      ),
    )
    const expected = lived.filter((each) => !each.gone && isDue(each, now))
    expect(purged.map(({ id }) => id).sort(), dateOf(now).toISOString()).toEqual(expected.map(({ id }) => id).sort())
    for (const each of expected) each.gone = true
    counted.gone += expected.length
    const closing = waiting.splice(0, day % 3 === 0 ? 2 : 0)
    if (closing.length > 0)
      await closeCases(
        w.db,
        closing.map(({ id }) => id),
      )
    lived.push(...closing.map(({ id, shape }) => ({ id, shape, closed: now, events: [], gone: false })))
    for (const each of lived) {
      const events = declared[each.shape]
      if (each.gone || events.length === 0 || random() > 0.02) continue
      const event = events[Math.floor(random() * events.length)] ?? ''
      await w.service((tx) => happen(tx, { subject: { kind: 'case', id: each.id }, event }))
      each.events.push({ event, day: now })
      counted.declared++
    }
  }
  expect(counted.gone).toBeGreaterThan(90)
  expect(counted.declared).toBeGreaterThan(40)
}, 600_000)
