import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import type { Keeps } from '../../platform/keeps.ts'
import { eraseRows } from './erase-rows.ts'

const Stone = z.object({ subject_id: z.string(), subject: z.enum(['case', 'contact']), file_ids: z.array(z.string()) })

export type Replayed = {
  /** Subjects that had come back and are gone again. */
  erased: number
  /** Files to remove after the commit: those of every tombstone in this part, whether their rows had come back or not. */
  files: string[]
  /** Where the next part begins; null = that was the last. */
  next: string | null
}

/**
 * Erases again what a restored backup has brought back: whatever a tombstone names goes, without asking rule, day or hold, since it was
 * decided once. `limit` tombstones from `after` on, in the order of their ids; the caller goes on until `next` is null and lets nobody in
 * before (T5, D7). In the eraser's hand.
 */
export async function replayTombstones(
  tx: Tx,
  keeps: readonly Keeps[],
  { after, limit }: { after: string | null; limit: number },
): Promise<Replayed> {
  const stones = await tx.all(
    Stone,
    sql`select subject_id, subject, file_ids from tombstone where subject_id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000') order by subject_id limit ${limit}`,
  )
  const of = (kind: string) => stones.flatMap(({ subject, subject_id }) => (subject === kind ? [subject_id] : []))
  const [cases, contacts] = [of('case'), of('contact')]
  await tx.run(sql`select open_for_work(${cases}::uuid[], ${contacts}::uuid[], 'disposal', 'eraser')`)
  const again = [await eraseRows(tx, { kind: 'case', ids: cases }, keeps), await eraseRows(tx, { kind: 'contact', ids: contacts }, keeps)]
  return {
    erased: again.reduce((sum, gone) => sum + gone.erased.size, 0),
    files: [...stones.flatMap(({ file_ids }) => file_ids), ...again.flatMap((gone) => [...gone.files.values()].flat())],
    next: stones.length < limit ? null : (stones.at(-1)?.subject_id ?? null),
  }
}
