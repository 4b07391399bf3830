import { z } from 'zod'
import type { LogPurpose } from '../../../contracts/log.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { withoutNulls } from './leaf.ts'
import { fileFormat, type Line, type LineOf } from './log-file.ts'
import { proveBeginnings, provePresent } from './log-hashes.ts'
import type { LogKeys } from './log-keys.ts'
import { record } from './record.ts'
import { witnessLog } from './witness-log.ts'

/** HSLF-FS 2016:40 4:9 as a yard-stick (L56): at least five years. */
export const logKeptYears = 5
const rowsAtOnce = 500

export type Asked = { board: string; from: Date; to: Date; purpose: z.infer<typeof LogPurpose>; keys: LogKeys }
const Board = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string(),
  rows: z.number(),
  first: z.number().nullable(),
  last: z.number().nullable(),
  now: z.date(),
  own: z.boolean(),
})
type Board = z.infer<typeof Board>
const Head = z.object({ size: z.number(), at: z.date(), note: z.string() })
const Row = z.object({
  number: z.number(),
  sequence: z.number().nullable(),
  entry: z.string().nullable(),
  salted: z.boolean().nullable(),
  record: z
    .object({ open: z.record(z.string(), z.unknown()), common: z.record(z.string(), z.unknown()), own: z.record(z.string(), z.unknown()) })
    .nullable(),
  common_salt: z.instanceof(Buffer).nullable(),
  own_salt: z.instanceof(Buffer).nullable(),
})
export type Begun = { board: Board; size: number; before: Line[] }

/**
 * Begins a copy of one board's log for a period: what the copy says of itself, the keys, and the checkpoints that were ever witnessed, each proved to be the
 * beginning of the last. That a copy is taken stands in the log, and the board's witness signs which log it was given. Days are those on which rows were numbered.
 * @throws not_found for a board that isn't the actor's
 */
async function beginExport(tx: Tx, { board: code, from, to, keys, purpose }: Asked, byOwner: boolean): Promise<Begun> {
  const board = await boardOfLog(tx, { code, from, to })
  if (!board || !(board.own || byOwner)) throw new Problem('not_found')
  await record(tx, 'log.exported', {
    boardId: board.id,
    facts: { purpose, from: from.toISOString(), to: to.toISOString(), first: board.first, last: board.last },
  })
  const head = await tx.maybe(Head, sql`select size, at, note from log_checkpoint order by size desc limit 1`)
  if (head) await witnessLog(tx, { keys, size: head.size, note: head.note, boards: [board], now: board.now })
  const before = await checkpointLines(tx, head?.size ?? 0)
  const first: LineOf<'head'> = {
    type: 'head',
    format: fileFormat,
    origin: keys.log.name,
    board: { id: board.id, code: board.code, name: board.name, rows: board.rows },
    first: board.first,
    last: board.last,
    size: head?.size ?? 0,
    madeAt: board.now.toISOString(),
    keptYears: logKeptYears,
  }
  return { board, size: head?.size ?? 0, before: [first, ...before] }
}

/** Numbers and rows go in the same order, so that a period is a span of numbers. */
export function boardOfLog(tx: Tx, { code, from, to }: { code: string; from: Date; to: Date }): Promise<Board | undefined> {
  return tx.maybe(
    Board,
    sql`
  with span as (select coalesce((select max(size) from log_checkpoint where at < ${from}), 0) as first, (select min(size) from log_checkpoint where at >= ${to}) as past)
  select b.id, b.code, b.name, ombud_now() as now, b.id = any (actor_boards(actor_hand())) is true as own, coalesce((select max(n.number) from log_number n where n.board_id = b.id), 0) as rows,
    (select n.number from log_number n, span where n.board_id = b.id and n.sequence >= span.first and (span.past is null or n.sequence < span.past) order by n.sequence limit 1) as first,
    (select n.number from log_number n, span where n.board_id = b.id and n.sequence >= span.first and (span.past is null or n.sequence < span.past) order by n.sequence desc limit 1) as last
  from board b where b.code = ${code}`,
  )
}

const Verifiers = z.object({ verifier: z.string() })
const Witnessed = z.object({ size: z.number(), board: z.string(), line: z.string() })

