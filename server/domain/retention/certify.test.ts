import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { aCase, closeCases, type Given, type RetentionWorld, retentionWorld, writeCases } from '../../../test/closed-cases.ts'
import { keeps } from '../../modules.ts'
import { sql } from '../../platform/db.ts'
import { type Files, openFiles } from '../../platform/files.ts'
import { subjectTag } from './certificate-body.ts'
import { certify } from './certify.ts'
import { eraseBatch } from './erase.ts'
import { findDue } from './find-due.ts'
import { removeFiles, replayAll } from './jobs.ts'
import { listDisposals } from './list-disposals.ts'
import { upcoming } from './upcoming.ts'
import { findCertificate, verifyCertificate, verifyChain } from './verify.ts'

let w: RetentionWorld
let files: Files
let folder: string
beforeAll(async () => {
  w = await retentionWorld()
  folder = mkdtempSync(join(tmpdir(), 'ombud-certify-'))
  files = openFiles({ folder: join(folder, 'files'), keysFolder: join(folder, 'keys') })
})
afterAll(async () => {
  await w.end()
  rmSync(folder, { recursive: true })
})

const options = { keeps: keeps, residue: { pagesAndLogDays: null, backupDays: 35 } }
const marker = 'Xylofonia Zebrasson'

/** Closed library questions whose files lie on disk, past their day and erased. */
async function erased(count: number): Promise<{ given: Given[]; ids: string[] }> {
  const given = await Promise.all(
    Array.from({ length: count }, async () => {
      const kept = await Promise.all([files.put(Buffer.from(marker)), files.put(Buffer.from(marker))])
      return { ...aCase('kultur-och-fritidsnamnden', 'biblioteksfraga', { text: marker }), fileIds: kept.map(({ id }) => id) }
    }),
  )
  await writeCases(w.logins, given)
  await closeCases(
    w.db,
    given.map(({ id }) => id),
  )
  await w.passes(32)
  const { due } = await w.eraser((tx) => findDue(tx, { limit: 100 }))
  await w.eraser((tx) => eraseBatch(tx, due, keeps))
  return { given, ids: due }
}

const onDisk = async () => {
  const ids = new Set<string>()
  for await (const id of files.list()) ids.add(id)
  return ids
}

