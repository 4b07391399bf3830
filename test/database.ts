import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { Logins } from '../server/platform/database-logins.ts'
import { sealingIn } from '../server/platform/sealed-text.ts'

/** A database of one's own, as the migrations and the seed left the template. Roles are the template's. */
export type TestDatabase = { name: string; logins: Logins; drop: () => Promise<void> }

/** Copies the template (about 20 ms in memory). Close every pool, then `drop()`; what is left goes with the run. */
export async function freshDatabase(): Promise<TestDatabase> {
  const { logins, template, ...server } = inject('testServer')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asSuperuser(server, async (client) => {
    await client.query(`create database ${name} template ${template} strategy file_copy`)
    await client.query(copyRights, [name, template])
  })
  const keysFolder = mkdtempSync(join(tmpdir(), 'ombud-keys-'))
  return {
    name,
    logins: { ...renamed(JSON.parse(logins), name), sealing: sealingIn(keysFolder) },
    drop: async () => {
      await asSuperuser(server, async (client) => void (await client.query(`drop database if exists ${name} with (force)`)))
      rmSync(keysFolder, { recursive: true, force: true })
    },
  }
}

/** A copy has the default rights of a new database; ours must keep the doors closed that roles.sql closed. */
const copyRights = 'update pg_database set datacl = (select datacl from pg_database where datname = $2) where datname = $1'

function renamed(template: Logins, database: string): Logins {
  const { owner, web, worker, purge, queue, rolePrefix } = template
  const at = (login: pg.PoolConfig) => ({ ...login, database })
  return { owner: at(owner), web: at(web), worker: at(worker), purge: at(purge), queue: at(queue), rolePrefix }
}

async function asSuperuser(server: pg.ClientConfig, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ ...server, database: 'postgres' })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
