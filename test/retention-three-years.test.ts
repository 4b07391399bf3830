import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { readExempelby } from '../db/seed/exempelby.ts'
import { eraseBatch } from '../server/domain/retention/erase.ts'
import { findDue } from '../server/domain/retention/find-due.ts'
import { happen } from '../server/domain/retention/happen.ts'
import { keeps } from '../server/modules.ts'
import { sql, type Tx } from '../server/platform/db.ts'
import { aCase, closeCases, type RetentionWorld, retentionWorld, writeCases } from './closed-cases.ts'

/** OMBUD_YEARS_CASES=100000 npm test -- test/retention-three-years.test.ts for the nightly run. */
const caseCount = Number(process.env.OMBUD_YEARS_CASES ?? 10_000)
const days = 3 * 365
const dayMs = 86_400_000

let w: RetentionWorld
beforeAll(async () => {
  w = await retentionWorld()
})
afterAll(() => w.end())

/** The same numbers every run, so that a failure can be looked at again. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}
const random = seeded(20_260_101)
const pick = <T>(from: readonly T[]): T => {
  const found = from[Math.floor(random() * from.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

/** What the test itself believes of one case, worked out apart from the program. */
type Believed = { id: string; state: 'open' | 'closed' | 'gone'; dueMs: number | null; heldUntilMs: number; waiting: boolean }

const Due = z.object({ id: z.string(), due: z.coerce.number().nullable(), waits: z.boolean() })

/** Case type → its rule, most specific first, chosen by the database from the clauses: another way to the same answer (B19). */
async function rulesOfTypes(tx: Tx): Promise<string> {
  const { rules } = await tx.one(
    z.object({ rules: z.unknown() }),
    sql`select jsonb_object_agg(type_id, rule) as rules from (
      select distinct on (t.id) t.id as type_id, k.rule -> 'retention' as rule
      from case_type t join department d on d.id = t.department_id join instruction_version v on v.board_id = t.board_id and v.state = 'in-force' join clause k on k.version_id = v.id
      where k.rule #>> '{retention,record}' = 'case' and (k.rule ->> 'department' is null or k.rule ->> 'department' = d.code) and (k.rule ->> 'caseTypes' = 'all' or k.rule -> 'caseTypes' ? t.code)
      order by t.id, k.rule ->> 'caseTypes' = 'all', k.rule ->> 'department' is null) chosen`,
  )
  return JSON.stringify(rules)
}

/** The due instants of cases closed just now, worked out by PostgreSQL's own calendar. */
async function oracle(tx: Tx, ids: readonly string[], rules: string): Promise<z.infer<typeof Due>[]> {
  return tx.all(
    Due,
    sql`select id, trigger = 'delivery.confirmed' as waits,
        extract(epoch from case when action <> 'delete' or trigger <> 'case.closed' then null when calendar = 'elapsed' then closed_at + length
          else (((closed_at at time zone 'Europe/Stockholm')::date + length)::date + 1)::timestamp at time zone 'Europe/Stockholm' end) * 1000 as due
      from (select c.id, c.closed_at, rule #>> '{due,after}' as trigger, rule ->> 'action' as action, rule #>> '{due,calendar}' as calendar, ((rule #>> '{due,length}') || ' ' || (rule #>> '{due,unit}'))::interval as length
        from "case" c cross join lateral (select ${rules}::jsonb -> c.case_type_id::text as rule) r where c.id = any (${ids}::uuid[])) spoken`,
  )
}

