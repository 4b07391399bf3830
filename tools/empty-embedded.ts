import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres } from '../server/platform/postgres.ts'
import { claimServer, runningPostmaster } from '../server/platform/postmaster-file.ts'

type Folders = { dataFolder: string; keysFolder: string }

/** Says that the made-up municipality has been removed here: the start seeds nothing, and nothing is removed again. */
export const markerOf = (dataFolder: string) => join(dataFolder, 'no-demo')
/** Says that the removing has begun: then it is also finished. */
export const unfinishedOf = (dataFolder: string) => `${markerOf(dataFolder)}.unfinished`

/** What the embedded database holds. `real`: an installation that isn't the made-up one. Nothing is changed. */
export async function whatIsThere({ dataFolder, keysFolder }: Folders): Promise<'running' | 'real' | 'made up' | 'nothing'> {
  const cluster = join(dataFolder, 'postgres')
  if (!existsSync(join(cluster, 'PG_VERSION'))) return 'nothing'
  if (runningPostmaster(cluster) && !claimServer(join(dataFolder, 'postgres.owner'))) return 'running'
  const log = { info: () => undefined, warn: (text: string) => console.warn(text) }
  const server = await startPostgres({ dataFolder, keysFolder, durable: true, log })
  try {
    const { host, port, superuser } = server
    return await read({ host, port, ...superuser })
  } finally {
    await server.stop()
  }
}

async function read(server: pg.ClientConfig): Promise<'real' | 'made up' | 'nothing'> {
  if ((await ask(server, 'postgres', `select from pg_database where datname = 'ombud'`)).length === 0) return 'nothing'
  if ((await ask(server, 'ombud', `select from pg_class where oid = to_regclass('public.installation')`)).length === 0) return 'nothing'
  const [installation] = await ask(server, 'ombud', 'select demo from installation')
  if (installation === undefined) return 'nothing'
  return installation.demo === true ? 'made up' : 'real'
}

async function ask(server: pg.ClientConfig, database: string, query: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ ...server, database })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(query)).rows
  } finally {
    await client.end()
  }
}

/**
 * Removes the database, the sealed files and the keys that were made for them, and nothing else in the two folders. The keys go first: from
 * then on what is left of the files is noise. Killed half-way, it is finished the next time.
 */
export function emptyEmbedded({ dataFolder, keysFolder }: Folders): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  closeSync(openSync(unfinishedOf(dataFolder), 'w', 0o600))
  sync(dataFolder)
  removeFrom(keysFolder, /^(kek(-[0-9a-f]{16})?|lookup-key|postgres-superuser|login-ombud_[a-z]+)$/)
  removeFrom(dataFolder, /^(postgres|postgres\.log(\.1)?|postgres\.owner|files|new-\w+)$/)
  renameSync(unfinishedOf(dataFolder), markerOf(dataFolder))
  sync(dataFolder)
}

function removeFrom(folder: string, made: RegExp): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder).filter((entry) => made.test(entry))) rmSync(join(folder, name), { recursive: true, force: true })
  sync(folder)
}

function sync(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
