import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedExempelby } from '../db/seed/exempelby.ts'
import { asOwner } from '../server/platform/db.ts'
import { type Logins, migrate } from '../server/platform/migrate.ts'
import { startPostgres } from '../server/platform/postgres.ts'

/** Exempelby on a server of its own that is gone afterwards. Role names begin with `ombud`, as in the migrations. */
export async function withThrowAwayDatabase<T>(work: (logins: Logins) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'ombud-generate-'))
  const log = { info: () => undefined, warn: (text: string) => console.warn(text) }
  const server = await startPostgres({ dataFolder: join(folder, 'data'), keysFolder: join(folder, 'keys'), durable: false, log })
  try {
    const { host, port, superuser } = server
    const logins = await migrate({ host, port, ...superuser, database: 'ombud' }, { keysFolder: join(folder, 'keys') })
    await asOwner(logins, seedExempelby)
    return await work(logins)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