test(
  `B18: ${caseCount} cases, three years day by day: what is purged each day is what is due, minus what is held`,
  async () => {
    const { organisation } = readExempelby()
    const types = organisation.boards.flatMap((board) => board.caseTypes.map((type) => ({ board: board.code, type: type.code })))
    const given = Array.from({ length: caseCount }, () => {
      const { board, type } = pick(types)
      return aCase(board, type)
    })
    for (let from = 0; from < given.length; from += 2_000) await writeCases(w.logins, given.slice(from, from + 2_000))
    const cases = new Map<string, Believed>(given.map(({ id }) => [id, { id, state: 'open', dueMs: null, heldUntilMs: 0, waiting: false }]))
    // closed every fourth day, so that the nights differ: some have nothing, some have many
    const perDay = Math.ceil((caseCount * 4.4) / days)
    const rules = await w.service(rulesOfTypes)
    const counted = { gone: 0, reopened: 0, moved: 0, held: 0, delivered: 0 }
    for (let day = 0; day < days; day++) {
      const nowMs = await dawn(day % 7 === 3 ? 1.3 : day % 7 === 4 ? 0.7 : 1) // closings at other hours too, across both changes of the clocks
      counted.gone += await purge(cases, nowMs)
      Object.assign(counted, await live(cases, { nowMs, perDay: day % 4 === 1 ? perDay : 0, counted, types, rules }))
    }
    expect(Math.min(...Object.values(counted))).toBeGreaterThan(caseCount / 200)
    expect(counted.gone).toBeGreaterThan(caseCount / 3)
  },
  Math.max(600_000, caseCount * 60),
)

const Now = z.object({ now: z.date() })
const Id = z.object({ id: z.string() })

/** Time passes, and the holds of the day before have been placed. @returns the new instant */
async function dawn(passed: number): Promise<number> {
  const { now } = await w.owner(async (tx) => {
    await tx.run(sql`update time_shift set shift = shift + make_interval(secs => ${passed * 86_400})`)
    await tx.run(sql`
      insert into hold (case_id, ground, placed_at, expires_at)
      select id, 'records-request', placed, until from jsonb_to_recordset(${JSON.stringify(toHold.splice(0))}::jsonb) as h (id uuid, placed timestamptz, until timestamptz)`)
    return tx.one(Now, sql`select ombud_now() as now`)
  })
  return now.getTime()
}

/** The night's run; then the two sets are compared. */
async function purge(cases: Map<string, Believed>, nowMs: number): Promise<number> {
  const expected = [...cases.values()]
    .filter(({ state, dueMs, heldUntilMs }) => state === 'closed' && dueMs !== null && dueMs <= nowMs && heldUntilMs <= nowMs)
    .map(({ id }) => id)
  const { due } = await w.eraser((tx) => findDue(tx, { limit: 10_000 }))
  for (let from = 0; from < due.length; from += 100) await w.eraser((tx) => eraseBatch(tx, due.slice(from, from + 100), keeps))
  const purged =
    due.length === 0
      ? []
      : await w.eraser((tx) =>
          tx.all(Id, sql`select subject_id as id from disposal where id = any (${due}::uuid[]) and state = 'erased' and subject = 'case'`),
        )
  expect(purged.map(({ id }) => id).sort()).toEqual(expected.sort())
  const still = await w.service((tx) => tx.all(Id, sql`select id from "case" where id = any (${expected}::uuid[])`))
  expect(still).toEqual([])
  for (const id of expected) Object.assign(cases.get(id) ?? {}, { state: 'gone' })
  return expected.length
}

type Counted = { gone: number; reopened: number; moved: number; held: number; delivered: number }

