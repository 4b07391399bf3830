import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { aCase, allKeeps, closeCases, type Given, writeCases } from '../../../test/closed-cases.ts'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { moveClock } from '../../platform/clock.ts'
import { asOwner, type Db, openDb, sql, type Tx } from '../../platform/db.ts'
import type { Keeps } from '../../platform/keeps.ts'
import { certify } from './certify.ts'
import { eraseBatch } from './erase.ts'
import { findDue } from './find-due.ts'
import { replayTombstones } from './replay-tombstones.ts'
import { stop } from './stop.ts'
import { verifyChain } from './verify.ts'

let base: TestDatabase
let db: Db
beforeAll(async () => {
  base = await freshDatabase()
  db = openDb(base.logins)
})
afterAll(async () => {
  await db.end()
  await base.drop()
})

const day = 86_400_000
const eraser = <T>(work: (tx: Tx) => Promise<T>) => db.as({ hand: 'eraser' }, work)
const owner = <T>(work: (tx: Tx) => Promise<T>) => asOwner(base.logins, work)
const find = () => eraser((tx) => findDue(tx, { limit: 1_000 }))
const erase = (ids: readonly string[], keeps: readonly Keeps[] = allKeeps) => eraser((tx) => eraseBatch(tx, ids, keeps))
const Disposal = z.object({
  id: z.string(),
  state: z.string(),
  late_because: z.string().nullable(),
  expected: z.unknown(),
  erased: z.unknown(),
  file_ids: z.array(z.string()),
})
const disposalOf = (id: string) =>
  owner((tx) =>
    tx.maybe(
      Disposal,
      sql`select id, state, late_because, expected, erased, file_ids from disposal where subject_id = ${id} order by found_at desc limit 1`,
    ),
  )
const Count = z.object({ n: z.int() })
const exists = async (id: string) =>
  (await owner((tx) => tx.one(Count, sql`select count(*)::int as n from "case" where id = ${id}`))).n === 1

/** Traffic cases go 360 days after closing, library questions 30. */
async function dueCase(given: Given = aCase('kultur-och-fritidsnamnden', 'biblioteksfraga')): Promise<Given> {
  await writeCases(base.logins, [given])
  await closeCases(db, [given.id])
  await moveClock(base.logins, 32 * day)
  return given
}

test('B18: a case whose clock has run out goes with everything that hangs on it, counted before and while it goes', async () => {
  const given = await dueCase()
  const { due } = await find()
  expect(due).toHaveLength(1)
  expect(await erase(due)).toEqual({ erased: due, left: [] })
  const done = await disposalOf(given.id)
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
  const left = await owner((tx) =>
    tx.all(
      z.object({ table_name: z.string(), rows: z.number() }),
      sql`select table_name, rows from rows_left(${[given.id, given.contactId]}::uuid[])`,
    ),
  )
  expect(left).toEqual([])
})
