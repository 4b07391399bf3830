import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { aCase, closeCases, type Given, type RetentionWorld, retentionWorld, writeCases } from '../../../test/closed-cases.ts'
import { keeps } from '../../modules.ts'
import { sql } from '../../platform/db.ts'
import type { Keeps } from '../../platform/keeps.ts'
import { loadRules } from '../instruction/index.ts'
import { eraseBatch } from './erase.ts'
import { findDue } from './find-due.ts'
import { happen } from './happen.ts'
import { placeHold } from './place-hold.ts'
import { releaseHold } from './release-hold.ts'
import { schedule } from './schedule.ts'
import { stop } from './stop.ts'

let w: RetentionWorld
beforeAll(async () => {
  w = await retentionWorld()
})
afterAll(() => w.end())

const find = () => w.eraser((tx) => findDue(tx, { limit: 1_000 }))
const erase = (ids: readonly string[], given: readonly Keeps[] = keeps) => w.eraser((tx) => eraseBatch(tx, ids, given))
const findAndErase = async () => erase((await find()).due)
const readersCase = ['kultur-och-fritidsnamnden', 'biblioteksfraga'] as const

/** Closed and past its day: questions to the libraries go 30 whole days after closing. */
async function dueCase(given: Given = aCase(...readersCase)): Promise<Given> {
  await writeCases(w.logins, [given])
  await closeCases(w.db, [given.id])
  await w.passes(32)
  return given
}

async function reopen({ id }: Given): Promise<void> {
  await w.service(async (tx) => {
    await stop(tx, { kind: 'case', id })
    await tx.run(
      sql`update "case" set state = 'open', closed_at = null, dispose_on = null, dispose_at = null, dispose_rule = null where id = ${id}`,
    )
  })
}

test('B18: a case whose clock has run out goes with everything that hangs on it, counted before and while it goes', async () => {
  const given = await dueCase()
  const { due } = await find()
  expect(await erase(due)).toEqual({ erased: due, left: [] })
  const done = await w.disposalOf(given.id)
  expect(done).toMatchObject({ state: 'erased', file_ids: expect.arrayContaining(given.fileIds) })
  expect(done?.expected).toEqual(done?.erased)
  expect(done?.erased).toMatchObject({
    case: 1,
    contact: 1,
    message: 1,
    note: 1,
    attachment: 1,
    participant: 2,
    stored_file: 2,
    case_summary: 1,
    question_text: 1,
    arrival: 1,
    clock: 1,
    case_key: 1,
    outgoing: 1,
  })
  const Left = z.object({ table_name: z.string() })
  expect(await w.owner((tx) => tx.all(Left, sql`select table_name from rows_left(${[given.id, given.contactId]}::uuid[])`))).toEqual([])
})

test('B21: a traffic case is still there on its 360th day and gone on the day after; reopened on day 359 it stays', async () => {
  const [goes, stays] = [aCase('tekniska-namnden', 'parkering'), aCase('tekniska-namnden', 'parkering')]
  await writeCases(w.logins, [goes, stays])
  await closeCases(w.db, [goes.id, stays.id])
  await w.passes(359)
  await findAndErase()
  await reopen(stays)
  await w.passes(1)
  await findAndErase()
  expect(await w.exists('case', goes.id)).toBe(true)
  await w.passes(1)
  await findAndErase()
  expect([await w.exists('case', goes.id), await w.exists('case', stays.id)]).toEqual([false, true])
})

test('T6: a case that is reopened between the list and the erasing is not erased, and is found again after its new closing', async () => {
  const given = await dueCase()
  const { due } = await find()
  await reopen(given)
  expect(await erase(due)).toMatchObject({ erased: [], left: [{ because: 'withdraw' }] })
  expect(await w.disposalOf(given.id)).toMatchObject({ state: 'withdrawn' })
  await closeCases(w.db, [given.id])
  await findAndErase()
  expect(await w.exists('case', given.id)).toBe(true)
  await w.passes(32)
  await findAndErase()
  expect(await w.exists('case', given.id)).toBe(false)
})

