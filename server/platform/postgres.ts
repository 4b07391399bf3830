import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { keptSecret } from './kept-secret.ts'
import { type Binaries, chooseHand, findBinaries, type Hand } from './postgres-binaries.ts'
import { claimServer, isAlive, type Postmaster, readPostmaster, runningPostmaster } from './postmaster-file.ts'

export type Log = { info: (text: string) => void; warn: (text: string) => void }

/** `host`: folder of the unix socket (an address on Windows). `stop` ends the server only when this process answers for it. */
export type EmbeddedPostgres = {
  host: string
  port: number
  superuser: { user: string; password: string }
  stop: () => Promise<void>
}

/** `durable: false` is for throw-away databases: what the server has acknowledged does not survive a power cut. */
export type PostgresPlace = { dataFolder: string; keysFolder: string; durable: boolean; log: Log }

type Cluster = { folder: string; files: string; logFile: string; hand: Hand; binaries: Binaries; durable: boolean }

const version = '18'
const superuserFile = 'postgres-superuser'
const startWithinMs = 300_000 // recovery after a crash may replay a lot
const windows = process.platform === 'win32'

/**
 * Starts the PostgreSQL that comes with Ombud, or takes over the one that a killed process left running on the same folder.
 * @throws Error with the last lines of the server's own log when it does not come up
 */
export async function startPostgres({ dataFolder, keysFolder, durable, log }: PostgresPlace): Promise<EmbeddedPostgres> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const folder = realpathSync(dataFolder)
  const files = join(folder, 'postgres')
  const cluster: Cluster = {
    folder,
    files,
    logFile: join(folder, 'postgres.log'),
    hand: chooseHand(files, folder),
    binaries: findBinaries(),
    durable,
  }
  const isNew = !existsSync(join(files, 'PG_VERSION'))
  if (!isNew) refuseStrangeCluster(files, keysFolder)
  const password = keptSecret(keysFolder, superuserFile)
  if (isNew) await initialise(cluster, password)
  const server = await reuseOrLaunch(cluster, log)
  const ours = claimServer(join(folder, 'postgres.owner'))
  return {
    host: server.host,
    port: server.port,
    superuser: { user: 'postgres', password },
    stop: async () => {
      if (ours) await stopServer(cluster, server)
    },
  }
}

function refuseStrangeCluster(files: string, keysFolder: string): void {
  const found = readFileSync(join(files, 'PG_VERSION'), 'utf8').trim()
  if (found !== version) {
    throw new Error(
      `Databasfilerna i ${files} är från PostgreSQL ${found}, men Ombud kör ${version}. Se uppgradering i handboken. / ` +
        `The database files in ${files} are from PostgreSQL ${found}, but Ombud runs ${version}. See upgrading in the handbook.`,
    )
  }
  if (!existsSync(join(keysFolder, superuserFile))) {
    throw new Error(
      `Databasen i ${files} finns, men dess nyckel saknas i ${keysFolder}. Återställ nyckelmappen, eller peka ut den med OMBUD_KEYS. / ` +
        `The database in ${files} exists, but its key is missing in ${keysFolder}. Restore the folder of keys, or name it with OMBUD_KEYS.`,
    )
  }
}

