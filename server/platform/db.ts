import pg from 'pg'
import type { z } from 'zod'
import type { Logins } from './database-logins.ts'

import { OneSync } from './one-sync.ts'
import { keyed, type Lookup, openRows, type Run, type Sealing, sealDue, withoutMarks } from './sealed-text.ts'
import { type Sql, sql } from './sql.ts'

export { type Sql, sql } from './sql.ts'

/**
 * The one door to PostgreSQL. A verb is handed a Tx and nothing else; who acts is bound inside the database from the session's secret
 * (or the retrieval code of a resident), never from an id the program names (design §8).
 */
export type Tx = {
  /** Exactly one row. @throws Error when there is none or more than one: that is a bug, not a refusal */
  one<T>(row: z.ZodType<T>, query: Sql): Promise<T>
  maybe<T>(row: z.ZodType<T>, query: Sql): Promise<T | undefined>
  all<T>(row: z.ZodType<T>, query: Sql): Promise<T[]>
  /** @returns rows changed */
  run(query: Sql): Promise<number>
  /** What sealed cases are found by: nothing when this process has no keys. */
  hashes(lookups: readonly Lookup[]): Buffer[]
  readonly actor: Actor
}

/** Whose hand acts. `secret`: the session's secret, a resident's retrieval code, or '' for someone unknown. */
export type Actor = { hand: 'agent' | 'officer' | 'auditor' | 'citizen'; secret: string } | { hand: 'service' | 'eraser' }

export type Db = {
  /** One transaction. What `work` returns reaches the caller after the commit only. */
  as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Several statements in one implicit transaction and one round trip; rows after the commit only. Answers in the order asked. */
  ask(actor: Actor, queries: readonly Sql[]): Promise<Record<string, unknown>[][]>
  /** Hears what the database tells every listener. @returns a function that stops */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  /** How busy the doors are, for the metrics page. */
  load(): { login: string; open: number; idle: number; waiting: number }[]
  end(): Promise<void>
}

type Door = 'web' | 'worker' | 'purge'
const doorOf = {
  agent: 'web',
  officer: 'web',
  auditor: 'web',
  citizen: 'web',
  service: 'worker',
  eraser: 'purge',
} as const satisfies Record<Actor['hand'], Door>

// Days stay days and counts stay numbers: neither may be bent by the machine's own time zone.
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.DATE, (text) => text)
types.setTypeParser(pg.types.builtins.INT8, Number)

/** @param only the doors this process may use: a web process has no key to the worker's or the eraser's */
export function openDb(
  logins: Logins,
  { only = ['web', 'worker', 'purge'], connections = 10 }: { only?: readonly Door[]; connections?: number } = {},
): Db {
  // Two pools a door: a pipelined connection takes transactions only, a plain one takes one-Sync reads.
  const pools = new Map(
    only.flatMap((door) =>
      [true, false].map((pipeline) => [
        `${door} ${pipeline ? 'work' : 'ask'}`,
        openPool(logins[door], door, pipeline, door === 'purge' ? 2 : connections),
      ]),
    ),
  )
  const poolOf = (actor: Actor, use: 'work' | 'ask') => {
    const pool = pools.get(`${doorOf[actor.hand]} ${use}`)
    if (!pool) throw new Error(`This process has no login for the hand ${actor.hand}`)
    return pool
  }
  return {
    as: (actor, work) => inTransaction(poolOf(actor, 'work'), logins, actor, work),
    ask: async (actor, queries) => {
      const ask = (asked: readonly Sql[]) => inOneSync(poolOf(actor, 'ask'), [bind(logins.rolePrefix, actor), ...asked])
      const run: Run = async (query) => (await ask([query]))[0] ?? []
      return Promise.all((await ask(queries)).map((rows) => openRows(rows, run, logins.sealing)))
    },
    listen: (channel, heard) => listenTo(logins[only[0] ?? 'web'], channel, heard),
    load: () => [...pools].map(([login, pool]) => ({ login, open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount })),
    end: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.end()))
    },
  }
}

function openPool(config: pg.PoolConfig, door: Door, pipeline: boolean, max: number): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    max,
    types,
    pipeline,
    application_name: `ombud ${door}`,
    options: '-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000',
  })
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('error', () => undefined) // a lost idle connection is replaced by the next query; without a listener it would end the process
  return pool
}

function bind(rolePrefix: string, actor: Actor): Sql {
  const secret = 'secret' in actor ? actor.secret : ''
  return sql`select set_config('role', ${`${rolePrefix}_${actor.hand}`}, true), set_config('ombud.session', ${secret}, true)`
}

type Inside = Pick<Logins, 'rolePrefix' | 'sealing'>

async function inTransaction<T>(pool: pg.Pool, { rolePrefix, sealing }: Inside, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const due = hearSealing(client)
  let broken: Error | undefined
  try {
    // Sent together with the first statement of the work: no round trip of their own (stack.md §3).
    const bound = Promise.all([client.query('begin'), query(client, bind(rolePrefix, actor))])
    bound.catch(() => undefined) // looked at below, whichever way the work ends
    const answer = await work(txOn(client, actor, sealing)).finally(() => bound)
    await bound
    await due.settle(sealing)
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    throw error
  } finally {
    due.stop()
    client.release(broken)
  }
}

