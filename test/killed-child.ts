import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import pg from 'pg'
import { openSealing } from '../server/platform/key-service.ts'
import { openLog } from '../server/platform/log.ts'
import type { Logins } from '../server/platform/migrate.ts'
import { readSettings } from '../server/platform/settings.ts'
import { serve } from '../server/serve.ts'

/**
 * The product in a process of its own, that kills itself at one chosen point of its work: nothing in the product knows of it, what is watched
 * are the calls it makes to the database's driver and to the disk. Started by test/way-stage.ts only.
 */
export type Kill = {
  /** The step that must have begun. */
  from: number
  /** `at`: as a statement that matches is sent; `before`, `after`: a commit of a transaction with such a statement, or a call to the disk. */
  when: 'at' | 'before' | 'after'
  statement?: string
  call?: 'rename' | 'unlink'
  /** Which one of them; 1 if not given. */
  nth?: number
}
export type ChildGiven = { env: Record<string, string>; logins: string; kill: Kill }
export type ToChild = { begins?: number; startAgain?: boolean }

const given: ChildGiven = JSON.parse(process.env.OMBUD_KILLED ?? '')
const { kill } = given
let step = 0
let seen = 0

function die(): void {
  if (step < kill.from) return
  seen += 1
  if (seen === (kill.nth ?? 1)) process.kill(process.pid, 'SIGKILL')
}

function diedOrNot<T>(answer: T): T {
  die()
  return answer
}

function watchDatabase(pattern: RegExp): void {
  const said = new WeakMap<object, boolean>()
  const ask = pg.Client.prototype.query
  const watched = function (this: pg.Client, ...args: unknown[]): unknown {
    const [first] = args
    const { text = '', values = [] } = typeof first === 'string' ? { text: first } : Object(first)
    const matches = pattern.test(`${text} ${JSON.stringify(values)}`)
    if (text === 'begin') said.set(this, false)
    if (matches) said.set(this, true)
    if (matches && kill.when === 'at') die()
    const commits = text === 'commit' && said.get(this) === true
    if (commits && kill.when === 'before') die()
    const answer = Reflect.apply(ask, this, args)
    return commits && kill.when === 'after' ? Promise.resolve(answer).then(diedOrNot) : answer
  }
  Reflect.set(pg.Client.prototype, 'query', watched)
}

function watchDisk(name: 'rename' | 'unlink'): void {
  const call = fs.promises[name]
  const watched = async (...args: unknown[]) => {
    if (kill.when === 'before') die()
    await Reflect.apply(call, fs.promises, args)
    if (kill.when === 'after') die()
  }
  Reflect.set(fs.promises, name, watched)
  syncBuiltinESMExports()
}

if (kill.statement !== undefined) watchDatabase(new RegExp(kill.statement, 's'))
if (kill.call !== undefined) watchDisk(kill.call)

const settings = readSettings(given.env)
const logins: Logins = { ...JSON.parse(given.logins), sealing: openSealing(settings) }
const open = () => serve({ settings, logins, demo: true, log: openLog('debug') })
let serving = await open()
const tell = () => process.send?.({ url: serving.url, smtpPort: serving.smtpPort })

process.on('message', async ({ begins, startAgain }: ToChild) => {
  if (begins !== undefined) step = begins
  if (startAgain) {
    await serving.stop()
    serving = await open()
  }
  tell()
})
process.on('disconnect', () => process.exit(0))
tell()