/** Made beside and moved into place when whole: a start that is killed half-way leaves nothing that looks like a database. */
async function initialise(cluster: Cluster, password: string): Promise<void> {
  const { folder, files, hand, binaries, durable } = cluster
  if (hand.uid !== undefined) chmodSync(folder, 0o711) // the other user must pass through, not look around
  const draft = mkdtempSync(join(folder, 'new-'))
  const passwordFile = join(draft, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (hand.uid !== undefined) for (const path of [draft, passwordFile]) chownSync(path, hand.uid, hand.gid ?? hand.uid)
  const made = join(draft, 'files')
  try {
    const args = ['-D', made, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C.UTF-8']
    const child = launchProgram(cluster, binaries.initdb, durable ? args : [...args, '--no-sync'], draft)
    const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve))
    if (code !== 0) throw notStarted(cluster, 'initdb')
    if (!existsSync(files)) renameSync(made, files) // else another process was first
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

async function reuseOrLaunch(cluster: Cluster, log: Log): Promise<Postmaster> {
  const deadline = Date.now() + startWithinMs
  while (Date.now() < deadline) {
    const before = readPostmaster(cluster.files)
    const running = runningPostmaster(cluster.files)
    if (running) {
      const ready = await untilReady(cluster, running.pid, deadline)
      if (ready) return ready
      continue
    }
    if (before) removeSocketFolder(before.host)
    const ready = await launch(cluster, deadline)
    if (ready) return ready
    // Processes of a killed server may hold its memory for a moment, or another process is starting the same server.
    if (!runningPostmaster(cluster.files) && !lastLines(cluster).includes('shared memory')) throw notStarted(cluster, 'postgres')
    log.warn('Databasen är upptagen, försöker igen. / The database is busy, trying again.')
    await wait(200)
  }
  throw notStarted(cluster, 'postgres')
}

async function launch(cluster: Cluster, deadline: number): Promise<Postmaster | undefined> {
  const socketFolder = windows ? undefined : makeSocketFolder(cluster.hand)
  const port = windows ? await freePort() : 5432
  if (existsSync(cluster.logFile) && statSync(cluster.logFile).size > 5_000_000) renameSync(cluster.logFile, `${cluster.logFile}.1`)
  const settings = serverSettings(cluster.durable, port, socketFolder).flatMap((setting) => ['-c', setting])
  const child = launchProgram(cluster, cluster.binaries.postgres, ['-D', cluster.files, ...settings], cluster.files)
  const failed = new Promise<undefined>((resolve) => child.once('error', () => resolve(undefined)).once('exit', () => resolve(undefined)))
  const ready = await Promise.race([failed, child.pid ? untilReady(cluster, child.pid, deadline) : failed])
  child.unref()
  if (!ready && socketFolder) removeSocketFolder(socketFolder)
  return ready
}

/** The server's log never holds what people wrote: no statements, no row contents in error details. */
function serverSettings(durable: boolean, port: number, socketFolder: string | undefined): string[] {
  const place = socketFolder
    ? [`unix_socket_directories=${socketFolder}`, 'unix_socket_permissions=0700', 'listen_addresses=']
    : ['listen_addresses=127.0.0.1', 'unix_socket_directories=']
  const quiet = ['log_min_error_statement=panic', 'log_error_verbosity=terse', 'log_parameter_max_length_on_error=0', 'log_timezone=UTC']
  const throwAway = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off', 'max_wal_size=2GB']
  return [`port=${port}`, ...place, ...quiet, 'timezone=UTC', ...(durable ? [] : throwAway)]
}

/** The log goes to a file: through a pipe, a blocked event loop would stop the server as soon as the pipe is full. */
function launchProgram({ hand, logFile }: Cluster, program: string, args: string[], cwd: string) {
  const [command = program, ...rest] = [...hand.prefix, program, ...args]
  const output = openSync(logFile, 'a', 0o600)
  // Only these variables: PGDATA, PGPORT and their kin would override us. Detached: Ctrl-C in the terminal is Node's to handle.
  const env = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C.UTF-8' }
  try {
    return spawn(command, rest, { stdio: ['ignore', output, output], detached: true, cwd, env, uid: hand.uid, gid: hand.gid })
  } finally {
    closeSync(output)
  }
}

async function untilReady({ files }: Cluster, pid: number, deadline: number): Promise<Postmaster | undefined> {
  while (Date.now() < deadline && isAlive(pid)) {
    const found = readPostmaster(files)
    if (found?.ready && found.pid === pid) return found
    await wait(10)
  }
  return undefined
}

async function stopServer({ files, folder }: Cluster, { pid, host }: Postmaster): Promise<void> {
  for (const [signal, withinMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (readPostmaster(files)?.pid === pid && isAlive(pid)) process.kill(pid, signal)
    for (const deadline = Date.now() + withinMs; isAlive(pid) && Date.now() < deadline; ) await wait(5)
  }
  removeSocketFolder(host)
  rmSync(join(folder, 'postgres.owner'), { force: true })
}

/** Short, since a socket's path may have 107 bytes; in a fresh folder of our own, since anyone may write in /tmp. */
function makeSocketFolder({ uid, gid }: Hand): string {
  const base = tmpdir().length > 60 ? '/tmp' : tmpdir()
  const folder = mkdtempSync(join(base, 'ombud-db-'))
  if (uid !== undefined) chownSync(folder, uid, gid ?? uid)
  return folder
}

function removeSocketFolder(folder: string): void {
  if (basename(folder).startsWith('ombud-db-')) rmSync(folder, { recursive: true, force: true })
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return address !== null && typeof address === 'object' ? address.port : 0
}

function lastLines({ logFile }: Cluster): string {
  return existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-8).join('\n') : ''
}

function notStarted(cluster: Cluster, program: string): Error {
  return new Error(`Databasen startade inte (${program}). / The database did not start. ${cluster.logFile}:\n${lastLines(cluster)}`)
}
