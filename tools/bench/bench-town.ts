import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { demoPassword } from '../../db/seed/exempelby/people.ts'
import { seedExempelby } from '../../db/seed/exempelby.ts'
import { signIn } from '../../server/domain/staff/index.ts'
import { type Actor, asOwner, type Db, openDb, type Sql, sql, type Tx } from '../../server/platform/db.ts'
import { type Logins, migrate } from '../../server/platform/migrate.ts'
import { OneSync } from '../../server/platform/one-sync.ts'
import { type EmbeddedPostgres, startPostgres } from '../../server/platform/postgres.ts'
import { fillMunicipality } from './municipality.ts'

type Row = Record<string, unknown>

/** One made-up municipality of a size, with the doors that are compared: an agent's and an officer's through the walls, and the owner's around them. */
export type Town = {
  cases: number
  logins: Logins
  /** Address of the owner, as an operator would write DATABASE_URL. */
  url: string
  db: Db
  agent: Actor
  officer: Actor
  owner: Owner
  /** Ids of cases that the agent may open, in no order. */
  openable: string[]
  /** Those of them that the agent may write a note on. */
  writable: string[]
  madeInS: number
}
/** The tables' owner without session, access row or row security that takes anything away. */
export type Owner = {
  /** Statements in one round trip and one implicit transaction, as `db.ask` sends them, but with nothing before them. */
  ask(queries: readonly Sql[]): Promise<Row[][]>
  /** The same verbs, each statement alone and committed by itself. */
  tx: Tx
  end(): Promise<void>
}
export type Place = { server: EmbeddedPostgres; folder: string; keysFolder: string; stop(): Promise<void> }

/** A server of its own on disk, with the settings that production has: what is acknowledged is on disk. */
export async function openPlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'ombud-bench-'))
  const keysFolder = join(folder, 'keys')
  const server = await startPostgres({
    dataFolder: join(folder, 'data'),
    keysFolder,
    durable: true,
    log: { info: () => undefined, warn: console.warn },
  })
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { server, folder, keysFolder, stop }
}

export async function openTown({ server, keysFolder }: Place, cases: number): Promise<Town> {
  const began = Date.now()
  const database = `bench_${cases}`
  const logins = await migrate({ host: server.host, port: server.port, ...server.superuser, database }, { keysFolder })
  await asOwner(logins, seedExempelby)
  await fillMunicipality(logins, cases)
  const owner = openOwner(logins)
  await owner.ask([sql`vacuum (analyze)`])
  const madeInS = (Date.now() - began) / 1000
  const db = openDb(logins)
  const unknown = <T>(work: Parameters<typeof db.as<T>>[1]) => db.as({ hand: 'citizen', secret: '' }, work)
  const agent = await signIn(unknown, { email: 'alva@exempelby.test', password: demoPassword })
  const officer = await signIn(unknown, { email: 'maj@exempelby.test', password: demoPassword })
  const [[opened] = [], own = []] = await db.ask(agent, [
    // asked of the doorman: more can be seen in a list than opened
    sql`select open_cases(array(select c.id from "case" c order by md5(c.id::text) limit 4000), 'guidance') as ids`,
    sql`select c.id from "case" c where c.holder = 'centre' and c.case_type_id = any ((select granted_case_types(array['receive', 'handle']))::int[]) order by md5(c.id::text) limit 4000`,
  ])
  const { user, password } = server.superuser
  return {
    cases,
    logins,
    db,
    agent,
    officer,
    owner,
    madeInS,
    openable: z.object({ ids: z.array(z.uuid()) }).parse(opened).ids,
    writable: own.map(idOf),
    url: `postgres://${user}:${encodeURIComponent(password)}@localhost/${database}?host=${encodeURIComponent(server.host)}&port=${server.port}`,
  }
}

const idOf = (row: Row): string => z.object({ id: z.uuid() }).parse(row).id

function openOwner(logins: Logins): Owner {
  const types = new pg.TypeOverrides()
  types.setTypeParser(pg.types.builtins.DATE, (text) => text)
  types.setTypeParser(pg.types.builtins.INT8, Number)
  const pool = new pg.Pool({
    ...logins.owner,
    max: 10,
    types,
    application_name: 'ombud bench owner',
    options: `-c role=${logins.rolePrefix}_owner`,
  })
  pool.on('error', () => undefined)
  const ask = async (queries: readonly Sql[]): Promise<Row[][]> => {
    const client = await pool.connect()
    try {
      return await client.query(new OneSync(queries, types)).done
    } finally {
      client.release()
    }
  }
  return { ask, tx: ownerTx(ask), end: () => pool.end() }
}

function ownerTx(ask: Owner['ask']): Tx {
  const all = async <T>(row: z.ZodType<T>, query: Sql) => ((await ask([query]))[0] ?? []).map((found) => row.parse(found))
  const maybe = async <T>(row: z.ZodType<T>, query: Sql) => (await all(row, query))[0]
  const one = async <T>(row: z.ZodType<T>, query: Sql) => row.parse((await ask([query]))[0]?.[0])
  return { actor: { hand: 'service' }, all, maybe, one, run: async (query) => ((await ask([query]))[0] ?? []).length, hashes: () => [] }
}

export async function closeTown(town: Town): Promise<void> {
  await town.owner.end()
  await town.db.end()
}