test('D2: a hold placed between the list and the erasing keeps the case; released, it goes with the next run', async () => {
  const given = await dueCase()
  const { due } = await find()
  const holdId = await w.as('nadja', 'officer', (tx) => placeHold(tx, { caseId: given.id, ground: 'records-request', days: 20 }))
  expect(await erase(due)).toMatchObject({ erased: [], left: [{ because: 'held' }] })
  expect((await find()).due).toEqual([])
  expect(await w.disposalOf(given.id)).toMatchObject({ state: 'held' })
  await w.as('nadja', 'officer', (tx) => releaseHold(tx, { caseId: given.id, holdId }))
  await findAndErase()
  expect(await w.exists('case', given.id)).toBe(false)
})

test('T21: an expired hold keeps nothing: what it held goes the same day', async () => {
  const given = aCase(...readersCase)
  await writeCases(w.logins, [given])
  await closeCases(w.db, [given.id])
  await w.passes(20)
  await w.as('nadja', 'officer', (tx) => placeHold(tx, { caseId: given.id, ground: 'authority', days: 30 }))
  await w.passes(12)
  await findAndErase()
  expect(await w.disposalOf(given.id)).toMatchObject({ state: 'held' })
  await w.passes(18)
  await findAndErase()
  expect(await w.exists('case', given.id)).toBe(false)
})

test('T21: nobody holds for more than 90 days, and no officer holds another board’s case', async () => {
  const given = aCase(...readersCase)
  await writeCases(w.logins, [given])
  await expect(w.as('nadja', 'officer', (tx) => placeHold(tx, { caseId: given.id, ground: 'claim', days: 91 }))).rejects.toThrow()
  await expect(w.as('maj', 'officer', (tx) => placeHold(tx, { caseId: given.id, ground: 'claim', days: 5 }))).rejects.toMatchObject({
    code: 'case_not_found',
  })
})

test('B20: without a receipt of delivery a social-services case is never erased; seven days after the receipt it is', async () => {
  const given = aCase('socialnamnden', 'hemtjanst')
  await writeCases(w.logins, [given])
  const end = (await closeCases(w.db, [given.id])).get(given.id)
  expect(end).toMatchObject({ state: 'waiting-for-receipt', on: null, at: null })
  await w.passes(400)
  await findAndErase()
  expect(await w.exists('case', given.id)).toBe(true)
  const { now } = await w.owner((tx) => tx.one(z.object({ now: z.date() }), sql`select ombud_now() as now`))
  const started = await w.as('idris', 'officer', (tx) =>
    happen(tx, { subject: { kind: 'case', id: given.id }, event: 'delivery.confirmed', at: now }),
  )
  expect(started?.at?.getTime()).toBe(now.getTime() + 7 * 86_400_000)
  await w.passes(6.9)
  await findAndErase()
  expect(await w.exists('case', given.id)).toBe(true)
  await w.passes(0.2)
  await findAndErase()
  expect(await w.exists('case', given.id)).toBe(false)
})

test('T7: a day that doesn’t follow from the rule and the event erases nothing, and says so once', async () => {
  const given = aCase(...readersCase)
  await writeCases(w.logins, [given])
  await closeCases(w.db, [given.id])
  await w.owner((tx) => tx.run(sql`update clock set due_at = ombud_now() where case_id = ${given.id}`))
  for (const _ of [1, 2]) await findAndErase()
  expect(await w.disposalOf(given.id)).toMatchObject({ state: 'due', late_because: 'due-mismatch' })
  expect(await w.exists('case', given.id)).toBe(true)
  const told = await w.owner((tx) =>
    tx.all(z.object({ facts: z.unknown() }), sql`select facts from audit_event where event = 'disposal.stopped' and case_id = ${given.id}`),
  )
  expect(told).toEqual([{ facts: { disposal: expect.any(String), because: 'due-mismatch' } }])
  await reopen(given)
  await findAndErase()
  expect(await w.disposalOf(given.id)).toMatchObject({ state: 'withdrawn' })
})

test('T7: a clock that is set back after the list was made erases nothing before the day has come', async () => {
  const given = await dueCase()
  const { due } = await find()
  await w.passes(-20)
  expect(await erase(due)).toMatchObject({ erased: [], left: [{ because: 'not-yet-due' }] })
  await w.passes(20)
  await findAndErase()
  expect(await w.exists('case', given.id)).toBe(false)
})

