import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { consistencyRanges, hashOfRange, inclusionRanges, type Range, storedFor } from './merkle.ts'

const Stored = z.object({ level: z.int(), position: z.number(), hash: z.instanceof(Buffer) })

/** Reads the hashes that ranges of the log are made from, in one question. Leaves are reckoned from their entries as they are now. */
async function readHashes(tx: Tx, ranges: readonly Range[]): Promise<(range: Range) => Buffer> {
  const places = ranges.flatMap(storedFor)
  const leaves = [...new Set(places.filter(({ level }) => level === 0).map(({ position }) => position))]
  const nodes = [...new Map(places.filter(({ level }) => level > 0).map((place) => [`${place.level}/${place.position}`, place])).values()]
  const found = await tx.all(
    Stored,
    sql`select 0 as level, l.sequence as position, sha256('\\x00'::bytea || convert_to(l.entry, 'UTF8')) as hash from log_leaf l where l.sequence = any (${leaves}::bigint[])
      union all select n.level, n.position, n.hash from unnest(${nodes.map(({ level }) => level)}::int[], ${nodes.map(({ position }) => position)}::bigint[]) w (level, position)
        join log_node n on n.level = w.level and n.position = w.position`,
  )
  const hashes = new Map(found.map(({ level, position, hash }) => [`${level}/${position}`, hash]))
  return (range) => hashOfRange(range, (level, position) => hashes.get(`${level}/${position}`))
}

const encoded = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('base64'))

/** Paths that prove each of the rows in the tree of that size; null where what is stored no longer gives one. */
export async function provePresent(tx: Tx, sequences: readonly number[], size: number): Promise<(string[] | null)[]> {
  const paths = sequences.map((sequence) => (sequence < size ? inclusionRanges(sequence, size) : []))
  const hashOf = await readHashes(tx, paths.flat())
  return paths.map((path) => orNull(() => encoded(path.map(hashOf))))
}

/** Proofs that each of the smaller trees is the beginning of the larger. */
export async function proveBeginnings(tx: Tx, sizes: readonly number[], size: number): Promise<(string[] | null)[]> {
  const paths = sizes.map((before) => consistencyRanges(before, size))
  const hashOf = await readHashes(tx, paths.flat())
  return paths.map((path) => orNull(() => encoded(path.map(hashOf))))
}

/** A hash that is missing is no failure of who asks: it is what the proof is there to show. */
function orNull<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
