import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { type Door, doorOf, type Logins, openLogins, type Passwords } from './database-logins.ts'

// With db.ts and database-logins.ts the only places that import pg: nobody else gets hold of a connection.

export type { Logins } from './database-logins.ts'

/**
 * `rolePrefix` stands for `ombud` in every role name, since roles belong to the whole cluster; by default the database's name.
 * `folder`: where `roles.sql` and `migrations/` lie.
 */
export type Migrating = Passwords & { rolePrefix?: string; folder?: string }

type Migration = { number: number; name: string; text: string; sha256: string }

const roleTokens = /\bombud_(owner|doorman|jobs|agent|officer|citizen|service|eraser|auditor|web|worker|purge|queue|listen)\b/g
const lockKey = 6_624_283 // any number, as long as every Ombud uses the same

/**
 * Brings a database to what this program needs and tells how each login gets in. Does nothing the second time. Makes the database when it is missing.
 * @param owner login with CREATEROLE (and CREATEDB where the database is to be made), PostgreSQL 15 or newer
 * @throws Error that names the migration, when one fails, was edited after it was applied, or is newer than the program
 */
export async function migrate(owner: pg.ClientConfig, options: Migrating): Promise<Logins> {
  const door = doorOf(owner)
  const rolePrefix = options.rolePrefix ?? rolePrefixOf(door.database)
  if (!/^[a-z][a-z0-9_]{0,49}$/.test(rolePrefix)) throw new Error(`Not a prefix for role names: ${rolePrefix}`)
  const folder = options.folder ?? join(import.meta.dirname, '../../db')
  const admin = await connect(door)
  try {
    await refuseOldServer(admin)
    await admin.query('select pg_advisory_lock($1)', [lockKey])
    await runFile(admin, 'roles.sql', withPrefix(readFileSync(join(folder, 'roles.sql'), 'utf8'), rolePrefix))
    await mayBecome(admin, [`${rolePrefix}_owner`, `${rolePrefix}_jobs`])
    await migrateQueue(door, `${rolePrefix}_jobs`)
    await migrateTables(admin, rolePrefix, readMigrations(join(folder, 'migrations')))
    await closeDoors(admin, rolePrefix)
    return await openLogins(admin, door, rolePrefix, options)
  } finally {
    await admin.end() // also gives the lock back
  }
}

/** A database's name as the beginning of role names; two databases never share one. */
export function rolePrefixOf(database: string): string {
  if (/^[a-z][a-z0-9_]{0,49}$/.test(database)) return database
  const plain = database
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 30)
  return `ombud_${plain}_${createHash('sha256').update(database).digest('hex').slice(0, 8)}`
}

/** Puts `<prefix>_` in place of `ombud_` in role names, and only there: functions and settings may begin with ombud_ too. */
export function withPrefix(sql: string, rolePrefix: string): string {
  return sql.replace(roleTokens, (_, role: string) => `${rolePrefix}_${role}`)
}

async function connect(door: Door): Promise<pg.Client> {
  try {
    return await connectTo(door)
  } catch (error) {
    if (!hasCode(error, '3D000')) throw error
  }
  const maintenance = await connectTo({ ...door, database: 'postgres' })
  try {
    await maintenance.query(`create database ${pg.escapeIdentifier(door.database)} template template0 encoding 'UTF8'`)
  } catch (error) {
    if (!hasCode(error, '42P04') && !hasCode(error, '23505')) throw error // otherwise another process made it just now
  } finally {
    await maintenance.end()
  }
  return connectTo(door)
}

async function connectTo(door: Door): Promise<pg.Client> {
  const client = new pg.Client({ ...door, application_name: 'ombud migrate' })
  client.on('error', () => undefined) // a lost connection fails the query that waits for it; without this it would end the process
  await client.connect()
  return client
}

async function refuseOldServer(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ version: number }>(`select current_setting('server_version_num')::int as version`)
  const version = rows[0]?.version ?? 0
  if (version < 150_000) throw new Error('Ombud behöver PostgreSQL 15 eller nyare. / Ombud needs PostgreSQL 15 or newer.')
}

/** From PostgreSQL 16 on, having made a role is not enough to become it. */
async function mayBecome(admin: pg.Client, roles: string[]): Promise<void> {
  for (const role of roles) {
    const modern = admin.query<{ may: boolean }>(
      `select pg_has_role($1, case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) as may`,
      [role],
    )
    const { rows } = await modern
    if (!rows[0]?.may) await admin.query(`grant ${pg.escapeIdentifier(role)} to current_user`)
  }
}

