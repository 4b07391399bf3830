import { createHash } from 'node:crypto'
import { scanHeader, splitMessage, valuesOf } from './scan-header.ts'

/**
 * The channel's own id of a message: the same message has the same key whichever way and however often it comes.
 *
 * Made from what the sender wrote and no server on the way may change: Message-ID, From, Date, Subject and the body without
 * differences in line ends and trailing white space (as DKIM's relaxed form, RFC 6376 §3.4.4). Trace headers are left out, so a redelivery, or
 * the same message through SMTP and IMAP, is recognised. The body is in it because anyone may forge a Message-ID: a forged copy with other
 * words must never make the real message look like one that has already come. Taken from the bytes, since it must be known before
 * anything has dared to parse them. The price: a server that re-encodes the body or marks the subject gives the message a second
 * contact. Seeing one message twice is a nuisance; losing one is not allowed.
 *
 * Without a Message-ID all bytes count. Is there no Date and no Received either (a thing that mails the same alarm every night),
 * `receivedAt` counts too, because a new alarm then can't be told from a repeated one.
 */
export function mailKey(raw: Buffer, receivedAt: Date): string {
  const { header, body } = splitMessage(raw)
  const fields = scanHeader(header)
  const messageId = valuesOf(fields, 'message-id').at(-1)
  const hash = createHash('sha256')
  if (messageId) {
    const written = ['from', 'date', 'subject'].map((name) => valuesOf(fields, name))
    hash.update(JSON.stringify(['message-id', messageId, written])).update(relaxed(body))
  } else {
    const dated = fields.some(({ name }) => name === 'date' || name === 'received')
    hash.update(JSON.stringify(['bytes', dated ? null : receivedAt.toISOString()])).update(raw)
  }
  return hash.digest('hex')
}

/** LF line ends, no white space at line ends, no empty lines at the end. One pass: white space is kept back until something follows it. */
function relaxed(body: Buffer): Buffer {
  const kept = Buffer.allocUnsafe(body.length)
  let length = 0
  let end = 0 // what is certain to stay; behind it lie only white space and line ends
  let lineEnd = 0
  for (const byte of body) {
    if (byte === 0x0a) {
      length = lineEnd
      kept[length++] = byte
      lineEnd = length
    } else {
      kept[length++] = byte
      if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) {
        lineEnd = length
        end = length
      }
    }
  }
  return kept.subarray(0, end)
}
