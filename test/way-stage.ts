import { type ChildProcess, fork } from 'node:child_process'
import { appendFileSync, closeSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { openLog } from '../server/platform/log.ts'
import { readSettings } from '../server/platform/settings.ts'
import { serve } from '../server/serve.ts'
import { until } from '../tools/way/check.ts'
import { type Received, startSink } from '../tools/way/sink.ts'
import { openLook, type Place, type Stage, shiftClock } from '../tools/way/stage.ts'
import { freshDatabase, type TestDatabase } from './database.ts'
import type { ChildGiven, Kill, ToChild } from './killed-child.ts'

/** Where the product is killed: by itself, or by the resident's mail server as the receipt's bytes have come and before it says "250". */
export type KillPoint = Kill | 'as the receipt arrives'
export type TestStage = Stage & { end(): Promise<void> }

type Product = { place: Place; begins(step: number): Promise<void>; startAgain(): Promise<Place>; stop(): Promise<void> }

/** A stage on a database of its own. With a kill point the product is a process that falls there, and is then started again, whole, in this one. */
export async function wayStage(point?: KillPoint): Promise<TestStage> {
  const database = await freshDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'ombud-way-'))
  const logFile = join(folder, 'ombud.log')
  let child: ChildProcess | undefined
  const sink = await startSink((mail: Received) => {
    if (point === 'as the receipt arrives' && mail.automatic) child?.kill('SIGKILL')
  })
  const env = {
    OMBUD_DATA: join(folder, 'data'),
    OMBUD_KEYS: join(folder, 'keys'),
    PORT: '0',
    SMTP_LISTEN: '127.0.0.1:0',
    SMTP_URL: sink.url,
  }
  const looking = await openLook(database.logins.owner)
  let falls = 0
  let ending = false
  const here = () => startHere(env, database, logFile)
  let product: Promise<Product> =
    point === undefined ? here() : startChild({ env, logins: JSON.stringify(database.logins), kill: killOf(point) }, logFile, started)
  function started(process: ChildProcess): void {
    child = process
    process.once('exit', (_, signal) => {
      if (signal !== 'SIGKILL' || ending) return
      falls += 1
      product = here()
    })
  }
  /** What is asked of a product that falls is asked of the next one. */
  async function steadily(asked: (product: Product) => Promise<unknown>): Promise<void> {
    const now = falls
    try {
      await asked(await product)
    } catch (error) {
      await until('the fall to be seen', async () => (falls > now ? true : undefined), 2_000).catch(() => Promise.reject(error))
      await asked(await product)
    }
  }
  return {
    look: looking.look,
    sink,
    place: async () => (await product).place,
    falls: () => falls,
    begins: (step) => steadily((given) => given.begins(step)),
    moveClock: async (byMs) => {
      await shiftClock(looking.look, byMs)
      await steadily((given) => given.startAgain())
    },
    undoPasses: async () => {
      await looking.look(z.unknown(), 'update graphile_worker._private_jobs set run_at = now() where run_at > now()')
    },
    filesFolder: join(folder, 'data/files'),
    keysFolder: join(folder, 'keys'),
    logFiles: [logFile],
    end: async () => {
      ending = true
      await (await product).stop()
      await sink.stop()
      await looking.end()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const killOf = (point: KillPoint): Kill => (point === 'as the receipt arrives' ? { from: 99, when: 'at' } : point)

async function startHere(env: Record<string, string>, { logins }: TestDatabase, logFile: string): Promise<Product> {
  const log = openLog('debug', { write: (line) => appendFileSync(logFile, line) })
  const open = () => serve({ settings: readSettings(env), logins, demo: true, log })
  let serving = await open()
  const place = () => ({ url: serving.url ?? '', smtpPort: serving.smtpPort ?? 0 })
  const product: Product = {
    place: place(),
    begins: async () => undefined,
    startAgain: async () => {
      await serving.stop()
      serving = await open()
      product.place = place()
      return product.place
    },
    stop: () => serving.stop(),
  }
  return product
}

const Told = z.object({ url: z.string(), smtpPort: z.number() })

async function startChild(given: ChildGiven, logFile: string, started: (child: ChildProcess) => void): Promise<Product> {
  const output = openSync(logFile, 'a')
  const child = fork(join(import.meta.dirname, 'killed-child.ts'), {
    execArgv: [],
    stdio: ['ignore', output, output, 'ipc'],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: join(import.meta.dirname, '../node_modules/.cache/ombud'),
      OMBUD_KILLED: JSON.stringify(given),
    },
  })
  closeSync(output)
  started(child)
  const product: Product = {
    place: await answerOf(child),
    begins: async (begins) => void (await ask(child, { begins })),
    startAgain: async () => {
      product.place = await ask(child, { startAgain: true })
      return product.place
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.disconnect()
      await gone
    },
  }
  return product
}

function ask(child: ChildProcess, said: ToChild): Promise<Place> {
  if (!child.connected) return Promise.reject(new Error('the product fell'))
  const answer = answerOf(child)
  child.send(said, () => undefined) // a channel that broke shows as the end of the process
  return answer
}

function answerOf(child: ChildProcess): Promise<Place> {
  return new Promise((resolve, reject) => {
    const fell = () => reject(new Error('the product fell'))
    child.once('exit', fell)
    child.once('message', (told) => {
      child.off('exit', fell)
      resolve(Told.parse(told))
    })
  })
}
