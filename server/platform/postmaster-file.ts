import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What PostgreSQL tells about itself in `postmaster.pid`. `host`: folder of the socket, or an address. */
export type Postmaster = { pid: number; port: number; host: string; ready: boolean }

/** Reads `postmaster.pid` of a cluster; undefined when there is none or it is still being written. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3]), host: lines[4] || lines[5] || '', ready: lines[7] === 'ready' }
}

/**
 * The running server of this cluster. A number in the file proves nothing, since numbers are used again after a crash or in a new container:
 * the process must be a postgres started on our folder. Otherwise the file is stale and is removed, or PostgreSQL would refuse to start.
 */
export function runningPostmaster(cluster: string): Postmaster | undefined {
  const found = readPostmaster(cluster)
  if (!found) return undefined
  if (commandLine(found.pid).includes(realpathSync(cluster))) return found
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
  return undefined
}

function commandLine(pid: number): string[] {
  if (process.platform === 'linux') {
    const file = `/proc/${pid}/cmdline`
    return existsSync(file) ? readFileSync(file, 'utf8').split('\0') : []
  }
  const told = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return told.status === 0 ? told.stdout.trim().split(/\s+/) : []
}

/** A process that has ended but that nobody has collected yet (a container without an init) counts as ended. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return stateOf(pid)[0] !== 'Z'
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Takes the server over unless the Node process that answers for it still lives. @returns true when this process now answers for it,
 * and so is the one to stop it.
 */
export function claimServer(file: string): boolean {
  if (existsSync(file)) {
    const [pid = '', born] = readFileSync(file, 'utf8').trim().split(' ')
    if (Number(pid) !== process.pid && isAlive(Number(pid)) && bornAt(Number(pid)) === born) return false
  }
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${process.pid} ${bornAt(process.pid)}\n`, { mode: 0o600 })
  renameSync(draft, file)
  return true
}

/** Start time in kernel ticks, so that a process number used again is not mistaken for the first one; '-' where the system does not tell. */
function bornAt(pid: number): string {
  return stateOf(pid)[19] ?? '-'
}

/** The fields of /proc/<pid>/stat from the state on (the third); empty where there are none. */
function stateOf(pid: number): string[] {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return []
  const text = readFileSync(file, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}