test('the certificate waits for the files, says what went by which decision, and names nobody', async () => {
  const { given, ids } = await erased(2)
  expect((await onDisk()).size).toBe(4)
  await removeFiles(w.db, files, ids)
  expect((await onDisk()).size).toBe(0)
  expect(await w.eraser((tx) => certify(tx, ids, options))).toEqual([1, 2])
  const first = await w.eraser((tx) => findCertificate(tx, 1))
  if (!first) throw new Error('no certificate')
  expect(JSON.parse(first.body)).toMatchObject({
    number: 1,
    subject: 'case',
    board: 'kultur-och-fritidsnamnden',
    caseType: 'biblioteksfraga',
    rule: 'kultur-och-fritidsnamnden/gallring-bibliotek',
    decision: { organ: 'kultur- och fritidsnämnden', paragraph: '§ 63' },
    files: 2,
    rows: { message: 1, stored_file: 2, case: 1, contact: 1 },
    residue: { pagesAndLogBy: null, backupsBy: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
  })
  for (const { id, contactId, fileIds } of given)
    for (const secret of [marker, id, contactId, ...fileIds, 'kim@exempelby.test']) expect(first.body).not.toContain(secret)
  const of = given.find(({ id }) => JSON.parse(first.body).tag === subjectTag(first.disposal_id, id))
  expect(of).toBeDefined()
})

test('certifying, removing files and erasing may each run twice: one certificate, no hole in the numbers', async () => {
  const { ids } = await erased(3)
  await w.eraser((tx) => eraseBatch(tx, ids, keeps))
  for (const _ of [1, 2]) await removeFiles(w.db, files, ids)
  const [one, two] = await Promise.all([1, 2].map(() => w.eraser((tx) => certify(tx, ids, options))))
  expect([...(one ?? []), ...(two ?? [])].sort()).toEqual([3, 4, 5])
  expect(await w.eraser((tx) => certify(tx, ids, options))).toEqual([])
  expect(await w.eraser(verifyChain)).toEqual({ links: 5, brokenAt: null })
})

test('a certificate verifies for whoever works there: the chain holds and nothing is left', async () => {
  await w.as('nadja', 'officer', async (tx) => {
    const link = await findCertificate(tx, 2)
    if (!link) throw new Error('no certificate')
    expect(await verifyCertificate(tx, link, files)).toMatchObject({ chain: true, nothingLeft: true })
  })
})

test('nothing is certified while a row is left, and the rows that did come back are told of', async () => {
  const { given, ids } = await erased(1)
  await w.owner((tx) =>
    tx.run(
      sql`insert into stored_file (id, sha256, size_bytes, wrapped_key, stored_at, case_id) values (gen_random_uuid(), sha256('x'), 1, 'x', ombud_now(), ${given[0]?.id})`,
    ),
  )
  await expect(w.eraser((tx) => certify(tx, ids, options))).rejects.toThrow('Not certified: 1 rows in stored_file')
  await w.owner((tx) => tx.run(sql`delete from stored_file where case_id = ${given[0]?.id}`))
  expect(await w.eraser((tx) => certify(tx, ids, options))).toEqual([6])
})

test('a case that comes back after its certificate, or a file that does, is seen', async () => {
  const { given, ids } = await erased(1)
  await removeFiles(w.db, files, ids)
  const [number = 0] = await w.eraser((tx) => certify(tx, ids, options))
  const check = () =>
    w.eraser(async (tx) => {
      const link = await findCertificate(tx, number)
      if (!link) throw new Error('no certificate')
      return verifyCertificate(tx, link, files)
    })
  expect(await check()).toMatchObject({ chain: true, nothingLeft: true })
  const back = { isOlder: async (id: string) => id === given[0]?.fileIds[0] }
  const link = await w.eraser((tx) => findCertificate(tx, number))
  if (link) expect(await w.eraser((tx) => verifyCertificate(tx, link, back))).toMatchObject({ nothingLeft: false })
  await writeCases(w.logins, given)
  expect(await check()).toMatchObject({ chain: true, nothingLeft: false })
})

test('T5: what a restored backup brings back goes again by its tombstone, files too, and stays certified', async () => {
  const { given, ids } = await erased(2)
  await removeFiles(w.db, files, ids)
  await w.eraser((tx) => certify(tx, ids, options))
  await writeCases(w.logins, given) // as the restored backup has them
  const kept = await Promise.all(given.map(() => files.put(Buffer.from(marker))))
  await w.owner((tx) => tx.run(sql`update tombstone set file_ids = ${kept.map(({ id }) => id)} where subject_id = ${given[0]?.id}`))
  expect(await replayAll({ db: w.db, files, keeps: keeps })).toBeGreaterThanOrEqual(4)
  for (const { id, contactId } of given) expect([await w.exists('case', id), await w.exists('contact', contactId)]).toEqual([false, false])
  const left = await onDisk()
  for (const { id } of kept) expect(left.has(id)).toBe(false)
  expect(await replayAll({ db: w.db, files, keeps: keeps })).toBe(0)
  const Left = z.object({ table_name: z.string() })
  expect(await w.owner((tx) => tx.all(Left, sql`select table_name from rows_left(array(select subject_id from tombstone))`))).toEqual([])
})

test('T4: a certificate that was changed, taken out or put in between breaks the chain at its number', async () => {
  const { links } = await w.eraser(verifyChain)
  const tampered = async (change: ReturnType<typeof sql>) => {
    const undo = new Error('undo')
    let seen: unknown
    await w
      .owner(async (tx) => {
        await tx.run(change)
        seen = await verifyChain(tx)
        throw undo
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error
      })
    return seen
  }
  expect(await tampered(sql`update certificate set body = replace(body, '"files":2', '"files":1') where number = 2`)).toEqual({
    links: 1,
    brokenAt: 2,
  })
  expect(await tampered(sql`delete from certificate where number = 3`)).toEqual({ links: 2, brokenAt: 3 })
  expect(await tampered(sql`update certificate set body = '{}', hash = sha256(previous_hash || '{}') where number = 4`)).toEqual({
    links: 4,
    brokenAt: 5,
  })
  expect(await w.eraser(verifyChain)).toEqual({ links, brokenAt: null })
})

test('X10: what went leaves a trace that anyone at the board can read and that says nothing about anyone', async () => {
  const { ids } = await erased(1)
  const rows = await w.as('nadja', 'officer', (tx) => listDisposals(tx))
  expect(rows.find(({ id }) => id === ids[0])).toMatchObject({
    subject: 'case',
    board: 'kultur-och-fritidsnamnden',
    state: 'erased',
    files: 2,
    certificate: null,
  })
  expect(JSON.stringify(rows)).not.toContain(marker)
  expect(await w.as('maj', 'officer', (tx) => listDisposals(tx))).toEqual([])
})

test('what is to come is counted by the day it goes, for the boards of whoever asks', async () => {
  const given = [aCase('kultur-och-fritidsnamnden', 'biblioteksfraga'), aCase('kultur-och-fritidsnamnden', 'biblioteksfraga')]
  await writeCases(w.logins, given)
  const ends = await closeCases(
    w.db,
    given.map(({ id }) => id),
  )
  expect(await w.as('nadja', 'officer', (tx) => upcoming(tx, 90))).toEqual([{ on: ends.get(given[0]?.id ?? '')?.on, count: 2 }])
  expect(await w.as('nadja', 'officer', (tx) => upcoming(tx, 20))).toEqual([])
  expect(await w.as('maj', 'officer', (tx) => upcoming(tx, 90))).toEqual([])
})
