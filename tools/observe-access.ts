import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Logins } from '../server/platform/migrate.ts'
import { type Table, tablesOf } from './tables-of.ts'
import type { Person, TwoBoards } from './two-boards.ts'

export const actions = ['select', 'insert', 'update', 'delete'] as const
export type Action = (typeof actions)[number]
/** `closed`: nothing has been opened in the transaction. `opened`: an access row for every case and contact has been asked for. */
export type Mode = 'closed' | 'opened'
/** `keys`: rows that were reached; `bound`: those of them that may be changed into some forms only. null = no grant at all; broken = a grant whose policy can't be asked. */
export type Reach = { keys: ReadonlySet<string>; bound: ReadonlySet<string> } | 'broken' | null
export type Observation = { table: Table; actor: Actor; mode: Mode; reach: Record<Action, Reach> }

export const actors = [
  { name: 'nobody', login: 'web', hand: 'citizen', person: null },
  { name: 'resident with a code, board A', login: 'web', hand: 'citizen', person: null },
  { name: 'agent, undertaking signed for A', login: 'web', hand: 'agent', person: 'signed' },
  { name: 'agent, nothing signed', login: 'web', hand: 'agent', person: 'unsigned' },
  { name: 'officer of A', login: 'web', hand: 'officer', person: 'officerA' },
  { name: 'officer of B', login: 'web', hand: 'officer', person: 'officerB' },
  { name: 'auditor of A', login: 'web', hand: 'auditor', person: 'auditorA' },
  { name: 'service', login: 'worker', hand: 'service', person: null },
  { name: 'eraser', login: 'purge', hand: 'eraser', person: null },
] as const satisfies readonly { name: string; login: 'web' | 'worker' | 'purge'; hand: string; person: Person | null }[]
export type Actor = (typeof actors)[number]

/** Tries every act on every table as every actor, on PostgreSQL itself; whatever an attempt changes is rolled back. */
export async function observeAccess(logins: Logins, world: TwoBoards): Promise<Observation[]> {
  const tables = await tablesOf(logins, world)
  const seen: Observation[] = []
  for (const actor of actors) {
    const client = new pg.Client(logins[actor.login])
    await client.connect()
    try {
      for (const mode of ['closed', 'opened'] as const) {
        await begin(client, logins.rolePrefix, actor, world, mode)
        for (const table of tables) seen.push({ table, actor, mode, reach: await reachOf(client, table, world, actor) })
        await client.query('rollback')
      }
    } finally {
      await client.end()
    }
  }
  return seen
}

async function begin(client: pg.Client, rolePrefix: string, actor: Actor, world: TwoBoards, mode: Mode): Promise<void> {
  const secret = actor.name.startsWith('resident') ? world.code : actor.person === null ? '' : world.secrets[actor.person]
  await client.query('begin')
  await client.query(`select set_config('role', $1, true), set_config('ombud.session', $2, true)`, [`${rolePrefix}_${actor.hand}`, secret])
  if (mode === 'closed') return
  const { A, B } = world.boards
  const cases = [A.atCentre, A.atBoard, B.atCentre, B.atBoard]
  const contacts = [A.contactId, B.contactId]
  if (actor.login !== 'web') await client.query(`select open_for_work($1, $2, 'routing', $3)`, [cases, contacts, actor.hand])
  else await client.query(`select open_cases($1, 'guidance')`, [cases])
  if (actor.login === 'web' && actor.hand !== 'citizen') await client.query(`select open_contacts($1, 'guidance')`, [contacts])
}

async function reachOf(client: pg.Client, table: Table, world: TwoBoards, actor: Actor): Promise<Record<Action, Reach>> {
  const grants = await grantsOn(client, table)
  return {
    select: await readable(client, table, grants),
    insert: await reached(table, grants.insert, (row) => tryInsert(client, table, grants, row, world, actor)),
    update: await reached(table, grants.update, (row) => tryUpdate(client, table, grants, row)),
    delete: await reached(table, grants.delete ? table.columns : [], (row) =>
      attempt(client, `delete from ${table.sql} t where ${table.key} = $1`, [row.key]),
    ),
  }
}

type Grants = { select: string[]; insert: string[]; update: string[]; delete: boolean }