/** The job queue comes with its own migrations; they run as the role that owns its schema and nothing else. */
async function migrateQueue(door: Door, role: string): Promise<void> {
  const takeRole = async (client: pg.ClientBase) => {
    await client.query(`set role ${pg.escapeIdentifier(role)}`)
  }
  const pgPool = new pg.Pool({ ...door, max: 1, onConnect: takeRole })
  // As above; the queue's library asks for both.
  pgPool.on('error', () => undefined)
  pgPool.on('connect', (client) => client.on('error', () => undefined))
  try {
    await runMigrations({ pgPool, schema: 'graphile_worker', logger: new Logger(() => () => undefined) })
  } finally {
    await pgPool.end()
  }
}

/** Making tables is for this moment only: the queue's login inherits what its role may do. */
async function closeDoors(admin: pg.Client, rolePrefix: string): Promise<void> {
  const jobs = pg.escapeIdentifier(`${rolePrefix}_jobs`)
  const { rows } = await admin.query<{ database: string }>('select current_database() as database')
  await admin.query(`revoke create on schema public from ${jobs}`)
  await admin.query(`revoke create on database ${pg.escapeIdentifier(rows[0]?.database ?? '')} from ${jobs}`)
}

function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  const migrations = files.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    if (!/^\d{4}-[a-z0-9-]+\.sql$/.test(name)) throw new Error(`A migration is named 0001-what-it-does.sql, not ${name}`)
    return { number: Number(name.slice(0, 4)), name, text, sha256: createHash('sha256').update(text).digest('hex') }
  })
  const twice = migrations.find(({ number }, index) => migrations[index - 1]?.number === number)
  if (twice) throw new Error(`Two migrations have the number of ${twice.name}`)
  return migrations
}

async function migrateTables(admin: pg.Client, rolePrefix: string, migrations: Migration[]): Promise<void> {
  await admin.query(`set role ${pg.escapeIdentifier(`${rolePrefix}_owner`)}`)
  await admin.query('set search_path = public')
  await admin.query(withPrefix(bookkeeping, rolePrefix))
  const { rows } = await admin.query<{ number: number; name: string; sha256: string }>(
    'select number, name, sha256 from migration order by number',
  )
  for (const done of rows) {
    const ours = migrations.find(({ number }) => number === done.number)
    if (!ours)
      throw new Error(
        `Databasen är nyare än programmet (${done.name}). Installera den nyare versionen. / The database is newer than the program (${done.name}). Install the newer version.`,
      )
    if (ours.sha256 !== done.sha256)
      throw new Error(
        `${done.name} har ändrats sedan den kördes. En migration ändras aldrig, skriv en ny. / ${done.name} was edited after it was applied. A migration is never edited, write a new one.`,
      )
  }
  const last = rows.at(-1)?.number ?? 0
  for (const migration of migrations.filter(({ number }) => number > last || !rows.some((done) => done.number === number)))
    await apply(admin, migration, rolePrefix)
  await admin.query('reset role')
}

async function apply(admin: pg.Client, { number, name, text, sha256 }: Migration, rolePrefix: string): Promise<void> {
  await admin.query('begin')
  try {
    await runFile(admin, name, withPrefix(text, rolePrefix))
    await admin.query('insert into migration (number, name, sha256) values ($1, $2, $3)', [number, name, sha256])
    await admin.query('commit')
  } catch (error) {
    await admin.query('rollback')
    throw error
  }
}

const bookkeeping = `do $$ begin
  if to_regclass('public.migration') is null then
    create table migration (number int primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now());
    comment on table migration is 'personal data: no; kept by platform/migrate.ts';
    alter table migration enable row level security; alter table migration force row level security;
    create policy owner_all on migration to ombud_owner using (true) with check (true);
  end if;
end $$`

async function runFile(admin: pg.Client, name: string, text: string): Promise<void> {
  try {
    await admin.query(text)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    const line = error.position ? `, line ${text.slice(0, Number(error.position)).split('\n').length}` : ''
    throw new Error(`${name}${line}: ${error.message}${error.where ? ` (${error.where})` : ''}`, { cause: error })
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
