import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Place, Town } from './bench-town.ts'

const root = join(import.meta.dirname, '../..')

/** The product itself, started as an operator would: one process that serves and one that works. */
export type Product = { url: string; smtpPort: number; web: number; worker: number; stop(): Promise<void> }

export async function startProduct(town: Town, place: Place): Promise<Product> {
  const [port, smtpPort] = [await freePort(), await freePort()]
  const common = {
    ...process.env,
    DATABASE_URL: town.url,
    OMBUD_DATA: join(place.folder, `product-${town.cases}`),
    OMBUD_KEYS: place.keysFolder,
    MAIL_DOMAIN: 'exempelby.test',
    LOG_LEVEL: 'error',
    NODE_ENV: 'production',
  }
  const web = await start({ ...common, OMBUD_ROLE: 'web', PORT: String(port) }, /Ombud: http/)
  const worker = await start({ ...common, OMBUD_ROLE: 'worker', SMTP_LISTEN: `127.0.0.1:${smtpPort}` }, /mail in:/)
  return {
    url: `http://127.0.0.1:${port}`,
    smtpPort,
    web: pidOf(web),
    worker: pidOf(worker),
    stop: async () => {
      await Promise.all([end(web), end(worker)])
    },
  }
}

function start(env: NodeJS.ProcessEnv, announces: RegExp): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(root, 'server/main.ts')], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (bytes: Buffer) => {
      said += bytes.toString('utf8')
      if (announces.test(said)) resolve(child)
    })
    child.once('exit', (code) => reject(new Error(`server/main.ts ended with ${code} before it served`)))
  })
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit')
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('bench: a process without an id')
  return pid
}

/** Resident memory of a process, MiB, as Linux tells it. */
export function residentMiB(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(found?.[1] ?? Number.NaN) / 1024
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return address !== null && typeof address === 'object' ? address.port : 0
}