/** What people do that day: close, reopen, move to another board's type, hold, confirm. */
async function live(
  cases: Map<string, Believed>,
  {
    nowMs,
    perDay,
    counted,
    types,
    rules,
  }: { nowMs: number; perDay: number; counted: Counted; rules: string; types: readonly { board: string; type: string }[] },
): Promise<Counted> {
  const open = [...cases.values()].filter(({ state }) => state === 'open')
  const closed = [...cases.values()].filter(({ state }) => state === 'closed')
  const some = (from: readonly Believed[], count: number) =>
    from.length === 0 ? [] : [...new Set(Array.from({ length: count }, () => pick(from)))]
  const moved = some(open, random() < 0.3 ? 2 : 0)
  if (moved.length > 0) await move(moved, pick(types))
  if (perDay > 0) await close(some(open, perDay), rules)
  const reopened = some(closed, random() < 0.4 ? 2 : 0)
  if (reopened.length > 0) await reopen(reopened)
  const rest = closed.filter((each) => !reopened.includes(each))
  const held = some(
    rest.filter(({ heldUntilMs }) => heldUntilMs <= nowMs),
    random() < 0.4 ? 2 : 0,
  )
  if (held.length > 0) hold(held, nowMs)
  const delivered = some(
    rest.filter(({ waiting }) => waiting),
    1,
  )
  if (delivered.length > 0) await deliver(delivered, nowMs)
  return {
    gone: counted.gone,
    reopened: counted.reopened + reopened.length,
    moved: counted.moved + moved.length,
    held: counted.held + held.length,
    delivered: counted.delivered + delivered.length,
  }
}

async function close(going: readonly Believed[], rules: string): Promise<void> {
  const ids = going.map(({ id }) => id)
  await closeCases(w.db, ids)
  const dues = new Map((await w.service((tx) => oracle(tx, ids, rules))).map((row) => [row.id, row]))
  expect(dues.size).toBe(ids.length)
  for (const each of going)
    Object.assign(each, { state: 'closed', dueMs: roundedMs(dues.get(each.id)?.due), waiting: dues.get(each.id)?.waits ?? false })
}

const roundedMs = (ms: number | null | undefined) => (ms === null || ms === undefined ? null : Math.floor(ms))

async function reopen(going: readonly Believed[]): Promise<void> {
  const ids = going.map(({ id }) => id)
  await w.service(async (tx) => {
    await tx.run(sql`update clock set state = 'stopped' where case_id = any (${ids}::uuid[]) and state <> 'stopped'`)
    await tx.run(
      sql`with happened as (insert into happening (case_id, event, at, recorded_at) select i, 'case.reopened', ombud_now(), ombud_now() from unnest(${ids}::uuid[]) i)
        update "case" set state = 'open', closed_at = null, dispose_on = null, dispose_at = null, dispose_rule = null, dispose_review = false, keep_forever = false where id = any (${ids}::uuid[])`,
    )
  })
  for (const each of going) Object.assign(each, { state: 'open', dueMs: null, waiting: false })
}

async function move(going: readonly Believed[], to: { board: string; type: string }): Promise<void> {
  await w.service((tx) =>
    tx.run(
      sql`update "case" c set board_id = b.id, case_type_id = t.id from board b join case_type t on t.board_id = b.id where b.code = ${to.board} and t.code = ${to.type} and c.id = any (${going.map(({ id }) => id)}::uuid[])`,
    ),
  )
}

const toHold: { id: string; placed: Date; until: Date }[] = []

function hold(going: readonly Believed[], nowMs: number): void {
  for (const each of going) {
    each.heldUntilMs = nowMs + (2 + Math.floor(random() * 88)) * dayMs
    toHold.push({ id: each.id, placed: new Date(nowMs), until: new Date(each.heldUntilMs) })
  }
}

async function deliver(going: readonly Believed[], nowMs: number): Promise<void> {
  for (const each of going) {
    const at = new Date(nowMs)
    const running = await w.service((tx) => happen(tx, { subject: { kind: 'case', id: each.id }, event: 'delivery.confirmed', at }))
    const Length = z.object({ ms: z.coerce.number() })
    const { ms } = await w.service((tx) =>
      tx.one(
        Length,
        sql`select extract(epoch from ((rule #>> '{due,length}') || ' ' || (rule #>> '{due,unit}'))::interval) * 1000 as ms from clock where case_id = ${each.id} and state = 'running'`,
      ),
    )
    expect(running?.state).toBe('running')
    Object.assign(each, { dueMs: nowMs + ms, waiting: false })
  }
}
