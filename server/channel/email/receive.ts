import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import type { Files, StoredFile } from '../../platform/files.ts'
import type { Log } from '../../platform/log.ts'
import { faultOf } from './fault-of.ts'
import { mailKey } from './mail-key.ts'

/** Who sent and to whom, as SMTP said it; `sender` is '' for a bounce. The header of the message may say something else. */
export type Envelope = { sender: string; recipients: readonly string[] }

/** Transaction A: remembers that this message has come. `fresh` false = the same key was there already, and nothing changed. */
export type StoreArrival = (given: {
  channel: string
  channelKey: string
  raw: StoredFile
  receivedAt: Date
}) => Promise<{ arrivalId: string; fresh: boolean }>

type Receiving = { files: Files; storeArrival: StoreArrival; channel: string; domain: string; now: Date }

/**
 * Step 1 of the way: the bytes are on disk, sealed, and the arrival is committed when this resolves; only then may anyone be told "250".
 * `envelope` null: the mail server that we fetched from has written the envelope into the header already.
 */
export async function receiveMail(
  raw: Buffer,
  envelope: Envelope | null,
  given: Receiving,
): Promise<{ arrivalId: string; fresh: boolean }> {
  const { files, storeArrival, channel, now } = given
  const channelKey = mailKey(raw, now)
  const file = await files.put(envelope ? Buffer.concat([Buffer.from(trace(envelope, given)), raw]) : raw)
  // When this throws the file stays: the commit may have happened and only its answer been lost. Without an owner it is swept later.
  const arrival = await storeArrival({ channel, channelKey, raw: file, receivedAt: now })
  if (!arrival.fresh) await files.remove(file.id)
  return arrival
}

/**
 * What the last server on the way writes on top (RFC 5321 §4.4): the plus address may stand nowhere else than in the envelope, and the line Received
 * is how a loop is seen. The client's address isn't kept.
 */
function trace(envelope: Envelope, { domain, now }: Receiving): string {
  const plain = (address: string) => address.replace(/[^\x21-\x7e\u0080-\uffff]|[<>]/g, '')
  return [
    `Return-Path: <${plain(envelope.sender)}>`,
    ...envelope.recipients.map((recipient) => `Delivered-To: ${plain(recipient)}`),
    `Received: by ${domain} (Ombud); ${now.toUTCString().replace('GMT', '+0000')}`,
    '',
  ].join('\r\n')
}

type Listen = { host: string; port: number }

export type MailListening = {
  /** null = that listener is off. Port 0 takes a free one, port undefined in the settings never gets here. */
  smtp: Listen | null
  lmtp: Listen | null
  /** Mail to other domains is relaying, and refused as such. */
  domain: string
  maxBytes: number
  accepts: (address: string) => boolean
  /** Must have stored the bytes for good when it resolves; while it fails, the sender is told to come again. */
  store: (raw: Buffer, envelope: Envelope) => Promise<void>
  log: Log
}

export type MailListener = { smtpPort: number | null; lmtpPort: number | null; stop(): Promise<void> }

/** A mail server keeps at most 20 connections to one destination (Postfix), and each may hold one message in memory. */
const maxConnections = 20
const idleMs = 60_000
const goodbyeMs = 2_000

/** Listens for mail from the municipality's own mail servers: no sign-in, no relaying, nothing to fetch. @throws when a port is taken */
export async function startMailListener(given: MailListening): Promise<MailListener> {
  const smtp = given.smtp && (await listen(given, given.smtp, false))
  const lmtp = given.lmtp && (await listen(given, given.lmtp, true))
  return {
    smtpPort: smtp?.port ?? null,
    lmtpPort: lmtp?.port ?? null,
    stop: async () => {
      await Promise.all([smtp?.stop(), lmtp?.stop()])
    },
  }
}

async function listen(given: MailListening, at: Listen, lmtp: boolean): Promise<{ port: number; stop(): Promise<void> }> {
  const storing = new Set<Promise<void>>()
  const server = new SMTPServer(optionsOf(given, lmtp, storing))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port, at.host, resolve)
  })
  // From here on a connection that breaks is the sender's matter; the listener goes on.
  server.removeAllListeners('error')
  server.on('error', (error) => given.log.debug(faultOf(error), 'mail connection failed'))
  return {
    port: portOf(server.server.address()),
    stop: async () => {
      await new Promise<void>((resolve) => server.close(resolve))
      await Promise.allSettled(storing)
    },
  }
}

function optionsOf(given: MailListening, lmtp: boolean, storing: Set<Promise<void>>): SMTPServerOptions {
  return {
    lmtp,
    name: given.domain,
    banner: 'Ombud',
    size: given.maxBytes,
    rejectOversized: true,
    authOptional: true,
    // Encryption belongs to the mail server in front of us; a certificate that nobody can check would only look safe.
    disabledCommands: ['AUTH', 'STARTTLS'],
    hideENHANCEDSTATUSCODES: false,
    disableReverseLookup: true,
    maxClients: maxConnections,
    maxRecipients: 100,
    socketTimeout: idleMs,
    closeTimeout: goodbyeMs,
    logger: false,
    onRcptTo: ({ address }, _session, answer) => answer(refusalOf(address, given)),
    onData: (stream, session, answer) => {
      const stored = take(stream, session, given).then((refusal) => answer(refusal))
      storing.add(stored)
      stored.finally(() => storing.delete(stored))
    },
  }
}

function refusalOf(address: string, { domain, accepts }: MailListening): Error | null {
  if (!address.toLowerCase().endsWith(`@${domain.toLowerCase()}`)) return answerOf(554, 'Relaying is not allowed here')
  return accepts(address) ? null : answerOf(550, 'There is no such recipient here')
}

/** Reads the message to its end and stores it. @returns what the sender is told instead of "250", or null; never rejects */
async function take(stream: SMTPServerDataStream, session: SMTPServerSession, { store, log }: MailListening): Promise<Error | null> {
  try {
    const chunks: Buffer[] = []
    for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk)
    if (stream.sizeExceeded) return answerOf(552, 'too large') // the server itself says so, with the right enhanced code
    const { mailFrom, rcptTo } = session.envelope
    await store(Buffer.concat(chunks), { sender: mailFrom ? mailFrom.address : '', recipients: rcptTo.map(({ address }) => address) })
    return null
  } catch (error) {
    log.error(faultOf(error), 'mail could not be stored; the sender keeps it')
    return answerOf(451, 'The message could not be stored now, please try again')
  }
}

function answerOf(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the mail listener has no port')
  return address.port
}