test('erasing that breaks in the middle takes nothing, and the next run completes it', async () => {
  const given = await dueCase()
  const { due } = await find()
  const breaking: Keeps[] = keeps.map((kept) =>
    kept.table === 'contact' && kept.end !== 'stays' ? { ...kept, erase: () => Promise.reject(new Error('killed here')) } : kept,
  )
  await expect(erase(due, breaking)).rejects.toThrow('killed here')
  expect(await w.exists('case', given.id)).toBe(true)
  expect(await w.disposalOf(given.id)).toMatchObject({ state: 'due' })
  expect(await erase(due)).toEqual({ erased: due, left: [] })
  expect(await erase(due)).toEqual({ erased: [], left: [] })
})

test('when fewer rows go than were counted, nothing goes', async () => {
  const given = await dueCase()
  const { due } = await find()
  const forgetful: Keeps[] = keeps.map((kept) =>
    kept.table === 'presence' && kept.end !== 'stays' ? { ...kept, count: async () => new Map([[given.id, 1]]) } : kept,
  )
  await expect(erase(due, forgetful)).rejects.toThrow(/1 rows of presence were counted, 0 were erased/)
  expect(await w.exists('case', given.id)).toBe(true)
  await erase(due)
})

test('a contact goes on its own day: its case lives on without it, and keeps the files it needs', async () => {
  const given = aCase('stadsbyggnadsnamnden', 'bygglov')
  await writeCases(w.logins, [given])
  await w.service(async (tx) => {
    const { instructions } = await loadRules(tx)
    const instruction = instructions.find(({ board }) => board === 'stadsbyggnadsnamnden')
    const { id: boardId, now } = await tx.one(
      z.object({ id: z.int(), now: z.date() }),
      sql`select id, ombud_now() as now from board where code = 'stadsbyggnadsnamnden'`,
    )
    if (!instruction) throw new Error('no instruction')
    const subject = { kind: 'contact', id: given.contactId } as const
    const board = { id: boardId, code: instruction.board }
    await schedule(tx, {
      subject,
      board,
      department: 'bygglov',
      caseType: 'bygglov',
      record: 'contact',
      trigger: 'contact.ended',
      at: now,
      instruction,
    })
  })
  await w.passes(400)
  await findAndErase()
  expect([await w.exists('contact', given.contactId), await w.exists('case', given.id)]).toEqual([false, true])
  expect(await w.disposalOf(given.contactId)).toMatchObject({
    state: 'erased',
    file_ids: [],
    erased: { contact: 1, question: 1, question_text: 1, participant: 1, case: 1, stored_file: 2, arrival: 1, clock: 1 },
  })
  const Files = z.object({ case_id: z.string(), contact_id: z.null() })
  expect(await w.owner((tx) => tx.all(Files, sql`select case_id, contact_id from stored_file where case_id = ${given.id}`))).toHaveLength(2)
  expect(await w.owner((tx) => tx.all(z.unknown(), sql`select from rows_left(${[given.contactId]}::uuid[])`))).toEqual([])
})

test('L49: no rule without a decision to cite lists anything, also when the row was made by hand', async () => {
  const given = aCase(...readersCase)
  await writeCases(w.logins, [given])
  await closeCases(w.db, [given.id])
  await w.owner((tx) => tx.run(sql`update clock set rule = jsonb_set(rule, '{disposalDecision}', 'null') where case_id = ${given.id}`))
  await w.passes(40)
  await findAndErase()
  expect(await w.disposalOf(given.id)).toBeUndefined()
  expect(await w.exists('case', given.id)).toBe(true)
})

test('neither agent, officer nor worker can erase, list or certify', async () => {
  const given = await dueCase()
  const attempts = [
    () => w.as('alva', 'agent', (tx) => tx.run(sql`delete from "case" where id = ${given.id}`)),
    () => w.as('nadja', 'officer', (tx) => tx.run(sql`delete from message where case_id = ${given.id}`)),
    () => w.service((tx) => tx.run(sql`delete from "case" where id = ${given.id}`)),
    () => w.service((tx) => findDue(tx, { limit: 1 })),
  ]
  for (const attempt of attempts) await expect(attempt()).rejects.toThrow(/permission denied/)
})
