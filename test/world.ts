import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Hand } from '../contracts/words.ts'
import { demoPassword } from '../db/seed/exempelby/people.ts'
import { readMailArrival } from '../server/channel/email/index.ts'
import { type Reader, receiveContact, storeArrival } from '../server/domain/contact/index.ts'
import { signIn } from '../server/domain/staff/index.ts'
import { type Clock, moveClock, openClock } from '../server/platform/clock.ts'
import { type Actor, asOwner, type Db, openDb, sql, type Tx } from '../server/platform/db.ts'
import { type Files, openFiles } from '../server/platform/files.ts'
import { openLog } from '../server/platform/log.ts'
import type { Logins } from '../server/platform/migrate.ts'
import { sealingIn } from '../server/platform/sealed-text.ts'
import { readSettings, type Settings } from '../server/platform/settings.ts'
import { type Serving, serve } from '../server/serve.ts'
import { freshDatabase } from './database.ts'
import { signAgain } from './sign-again.ts'

/** Exempelby on a database of its own, and the hands of its people. Built with the product's own verbs. */
export type World = {
  logins: Logins
  db: Db
  files: Files
  clock: Clock
  folder: string
  settings: Settings
  /** A signed-in person: `alva` → alva@exempelby.test. Kept for the world's life. */
  actor(person: string, hand?: Hand): Promise<Actor>
  as<T>(person: string, work: (tx: Tx) => Promise<T>): Promise<T>
  service<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  eraser<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  owner<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Signs everyone in anew the next time: for a test that has changed what someone may do, which ends their sessions. */
  forget(): void
  /** Moves everyone's time forward. Whoever's signature has become a year old meanwhile has signed again, unless `renews` is false. */
  pass(days: number, hours?: number, renews?: boolean): Promise<void>
  /** A mail's raw bytes, stored and taken across as the listener and the worker do. @returns the case */
  mail(given?: Partial<Mail>): Promise<{ caseId: string; number: string }>
  /** The whole product on this world's database, on free ports. Stopped with the world. */
  serve(more?: Partial<Settings>): Promise<Serving>
  end(): Promise<void>
}
export type Mail = { from: string; to: string; subject: string; body: string; headers: string }

const Found = z.object({ id: z.uuid(), number: z.string() })

export async function world(): Promise<World> {
  const database = await freshDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'ombud-world-'))
  const settings = settingsIn(folder)
  const logins = { ...database.logins, sealing: sealingIn(settings.keysFolder) }
  const db = openDb(logins, { connections: 4 })
  const clock = await openClock(db)
  const files = openFiles({ folder: join(settings.dataFolder, 'files'), keysFolder: settings.keysFolder })
  const sessions = new Map<string, Promise<Actor>>()
  const servings: Serving[] = []
  const actor = (person: string, hand?: Hand) => {
    const key = `${person} ${hand ?? ''}`
    const known =
      sessions.get(key) ??
      signIn((work) => db.as({ hand: 'citizen', secret: '' }, work), {
        email: `${person}@exempelby.test`,
        password: demoPassword,
        ...(hand ? { hand } : {}),
      })
    sessions.set(key, known)
    return known
  }
  const service = <T>(work: (tx: Tx) => Promise<T>) => db.as({ hand: 'service' }, work)
  const owner = <T>(work: (tx: Tx) => Promise<T>) => asOwner(logins, work)
  let mails = 0
  return {
    logins,
    db,
    files,
    clock,
    folder,
    settings,
    actor,
    service,
    owner,
    as: async (person, work) => db.as(await actor(person), work),
    eraser: (work) => db.as({ hand: 'eraser' }, work),
    forget: () => sessions.clear(),
    pass: async (days, hours = 0, renews = true) => {
      await moveClock(logins, (days * 24 + hours) * 3_600_000)
      await clock.reread()
      if (renews) await owner(signAgain)
      sessions.clear() // sessions end after ten hours, as everyone's do
    },
    mail: async (given = {}) => {
      mails += 1
      const raw = rawMail({ ...plainMail, subject: `Fråga ${mails}`, ...given }, mails)
      return takeMail({ service, files, read: readMailArrival }, raw, `mail-${mails}`)
    },
    serve: async (more = {}) => {
      const serving = await serve({
        settings: { ...settings, http: { host: '127.0.0.1', port: 0, given: false }, ...more },
        logins,
        demo: true,
        log: openLog('silent'),
      })
      servings.push(serving)
      return serving
    },
    end: async () => {
      for (const serving of servings) await serving.stop()
      await db.end()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const plainMail = { from: 'Kim Exempel <kim@example.org>', to: 'kontakt@exempelby.test', body: 'Hej, jag undrar en sak.', headers: '' }

function settingsIn(folder: string): Settings {
  const env = { OMBUD_DATA: join(folder, 'data'), OMBUD_KEYS: join(folder, 'keys'), LOG_LEVEL: 'silent', MAIL_DOMAIN: 'exempelby.test' }
  return { ...readSettings(env), smtpListen: undefined, lmtpListen: undefined }
}

const rawMail = ({ from, to, subject, body, headers }: Mail, n: number) =>
  Buffer.from(
    `From: ${from}\r\nTo: ${to}\r\nSubject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=\r\nMessage-ID: <mail-${n}-${Math.random().toString(36).slice(2)}@example.org>\r\nDate: ${new Date().toUTCString()}\r\n${headers}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(body).toString('base64')}\r\n`,
  )

async function takeMail(
  { service, files, read }: Pick<World, 'service' | 'files'> & { read: Reader },
  raw: Buffer,
  channelKey: string,
): Promise<{ caseId: string; number: string }> {
  const stored = await files.put(raw)
  const { arrivalId } = await service((tx) =>
    storeArrival(tx, { channel: 'epost', channelKey: `${channelKey}-${stored.id}`, raw: stored, receivedAt: new Date() }),
  )
  const message = await read(raw, new Date())
  if ('quarantine' in message) throw new Error(message.detail)
  const sealed = await Promise.all(
    message.files.map(async (file) => ({
      stored: await files.put(file.bytes),
      name: file.name,
      mediaType: file.mediaType,
      contentId: file.contentId,
    })),
  )
  return service(async (tx) => {
    const received = await receiveContact(tx, arrivalId, message, sealed)
    const { id, number } = await tx.one(Found, sql`select id, number from "case" where id = ${received?.caseId}`)
    return { caseId: id, number }
  })
}
