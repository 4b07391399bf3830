import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A mail as the resident got it. */
export type Received = {
  messageId: string
  inReplyTo: string
  replyTo: string
  subject: string
  text: string
  /** RFC 3834: written by a machine, as a receipt is. */
  automatic: boolean
  to: string
}

/** The resident's own mail server: takes whatever comes, and shows it. */
export type Sink = { url: string; mails: readonly Received[]; stop(): Promise<void> }

/** @param before is told of each mail when its bytes are here and before the sender is told "250" */
export async function startSink(before: (mail: Received) => void = () => undefined): Promise<Sink> {
  const mails: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 200,
    onData: (stream, session, answer) => {
      read(stream, session.envelope.rcptTo[0]?.address ?? '').then((mail) => {
        mails.push(mail)
        before(mail)
        answer()
      }, answer)
    },
  })
  server.on('error', () => undefined) // the product may be killed in the middle of a sentence
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return { url: `smtp://127.0.0.1:${port}`, mails, stop: () => new Promise((resolve) => server.close(resolve)) }
}

async function read(stream: NodeJS.ReadableStream & AsyncIterable<Buffer>, to: string): Promise<Received> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  const mail = await simpleParser(Buffer.concat(chunks))
  return {
    messageId: mail.messageId ?? '',
    inReplyTo: mail.inReplyTo ?? '',
    replyTo: mail.replyTo?.value[0]?.address ?? '',
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    automatic: mail.headers.get('auto-submitted') === 'auto-replied',
    to,
  }
}
