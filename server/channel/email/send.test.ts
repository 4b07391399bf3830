import { randomUUID } from 'node:crypto'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import type { OutgoingMessage } from '../../../contracts/channel.ts'
import { readMail } from './read.ts'
import { openMailSender } from './send.ts'

type Taken = { raw: string; sender: string; recipients: string[] }
const unfolded = (mail: Taken): Taken => ({ ...mail, raw: mail.raw.replace(/\r\n[ \t]+/g, ' ') })
const token = 'kq3w7n5x2m4c6v8b9d1f0g7h2jzp'
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Somebody else's mail server, and our sender connected to it. */
async function world(options: SMTPServerOptions = {}) {
  const taken: Taken[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    onData: async (stream, session, answer) => {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk)
      const { mailFrom, rcptTo } = session.envelope
      taken.push({
        raw: Buffer.concat(chunks).toString(),
        sender: mailFrom ? mailFrom.address : '?',
        recipients: rcptTo.map(({ address }) => address),
      })
      answer(null, 'queued as 1')
    },
    ...options,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const sender = openMailSender({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'kontaktcenter@exempelby.test', domain: 'exempelby.test' })
  closing.push(sender.close, () => new Promise<void>((resolve) => server.close(resolve)))
  return { sender, taken }
}

const answer = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  id: randomUUID(),
  to: { name: 'Åsa Öberg', email: 'asa.oberg@example.org' },
  subject: 'Sv: Släckt gatlampa',
  text: 'Hej!\n\nVi lagar den på måndag. Å, ä och ö.\n.\nHälsningar',
  replyToken: token,
  inReplyTo: '<lampa.1@example.org>',
  references: ['<gata.1@example.org>', '<första@example.org>', '<x>\r\nBcc: <ond@example.org>', '<lampa.1@example.org>'],
  automatic: false,
  ...more,
})

test('an answer arrives threaded, with Swedish letters, as text only, and can be answered to its own address', async () => {
  const { sender, taken } = await world()
  const message = answer()
  expect(await sender.send(message)).toEqual({ outcome: 'accepted', response: '250 queued as 1' })
  const [{ raw, sender: returnPath, recipients } = { raw: '', sender: '', recipients: [''] }] = taken.map(unfolded)
  expect(recipients).toEqual(['asa.oberg@example.org'])
  expect(returnPath).toBe(`kontaktcenter+${token}@exempelby.test`)
  expect(raw).toContain(`Message-ID: <${token}.${message.id}@exempelby.test>`)
  expect(raw).toContain('In-Reply-To: <lampa.1@example.org>\r\n')
  expect(raw).toContain('References: <gata.1@example.org> <lampa.1@example.org>\r\n')
  expect(raw).toContain(`Reply-To: kontaktcenter+${token}@exempelby.test`)
  expect(raw).not.toMatch(/auto-submitted|x-mailer|text\/html|multipart/i)
  expect(await readMail(Buffer.from(raw))).toMatchObject({
    from: { name: null, email: 'kontaktcenter@exempelby.test' },
    subject: message.subject,
    text: message.text,
    automatic: false,
  })
})

test('a job that runs twice sends the same Message-ID', async () => {
  const { sender, taken } = await world()
  const message = answer()
  await sender.send(message)
  await sender.send(message)
  const ids = taken.map(unfolded).map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1])
  expect(ids[0]).toBeDefined()
  expect(ids[1]).toBe(ids[0])
})

test('an automatic receipt says that it is one and takes no bounces', async () => {
  const { sender, taken } = await world()
  await sender.send(answer({ automatic: true }))
  expect(taken[0]?.sender).toBe('')
  expect(taken[0]?.raw).toContain('Auto-Submitted: auto-replied')
  expect(await readMail(Buffer.from(taken[0]?.raw ?? ''))).toMatchObject({ automatic: true })
})

test('nothing a sender could have put into a subject or a name becomes a header or a recipient', async () => {
  const { sender, taken } = await world()
  await sender.send(
    answer({ subject: 'x\r\nBcc: ond@example.org\r\n\r\nkropp', to: { name: 'y\r\nBcc: ond@example.org', email: 'a@example.org' } }),
  )
  expect(taken[0]?.recipients).toEqual(['a@example.org'])
  expect(taken[0]?.raw).not.toMatch(/^Bcc:/im)
  expect(taken[0]?.raw.split('\r\n\r\n')[1]).toMatch(/^Hej!/)
})

const refusing = (responseCode: number, message: string) => ({
  onRcptTo: (_address: unknown, _session: unknown, answerWith: (error: Error) => void) =>
    answerWith(Object.assign(new Error(message), { responseCode })),
})

test.each([
  [550, 'no such person', 'never'],
  [552, 'mailbox full for good', 'never'],
  [450, 'greylisted', 'again'],
  [451, 'try later', 'again'],
  [530, 'must authenticate first', 'again'],
])('a recipient refused with %i is tried: %s → %s', async (code, text, outcome) => {
  const { sender } = await world(refusing(code, text))
  const sent = await sender.send(answer())
  expect(sent).toMatchObject({ outcome })
  expect(sent.response).toContain(text)
})

test('refused or broken off after the text: 5xx is never, 4xx and a dropped connection are again', async () => {
  const after = (end: SMTPServerOptions['onData']) => world(end ? { onData: end } : {})
  const say = (responseCode: number) =>
    after((stream, _session, answerWith) => {
      stream.resume()
      stream.on('end', () => answerWith(Object.assign(new Error('no'), { responseCode })))
    })
  expect(await (await say(554)).sender.send(answer())).toMatchObject({ outcome: 'never' })
  expect(await (await say(452)).sender.send(answer())).toMatchObject({ outcome: 'again' })
  const closed = openMailSender({ smtpUrl: 'smtp://127.0.0.1:1', from: 'kc@exempelby.test', domain: 'exempelby.test' })
  closing.push(closed.close)
  expect(await closed.send(answer())).toMatchObject({ outcome: 'again' })
})

test('an address that can’t be written is never tried again', async () => {
  const { sender } = await world()
  expect(await sender.send(answer({ to: { name: null, email: '' } }))).toMatchObject({ outcome: 'never' })
})
