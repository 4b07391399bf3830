import { randomBytes } from 'node:crypto'
import { createTransport } from 'nodemailer'

/** A made-up resident, their mail and the word that may be nowhere afterwards: in name, address, headers, subject, text, and the attachment's name and content. */
export type Resident = {
  marker: string
  email: string
  identityNumber: string
  attachment: Attachment
  text: string
  question: Mail
  reply(to: string, inReplyTo: string): Mail
}
export type Attachment = { name: string; content: string }
export type Mail = { to: string; messageId: string; bytes: Buffer }

const centre = 'kontakt@exempelby.test'

export function inventResident(): Resident {
  const marker = `blanklack${randomBytes(8).toString('hex')}`
  const email = `kim.${marker}@example.org`
  const from = `Kim ${marker} <${email}>`
  const identityNumber = '19121212-1212'
  const text = `Hej!\r\n\r\nBilarna kör för fort förbi lekplatsen på Ekgatan ${marker}.\r\nMitt nummer är ${identityNumber}.\r\n`
  const attachment = { name: `${marker}.txt`, content: `Bilarna räknade av ${marker}: 412 på en timme.\r\n` }
  return {
    marker,
    email,
    identityNumber,
    attachment,
    text,
    question: questionMail({ from, subject: `Farten på Ekgatan ${marker}`, text, attachment, marker }),
    reply: (to, inReplyTo) => replyMail({ from, to, inReplyTo, marker }),
  }
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
const word = (text: string) => `=?utf-8?B?${base64(text)}?=`

function questionMail({
  from,
  subject,
  text,
  attachment,
  marker,
}: {
  from: string
  subject: string
  text: string
  attachment: Attachment
  marker: string
}): Mail {
  const messageId = `<${randomBytes(12).toString('hex')}@example.org>`
  const lines = [
    ...[`From: ${from}`, `To: ${centre}`, `Subject: ${word(subject)}`, `Message-ID: ${messageId}`, `Date: ${new Date().toUTCString()}`],
    ...[`X-Mailer: ${marker}`, 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="ombud-way"', ''],
    ...['--ombud-way', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '', base64(text)],
    ...[
      '--ombud-way',
      `Content-Type: text/plain; name="${attachment.name}"`,
      `Content-Disposition: attachment; filename="${attachment.name}"`,
    ],
    ...['Content-Transfer-Encoding: base64', '', base64(attachment.content), '--ombud-way--', ''],
  ]
  return { to: centre, messageId, bytes: Buffer.from(lines.join('\r\n')) }
}

function replyMail({ from, to, inReplyTo, marker }: { from: string; to: string; inReplyTo: string; marker: string }): Mail {
  const messageId = `<${randomBytes(12).toString('hex')}@example.org>`
  const lines = [
    ...[
      `From: ${from}`,
      `To: ${to}`,
      `Subject: ${word(`Sv: Farten på Ekgatan ${marker}`)}`,
      `Message-ID: ${messageId}`,
      `In-Reply-To: ${inReplyTo}`,
    ],
    ...[
      `Date: ${new Date().toUTCString()}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
    ],
    ...[base64(`Det gäller mest på morgonen. ${marker}\r\n`), ''],
  ]
  return { to, messageId, bytes: Buffer.from(lines.join('\r\n')) }
}

/** @returns what the product's mail listener answered. @throws when it did not answer "250" */
export async function sendMail(smtpPort: number, from: string, { to, bytes }: Mail): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true })
  try {
    return (await transport.sendMail({ envelope: { from, to }, raw: bytes })).response
  } finally {
    transport.close()
  }
}
