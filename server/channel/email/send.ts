import { createTransport } from 'nodemailer'
import type { OutgoingMessage, Sent } from '../../../contracts/channel.ts'

export type MailSending = {
  /** smtp://user:password@host:port or smtps://… */
  smtpUrl: string
  /** The municipality's address, on every mail: `kontakt@exempelby.example`. */
  from: string
  /** Right-hand side of our Message-IDs. */
  domain: string
}

export type MailSender = { send(message: OutgoingMessage): Promise<Sent>; close(): void }

/** Hands outgoing mail to the municipality's mail server. Connects when the first is sent. */
export function openMailSender({ smtpUrl, from, domain }: MailSending): MailSender {
  const { hostname, username } = new URL(smtpUrl)
  const near = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  // A password never leaves the machine in clear, also when someone on the way strips STARTTLS from what the server offers.
  const requireTLS = username !== '' && !near
  const transport = createTransport({ url: smtpUrl, requireTLS, pool: true, maxConnections: 4, ...patience })
  return {
    send: async (message) => {
      try {
        const { response } = await transport.sendMail(mailOf(message, from, domain))
        return { outcome: 'accepted', response }
      } catch (error) {
        return refusalOf(error)
      }
    },
    close: () => transport.close(),
  }
}

const patience = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 }

/** The id a message has for ever: a job that runs twice sends the same one, and the other side's mail program shows one. */
function messageIdOf({ replyToken, id }: Pick<OutgoingMessage, 'replyToken' | 'id'>, domain: string): string {
  return `<${replyToken}.${id}@${domain}>`
}

const maxReferences = 20

function isMessageId(id: string): boolean {
  return /^<[\x21-\x3b\x3d\x3f-\x7e]{1,996}>$/.test(id)
}

/** Plain text only: nothing to sanitise at the other end. The header says nothing about the matter but what the subject says. */
function mailOf(message: OutgoingMessage, from: string, domain: string) {
  const [local, host] = from.split('@')
  // They come from other people's mail, and a thread may be as long as it likes.
  const thread = message.references.filter(isMessageId).slice(-maxReferences)
  const answers = [message.inReplyTo ?? ''].filter(isMessageId)
  const answersTo = `${local}+${message.replyToken}@${host}`
  return {
    messageId: messageIdOf(message, domain),
    from,
    to: { name: message.to.name ?? '', address: message.to.email },
    replyTo: answersTo,
    subject: message.subject,
    text: message.text,
    inReplyTo: answers.at(0),
    references: thread,
    // RFC 3834 §5 and §3.3: an automatic answer says so and takes no bounce, so that two machines can't keep answering each other.
    headers: message.automatic ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' } : {},
    envelope: { from: message.automatic ? '' : answersTo, to: message.to.email },
    xMailer: false,
  } as const
}

/**
 * 5xx about this message or its recipient: trying again can't help. Everything else (4xx, no connection, sign-in, TLS) is about the server or
 * the way to it, and the mail waits until that is put right.
 */
function refusalOf(error: unknown): Sent {
  if (!(error instanceof Error)) return { outcome: 'again', response: 'unknown fault' }
  const [code, said, response]: unknown[] = ['code', 'responseCode', 'response'].map((name) => Reflect.get(error, name))
  const aboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  // No code said: refused by our own side before it was sent, as an address that can't be written. 530: we should have signed in.
  const final = aboutTheMail && (said === undefined || (typeof said === 'number' && said >= 500 && said !== 530))
  return { outcome: final ? 'never' : 'again', response: (typeof response === 'string' ? response : error.message).slice(0, 500) }
}
