import { z } from 'zod'
import type { App } from '../../platform/app.ts'
import { type Db, sql, type Tx } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import { queueJob, type Task } from '../../platform/jobs.ts'
import type { Keeps } from '../../platform/keeps.ts'
import { purgeDecisions, purgeLog } from '../audit/index.ts'
import { alterCases, alterTexts } from './alter-texts.ts'
import type { Residue } from './certificate-body.ts'
import { certify } from './certify.ts'
import { eraseBatch } from './erase.ts'
import { eraseDrafts } from './erase-drafts.ts'
import { asPayload, findDue } from './find-due.ts'
import { lookAgain } from './look-again.ts'
import { type Replayed, replayTombstones } from './replay-tombstones.ts'

/** Retention is the only module that acts as the eraser. */
const asEraser = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> => db.as({ hand: 'eraser' }, work)

/** Every value is the id of a disposal. */
const Disposals = z.record(z.string(), z.uuid())
const listedAtOnce = 1_000
const purgedAtOnce = 10_000
const alteredAtOnce = 100
/** Until an installation says how old its backups get and how often its pages are rewritten, a certificate promises neither (design §8). */
const unbounded: Residue = { pagesAndLogDays: null, backupDays: null }

export const retentionTasks: readonly Task[] = [
  { name: 'find-due', payload: z.record(z.string(), z.string()), run: (_, { db, keeps }) => listWhatIsDue(db, keeps) },
  {
    name: 'erase',
    payload: Disposals,
    run: (payload, { db, keeps }) => eachAloneIfNotTogether(db, Object.values(payload), (tx, ids) => eraseBatch(tx, ids, keeps)),
  },
  { name: 'remove-files', payload: Disposals, run: (payload, { db, files }) => removeFiles(db, files, Object.values(payload)) },
  {
    name: 'certify',
    payload: Disposals,
    run: (payload, { db, keeps }) =>
      eachAloneIfNotTogether(db, Object.values(payload), (tx, ids) => certify(tx, ids, { keeps, residue: unbounded })),
  },
]

/** The night's list, and what needs no list. */
export async function listWhatIsDue(db: Db, keeps: readonly Keeps[]): Promise<void> {
  await asEraser(db, eraseDrafts)
  // ends: each turn takes what is too old now
  while ((await asEraser(db, (tx) => purgeDecisions(tx, { limit: purgedAtOnce }))) >= purgedAtOnce);
  // ends: each turn goes on where the last one ended
  for (let after: number | null = -1; after !== null; )
    after = await asEraser(db, (tx) => purgeLog(tx, { after: after ?? -1, limit: purgedAtOnce }))
  // ends: what has been looked at is not asked for again the same night
  while ((await asEraser(db, (tx) => lookAgain(tx, { limit: listedAtOnce }))) >= listedAtOnce);
  // ends: each turn lists what is not listed yet, and the database's clock stands still for none of it
  while ((await asEraser(db, (tx) => findDue(tx, { limit: listedAtOnce }))).listed >= listedAtOnce);
  // last, so that a text that can't be altered keeps nothing from going
  while ((await asEraser(db, (tx) => alterCases(tx, keeps, { limit: alteredAtOnce }))) >= alteredAtOnce);
  await asEraser(db, (tx) => alterTexts(tx, keeps))
}

/** One that can't be taken must not keep the others: then each is tried alone, and the job fails with what is left. */
async function eachAloneIfNotTogether(
  db: Db,
  ids: readonly string[],
  work: (tx: Tx, ids: readonly string[]) => Promise<unknown>,
): Promise<void> {
  const whole = await attempt(() => asEraser(db, (tx) => work(tx, ids)))
  if (!whole) return
  if (ids.length === 1) throw whole
  const failures = []
  for (const id of ids) {
    const failure = await attempt(() => asEraser(db, (tx) => work(tx, [id])))
    if (failure) failures.push(failure)
  }
  if (failures.length > 0) throw new Error(`${failures.length} of ${ids.length} were left: ${failures[0]?.message}`)
}

async function attempt(work: () => Promise<unknown>): Promise<Error | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

const FilesOf = z.object({ file_id: z.string() })

/** Nothing leaves inside a transaction: the bytes go after the rows, and the certificate after the bytes. */
export async function removeFiles(db: Db, files: Files, ids: readonly string[]): Promise<void> {
  const gone = await asEraser(db, (tx) =>
    tx.all(FilesOf, sql`select unnest(file_ids) as file_id from disposal where id = any (${ids}::uuid[]) and state = 'erased'`),
  )
  for (const { file_id } of gone) await files.remove(file_id)
  await asEraser(db, (tx) => queueJob(tx, 'certify', asPayload(ids)))
}

/** After a restore, before anyone gets in: everything that has a tombstone goes again. @returns how many had come back */
export async function replayAll({ db, files, keeps }: Pick<App, 'db' | 'files' | 'keeps'>): Promise<number> {
  let erased = 0
  let after: string | null = null
  do {
    const from: string | null = after
    const part: Replayed = await asEraser(db, (tx) => replayTombstones(tx, keeps, { after: from, limit: 200 }))
    for (const id of part.files) await files.remove(id)
    erased += part.erased
    after = part.next
  } while (after !== null)
  return erased
}