async function checkpointLines(tx: Tx, size: number): Promise<Line[]> {
  const keys = await tx.all(Verifiers, sql`select verifier from log_key order by id`)
  const witnessed = await tx.all(
    Witnessed,
    sql`select w.size, b.code as board, w.line from log_witness w join board b on b.id = w.board_id order by w.size, b.code`,
  )
  const checkpoints = await tx.all(
    Head,
    sql`select size, at, note from log_checkpoint where size = ${size} or size in (select w.size from log_witness w) order by size`,
  )
  const proofs = await proveBeginnings(
    tx,
    checkpoints.map((each) => each.size),
    size,
  )
  return [
    ...keys.map(({ verifier }): Line => ({ type: 'key', verifier })),
    ...checkpoints.map(({ at, note }, n): Line => ({ type: 'checkpoint', at: at.toISOString(), note, beginning: proofs[n] ?? null })),
    ...witnessed.map((each): Line => ({ type: 'witness', ...each })),
  ]
}

/** Rows by their numbers. `byOwner`: whoever runs the installation, from the command line; else row security says whose rows. */
export async function entriesOf(
  tx: Tx,
  { board, size }: Pick<Begun, 'size'> & { board: { id: number } },
  { numbers, byOwner = false }: { numbers: readonly number[]; byOwner?: boolean },
): Promise<LineOf<'entry'>[]> {
  const rows = await tx.all(
    Row,
    byOwner
      ? sql`select * from log_rows(${board.id}, ${numbers}::bigint[])`
      : sql`select * from read_log(${board.id}, ${numbers}::bigint[])`,
  )
  const known = rows.flatMap(({ sequence }) => (sequence === null ? [] : [sequence]))
  const proofs = new Map((await provePresent(tx, known, size)).map((proof, at) => [known[at], proof]))
  return rows.map(({ number, sequence, entry, salted, record: row, common_salt: common, own_salt: own }) => ({
    type: 'entry',
    number,
    sequence,
    entry,
    proof: sequence === null ? null : (proofs.get(sequence) ?? null),
    row: row && { open: withoutNulls(row.open), common: withoutNulls(row.common), own: row.own },
    salts: salted && common && own ? { common: common.toString('base64'), own: own.toString('base64') } : null,
  }))
}

const Certificate = z.object({ number: z.number(), body: z.string(), previous: z.instanceof(Buffer), hash: z.instanceof(Buffer) })

async function certificatesOf(tx: Tx, numbers: readonly number[]): Promise<Line[]> {
  const found = await tx.all(
    Certificate,
    sql`select number, body, previous_hash as previous, hash from certificate where number = any (${numbers}::bigint[]) order by number`,
  )
  return found.map(({ number, body, previous, hash }) => ({
    type: 'certificate',
    number,
    body,
    previous: previous.toString('hex'),
    hash: hash.toString('hex'),
  }))
}

/** All lines, some hundred at a time and a transaction for each: rows that have their number don't move. */
export async function* exportLog(
  within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  asked: Asked,
  { byOwner = false }: { byOwner?: boolean } = {},
): AsyncGenerator<Line> {
  const begun = await within((tx) => beginExport(tx, asked, byOwner))
  yield* begun.before
  let lines = begun.before.length
  const certificates: number[] = []
  const { first, last } = begun.board
  for (let from = first ?? 1; first !== null && last !== null && from <= last; from += rowsAtOnce) {
    const to = Math.min(last, from + rowsAtOnce - 1)
    const numbers = Array.from({ length: to - from + 1 }, (_, at) => from + at)
    const rows = await within((tx) => entriesOf(tx, begun, { numbers, byOwner }))
    certificates.push(...rows.flatMap(({ entry }) => certificateIn(entry)))
    lines += rows.length
    yield* rows
  }
  const issued = await within((tx) => certificatesOf(tx, certificates))
  yield* issued
  yield { type: 'end', lines: lines + issued.length }
}

function certificateIn(entry: string | null): number[] {
  const [, id] = entry === null ? [] : (/"id":(\d+),"kind":"certificate"/.exec(entry) ?? [])
  return id === undefined ? [] : [Number(id)]
}
