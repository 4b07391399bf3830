import pg from 'pg'
import type { Logins } from '../server/platform/migrate.ts'
import type { TwoBoards } from './two-boards.ts'

type Row = { key: string; board: 'A' | 'B' | 'other' | null; person: string | null; row: Record<string, unknown> }
/** `key`: an expression that names a row; `sample`: a few rows of every kind; `uuidKey`: the column that a copy needs a new value in. */
export type Table = {
  name: string
  sql: string
  comment: string
  columns: string[]
  key: string
  uuidKey: string | undefined
  rows: Row[]
  sample: Row[]
}

type Described = { name: string; comment: string | null; columns: string[]; key: string[]; uuid_key: string | null }

const described = `
select c.relname as name, obj_description(c.oid, 'pg_class') as comment,
  array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
  array(select a.attname::text from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey) where i.indrelid = c.oid and i.indisprimary order by a.attnum) as key,
  (select a.attname::text from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] and a.atttypid = 'uuid'::regtype where i.indrelid = c.oid and i.indisprimary and i.indnatts = 1
    and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey))) as uuid_key
from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname collate "C"`

/** Every table of the catalogue with its rows, each under its board and its employee. @throws Error for a table without a row: its access can't be seen */
export async function tablesOf({ owner, rolePrefix }: Pick<Logins, 'owner' | 'rolePrefix'>, world: TwoBoards): Promise<Table[]> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query(`set role ${pg.escapeIdentifier(`${rolePrefix}_owner`)}`)
    const { rows } = await client.query<Described>(described)
    const tables: Table[] = []
    for (const table of rows) tables.push(await tableOf(client, table, world))
    const empty = tables.filter((table) => table.rows.length === 0).map(({ name }) => name)
    if (empty.length > 0) throw new Error(`tools/two-boards.ts has no row in: ${empty.join(', ')}`)
    return tables
  } finally {
    await client.end()
  }
}

async function tableOf(client: pg.Client, { name, comment, columns, key, uuid_key }: Described, world: TwoBoards): Promise<Table> {
  const sql = `public.${pg.escapeIdentifier(name)}`
  const keyText = key.length === 0 ? 't::text' : `concat_ws('|', ${key.map((column) => `t."${column}"::text`).join(', ')})`
  const all = [...columns, ...key]
  const { rows } = await client.query<{ key: string; board: number | null; person: string | null; row: Record<string, unknown> }>(
    `select ${keyText} as key, ${boardOf(name, all)} as board, ${personOf(name, all)} as person, to_jsonb(t) as row from ${sql} t order by (${keyText}) collate "C"`,
  )
  const labelled = rows.map(({ board, ...rest }): Row => ({ ...rest, board: labelOf(board, world) }))
  return {
    name,
    sql,
    comment: comment ?? '',
    columns,
    key: keyText,
    uuidKey: uuid_key ?? undefined,
    rows: labelled,
    sample: sampleOf(labelled),
  }
}

/** The board a row belongs to, by the columns it has. */
function boardOf(table: string, columns: readonly string[]): string {
  if (table === 'board') return 't.id'
  if (columns.includes('board_id')) return 't.board_id'
  const ofCase = '(select c.board_id from public."case" c where c.id = t.case_id)'
  const ofContact = '(select c.board_id from public.contact c where c.id = t.contact_id)'
  if (columns.includes('case_id')) return columns.includes('contact_id') ? `coalesce(${ofCase}, ${ofContact})` : ofCase
  if (columns.includes('contact_id')) return ofContact
  if (columns.includes('case_ids')) return '(select c.board_id from public."case" c where c.id = any (t.case_ids) limit 1)'
  if (columns.includes('version_id')) return '(select v.board_id from public.instruction_version v where v.id = t.version_id)'
  return 'null::int'
}

function personOf(table: string, columns: readonly string[]): string {
  if (table === 'employee') return 't.id'
  const found = ['employee_id', 'author_id', 'agent_id', 'owner_id', 'offered_by'].find((column) => columns.includes(column))
  return found === undefined ? 'null::uuid' : `t."${found}"`
}

function labelOf(board: number | null, { boards }: TwoBoards): Row['board'] {
  if (board === null) return null
  if (board === boards.A.boardId) return 'A'
  return board === boards.B.boardId ? 'B' : 'other'
}

/** Enough of every kind: attempts cost a statement each. */
function sampleOf(rows: readonly Row[]): Row[] {
  const kinds = Map.groupBy(rows, ({ board, person }) => `${board} ${person}`)
  return [...kinds.values()].flatMap((kind) => kind.slice(0, 4))
}