/** The database says with a notice that this transaction has written something to be sealed; then, and only then, there is more to do before the commit. */
function hearSealing(client: pg.PoolClient): { settle(sealing: Sealing | undefined): Promise<void>; stop(): void } {
  let due = false
  const hear = ({ code }: { code?: string | undefined }) => {
    if (code === 'OMB35') due = true
  }
  client.on('notice', hear)
  return {
    settle: async (sealing) => {
      if (!due) return
      if (!sealing) throw new Error('words of a sealed type were written by a process that has no keys')
      await sealDue(async (q) => (await client.query({ text: q.text, values: [...q.values] })).rows, sealing)
    },
    stop: () => void client.off('notice', hear),
  }
}

function txOn(client: pg.PoolClient, actor: Actor, sealing: Sealing | undefined): Tx {
  const run: Run = async (q) => (await query(client, q)).rows
  const rowsOf = async <T>(row: z.ZodType<T>, q: Sql) => (await openRows(await run(q), run, sealing)).map((found) => row.parse(found))
  return {
    actor,
    all: rowsOf,
    maybe: async (row, q) => {
      const rows = await rowsOf(row, q)
      if (rows.length > 1) throw new Error(`At most one row was expected: ${q.text}`)
      return rows[0]
    },
    one: async (row, q) => {
      const rows = await rowsOf(row, q)
      const [only] = rows
      if (only === undefined || rows.length > 1) throw new Error(`One row was expected, ${rows.length} came: ${q.text}`)
      return only
    },
    run: async (q) => (await query(client, q)).rowCount ?? 0,
    hashes: (lookups) => (sealing ? lookups.map((each) => keyed(sealing, each)) : []),
  }
}

function query(client: pg.PoolClient, { name, text, values }: Sql): Promise<pg.QueryResult> {
  return client.query({ name, text, values: values.map(withoutMarks) })
}

async function inOneSync(pool: pg.Pool, queries: readonly Sql[]): Promise<Record<string, unknown>[][]> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const [, ...answers] = await client.query(new OneSync(queries, types)).done
    return answers
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    client.release(broken)
  }
}

async function listenTo(config: pg.PoolConfig, channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
  let stopped = false
  let client: pg.Client | undefined
  const start = async () => {
    const next = new pg.Client({ ...config, application_name: 'ombud listen' })
    next.on('notification', ({ payload }) => payload && heard(payload))
    next.on('error', () => {
      // A server that goes away is told of twice; one connection is replaced by one. A start that fails is asked for again below.
      if (client !== next) return
      client = undefined
      setTimeout(again, 1_000)
    })
    await next.connect()
    await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    client = next
  }
  // a database that is away for long is asked again and again; nothing of it may end the process
  const again = () => {
    if (stopped) return
    start()
      .then(() => (stopped ? client?.end() : undefined))
      .catch(() => setTimeout(again, 5_000))
  }
  await start()
  return async () => {
    stopped = true
    await client?.end()
  }
}

/** Installing, seeding and moving the clock: one transaction as the owner of the tables. Never used while serving. */
export async function asOwner<T>(logins: Pick<Logins, 'owner' | 'rolePrefix' | 'sealing'>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ ...logins.owner, max: 1, types, application_name: 'ombud owner' })
  // a server that goes away as the pool ends is nobody's business any more
  pool.on('connect', (connected) => connected.on('error', () => undefined))
  pool.on('error', () => undefined)
  const client = await pool.connect()
  const due = hearSealing(client)
  try {
    await client.query('begin')
    await query(client, sql`select set_config('role', ${`${logins.rolePrefix}_owner`}, true)`)
    const answer = await work(txOn(client, { hand: 'service' }, logins.sealing))
    await due.settle(logins.sealing)
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
    await pool.end()
  }
}

/** The job queue's own pool: its login may touch the queue's tables and nothing else. */
export function openQueuePool(logins: Logins): pg.Pool {
  const pool = new pg.Pool({ ...logins.queue, max: 6, application_name: 'ombud queue' })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined)) // as above, also while a client is out on loan
  return pool
}

/** True when what was thrown says that the server can't be reached, in the words of the driver or the network. */
export function isDatabaseAway(error: unknown): boolean {
  const code = databaseCode(error)
  if (code !== undefined) return code.startsWith('08') || code === '57P01' || code === '57P02' || code === '57P03'
  if (!(error instanceof Error)) return false
  if ('syscall' in error && (error.syscall === 'connect' || error.syscall === 'getaddrinfo')) return true
  // an address with several numbers fails with one error that holds the others
  return (
    error.message.startsWith('Connection terminated') ||
    ('code' in error && ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(String(error.code)))
  )
}

/** The five-character code of PostgreSQL's refusal, when that is what was thrown. */
export function databaseCode(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined
}

/** An error as a log or a job's end may hold it: PostgreSQL quotes values in its messages, so of its errors only the code and what it names are kept. */
export function wordsOf(error: unknown): string {
  if (error instanceof pg.DatabaseError) return ['database', error.code, error.table, error.constraint].filter(Boolean).join(' ')
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown'
}

/** Where it was thrown, without the first line, which repeats the message. */
export const placesOf = (error: unknown): string | undefined =>
  error instanceof Error
    ? error.stack
        ?.split('\n')
        .filter((line) => line.trimStart().startsWith('at '))
        .slice(0, 12)
        .join('\n')
    : undefined
