import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Clause, Retention } from '../../../contracts/instruction.ts'
import type { Moment } from '../../../contracts/rule-language.ts'
import { clauseOf } from '../../../test/any-instruction.ts'
import { exempelbyFiles } from '../../../test/exempelby-rules.ts'
import { type World, world } from '../../../test/world.ts'
import { keeps } from '../../modules.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { declareHappening } from '../case/declare-happening.ts'
import { acceptHandover, closeCase, handOver, reopenCase, searchCases, undoAnswer, writeAnswer, writeNote } from '../case/index.ts'
import { judgeReview } from '../case/judge-review.ts'
import { caseQueries, caseViewOf } from '../case/read-case.ts'
import { loadRules, putInForce } from '../instruction/index.ts'
import { eraseBatch } from './erase.ts'
import { listWhatIsDue } from './jobs.ts'
import { listReviews } from './reviews.ts'

const board = 'tekniska-namnden'
const decision = { date: '2025-11-18', organ: 'tekniska nämnden', paragraph: '§ 135' }
const keep = (due: Moment | null, given: Partial<Retention> = {}): Retention => ({
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
const after = (event: string, length: number): Moment => ({ after: event, length, unit: 'days', calendar: 'calendar' })
const rule = (id: string, caseType: string, retention: Retention): Clause =>
  clauseOf({ id, effect: 'oblige', requirement: 'B18', caseTypes: [caseType], retention })

const clauses: Clause[] = [
  rule('bedoms', 'parkering', keep({ judged: 'obsolete.judged', reviewFrom: after('case.closed', 10) })),
  rule('arkiv', 'vintervag', keep(after('case.closed', 5), { steps: [{ do: 'transfer', to: 'e-archive', doneBy: 'archive.received' }] })),
  rule('namn', 'lekplats', keep(after('case.closed', 10), { action: 'anonymise', part: { fields: ['name', 'email'] } })),
  rule(
    'siffror',
    'gatubelysning',
    keep(after('message.received', 3), { record: 'message', action: 'redact', part: { digitsLongerThan: 6 } }),
  ),
  rule('flytt', 'fordonsflytt', keep(after('case.closed', 1), { action: 'move' })),
  rule(
    'sommar',
    'lokal-trafikforeskrift',
    keep(after('case.closed', 1), { provided: { time: { season: { from: '06-01', to: '06-30' } } } }),
  ),
]

let w: World
beforeAll(async () => {
  w = await world()
  const seeded = exempelbyFiles.find((each) => each.board === board)
  if (!seeded) throw new Error('no such board')
  await w.owner((tx) =>
    putInForce(
      tx,
      {
        ...seeded,
        version: 99,
        reviewBy: '2060-12-31',
        validTo: null,
        clauses: [...seeded.clauses.filter(({ id }) => id !== 'gallring-vintervag'), ...clauses],
      },
      'en annan',
    ),
  )
})
afterAll(() => w.end())

/** A mail that the board has taken over; version 3. */
async function taken(caseType: string, body = 'Hej.'): Promise<string> {
  const { caseId } = await w.mail({ body })
  await w.as('alva', (tx) => handOver(tx, caseId, { version: 1, board, caseType, reason: 'Ert.' }))
  await w.as('maj', (tx) => acceptHandover(tx, caseId, { version: 2 }))
  return caseId
}
async function closed(caseType: string, body?: string): Promise<string> {
  const id = await taken(caseType, body)
  await w.as('maj', (tx) => closeCase(tx, id, { version: 3, outcome: 'atgardad' }))
  return id
}
async function night(): Promise<void> {
  await listWhatIsDue(w.db, keeps)
  const due = await w.owner((tx) => tx.all(z.object({ id: z.string() }), sql`select id from disposal where state = 'due'`))
  await w.eraser((tx) =>
    eraseBatch(
      tx,
      due.map(({ id }) => id),
      keeps,
    ),
  )
}
const view = async (id: string) => {
  const actor = await w.actor('maj')
  return caseViewOf(await w.db.ask(actor, caseQueries(id, 'guidance')), await w.db.as(actor, loadRules), 'guidance', 'sv')
}
const exists = async (id: string) => (await w.owner((tx) => tx.all(z.unknown(), sql`select 1 from "case" where id = ${id}`))).length === 1
const Happened = z.object({ event: z.string() })
const happened = async (id: string) =>
  (
    await w.owner((tx) => tx.all(Happened, sql`select event from happening where case_id = ${id} and taken_back_at is null order by id`))
  ).map(({ event }) => event)

// first of all: what comes in the mail comes at the real hour, before time has been moved
const Said = z.object({ body: z.string(), html: z.string().nullable(), altered_rule: z.string().nullable() })
const said = (id: string) =>
  w.owner((tx) => tx.all(Said, sql`select body, html, altered_rule from message where case_id = ${id} and direction = 'in'`))

test('D7: K17 digits go from the text on their day, the original and what search knows with them; the rest stands', async () => {
  const id = await taken('gatubelysning', 'Ring 0701234567 om lampan vid nummer 12.')
  await night()
  expect((await said(id))[0]?.body).toContain('0701234567')
  await w.pass(5)
  await night()
  expect(await said(id)).toEqual([
    { body: expect.stringContaining('Ring *** om lampan vid nummer 12.'), html: null, altered_rule: `${board}/siffror` },
  ])
  const Left = z.object({ files: z.int(), words: z.int() })
  expect(
    await w.owner((tx) =>
      tx.one(
        Left,
        sql`select (select count(*)::int from stored_file where case_id = ${id}) as files, (select count(*)::int from case_summary where case_id = ${id} and (preview like '%0701234567%' or ts @@ to_tsquery('swedish', '0701234567'))) as words`,
      ),
    ),
  ).toEqual({ files: 0, words: 0 })
  const told = await w.owner((tx) =>
    tx.all(z.object({ facts: z.unknown() }), sql`select facts from audit_event where event = 'case.altered' and case_id = ${id}`),
  )
  expect(told).toEqual([{ facts: { rule: `${board}/siffror`, message: 1, arrival: 1 } }])
  await night()
  expect(
    await w.owner((tx) => tx.all(z.unknown(), sql`select from audit_event where event = 'case.altered' and case_id = ${id}`)),
  ).toHaveLength(1)
})

test('B18: K01 the verbs write down what happens where it happens, and an answer that was undone didn’t happen', async () => {
  const id = await taken('trafiksakerhet')
  await w.as('maj', (tx) => writeNote(tx, id, { body: 'Ringt.' }))
  const { outgoingId } = await w.as('maj', (tx) => writeAnswer(tx, id, { version: 3, subject: 'Sv', body: 'Hej.' }))
  expect(await happened(id)).toEqual([
    'case.opened',
    'message.received',
    'case.handed-over',
    'case.accepted',
    'case.noted',
    'message.answered',
  ])
  await w.as('maj', (tx) => undoAnswer(tx, id, outgoingId))
  await w.as('maj', (tx) => closeCase(tx, id, { version: 4, outcome: 'atgardad' }))
  await w.as('maj', (tx) => reopenCase(tx, id, { version: 5 }))
  expect(await happened(id)).toEqual([
    'case.opened',
    'message.received',
    'case.handed-over',
    'case.accepted',
    'case.noted',
    'case.closed',
    'case.reopened',
  ])
})

test('B18: K03 what has to be judged is asked from its day, goes when an officer of the board says so, and never by itself', async () => {
  const [goes, stays] = [await closed('parkering'), await closed('parkering')]
  const listed = async () => (await w.as('maj', (tx) => listReviews(tx, 'sv'))).reviews.filter(({ now }) => now).map(({ id }) => id)
  expect((await view(goes)).disappears).toMatchObject({ state: 'review', sentence: expect.stringContaining('En handläggare bedömer när.') })
  const obsolete = { judgement: 'obsolete', reason: 'Ingen frågar längre.' } as const
  await expect(w.as('maj', (tx) => judgeReview(tx, goes, obsolete))).rejects.toMatchObject({ code: 'not_in_review' })
  await w.pass(700)
  await night()
  expect([await exists(goes), await exists(stays)]).toEqual([true, true])
  expect((await listed()).sort()).toEqual([goes, stays].sort())
  expect((await w.as('bodil', (tx) => listReviews(tx, 'sv'))).reviews).toEqual([])
  await expect(w.as('bodil', (tx) => judgeReview(tx, goes, obsolete))).rejects.toMatchObject({ code: 'case_not_found' })
  await w.as('maj', (tx) => judgeReview(tx, goes, obsolete))
  await w.as('maj', (tx) => judgeReview(tx, stays, { judgement: 'keep', reason: 'Tvist pågår.' }))
  expect(await listed()).toEqual([])
  await w.pass(1)
  await night()
  expect([await exists(goes), await exists(stays)]).toEqual([false, true])
  await w.pass(366)
  expect(await listed()).toEqual([stays])
})

test('B18: K06 a judgement is no decision to destroy: what has none can be kept and not taken away', async () => {
  const id = await closed('fordonsflytt')
  // a move is nothing that the program does by itself; it ends with a person, with what is wanted said
  await w.pass(3)
  await night()
  const { reviews } = await w.as('maj', (tx) => listReviews(tx, 'sv'))
  expect(reviews.find((each) => each.id === id)).toMatchObject({ because: 'manual', mayGo: false, now: true, ruleId: `${board}/flytt` })
  await expect(w.as('maj', (tx) => judgeReview(tx, id, { judgement: 'obsolete', reason: 'Nej.' }))).rejects.toMatchObject({
    code: 'may_not_go',
  })
})

test('B18: K08 what has to be done first is said, and the day comes when it has been declared done', async () => {
  const id = await closed('vintervag')
  expect((await view(id)).disappears).toMatchObject({
    state: 'next-step',
    on: null,
    sentence: expect.stringContaining('arkivet kvitterade'),
  })
  await w.pass(30)
  await night()
  expect(await exists(id)).toBe(true)
  await w.as('maj', (tx) => declareHappening(tx, id, { event: 'archive.received' }))
  expect((await view(id)).disappears.state).toBe('running')
  await night()
  expect(await exists(id)).toBe(false)
})

test('B20: a receipt of the case as it was before it was opened again is none of what came after', async () => {
  const id = await closed('vintervag')
  await w.as('maj', (tx) => declareHappening(tx, id, { event: 'archive.received' }))
  await w.as('maj', (tx) => reopenCase(tx, id, { version: 4 }))
  await w.as('maj', (tx) => closeCase(tx, id, { version: 5, outcome: 'atgardad' }))
  expect((await view(id)).disappears.state).toBe('next-step')
})

test('A1, T7: only an officer of the board declares what happens outside, of words that exist and not of a time to come', async () => {
  const id = await taken('parkering')
  const declare = (who: string, given: { event: string; at?: string }) => w.as(who, (tx) => declareHappening(tx, id, given))
  await expect(declare('bodil', { event: 'decision.final' })).rejects.toMatchObject({ code: 'case_not_found' })
  await expect(declare('alva', { event: 'decision.final' })).rejects.toMatchObject({
    code: expect.stringMatching(/not_permitted|case_not_found/),
  })
  for (const event of ['case.closed', 'obsolete.judged', 'ingen.sadan'])
    await expect(declare('maj', { event })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(declare('maj', { event: 'decision.final', at: '2199-01-01T00:00:00Z' })).rejects.toMatchObject({ code: 'invalid_input' })
  await declare('maj', { event: 'decision.final', at: '2026-01-01T00:00:00Z' })
  const insert = (event: string, at: string) => (tx: Tx) =>
    tx.run(
      sql`insert into happening (case_id, event, at, recorded_by, recorded_at) values (${id}, ${event}, ombud_now() + ${at}::interval, actor_id(), ombud_now())`,
    )
  // the database refuses the same to whoever writes SQL of their own
  await expect(w.as('maj', insert('case.closed', '-1 year'))).rejects.toMatchObject({ code: '42501' })
  await expect(w.as('maj', insert('decision.final', '1 day'))).rejects.toMatchObject({ code: '42501' })
  await expect(w.as('bodil', insert('decision.final', '0'))).rejects.toMatchObject({ code: '42501' })
  await expect(w.as('alva', insert('debt.paid', '0'))).rejects.toMatchObject({ code: '42501' })
})

test('D7: K17 a case whose names go on their day stays without them until its own day', async () => {
  const id = await closed('lekplats')
  await w.pass(12)
  await night()
  const Person = z.object({ name: z.string().nullable(), email: z.string().nullable() })
  expect(await w.owner((tx) => tx.all(Person, sql`select name, email from participant where case_id = ${id}`))).toEqual([
    { name: null, email: null },
  ])
  expect((await view(id)).disappears).toMatchObject({ state: 'running', ruleId: `${board}/gallring-tekniska` })
  expect((await w.as('maj', (tx) => searchCases(tx, 'kim@example.org', { hashOf: () => [] }))).map((each) => each.id)).not.toContain(id)
  await w.pass(800)
  await night()
  expect(await exists(id)).toBe(false)
})

test('B18: K05, K12 what must hold when the day has come is looked at every night until it does', async () => {
  const id = await closed('lokal-trafikforeskrift')
  const month = async () =>
    (
      await w.owner((tx) =>
        tx.one(z.object({ m: z.int() }), sql`select extract(month from ombud_now() at time zone 'Europe/Stockholm')::int as m`),
      )
    ).m
  const seen: number[] = []
  for (let week = 0; week < 60 && (await exists(id)); week++) {
    await w.pass(7)
    await night()
    seen.push(await month())
  }
  expect(await exists(id)).toBe(false)
  expect(seen.at(-1)).toBe(6)
  expect(seen.slice(0, -1)).not.toContain(6)
}, 60_000)