async function grantsOn(client: pg.Client, table: Table): Promise<Grants> {
  const { rows } = await client.query<Grants>(
    `select array(select c from unnest($2::text[]) c where has_column_privilege($1, c, 'select')) as "select", array(select c from unnest($2::text[]) c where has_column_privilege($1, c, 'insert')) as "insert",
      array(select c from unnest($2::text[]) c where has_column_privilege($1, c, 'update')) as "update", has_table_privilege($1, 'delete') as "delete"`,
    [table.sql, table.columns],
  )
  const [found] = rows
  if (!found) throw new Error(`No answer about ${table.name}`)
  return found
}

async function readable(client: pg.Client, table: Table, grants: Grants): Promise<Reach> {
  if (grants.select.length === 0) return refusedAs(await attempt(client, `select count(*) from ${table.sql}`, []))
  if ((await attempt(client, `select count(*) from ${table.sql}`, [])) === 'no grant') return 'broken'
  // Rows are told apart by the columns that this hand may read, since it may not see the key.
  const columns = grants.select.map((column) => `t."${column}"`).join(', ')
  const { rows } = await client.query<{ seen: unknown[] }>(`select jsonb_build_array(${columns}) as seen from ${table.sql} t`)
  const seen = new Set(rows.map((row) => JSON.stringify(row.seen)))
  const known = table.rows.filter(({ row }) => seen.has(JSON.stringify(grants.select.map((column) => row[column]))))
  return { keys: new Set(known.map(({ key }) => key)), bound: new Set() }
}

/** A table without a grant must say so; anything else would be a hole in what the catalogue tells. */
function refusedAs(end: Attempt): null {
  if (end !== 'no grant') throw new Error(`A table without a grant answered: ${end}`)
  return null
}

async function reached(table: Table, columns: readonly string[], tried: (row: Table['rows'][number]) => Promise<Attempt>): Promise<Reach> {
  if (columns.length === 0) return null
  const keys = new Set<string>()
  const bound = new Set<string>()
  for (const row of table.sample) {
    const end = await tried(row)
    if (end === 'done' || end === 'bound') keys.add(row.key)
    if (end === 'bound') bound.add(row.key)
  }
  return { keys, bound }
}

const employeeColumns = ['employee_id', 'author_id', 'agent_id', 'owner_id', 'offered_by', 'assignee_id']

/** A row like one there is, with an id of its own and the actor as its author. */
async function tryInsert(
  client: pg.Client,
  table: Table,
  grants: Grants,
  row: Table['rows'][number],
  world: TwoBoards,
  actor: Actor,
): Promise<Attempt> {
  const self = actor.person === null ? null : world.people[actor.person]
  const own = Object.fromEntries(
    employeeColumns.filter((column) => self !== null && table.columns.includes(column)).map((column) => [column, self]),
  )
  const fresh = table.uuidKey === undefined ? {} : { [table.uuidKey]: randomUUID() }
  const columns = grants.insert.map((column) => `"${column}"`).join(', ')
  const end = await attempt(
    client,
    `insert into ${table.sql} (${columns}) select ${columns} from jsonb_populate_record(null::${table.sql}, $1)`,
    [JSON.stringify({ ...row.row, ...own, ...fresh })],
  )
  return end === 'bound' ? 'unreached' : end
}

async function tryUpdate(client: pg.Client, table: Table, grants: Grants, row: Table['rows'][number]): Promise<Attempt> {
  // a column that may be written and not read, such as a key that is destroyed, is set to its default
  const assigned = grants.update.map((column) => (grants.select.includes(column) ? `"${column}" = t."${column}"` : `"${column}" = default`))
  return attempt(client, `update ${table.sql} t set ${assigned.join(', ')} where ${table.key} = $1`, [row.key])
}

/** bound: the row was reached, but a rule looks at what becomes of it. no grant: the privilege is missing. */
type Attempt = 'done' | 'unreached' | 'bound' | 'no grant'

async function attempt(client: pg.Client, text: string, values: unknown[]): Promise<Attempt> {
  await client.query('savepoint attempt')
  try {
    const { rowCount } = await client.query(text, values)
    return (rowCount ?? 0) > 0 ? 'done' : 'unreached'
  } catch (error) {
    return attemptOf(error, text)
  } finally {
    await client.query('rollback to savepoint attempt')
  }
}

function attemptOf(error: unknown, text: string): Attempt {
  if (!(error instanceof pg.DatabaseError)) throw error
  // Constraints are looked at after row security has let the row through.
  if (error.code?.startsWith('23')) return 'done'
  if (error.code !== '42501') throw new Error(`${text}: ${error.message}`, { cause: error })
  return error.message.startsWith('permission denied') ? 'no grant' : 'bound'
}
