import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { type EmbeddedPostgres, startPostgres } from './postgres.ts'
import { chooseHand } from './postgres-binaries.ts'
import { isAlive, readPostmaster } from './postmaster-file.ts'

const base = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'ombud-launch-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

const log = { info: () => undefined, warn: () => undefined }
const place = (name: string) => ({ dataFolder: join(base, name, 'data'), keysFolder: join(base, name, 'keys'), durable: true, log })
const clusterOf = (name: string) => join(base, name, 'data/postgres')
const pidOf = (name: string) => readPostmaster(clusterOf(name))?.pid ?? 0

async function ask(server: EmbeddedPostgres, text: string): Promise<unknown[]> {
  const client = new pg.Client({ host: server.host, port: server.port, database: 'postgres', ...server.superuser })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await wait(5)
}

/** Another Node process that starts the server of `name`, says "up", and stops it when its input ends. */
async function otherProcess(name: string, prefix: string[] = []) {
  const { dataFolder, keysFolder } = place(name)
  const script = `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'postgres.ts'))}
    const log = { info: console.error, warn: console.error }
    const server = await startPostgres({ dataFolder: ${JSON.stringify(dataFolder)}, keysFolder: ${JSON.stringify(keysFolder)}, durable: true, log })
    console.log('up')
    process.stdin.on('end', () => server.stop()).resume()`
  const [command = '', ...args] = [...prefix, process.execPath, '--input-type=module', '-e', script]
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], cwd: base })
  let told = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (told += bytes))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const up = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
  await Promise.race([up, ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${told}`)))])
  return { child, ended }
}

test('the server keeps its data between starts, listens on no network address, and its key is nobody else’s to read', async () => {
  const first = await startPostgres(place('restart'))
  await ask(first, `create table kept as select 'åäö' as text`)
  expect(await ask(first, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  await first.stop()
  expect(existsSync(first.host)).toBe(false)
  const second = await startPostgres(place('restart'))
  expect(await ask(second, 'select text from kept')).toEqual([{ text: 'åäö' }])
  await expect(ask({ ...second, superuser: { user: 'postgres', password: 'guess' } }, 'select 1')).rejects.toThrow(
    'password authentication failed',
  )
  await second.stop()
  expect(statSync(join(base, 'restart/keys/postgres-superuser')).mode & 0o777).toBe(0o600)
  expect(statSync(join(base, 'restart/keys')).mode & 0o777).toBe(0o700)
})

test('after kill -9 of the database the next start recovers what was acknowledged', async () => {
  const first = await startPostgres(place('crash'))
  await ask(first, 'create table kept as select 1 as n')
  const pid = pidOf('crash')
  process.kill(pid, 'SIGKILL')
  await untilGone(pid)
  const second = await startPostgres(place('crash'))
  expect(await ask(second, 'select n from kept')).toEqual([{ n: 1 }])
  expect(existsSync(first.host)).toBe(false)
  await second.stop()
})

test('after kill -9 of Ombud the next start takes over the server that still runs, and stops it in the end', async () => {
  const { child, ended } = await otherProcess('orphan')
  const pid = pidOf('orphan')
  child.kill('SIGKILL')
  await ended
  expect(isAlive(pid)).toBe(true)
  const server = await startPostgres(place('orphan'))
  expect(pidOf('orphan')).toBe(pid)
  await server.stop()
  expect(isAlive(pid)).toBe(false)
})

test('a server that another live process answers for is used but not stopped', async () => {
  const { child, ended } = await otherProcess('shared')
  const pid = pidOf('shared')
  const guest = await startPostgres(place('shared'))
  expect(await ask(guest, 'select 1 as n')).toEqual([{ n: 1 }])
  await guest.stop()
  expect(isAlive(pid)).toBe(true)
  child.stdin.end()
  await ended
  expect(isAlive(pid)).toBe(false)
})

test('two processes that start on the same empty folder share one server', async () => {
  const both = await Promise.all([otherProcess('race'), otherProcess('race')])
  expect(readdirSync(join(base, 'race/data')).filter((name) => name.startsWith('new-'))).toEqual([])
  for (const { child, ended } of both) {
    child.stdin.end()
    await ended
  }
  expect(readPostmaster(clusterOf('race'))).toBeUndefined()
})

test('a lock left by a crash, whose number now belongs to another program, does not stop the start', async () => {
  await (await startPostgres(place('stale'))).stop()
  writeFileSync(join(clusterOf('stale'), 'postmaster.pid'), `${process.pid}\n${clusterOf('stale')}\n1\n5432\n/tmp\n\n1 1\nready   \n`)
  const server = await startPostgres(place('stale'))
  expect(pidOf('stale')).not.toBe(process.pid)
  expect(await ask(server, 'select 1 as n')).toEqual([{ n: 1 }])
  await server.stop()
})

test('a database without its key, or of another version, is left alone with an explanation', async () => {
  await (await startPostgres(place('keyless'))).stop()
  await expect(startPostgres({ ...place('keyless'), keysFolder: join(base, 'elsewhere') })).rejects.toThrow('OMBUD_KEYS')
  writeFileSync(join(clusterOf('keyless'), 'PG_VERSION'), '17\n')
  await expect(startPostgres(place('keyless'))).rejects.toThrow('PostgreSQL 17')
})

test('a database that does not come up shows the end of its log', async () => {
  await (await startPostgres(place('broken'))).stop()
  rmSync(join(clusterOf('broken'), 'global'), { recursive: true })
  await expect(startPostgres(place('broken'))).rejects.toThrow(/Databasen startade inte[\s\S]*global/)
})

test('the database’s log holds no content, not even when a statement fails', async () => {
  const server = await startPostgres(place('quiet'))
  await ask(server, 'create table person (name text unique)')
  for (const expected of [[], 'duplicate']) {
    const insert = ask(server, `insert into person values ('Signe Markör')`)
    await (expected === 'duplicate' ? expect(insert).rejects.toThrow(expected) : insert)
  }
  await expect(ask(server, `select 'Signe Markör'::text from nowhere`)).rejects.toThrow('nowhere')
  await server.stop()
  const told = readFileSync(join(base, 'quiet/data/postgres.log'), 'utf8')
  expect(told).toContain('duplicate key')
  expect(told).not.toContain('Markör')
})

const root = process.getuid?.() === 0
const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--']
const sourceIsOpen = spawnSync('setpriv', [...nobody.slice(1), 'test', '-r', join(import.meta.dirname, 'postgres.ts')]).status === 0

test.runIf(root && sourceIsOpen)('an ordinary user starts it too, and root afterwards runs it with that user’s hand', async () => {
  mkdirSync(join(base, 'ordinary'))
  chownSync(join(base, 'ordinary'), 65534, 65534)
  chmodSync(base, 0o711)
  const { child, ended } = await otherProcess('ordinary', nobody)
  expect(statSync(`/proc/${pidOf('ordinary')}`).uid).toBe(65534)
  child.stdin.end()
  expect(await ended).toBe(0)
  const server = await startPostgres(place('ordinary'))
  expect(statSync(`/proc/${pidOf('ordinary')}`).uid).toBe(65534)
  await server.stop()
})

test.runIf(root)('root starts it under a closed home as somebody else, and falls back to the owner of the files', () => {
  const folder = join(base, 'closed')
  mkdirSync(folder, { mode: 0o700 })
  const hand = chooseHand(join(folder, 'postgres'), folder)
  expect(hand.uid !== undefined || hand.prefix[0] === 'unshare').toBe(true)
  mkdirSync(join(folder, 'postgres'))
  chownSync(join(folder, 'postgres'), 65534, 65534)
  expect(chooseHand(join(folder, 'postgres'), folder)).toEqual({ prefix: [], uid: 65534, gid: 65534 })
})
