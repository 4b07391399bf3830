import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seedExempelby } from '../db/seed/exempelby.ts'
import { asOwner, sql, type Tx } from '../server/platform/db.ts'
import { openFiles } from '../server/platform/files.ts'
import { openDatabase } from '../server/platform/open-database.ts'

let folder = ''
let dataFolder = ''
let keysFolder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ombud-demo-'))
  dataFolder = join(folder, 'data')
  keysFolder = join(folder, 'data-keys')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function removeDemo(args: string[] = [], env: Record<string, string> = {}): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'remove-demo.ts'), ...args], {
    env: { PATH: process.env.PATH, OMBUD_DATA: dataFolder, ...env },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += bytes))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })))
}

const log = { info: () => undefined, warn: (text: string) => console.warn(text) }

async function installed(work: (tx: Tx) => Promise<unknown>): Promise<() => Promise<void>> {
  const database = await openDatabase({ databaseUrl: undefined, dataFolder, keysFolder, keyService: undefined }, log)
  await asOwner(database.logins, work)
  await openFiles({ folder: join(dataFolder, 'files'), keysFolder }).put(Buffer.from('Hej'))
  return database.stop
}

test('removes Exempelby with database, files and keys when it is told to, leaves the rest, and does it once', async () => {
  const stop = await installed(seedExempelby)
  writeFileSync(join(dataFolder, 'backup.txt'), 'mine')
  expect(await removeDemo(['--yes'])).toMatchObject({ code: 1, said: expect.stringContaining('Ombud is running') })
  await stop()
  expect(await removeDemo()).toMatchObject({ code: 1, said: expect.stringContaining('--yes') })
  expect(existsSync(join(dataFolder, 'postgres/PG_VERSION'))).toBe(true)
  expect(await removeDemo(['--yes'])).toMatchObject({ code: 0 })
  expect(readdirSync(dataFolder).sort()).toEqual(['backup.txt', 'no-demo'])
  expect(readdirSync(keysFolder)).toEqual([])
  expect(await removeDemo(['--yes'])).toMatchObject({ code: 1, said: expect.stringContaining('already') })
})

test('an installation that is not made up is never touched', async () => {
  const stop = await installed(async (tx) => {
    await seedExempelby(tx)
    await tx.run(sql`update installation set demo = false`)
  })
  await stop()
  expect(await removeDemo(['--yes'])).toMatchObject({ code: 1, said: expect.stringContaining('not made up') })
  expect(existsSync(join(dataFolder, 'postgres/PG_VERSION'))).toBe(true)
  expect(await removeDemo(['--yes'], { DATABASE_URL: 'postgres://someone@db.example.org/ombud' })).toMatchObject({ code: 1 })
})

test('before the first start it only says that nothing shall be seeded; what was begun is finished', async () => {
  mkdirSync(keysFolder, { recursive: true })
  mkdirSync(join(dataFolder, 'postgres'), { recursive: true })
  writeFileSync(join(dataFolder, 'postgres/PG_VERSION'), '18\n') // its key has gone already
  writeFileSync(join(dataFolder, 'no-demo.unfinished'), '')
  expect(await removeDemo(['--yes'])).toMatchObject({ code: 0 })
  expect(readdirSync(dataFolder)).toEqual(['no-demo'])
})
