import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { boardPart, commonPart, entryText, type Kind, type Open, type Part, partHash, saltOf } from './leaf.ts'
import type { LogKeys } from './log-keys.ts'
import { append, type Edge, edgePlaces, leafHash, rootOf } from './merkle.ts'
import { checkpointText, signatureLine, type Verifier, verifierText } from './note.ts'

const Kinds = z.enum(['access', 'audit', 'refusal', 'certificate'])
const OpenRow = z.looseObject({ kind: Kinds, id: z.int(), at: z.string(), hand: z.string(), act: z.string() })
const Record = z.object({
  open: OpenRow,
  common: z.record(z.string(), z.unknown()),
  boards: z.record(z.string(), z.record(z.string(), z.unknown())),
})
const Waiting = z.object({ kind: Kinds, id: z.number(), xact: z.string(), record: Record, horizon: z.string() })
type Waiting = z.infer<typeof Waiting>
const Head = z.object({ size: z.number(), root: z.instanceof(Buffer) })
const Mine = z.object({ mine: z.boolean() })
const Last = z.object({ board: z.int(), last: z.number() })
const Edges = z.object({ level: z.int(), position: z.number(), hash: z.instanceof(Buffer) })

type Leaf = { sequence: number; kind: Kind; rowId: number; salt: string; entry: string; numbers: { board: number; number: number }[] }

/**
 * Gives every row that has been committed its number in the log, and signs the tree that they make (T4). One at a time over all processes: who comes
 * second does nothing. Begins from what is stored, so that it may be killed anywhere.
 * @returns how many rows; as many as `limit` means that more are waiting
 * @throws Error when what is stored isn't what was signed last: then nothing more is signed
 */
export async function sequenceLog(tx: Tx, { keys, limit }: { keys: LogKeys; limit: number }): Promise<number> {
  const { mine } = await tx.one(Mine, sql`select pg_try_advisory_xact_lock(hashtextextended('log', 0)) as mine`)
  if (!mine) return 0
  const waiting = await tx.all(
    Waiting,
    sql`select w.kind, w.id, w.xact, w.record, pg_snapshot_xmin(pg_current_snapshot())::text as horizon from log_waiting(${limit}) w`,
  )
  if (waiting.length === 0) return 0
  const head = await tx.maybe(Head, sql`select size, root from log_checkpoint order by size desc limit 1`)
  const size = head?.size ?? 0
  const edge = await readEdge(tx, size)
  if (head && !rootOf(edge).equals(head.root)) throw new Error(`the log isn't what was signed at size ${size}: nothing more is signed`)
  const leaves = await numbered(tx, waiting, size)
  const grown = append(
    edge,
    size,
    leaves.map(({ entry }) => leafHash(entry)),
  )
  await write(tx, leaves, grown.complete)
  await sign(tx, keys, { size: size + leaves.length, root: rootOf(grown.edge) })
  const last = waiting.at(-1)
  // a batch that was full may have left rows of later transactions behind
  const next = waiting.length < limit ? last?.horizon : last?.xact
  await tx.run(sql`update log_cursor set next_xact = least(${last?.horizon}::xid8, ${next}::xid8)`)
  return waiting.length
}

async function readEdge(tx: Tx, size: number): Promise<Edge> {
  const places = edgePlaces(size)
  const [leaves] = places
  if (!leaves) return []
  const above = places.slice(1)
  const found = await tx.all(
    Edges,
    sql`select 0 as level, sequence as position, sha256('\\x00'::bytea || convert_to(entry, 'UTF8')) as hash from log_leaf where sequence >= ${leaves.from} and sequence < ${leaves.to}
      union all select n.level, n.position, n.hash from unnest(${above.map(({ level }) => level)}::int[], ${above.map(({ from }) => from)}::bigint[], ${above.map(({ to }) => to)}::bigint[]) w (level, first, past)
        join log_node n on n.level = w.level and n.position >= w.first and n.position < w.past
      order by level, position`,
  )
  return places.map((place) => found.filter(({ level }) => level === place.level).map(({ hash }) => hash))
}

async function numbered(tx: Tx, waiting: readonly Waiting[], size: number): Promise<Leaf[]> {
  const boards = [...new Set(waiting.flatMap(({ record }) => Object.keys(record.boards).map(Number)))]
  const found = await tx.all(
    Last,
    sql`select b.id as board, coalesce((select max(n.number) from log_number n where n.board_id = b.id), 0) as last from unnest(${boards}::int[]) b (id)`,
  )
  const last = new Map(found.map(({ board, last: number }) => [board, number]))
  return waiting.map(({ kind, id, record }, at) => {
    const numbers = Object.keys(record.boards).map((key) => {
      const number = (last.get(Number(key)) ?? 0) + 1
      last.set(Number(key), number)
      return { board: Number(key), number }
    })
    const salt = randomBytes(16)
    const parts = numbers.map(({ board, number }) =>
      partHash(saltOf(salt, boardPart(board)), ownPart(number, record.boards[String(board)] ?? {})),
    )
    const entry = entryText(record.open as Open, [partHash(saltOf(salt, commonPart), record.common), ...parts])
    return { sequence: size + at, kind, rowId: id, salt: salt.toString('hex'), entry, numbers }
  })
}

/** A board's own count stands in its own part, so that no other can reckon from it how much it does (T13). */
const ownPart = (number: number, own: Part): Part => ({ number, ...own })

async function write(
  tx: Tx,
  leaves: readonly Leaf[],
  complete: readonly { level: number; position: number; hash: Buffer }[],
): Promise<void> {
  await tx.run(sql`insert into log_leaf (sequence, kind, row_id, salt, entry)
    select sequence, kind, "rowId", decode(salt, 'hex'), entry from jsonb_to_recordset(${JSON.stringify(leaves)}::jsonb) as l (sequence bigint, kind text, "rowId" bigint, salt text, entry text)`)
  const numbers = leaves.flatMap((leaf) => leaf.numbers.map((each) => ({ ...each, sequence: leaf.sequence })))
  await tx.run(sql`insert into log_number (board_id, number, sequence)
    select board, number, sequence from jsonb_to_recordset(${JSON.stringify(numbers)}::jsonb) as n (board int, number bigint, sequence bigint)`)
  const nodes = complete.map(({ level, position, hash }) => ({ level, position, hash: hash.toString('hex') }))
  await tx.run(sql`insert into log_node (level, position, hash)
    select level, position, decode(hash, 'hex') from jsonb_to_recordset(${JSON.stringify(nodes)}::jsonb) as n (level int, position bigint, hash text)`)
}

/** The public half, once. */
export async function keepKey(tx: Tx, key: Verifier, boardId: number | null): Promise<void> {
  const verifier = verifierText(key)
  await tx.run(sql`insert into log_key (kind, board_id, verifier, made_at) select ${key.kind}, ${boardId}::int, ${verifier}, ombud_now()
    where not exists (select from log_key k where k.verifier = ${verifier}) on conflict (verifier) do nothing`)
}

async function sign(tx: Tx, { log }: LogKeys, { size, root }: { size: number; root: Buffer }): Promise<void> {
  const text = checkpointText(log.name, { size, root })
  await keepKey(tx, log, null)
  await tx.run(
    sql`insert into log_checkpoint (size, at, root, note) values (${size}, ombud_now(), ${root}, ${`${text}\n${signatureLine(text, log)}`})`,
  )
}
