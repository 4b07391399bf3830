import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import MailComposer from 'nodemailer/lib/mail-composer'
import { expect, test } from 'vitest'
import type { IncomingMessage } from '../../../contracts/channel.ts'
import { maxMailBytes, readMail } from './read.ts'

const samples = join(import.meta.dirname, 'samples')
const token = 'kq3w7n5x2m4c6v8b9d1f0g7h2jzp'

async function read(raw: Buffer | string): Promise<IncomingMessage> {
  const message = await readMail(Buffer.from(raw))
  if ('quarantine' in message) throw new Error(`was put in quarantine: ${message.detail}`)
  return message
}
const sample = (name: string) => read(readFileSync(join(samples, name)))

test('Swedish names, encoded words, emoji and format=flowed come out as they were written', async () => {
  const message = await sample('swedish-flowed.eml')
  expect(message.from).toEqual({ name: 'Åsa Öberg', email: 'asa.oberg@example.org' })
  expect(message.subject).toBe('Släckt gatlampa på Päronvägen 💡')
  expect(message.text).toBe(
    'Hej! Gatlampan utanför nummer 4 har varit släckt i en vecka nu, och det är mörkt på kvällarna.\n\nVänliga hälsningar\nÅsa',
  )
  expect(message).toMatchObject({ messageId: '<lampa.1@example.org>', html: null, automatic: false, replyToken: null, anonymous: false })
})

test('a mail in Windows-1252 that names no charset keeps its å, ä and ö', async () => {
  const message = await sample('windows-1252.eml')
  expect(message.from?.name).toBe('Göran Ås')
  expect(message.subject).toBe('Återbetalning av förskoleavgift')
  expect(message.text).toBe('Hej, jag väntar på 1 200 kr – när kommer de?')
})

test('a mail with only HTML gets a text, its own picture is kept, and what is missing or elsewhere is dropped', async () => {
  const message = await sample('html-only-with-picture.eml')
  expect(message.text).toBe('Gungan på lekplatsen är trasig.\n\nBild:\n\n- ena kedjan\n- andra kedjan')
  expect(message.html).toContain('<img src="cid:gunga@bild" alt="gungan" />')
  expect(message.html).not.toMatch(/saknas|sparare|style|Inte text/)
  expect(message.files.map(({ name, mediaType, contentId }) => ({ name, mediaType, contentId }))).toEqual([
    { name: 'gunga.png', mediaType: 'image/png', contentId: 'gunga@bild' },
    { name: 'karta över läget.pdf', mediaType: 'application/pdf', contentId: null },
  ])
})

test('an answer to our answer carries its token, and the quoted text stays', async () => {
  const message = await sample('answer-to-our-answer.eml')
  expect(message.replyToken).toBe(token)
  expect(message.text).toBe('Tack, men det gäller den andra lekplatsen.\n\n> Hej!')
  expect(message.html).toContain('<i>den andra</i>')
})

test('a bounce and an out-of-office answer are automatic, and the bounce finds its case by the plus address', async () => {
  expect(await sample('out-of-office.eml')).toMatchObject({ automatic: true, subject: 'Automatiskt svar: på semester' })
  const bounce = await sample('bounce.eml')
  expect(bounce).toMatchObject({ automatic: true, replyToken: token })
  expect(bounce.text).toContain('Status: 5.1.1')
  expect(bounce.files.map((file) => file.mediaType)).toEqual(['message/rfc822'])
})

test.each([
  ['Auto-Submitted: no', false],
  ['Auto-Submitted: auto-generated', true],
  ['Precedence: bulk', true],
  ['Precedence: first-class', false],
  ['X-Auto-Response-Suppress: DR, OOF', true],
  ['X-Auto-Response-Suppress: None', false],
  ['Return-Path: <>', true],
  ['Return-Path: <a@example.org>', false],
  ['List-Id: <nyheter.example.org>', true],
])('a message with "%s" is automatic: %s', async (line, automatic) => {
  expect((await read(`From: a@example.org\r\n${line}\r\n\r\nHej`)).automatic).toBe(automatic)
})

