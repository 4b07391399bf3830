import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { IncomingMessage, OutgoingMessage } from '../contracts/channel.ts'
import { type Cursor, startMailFetch } from '../server/channel/email/fetch.ts'
import { mailKey } from '../server/channel/email/mail-key.ts'
import { readMail } from '../server/channel/email/read.ts'
import { type Envelope, startMailListener } from '../server/channel/email/receive.ts'
import { openMailSender } from '../server/channel/email/send.ts'

/** Where .ci/mail-peers.sh has started Postfix and Dovecot; without it there is nothing real to talk to. */
const folder = process.env.OMBUD_MAIL_PEERS
const Port = z.int()
const Peers = z.strictObject({
  smtp: Port,
  submission: Port,
  imap: Port,
  listenSmtp: Port,
  listenLmtp: Port,
  domain: z.string(),
  password: z.string(),
  certificate: z.string(),
})
const log = pino({ level: 'silent' })
const token = 'kq3w7n5x2m4c6v8b9d1f0g7h2jzp'

describe.skipIf(!folder)('with real Postfix and Dovecot (OMBUD_MAIL_PEERS, started by .ci/mail-peers.sh)', () => {
  let peers: z.infer<typeof Peers>
  const own = getCACertificates()
  const closing: (() => unknown)[] = []

  beforeAll(async () => {
    peers = Peers.parse(JSON.parse(await readFile(join(folder ?? '', 'peers.json'), 'utf8')))
    setDefaultCACertificates([...own, await readFile(peers.certificate, 'utf8')])
  })
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })
  afterAll(() => setDefaultCACertificates(own))

  const mailbox = (name: string) => ({
    host: 'localhost',
    port: peers.imap,
    secure: false,
    user: 'kontaktcenter@exempelby.test',
    password: peers.password,
    mailbox: name,
  })

  async function asCentre<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    const { host, port, secure, user, password } = mailbox('INBOX')
    const client = new ImapFlow({ host, port, secure, doSTARTTLS: true, auth: { user, pass: password }, logger: false })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.logout()
    }
  }

  /** An empty mailbox of its own for each test, and what we have fetched from it. */
  async function fetching(
    given: { name?: string; cursor?: Map<string, [string, number]>; removeStored?: boolean; refuse?: (raw: Buffer) => boolean } = {},
  ) {
    const name = given.name ?? 'INBOX'
    const fetched: Buffer[] = []
    const kept = given.cursor ?? new Map<string, [string, number]>()
    const cursor: Cursor = {
      load: async (of) => {
        const [uidValidity, lastUid] = kept.get(of) ?? []
        return uidValidity === undefined || lastUid === undefined ? null : { uidValidity, lastUid }
      },
      save: async (of, uidValidity, lastUid) => void kept.set(of, [uidValidity, lastUid]),
    }
    const store = async (raw: Buffer) => {
      if (given.refuse?.(raw)) throw new Error('can not be stored')
      fetched.push(raw)
    }
    const waitMs = { first: 100, longest: 300 }
    const running = startMailFetch({ mailbox: mailbox(name), cursor, store, removeStored: given.removeStored ?? false, log, waitMs })
    closing.push(running.stop)
    return { fetched, kept, stop: running.stop, subjects: () => Promise.all(fetched.map(async (raw) => (await read(raw)).subject)) }
  }

  async function read(raw: Buffer): Promise<IncomingMessage> {
    const message = await readMail(raw)
    if ('quarantine' in message) throw new Error(message.detail)
    return message
  }

  async function emptied(name = 'INBOX') {
    await asCentre(async (client) => {
      await client.mailboxOpen(name)
      await client.messageDelete('1:*').catch(() => false)
    })
  }

  async function submit(mail: { to: string; subject: string; text?: string; from?: string; port?: number }) {
    const transport = createTransport({ host: 'localhost', port: mail.port ?? peers.smtp, secure: false })
    closing.push(() => transport.close())
    await transport.sendMail({
      from: mail.from ?? 'Åsa Öberg <asa@example.org>',
      to: mail.to,
      subject: mail.subject,
      text: mail.text ?? 'Hej, å ä ö',
    })
  }

  const until = (condition: () => unknown, ms = 15_000) => vi.waitUntil(condition, { timeout: ms, interval: 20 })

  test('a mail handed to Postfix is told by IDLE and fetched whole, also to a plus address, and what lay there before comes too', async () => {
    await emptied()
    const tag = randomUUID()
    await submit({ to: 'kontaktcenter@exempelby.test', subject: `före ${tag}` })
    await asCentre(async (client) => {
      await client.mailboxOpen('INBOX')
      await vi.waitUntil(async () => ((await client.search({ subject: tag })) || []).length > 0, { timeout: 15_000, interval: 100 })
    })
    const { fetched, subjects } = await fetching()
    await until(() => fetched.length === 1)
    await submit({ to: `kontaktcenter+${token}@exempelby.test`, subject: `plus ${tag}` })
    await until(() => fetched.length === 2) // by IDLE: without it the mailbox is asked every four minutes
    expect(await subjects()).toEqual([`före ${tag}`, `plus ${tag}`])
    const message = await read(fetched[1] ?? Buffer.alloc(0))
    expect(message).toMatchObject({
      from: { name: 'Åsa Öberg', email: 'asa@example.org' },
      text: 'Hej, å ä ö',
      replyToken: token,
      automatic: false,
    })
  })

  test('a restart goes on behind the cursor, and under another UIDVALIDITY everything is read again with the same keys', async () => {
    const name = `Provning-${randomUUID().slice(0, 8)}`
    const cursor = new Map<string, [string, number]>()
    const filled = (subjects: string[]) =>
      asCentre(async (client) => {
        await client.mailboxCreate(name)
        for (const subject of subjects)
          await client.append(
            name,
            `From: a@example.org\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@example.org>\r\nDate: Mon, 2 Nov 2026 08:00:00 +0100\r\n\r\nx\r\n`,
          )
      })
    await filled(['ett', 'två'].map((word) => encodeURIComponent(word)))
    const first = await fetching({ name, cursor })
    await until(() => first.fetched.length === 2)
    await first.stop()
    const [before] = [...cursor.values()]
    const second = await fetching({ name, cursor })
    await asCentre((client) => client.append(name, 'From: a@example.org\r\nSubject: tre\r\nMessage-ID: <tre@example.org>\r\n\r\nx\r\n'))
    await until(() => second.fetched.length === 1)
    await second.stop()
    expect(await second.subjects()).toEqual(['tre'])
    await asCentre((client) => client.mailboxDelete(name))
    await new Promise((resolve) => setTimeout(resolve, 1_100)) // Dovecot makes UIDVALIDITY from the second
    await filled(['ett', 'två'].map((word) => encodeURIComponent(word)))
    const third = await fetching({ name, cursor })
    await until(() => third.fetched.length === 2)
    await third.stop()
    const [after] = [...cursor.values()]
    expect(after?.[0]).not.toBe(before?.[0])
    const keys = (mails: Buffer[]) => mails.map((raw) => mailKey(raw, new Date(0)))
    expect(keys(third.fetched)).toEqual(keys(first.fetched))
    await asCentre((client) => client.mailboxDelete(name))
  })

  test('once ours is stored the mailbox’s copy is destroyed, and a mail that can’t be stored stays there without stopping the others', async () => {
    await emptied()
    const tag = randomUUID()
    let broken = true
    const { fetched, subjects } = await fetching({ removeStored: true, refuse: (raw) => broken && raw.includes('Subject: trasig') })
    for (const subject of [`trasig ${tag}`, `hel ${tag}`]) await submit({ to: 'kontaktcenter@exempelby.test', subject })
    await until(() => fetched.length === 1)
    expect(await subjects()).toEqual([`hel ${tag}`])
    const left = () => asCentre(async (client) => (await client.mailboxOpen('INBOX')).exists)
    await vi.waitUntil(async () => (await left()) === 1, { timeout: 5_000, interval: 100 })
    broken = false
    await until(() => fetched.length === 2)
    await vi.waitUntil(async () => (await left()) === 0, { timeout: 5_000, interval: 100 })
    expect(await subjects()).toEqual([`hel ${tag}`, `trasig ${tag}`])
  })

  const answer = (more: Partial<OutgoingMessage>): OutgoingMessage => ({
    id: randomUUID(),
    to: { name: 'Åsa', email: 'asa@exempelby.test' },
    subject: 'Sv: Frågan',
    text: 'Vi lagar den.',
    replyToken: token,
    inReplyTo: '<fråga@x>',
    references: ['<1@example.org>'],
    automatic: false,
    ...more,
  })
  const sender = () => {
    const smtpUrl = `smtp://${encodeURIComponent('kontaktcenter@exempelby.test')}:${peers.password}@localhost:${peers.submission}`
    const opened = openMailSender({ smtpUrl, from: 'kontaktcenter@exempelby.test', domain: peers.domain })
    closing.push(opened.close)
    return opened
  }

  test('an answer leaves through submission with sign-in and STARTTLS, the resident’s reply comes back with its token, and a bounce too', async () => {
    await emptied()
    const { fetched } = await fetching()
    expect(await sender().send(answer({}))).toMatchObject({ outcome: 'accepted' })
    await submit({ to: `kontaktcenter+${token}@exempelby.test`, subject: 'Sv: Sv: Frågan' })
    await until(() => fetched.length === 1)
    expect(await read(fetched[0] ?? Buffer.alloc(0))).toMatchObject({ replyToken: token, automatic: false })
    expect(await sender().send(answer({ to: { name: null, email: 'flyttad@exempelby.test' } }))).toMatchObject({ outcome: 'accepted' })
    await until(() => fetched.length === 2)
    expect(await read(fetched[1] ?? Buffer.alloc(0))).toMatchObject({ replyToken: token, automatic: true })
  })

  test('what Postfix says decides: unknown person never, foreign domain never, wrong password again', async () => {
    expect(await sender().send(answer({ to: { name: null, email: 'ingen@exempelby.test' } }))).toMatchObject({ outcome: 'never' })
    expect(await sender().send(answer({ to: { name: null, email: 'a@example.org' } }))).toMatchObject({ outcome: 'never' })
    const wrong = openMailSender({
      smtpUrl: `smtp://asa%40exempelby.test:fel@localhost:${peers.submission}`,
      from: 'asa@exempelby.test',
      domain: peers.domain,
    })
    closing.push(wrong.close)
    expect(await wrong.send(answer({}))).toMatchObject({ outcome: 'again' })
  })

  test('Postfix hands mail to our own SMTP and LMTP listeners, keeps what we can’t store, and comes again with it', async () => {
    const got: [string, Envelope][] = []
    let broken = true
    const store = async (raw: Buffer, envelope: Envelope) => {
      if (broken && raw.includes('Subject: envis')) {
        broken = false
        throw new Error('the disk is full')
      }
      got.push([(await read(raw)).subject, envelope])
    }
    const at = (port: number) => ({ host: '127.0.0.1', port })
    const accepts = (address: string) => address.startsWith('kc+')
    for (const [domain, smtp, lmtp] of [
      [`smtp.${peers.domain}`, at(peers.listenSmtp), null],
      [`lmtp.${peers.domain}`, null, at(peers.listenLmtp)],
    ] as const) {
      closing.push((await startMailListener({ smtp, lmtp, domain, maxBytes: 1_000_000, accepts, store, log })).stop)
    }
    await submit({ to: `kc+${token}@smtp.exempelby.test`, subject: 'smtp' })
    await submit({ to: `kc+${token}@lmtp.exempelby.test`, subject: 'lmtp' })
    await submit({ to: `kc+${token}@smtp.exempelby.test`, subject: 'envis' })
    await until(() => got.length === 3, 25_000)
    expect(got.map(([subject]) => subject).sort()).toEqual(['envis', 'lmtp', 'smtp'])
    expect(got.every(([, { sender: from, recipients }]) => from === 'asa@example.org' && recipients[0]?.startsWith(`kc+${token}@`))).toBe(
      true,
    )
  })
})
