import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startPostgres } from '../../server/platform/postgres.ts'
import { must, until } from './check.ts'
import { startSink } from './sink.ts'
import { openLook, type Place, type Stage, shiftClock } from './stage.ts'

const root = join(import.meta.dirname, '../..')

/** The product as `npm start` runs it, in a folder that is gone afterwards: its own server, an empty database that becomes Exempelby, a process of its own. */
export async function withProduct<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'ombud-way-'))
  const [dataFolder, keysFolder, logFile] = [join(folder, 'data'), join(folder, 'keys'), join(folder, 'ombud.log')]
  const log = { info: () => undefined, warn: (text: string) => console.warn(text) }
  // started here first, so that the database stays while the product is started again
  const server = await startPostgres({ dataFolder, keysFolder, durable: true, log })
  const sink = await startSink()
  const env = {
    OMBUD_DATA: dataFolder,
    OMBUD_KEYS: keysFolder,
    PORT: '0',
    SMTP_LISTEN: '127.0.0.1:0',
    SMTP_URL: sink.url,
    LOG_LEVEL: 'debug',
  }
  let product = await startProduct(env, logFile)
  try {
    const looking = await openLook({ host: server.host, port: server.port, ...server.superuser, database: 'ombud' })
    const stage: Stage = {
      look: looking.look,
      sink,
      place: async () => product.place,
      falls: () => 0,
      begins: async () => undefined,
      moveClock: async (byMs) => {
        await product.stop()
        await shiftClock(looking.look, byMs)
        product = await startProduct(env, logFile)
      },
      undoPasses: () => wait(10_000),
      filesFolder: join(dataFolder, 'files'),
      keysFolder,
      logFiles: [logFile, join(dataFolder, 'postgres.log')],
    }
    return await work(stage).finally(looking.end)
  } finally {
    await product.stop()
    await sink.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Product = { place: Place; stop(): Promise<void> }

/** What it says goes to a file, as a service's does; the addresses are read from there. */
async function startProduct(env: Record<string, string>, logFile: string): Promise<Product> {
  const output = openSync(logFile, 'a')
  const begins = readFileSync(logFile, 'utf8').length
  const child = spawn(process.execPath, [join(root, 'server/main.ts')], {
    cwd: root,
    stdio: ['ignore', output, output],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  })
  closeSync(output)
  const place = await until(
    'the product to serve',
    async () => {
      const said = readFileSync(logFile, 'utf8').slice(begins)
      must(child.exitCode === null, `the product did not start:\n${said.slice(-2000)}`)
      const [, url] = /^Ombud: (http\S+)$/m.exec(said) ?? []
      const [, port] = /127\.0\.0\.1:(\d+) \(kontakt@/.exec(said) ?? []
      return url && port ? { url, smtpPort: Number(port) } : undefined
    },
    60_000,
  )
  return { place, stop: () => ended(child) }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}