test.each([
  [`Delivered-To: kc+${token}@exempelby.test`, token],
  [`To: "Kontaktcenter" <kc+${token}@exempelby.test>`, token],
  [`Cc: a@example.org,\r\n kc+${token}@exempelby.test`, token],
  [`References: <${token}.1@exempelby.test>\r\n\t<CAF1b2c3d4e5f6g7h8i9j0k1l2m3n4o5@mail.example.org>`, token],
  ['To: kc+kort@exempelby.test', null],
  ['In-Reply-To: <VI1PR0402MB3406E2F8B1B8F7D5A3F2@VI1PR0402MB3406.eurprd04.prod.example.org>', null],
  [`Subject: kc+${token}@exempelby.test`, null],
])('"%s" gives the reply token %s', async (line, expected) => {
  expect((await read(`From: a@example.org\r\n${line}\r\n\r\nHej`)).replyToken).toBe(expected)
})

test('a footer that a list adds as its own part is in the text, whichever kind of part it is', async () => {
  const mixed = (footer: string, type: string) =>
    `From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nfrågan\r\n--b\r\nContent-Type: ${type}\r\n\r\n${footer}\r\n--b--\r\n`
  expect((await read(mixed('<p>fot &amp; hand</p>', 'text/html'))).text).toBe('frågan\n\nfot & hand')
  expect((await read(mixed('fot & hand', 'text/plain'))).text.replace(/\s+/g, ' ')).toBe('frågan fot & hand')
})

test('without header, sender or Message-ID there is still a message, as far as it can be read', async () => {
  expect(await read('Subject: bara ämne\n\nHej')).toMatchObject({ from: null, messageId: null, subject: 'bara ämne', text: 'Hej' })
  expect(await readMail(Buffer.from(''))).toMatchObject({ quarantine: 'malformed' })
  expect(await readMail(Buffer.from('no header at all'))).toMatchObject({ quarantine: 'malformed' })
})

test('NUL, lone surrogates, line breaks and reversed names never come further', async () => {
  const { from, subject, text } = await sample('hostile-header.eml')
  expect(from).toEqual({ name: 'Kallefdp.exe', email: 'kalle@example.org' })
  expect(subject).not.toMatch(/[\n\r]/)
  expect(JSON.stringify([from, subject, text])).not.toContain('\\u0000')
  const surrogate = await read('From: a@example.org\r\nContent-Type: text/html\r\n\r\n<p>a&#xD800;b&#0;c</p>')
  expect(surrogate.text.isWellFormed()).toBe(true)
  expect(surrogate.html?.isWellFormed()).toBe(true)
  expect(`${surrogate.text}${surrogate.html}`).not.toContain('\u0000')
})

