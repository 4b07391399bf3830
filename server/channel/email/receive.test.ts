import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Files, openFiles, type StoredFile } from '../../platform/files.ts'
import { readMail } from './read.ts'
import { type Envelope, type MailListener, receiveMail, type StoreArrival, startMailListener } from './receive.ts'

const now = new Date('2026-11-02T07:01:02Z')
const log = pino({ level: 'silent' })
let root: string
let files: Files
let listener: MailListener | null = null

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'ombud-receive-'))
  files = openFiles({ folder: join(root, 'files'), keysFolder: join(root, 'keys') })
})
afterEach(async () => {
  await listener?.stop()
  listener = null
})
afterAll(() => rm(root, { recursive: true }))

type Given = { store?: (raw: Buffer, envelope: Envelope) => Promise<void>; maxBytes?: number }
async function listening({ store = async () => undefined, maxBytes = 1_000_000 }: Given): Promise<{ smtp: number; lmtp: number }> {
  const free = { host: '127.0.0.1', port: 0 }
  const accepts = (address: string) => /^kontaktcenter(\+|@)/.test(address)
  listener = await startMailListener({ smtp: free, lmtp: free, domain: 'exempelby.test', maxBytes, accepts, store, log })
  return { smtp: listener.smtpPort ?? 0, lmtp: listener.lmtpPort ?? 0 }
}

const to = 'kontaktcenter@exempelby.test'
type Mail = { envelope: { from: string; to: string | string[] }; raw: string | Buffer }
async function send(port: number, mail: Mail, lmtp = false): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, lmtp, ignoreTLS: true })
  try {
    return (await transport.sendMail(mail)).response
  } catch (error) {
    return String(Reflect.get(Object(error), 'response'))
  } finally {
    transport.close()
  }
}

test('SMTP and LMTP hand over the very bytes, with who sent and to whom, and say 250 only after they were stored', async () => {
  const raw = readFileSync(join(import.meta.dirname, 'samples', 'swedish-flowed.eml'))
  const order: string[] = []
  const got: [string, Envelope][] = []
  const { smtp, lmtp } = await listening({
    store: async (bytes, envelope) => {
      await new Promise((resolve) => setTimeout(resolve, 50))
      order.push('stored')
      got.push([bytes.toString('latin1'), envelope])
    },
  })
  for (const [port, isLmtp] of [
    [smtp, false],
    [lmtp, true],
  ] as const) {
    expect(await send(port, { envelope: { from: 'asa@example.org', to }, raw }, isLmtp)).toMatch(/^250/)
    order.push('answered')
  }
  expect(order).toEqual(['stored', 'answered', 'stored', 'answered'])
  expect(got).toEqual(Array(2).fill([raw.toString('latin1'), { sender: 'asa@example.org', recipients: [to] }]))
})

test('while storing fails the sender is told to try again, and the next mail is taken', async () => {
  let broken = true
  const { smtp } = await listening({
    store: async () => {
      if (broken) throw new Error('the disk is full')
    },
  })
  const mail = { envelope: { from: 'asa@example.org', to }, raw: 'Subject: x\r\n\r\nx' }
  expect(await send(smtp, mail)).toMatch(/^451 4\./)
  broken = false
  expect(await send(smtp, mail)).toMatch(/^250/)
})

test('unknown recipients, relaying and too large mail are refused with their own codes', async () => {
  let stored = 0
  const { smtp } = await listening({ store: async () => void stored++, maxBytes: 100_000 })
  const answer = (recipient: string, raw = 'Subject: x\r\n\r\nx') => send(smtp, { envelope: { from: 'a@example.org', to: recipient }, raw })
  expect(await answer('ingen@exempelby.test')).toMatch(/^550 5\.1\.1 /)
  expect(await answer('kontaktcenter@annan.test')).toMatch(/^554 5\./)
  expect(await answer('kontaktcenter@exempelby.test.annan.test')).toMatch(/^554 5\./)
  expect(await answer(to, `Subject: x\r\n\r\n${'x'.repeat(200_000)}`)).toMatch(/^552 5\.3\.4 /)
  expect(await answer('kontaktcenter+kq3w7n5x2m4c6v8b9d1f0g7h2jzp@exempelby.test')).toMatch(/^250/)
  expect(stored).toBe(1)
})

async function talk(port: number): Promise<{ say(line: string): Promise<string>; socket: Socket }> {
  const socket = connect(port, '127.0.0.1')
  const next = () => new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())))
  await next()
  return {
    socket,
    say: (line) => {
      const answer = next()
      socket.write(line)
      return answer
    },
  }
}

