import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { z } from 'zod'
import { exportLog, type LogKeys, openLogKeys, sequenceLog } from '../server/domain/audit/index.ts'
import { sql, type Tx } from '../server/platform/db.ts'

/**
 * What somebody who owns the database can do to the log, at four depths: to the row only; to the row and what is hashed of it; or to the whole log, made
 * again from the bent rows and signed with a key of their own, or with the log's, which lies outside the database and would have to be stolen.
 */
export const attacks = ['delete', 'alter', 'insert', 'reorder', 'truncate', 'fork'] as const
export type Attack = {
  what: (typeof attacks)[number]
  depth: 'row' | 'leaf' | 'impostor' | 'stolen-key'
  at: number
  other: number
  how: number
}
export const anyAttack = (what: Attack['what']): fc.Arbitrary<Attack> =>
  fc.record({
    what: fc.constant(what),
    depth: what === 'fork' ? fc.constantFrom('impostor', 'stolen-key') : fc.constantFrom('row', 'leaf', 'impostor', 'stolen-key'),
    at: fc.nat(),
    other: fc.nat(),
    how: fc.nat(),
  })

const Place = z.object({
  number: z.number(),
  sequence: z.number(),
  kind: z.enum(['access', 'audit', 'refusal', 'certificate']),
  row_id: z.number(),
})
type Place = z.infer<typeof Place>

/** Carries an attack out as a superuser with triggers off. Rows are those of one board. */
export async function attack(
  tx: Tx,
  given: Attack,
  { boardId, keys, kept }: { boardId: number; keys: LogKeys; kept: number },
): Promise<void> {
  await tx.run(sql`reset role`)
  await tx.run(sql`set local session_replication_role = replica`)
  const rows = await tx.all(
    Place,
    sql`select n.number, n.sequence, l.kind, l.row_id from log_number n join log_leaf l using (sequence) where n.board_id = ${boardId} order by n.number`,
  )
  const one = rows[given.at % rows.length] as Place
  const two = rows[(given.at + 1 + (given.other % (rows.length - 1))) % rows.length] as Place
  // what nobody outside has seen yet can be cut off unseen: the log then ends where it once ended (decision 0028)
  const tail = rows.slice(given.at % kept)
  if (given.what === 'delete') await remove(tx, [one], given.depth)
  if (given.what === 'truncate') await remove(tx, tail, given.depth, { past: true })
  if (given.what === 'alter') await alter(tx, one, given)
  if (given.what === 'insert') await insert(tx, one, given)
  if (given.what === 'reorder') await swap(tx, one, two, given.depth)
  if (given.what === 'fork') await alter(tx, one, { ...given, depth: 'row' })
  if (given.depth === 'impostor')
    await again(tx, openLogKeys({ keysFolder: `/tmp/ombud-impostor-${randomBytes(6).toString('hex')}`, mailDomain: 'exempelby.test' }))
  if (given.depth === 'stolen-key') await again(tx, keys)
}

const tableOf = { access: sql`access_event`, audit: sql`audit_event`, refusal: sql`refusal`, certificate: sql`certificate` }
const keyOf = ({ kind }: Place) => (kind === 'certificate' ? sql`number` : sql`id`)

async function remove(tx: Tx, rows: readonly Place[], depth: Attack['depth'], { past = false } = {}): Promise<void> {
  for (const row of rows) await tx.run(sql`delete from ${tableOf[row.kind]} where ${keyOf(row)} = ${row.row_id}`)
  if (depth !== 'leaf') return
  const sequences = rows.map(({ sequence }) => sequence)
  const gone = past ? sql`sequence >= ${Math.min(...sequences)}` : sql`sequence = any (${sequences}::bigint[])`
  await tx.run(sql`delete from log_number where ${gone}`)
  await tx.run(sql`delete from log_leaf where ${gone}`)
  if (!past) return
  const size = Math.min(...sequences)
  await tx.run(sql`delete from log_node where (position + 1) * (16 ^ level)::bigint > ${size}`)
  await tx.run(sql`delete from log_witness where size > ${size}`)
  await tx.run(sql`delete from log_checkpoint where size > ${size}`)
}