const nested = (depth: number) =>
  `From: a@example.org\r\n${Array.from({ length: depth }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`).join('')}Content-Type: text/plain\r\n\r\ninnerst\r\n`
const parts = (count: number, disposition = '') =>
  `From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${`--b\r\nContent-Type: text/plain\r\n${disposition}\r\nx\r\n`.repeat(count)}--b--\r\n`

test('each bound ends in quarantine with its reason, and just below it the message is read', async () => {
  const attached = 'Content-Disposition: attachment\r\n'
  const headerOf = (bytes: number) => `From: a@example.org\r\nX-Fill: ${'x'.repeat(bytes)}\r\n\r\nHej`
  const receivedBy = (hops: number) => `${'Received: by x\r\n'.repeat(hops)}From: a@example.org\r\n\r\nHej`
  expect(await readMail(Buffer.alloc(maxMailBytes + 1, 'a'))).toMatchObject({ quarantine: 'too-large' })
  expect(await readMail(Buffer.from(headerOf(256 * 1024)))).toMatchObject({ quarantine: 'too-large' })
  expect(await readMail(Buffer.from(nested(20)))).toMatchObject({ quarantine: 'too-deep' })
  expect(await readMail(Buffer.from(nested(5_000)))).toMatchObject({ quarantine: 'too-many-parts' })
  expect(await readMail(Buffer.from(parts(201)))).toMatchObject({ quarantine: 'too-many-parts' })
  expect(await readMail(Buffer.from(parts(101, attached)))).toMatchObject({ quarantine: 'too-many-parts' })
  expect(await readMail(Buffer.from(receivedBy(51)))).toMatchObject({ quarantine: 'bounce-loop' })
  expect((await read(headerOf(200 * 1024))).text).toBe('Hej')
  expect((await read(nested(19))).text).toBe('innerst')
  expect((await read(parts(100, attached))).files.length).toBe(100)
  expect((await read(receivedBy(50))).text).toBe('Hej')
})

test('text beyond a million characters is cut visibly, without breaking a character in two', async () => {
  const { text } = await read(`From: a@example.org\r\n\r\nx${'😀'.repeat(600_000)}`)
  expect(text.endsWith('\n[…]')).toBe(true)
  expect(text.length).toBeLessThan(1_000_010)
  expect(text.isWellFormed()).toBe(true)
})

test('what a mail program composes is read back: names, subject, text, attachments', async () => {
  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((text) => `å${text.replace(/[\p{C}\p{Z}\p{M}"<>@,;:\\/()[\]=?]/gu, '')}ö`)
  await fc.assert(
    fc.asyncProperty(
      word,
      word,
      fc.array(word, { maxLength: 20 }),
      fc.uint8Array({ maxLength: 300 }),
      async (name, subject, words, bytes) => {
        const text = words.join(' ')
        const mail = {
          from: { name, address: 'a@example.org' },
          to: 'b@exempelby.test',
          subject,
          text,
          attachments: [{ filename: `${name}.bin`, content: Buffer.from(bytes) }],
        }
        const message = await read(await new MailComposer(mail).compile().build())
        expect(message.from).toEqual({ name, email: 'a@example.org' })
        expect(message).toMatchObject({ subject, text })
        expect(message.files.map((file) => [file.name, Buffer.from(file.bytes).toString('hex')])).toEqual([
          [`${name}.bin`, Buffer.from(bytes).toString('hex')],
        ])
      },
    ),
    { numRuns: 100 },
  )
})

test('broken bytes never throw: samples cut, doubled, shuffled and with bytes changed all end as a message or in quarantine', async () => {
  const all = readdirSync(samples).map((name) => readFileSync(join(samples, name)))
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(40),
    put: fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(...spanners)),
  })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...all), fc.array(change, { minLength: 1, maxLength: 8 }), async (original, changes) => {
      const raw = changes.reduce((bytes, { at, remove, put }) => {
        const from = Math.floor(at * bytes.length)
        return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + remove)])
      }, original)
      const message = await readMail(raw)
      if ('quarantine' in message) return
      const written = JSON.stringify([
        message.from,
        message.subject,
        message.text,
        message.html,
        message.messageId,
        message.files.map((file) => file.name),
      ])
      expect(written).not.toContain('\\u0000')
      expect(written).not.toMatch(/\\ud[89a-f]/) // JSON writes a lone surrogate as an escape
    }),
    { numRuns: 400 },
  )
}, 60_000)

const spanners = [
  '\r\n\r\n',
  '\r\n--b--\r\n',
  'Content-Type: multipart/mixed; boundary=b\r\n',
  'Content-Type: message/rfc822\r\nContent-Disposition: inline\r\n\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Transfer-Encoding: quoted-printable\r\n',
  'charset=iso-2022-jp;',
  'charset=utf-7;',
  'charset=utf-16;',
  'charset="";',
  '=?utf-8?Q?',
  '=?iso-2022-jp?B?GyRC?=',
  "filename*0*=utf-8''%E5%;",
  'From: (((((((',
  'To: "',
  'List-__proto__: <x>\r\n',
  'constructor: x\r\n',
  '__proto__: x\r\n',
  'Date: x\r\n',
  '\u0000',
].map((text) => Buffer.from(text))
