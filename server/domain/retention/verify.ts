import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import { chainHash, chainStart } from './certificate-body.ts'
import { rowsLeft } from './certify.ts'

/** Whether a stored file lies on disk since before an instant; false when it has gone. */
export type FileStore = Pick<Files, 'isOlder'>
export type Verified = { chain: boolean; nothingLeft: boolean; checkedAt: Date }

const Link = z.object({
  number: z.number(),
  body: z.string(),
  previous_hash: z.instanceof(Buffer),
  hash: z.instanceof(Buffer),
  issued_at: z.date(),
  disposal_id: z.string(),
})
export type Link = z.infer<typeof Link>
const Stone = z.object({ subject_id: z.string(), file_ids: z.array(z.string()) })
const Now = z.object({ now: z.date() })

export async function findCertificate(tx: Tx, number: number): Promise<Link | undefined> {
  return tx.maybe(Link, sql`select number, body, previous_hash, hash, issued_at, disposal_id from certificate where number = ${number}`)
}

/** Looks again, now: the link before it leads to it, its own text gives its hash, and nothing of what it certifies is anywhere. */
export async function verifyCertificate(tx: Tx, link: Link, files: FileStore): Promise<Verified> {
  const before = link.number === 1 ? { hash: chainStart } : await findCertificate(tx, link.number - 1)
  const stones = await tx.all(Stone, sql`select subject_id, file_ids from tombstone where certificate = ${link.number}`)
  const left = await rowsLeft(
    tx,
    stones.map(({ subject_id }) => subject_id),
  )
  const onDisk = await anyOnDisk(
    files,
    stones.flatMap(({ file_ids }) => file_ids),
  )
  const { now } = await tx.one(Now, sql`select ombud_now() as now`)
  return {
    chain: before !== undefined && follows(before.hash, link),
    nothingLeft: stones.length > 0 && left.length === 0 && !onDisk,
    checkedAt: now,
  }
}

/**
 * Recomputes the whole chain from its start, a thousand links at a time.
 * @returns how many links hold, and the number of the first that doesn't: changed, missing, or put in between
 */
export async function verifyChain(tx: Tx): Promise<{ links: number; brokenAt: number | null }> {
  let before = chainStart
  for (let links = 0; ; ) {
    const some = await tx.all(
      Link,
      sql`select number, body, previous_hash, hash, issued_at, disposal_id from certificate where number > ${links} order by number limit 1000`,
    )
    if (some.length === 0) return { links, brokenAt: null }
    for (const link of some) {
      if (link.number !== links + 1 || !follows(before, link)) return { links, brokenAt: links + 1 }
      before = link.hash
      links++
    }
  }
}

const everBefore = new Date(8.64e15)

async function anyOnDisk(files: FileStore, ids: readonly string[]): Promise<boolean> {
  return (await Promise.all(ids.map((id) => files.isOlder(id, everBefore)))).includes(true)
}

function follows(before: Buffer, { previous_hash, body, hash }: Link): boolean {
  return previous_hash.equals(before) && chainHash(before, body).equals(hash)
}
