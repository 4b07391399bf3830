import pino from 'pino'
import { afterEach, expect, test, vi } from 'vitest'
import { startFakeMailbox } from './fake-mailbox.ts'
import { mailboxName, startMailFetch } from './fetch.ts'

const password = 'hemligt-ord'
const mail = (subject: string) => `From: a@example.org\r\nSubject: ${subject}\r\n\r\nHej\r\n`
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 10_000, interval: 10 })

async function world(more: { removeStored?: boolean; password?: string } = {}) {
  const server = await startFakeMailbox(password)
  closing.push(server.stop)
  const mailbox = { host: '127.0.0.1', port: server.port, secure: false, user: 'kc', password: more.password ?? password, mailbox: 'INBOX' }
  const kept = new Map<string, { uidValidity: string; lastUid: number }>()
  const saves: [string, number][] = []
  const stored: string[] = []
  const refused = new Set<string>()
  const logged: string[] = []
  const cursor = {
    load: async (of: string) => kept.get(of) ?? null,
    save: async (of: string, uidValidity: string, lastUid: number) => {
      kept.set(of, { uidValidity, lastUid })
      saves.push([uidValidity, lastUid])
    },
  }
  const store = async (raw: Buffer) => {
    const subject = /Subject: (.*)\r/.exec(raw.toString())?.[1] ?? ''
    if (refused.has(subject)) throw new Error(`can not store ${subject}`)
    stored.push(subject)
  }
  const start = () => {
    const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) })
    const running = startMailFetch({
      mailbox,
      cursor,
      store,
      removeStored: more.removeStored ?? false,
      log,
      waitMs: { first: 20, longest: 60 },
    })
    closing.push(running.stop)
    return running
  }
  return { server, mailbox, kept, saves, stored, refused, logged, start }
}

test('what lies in the mailbox is fetched in order, new mail is told by IDLE, and the cursor follows what was stored', async () => {
  const { server, mailbox, kept, stored, start } = await world()
  for (const subject of ['ett', 'tva']) server.deliver(mail(subject))
  const running = start()
  await until(() => server.asked.includes('IDLE'))
  expect(stored).toEqual(['ett', 'tva'])
  server.deliver(mail('tre'))
  await until(() => stored.length === 3)
  await running.stop()
  expect(kept.get(mailboxName(mailbox))).toEqual({ uidValidity: '1', lastUid: 3 })
  start()
  await until(() => server.asked.filter((command) => command === 'IDLE').length >= 3)
  expect(stored).toEqual(['ett', 'tva', 'tre'])
  expect(server.asked).not.toContain('UID STORE')
})

test('when connections break it connects again and goes on where it was', async () => {
  const { server, stored, start } = await world()
  start()
  for (const subject of ['ett', 'tva', 'tre']) {
    await until(() => server.asked.at(-1) === 'IDLE')
    server.breakConnections()
    server.deliver(mail(subject))
    await until(() => stored.at(-1) === subject)
  }
  expect(stored).toEqual(['ett', 'tva', 'tre'])
})

test('under another UIDVALIDITY the mailbox is read from its beginning', async () => {
  const { server, saves, stored, start } = await world()
  for (const subject of ['ett', 'tva']) server.deliver(mail(subject))
  start()
  await until(() => stored.length === 2)
  server.renumber()
  await until(() => saves.length === 4)
  expect(stored).toEqual(['ett', 'tva', 'ett', 'tva'])
  expect(saves).toEqual([
    ['1', 1],
    ['1', 2],
    ['2', 1],
    ['2', 2],
  ])
})

test('a mail that can’t be stored holds the cursor, not the mails behind it, and each of those is stored once', async () => {
  const { server, saves, stored, refused, start } = await world()
  refused.add('tva')
  for (const subject of ['ett', 'tva', 'tre']) server.deliver(mail(subject))
  start()
  await until(() => stored.length === 2)
  server.deliver(mail('fyra'))
  await until(() => stored.length === 3)
  expect(saves).toEqual([['1', 1]])
  refused.clear()
  await until(() => saves.length === 4)
  expect(stored).toEqual(['ett', 'tre', 'fyra', 'tva'])
  expect(saves.at(-1)).toEqual(['1', 4])
})

test('with removeStored the copy at the source is destroyed once ours is stored, and only then', async () => {
  const { server, stored, refused, start } = await world({ removeStored: true })
  refused.add('ett')
  for (const subject of ['ett', 'tva']) server.deliver(mail(subject))
  start()
  await until(() => stored.length === 1 && server.remaining() === 1)
  refused.clear()
  await until(() => stored.length === 2 && server.remaining() === 0)
})

test('a wrong password is tried again with growing waits, and neither it nor any mail is written to the log', async () => {
  const { server, stored, logged, refused, start } = await world({ password: 'fel-hemlighet' })
  server.deliver(mail('ett'))
  start()
  await until(() => server.asked.filter((command) => command === 'LOGIN').length > 3)
  expect(stored).toEqual([])
  const right = await world()
  right.refused.add('hemligt-amne')
  right.server.deliver(mail('hemligt-amne'))
  right.start()
  await until(() => right.logged.some((line) => line.includes('could not be stored')))
  expect(refused.size).toBe(0)
  expect([...logged, ...right.logged].join('')).not.toMatch(/fel-hemlighet|hemligt-ord|hemligt-amne/)
})

test('stopping in the middle of a large mailbox ends at once and leaves the rest for later', async () => {
  const { server, saves, stored, start } = await world()
  for (let at = 0; at < 2_000; at++) server.deliver(mail(`nr-${at}`))
  const running = start()
  await until(() => stored.length > 10)
  await running.stop()
  expect(stored.length).toBeLessThan(2_000)
  expect(saves.at(-1)?.[1]).toBe(stored.length)
})
