import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mailKey } from './mail-key.ts'

const at = new Date('2026-11-02T07:01:02Z')
const later = new Date('2026-11-03T07:01:02Z')
const samples = join(import.meta.dirname, 'samples')
const dated = readdirSync(samples)
  .map((name) => readFileSync(join(samples, name)))
  .filter((raw) => raw.includes('Message-ID:'))

test('the same message has the same key through SMTP and IMAP, redelivered, with other line ends and with white space lost on the way', () => {
  const trace = fc.array(
    fc.constantFrom(
      'Received: by a.example; today\r\n\tfolded\r\n',
      'Delivered-To: kc@exempelby.test\r\n',
      'Return-Path: <x@example.org>\r\n',
      'X-Spam-Score: 1\r\n',
      'Authentication-Results: x; spf=pass\r\n',
    ),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(fc.constantFrom(...dated), trace, fc.boolean(), fc.nat(3), (raw, lines, lf, blanks) => {
      const text = lines.join('') + raw.toString('latin1') + '\r\n'.repeat(blanks)
      const other = Buffer.from(lf ? text.replaceAll('\r\n', '\n') : text.replaceAll(' \r\n', '\r\n'), 'latin1')
      expect(mailKey(other, later)).toBe(mailKey(raw, at))
    }),
  )
})

test('every sample has a key of its own', () => {
  const keys = readdirSync(samples).map((name) => mailKey(readFileSync(join(samples, name)), at))
  expect(new Set(keys).size).toBe(keys.length)
})

test('a forged Message-ID swallows nobody: another body, subject, sender or date gives another key', () => {
  const mail = (from = 'a@example.org', subject = 'Hej', date = 'Mon, 2 Nov 2026 08:00:00 +0100', body = 'text') =>
    mailKey(Buffer.from(`From: ${from}\r\nSubject: ${subject}\r\nDate: ${date}\r\nMessage-ID: <same@example.org>\r\n\r\n${body}\r\n`), at)
  const keys = [
    mail(),
    mail('b@example.org'),
    mail('a@example.org', 'Hå'),
    mail(undefined, undefined, 'Mon, 2 Nov 2026 08:00:01 +0100'),
    mail(undefined, undefined, undefined, 'text!'),
    mail(undefined, undefined, undefined, 'te xt'),
  ]
  expect(new Set(keys).size).toBe(keys.length)
})

test('without a Message-ID the bytes count, and an undated alarm that is sent each night is a new one each night', () => {
  const alarm = Buffer.from('From: pump@exempelby.test\r\nSubject: Larm\r\n\r\nHögt vatten\r\n')
  expect(mailKey(alarm, at)).not.toBe(mailKey(alarm, later))
  const datedAlarm = Buffer.concat([Buffer.from('Date: Mon, 2 Nov 2026 08:00:00 +0100\r\n'), alarm])
  expect(mailKey(datedAlarm, at)).toBe(mailKey(datedAlarm, later))
})

test('any bytes have a key', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(mailKey(Buffer.from(bytes), at)).toMatch(/^[0-9a-f]{64}$/)
    }),
  )
})
