import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../server/platform/migrate.ts'
import { startPostgres } from '../server/platform/postgres.ts'
import { isAlive, runningPostmaster } from '../server/platform/postmaster-file.ts'

/** Name of the migrated database that test databases are copies of, and the prefix of their role names. */
const templateName = 'ombud_template'

const folderStart = 'ombud-test-'

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

/** What a test needs to copy the template. `template`: its name; `logins`: JSON of the template's logins. */
export type TestServer = { host: string; port: number; user: string; password: string; template: string; logins: string }

type Seeder = { seedTemplate: (owner: pg.ClientConfig) => Promise<void> }

/** One throw-away server for the whole run; the template is migrated and seeded once. Ends with the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const base = memoryFolder()
  sweep(base)
  const folder = mkdtempSync(join(base, `${folderStart}${process.pid}-`))
  const log = { info: () => undefined, warn: (text: string) => console.warn(text) }
  const server = await startPostgres({ dataFolder: join(folder, 'data'), keysFolder: join(folder, 'keys'), durable: false, log })
  const tearDown = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const { host, port, superuser } = server
    const logins = await migrate(
      { host, port, ...superuser, database: templateName },
      { rolePrefix: templateName, keysFolder: join(folder, 'keys') },
    )
    await seed(logins.owner)
    project.provide('testServer', { host, port, ...superuser, template: templateName, logins: JSON.stringify(logins) })
    return tearDown
  } catch (error) {
    await tearDown()
    throw error
  }
}

async function seed(owner: pg.ClientConfig): Promise<void> {
  const file = join(import.meta.dirname, 'seed-template.ts')
  if (!existsSync(file)) return
  const { seedTemplate }: Seeder = await import(pathToFileURL(file).href)
  await seedTemplate(owner)
}

/** Copies of a database are four times quicker in memory; a container may have too little of it. */
function memoryFolder(): string {
  if (!existsSync('/dev/shm')) return tmpdir()
  const { bavail, bsize } = statfsSync('/dev/shm')
  return bavail * bsize > 1_000_000_000 ? '/dev/shm' : tmpdir()
}

/** Ends the servers that killed runs left behind and removes their folders. */
function sweep(base: string): void {
  for (const name of readdirSync(base).filter((entry) => entry.startsWith(folderStart))) {
    if (isAlive(Number(name.slice(folderStart.length).split('-')[0]))) continue
    const cluster = join(base, name, 'data/postgres')
    const running = existsSync(cluster) ? runningPostmaster(cluster) : undefined
    if (running) {
      process.kill(running.pid, 'SIGQUIT')
      rmSync(running.host, { recursive: true, force: true })
    }
    rmSync(join(base, name), { recursive: true, force: true })
  }
}