test('a size that isn’t announced is measured, a connection that breaks in the middle stores nothing, and sign-in isn’t offered', async () => {
  let stored = 0
  const { smtp } = await listening({ store: async () => void stored++, maxBytes: 1_000 })
  const start = async () => {
    const line = await talk(smtp)
    const offered = await line.say('EHLO x\r\n')
    expect(offered).not.toMatch(/AUTH|STARTTLS/)
    await line.say('MAIL FROM:<>\r\n')
    await line.say(`RCPT TO:<${to}>\r\n`)
    await line.say('DATA\r\n')
    return line
  }
  const long = await start()
  expect(await long.say(`${'x'.repeat(5_000)}\r\n.\r\n`)).toMatch(/^552 /)
  expect(await long.say('AUTH PLAIN AGEAYg==\r\n')).toMatch(/^5\d\d/)
  long.socket.destroy()
  const broken = await start()
  broken.socket.write('Subject: halva\r\n\r\nhal')
  await new Promise((resolve) => setTimeout(resolve, 50))
  broken.socket.destroy()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(stored).toBe(0)
})

test('a taken port stops the start, and stopping waits for what is being stored', async () => {
  const order: string[] = []
  const begun = Promise.withResolvers<void>()
  const { smtp } = await listening({
    store: async () => {
      begun.resolve()
      await new Promise((resolve) => setTimeout(resolve, 200))
      order.push('stored')
    },
  })
  const again = startMailListener({
    smtp: { host: '127.0.0.1', port: smtp },
    lmtp: null,
    domain: 'x.test',
    maxBytes: 1,
    accepts: () => true,
    store: async () => undefined,
    log,
  })
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' })
  const sent = send(smtp, { envelope: { from: 'a@example.org', to }, raw: 'Subject: x\r\n\r\nx' })
  await begun.promise
  await listener?.stop()
  order.push('stopped')
  await sent
  expect(order).toEqual(['stored', 'stopped'])
})

function arrivals() {
  const kept = new Map<string, StoredFile>()
  const storeArrival: StoreArrival = async ({ channelKey, raw }) => {
    const fresh = !kept.has(channelKey)
    if (fresh) kept.set(channelKey, raw)
    return { arrivalId: channelKey, fresh }
  }
  return { kept, given: { files, storeArrival, channel: 'kontaktcenter', domain: 'exempelby.test', now } }
}
async function onDisk(): Promise<number> {
  let count = 0
  for await (const _ of files.list()) count++
  return count
}

test('the same mail twice, by SMTP and by IMAP, is one arrival and one file', async () => {
  const raw = readFileSync(join(import.meta.dirname, 'samples', 'swedish-flowed.eml'))
  const { kept, given } = arrivals()
  const before = await onDisk()
  const bySmtp = await receiveMail(raw, { sender: 'asa@example.org', recipients: [to] }, given)
  const byImap = await receiveMail(
    Buffer.from(`Received: from x by y; now\n${raw.toString('latin1').replaceAll('\r\n', '\n')}`, 'latin1'),
    null,
    given,
  )
  expect([bySmtp.fresh, byImap.fresh]).toEqual([true, false])
  expect(byImap.arrivalId).toBe(bySmtp.arrivalId)
  expect(kept.size).toBe(1)
  expect(await onDisk()).toBe(before + 1)
})

test('the envelope is kept with the bytes: a plus address that stands nowhere else gives its token, and an empty sender makes it automatic', async () => {
  const { kept, given } = arrivals()
  const token = 'kq3w7n5x2m4c6v8b9d1f0g7h2jzp'
  const envelope = { sender: '', recipients: [`kontaktcenter+${token}@exempelby.test`, 'x@exempelby.test\r\nBcc: y>'] }
  await receiveMail(Buffer.from('From: a@example.org\r\nTo: undisclosed\r\nSubject: x\r\n\r\nHej'), envelope, given)
  const [file] = kept.values()
  if (!file) throw new Error('nothing was kept')
  const stored = await files.get(file)
  expect(stored.toString()).toMatch(
    /^Return-Path: <>\r\nDelivered-To: kontaktcenter\+.*\r\nDelivered-To: x@exempelby.testBcc:y\r\nReceived: by exempelby.test \(Ombud\); Mon, 02 Nov 2026 07:01:02 \+0000\r\nFrom: /,
  )
  expect(await readMail(stored)).toMatchObject({ replyToken: token, automatic: true, text: 'Hej' })
})

test('when remembering the arrival fails the file stays, because the commit may have happened', async () => {
  const before = await onDisk()
  const { given } = arrivals()
  const lost = { ...given, storeArrival: async () => Promise.reject(new Error('connection lost')) }
  await expect(receiveMail(Buffer.from('Subject: x\r\n\r\nx'), null, lost)).rejects.toThrow('connection lost')
  expect(await onDisk()).toBe(before + 1)
})