async function alter(tx: Tx, row: Place, { depth, how }: Attack): Promise<void> {
  const changes = {
    access: [
      sql`employee_id = gen_random_uuid()`,
      sql`at = at - interval '1 day'`,
      sql`purpose = case purpose when 'threat' then 'rights' else 'threat' end`,
      sql`case_ids = array[gen_random_uuid()], board_ids = board_ids[1:1]`,
      sql`via = 'owner'`,
    ],
    audit: [
      sql`employee_id = gen_random_uuid()`,
      sql`at = at + interval '1 second'`,
      sql`event = event || 'x'`,
      sql`facts = facts || '{"x": 1}'`,
      sql`case_id = gen_random_uuid()`,
    ],
    refusal: [
      sql`employee_id = gen_random_uuid()`,
      sql`because = because || 'X'`,
      sql`act = act || 'x'`,
      sql`clause_ids = clause_ids || 'x'::text`,
      sql`hand = hand || 'x'`,
    ],
    certificate: [sql`hash = sha256(hash)`, sql`issued_at = issued_at - interval '1 day'`],
  }[row.kind]
  await tx.run(sql`update ${tableOf[row.kind]} set ${changes[how % changes.length]} where ${keyOf(row)} = ${row.row_id}`)
  // what is hashed says the new thing too: as if the row had always been so
  if (depth === 'leaf')
    await tx.run(sql`update log_leaf set entry = replace(entry, '"hand":', '"hand":"x","was":') where sequence = ${row.sequence}`)
}

async function insert(tx: Tx, row: Place, { depth, how }: Attack): Promise<void> {
  const Made = z.object({ id: z.number() })
  const { id } = await tx.one(
    Made,
    sql`insert into audit_event (at, xact, hand, event, board_id, facts) select ombud_now() - make_interval(hours => ${2 + (how % 50)}), pg_current_xact_id(), 'agent', 'case.opened', n.board_id, '{}' from log_number n where n.sequence = ${row.sequence} limit 1 returning id`,
  )
  if (depth !== 'leaf') return
  await tx.run(sql`update log_leaf set sequence = -sequence - 2 where sequence >= ${row.sequence}`)
  await tx.run(sql`update log_leaf set sequence = -sequence - 1 where sequence < 0`)
  await tx.run(sql`update log_number set sequence = -sequence - 2, number = -number - 2 where sequence >= ${row.sequence}`)
  await tx.run(sql`update log_number set sequence = -sequence - 1, number = -number - 1 where sequence < 0`)
  await tx.run(
    sql`insert into log_leaf (sequence, kind, row_id, salt, entry) select ${row.sequence}, 'audit', ${id}, salt, entry from log_leaf where sequence = ${row.sequence + 1}`,
  )
  await tx.run(
    sql`insert into log_number (board_id, number, sequence) select board_id, number - 1, ${row.sequence} from log_number where sequence = ${row.sequence + 1}`,
  )
}

async function swap(tx: Tx, one: Place, two: Place, depth: Attack['depth']): Promise<void> {
  if (depth === 'leaf') {
    await tx.run(sql`update log_leaf set sequence = -1 where sequence = ${one.sequence}`)
    await tx.run(sql`update log_leaf set sequence = ${one.sequence} where sequence = ${two.sequence}`)
    await tx.run(sql`update log_leaf set sequence = ${two.sequence} where sequence = -1`)
    return
  }
  // the rows change places: what one says is now said by the other
  await tx.run(sql`update log_leaf set row_id = -row_id where sequence in (${one.sequence}, ${two.sequence})`)
  await tx.run(sql`update log_leaf set kind = ${two.kind}, row_id = ${two.row_id} where sequence = ${one.sequence}`)
  await tx.run(sql`update log_leaf set kind = ${one.kind}, row_id = ${one.row_id} where sequence = ${two.sequence}`)
}

/** The whole log is made again from the rows as they are now. */
async function again(tx: Tx, keys: LogKeys): Promise<void> {
  for (const table of [sql`log_witness`, sql`log_checkpoint`, sql`log_number`, sql`log_node`, sql`log_leaf`, sql`log_key`])
    await tx.run(sql`delete from ${table}`)
  await tx.run(sql`update log_cursor set next_xact = '0'`)
  await sequenceAll(tx, keys)
}

/** The product goes on, or stops: what a statement refuses is undone, and nothing else. */
export async function goOn(tx: Tx, keys: LogKeys): Promise<void> {
  await tx.run(sql`savepoint before_going_on`)
  await sequenceAll(tx, keys).catch(() => tx.run(sql`rollback to savepoint before_going_on`))
}

export async function sequenceAll(tx: Tx, keys: LogKeys): Promise<void> {
  while ((await sequenceLog(tx, { keys, limit: 1000 })) >= 1000);
}

/** What a board would take home now, as its lines. */
export async function takeHome(tx: Tx, board: string, keys: LogKeys): Promise<string[]> {
  const lines = []
  const span = { from: new Date(0), to: new Date(8e14) }
  for await (const line of exportLog((work) => work(tx), { board, ...span, purpose: 'control', keys }, { byOwner: true }))
    lines.push(JSON.stringify(line))
  return lines
}
