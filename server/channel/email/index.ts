import type { IncomingMessage, Unreadable } from '../../../contracts/channel.ts'
import { readMail } from './read.ts'
import { mailDocument } from './sanitise.ts'

export { mailCursor } from './cursor.ts'
export { startMailFetch } from './fetch.ts'
export { maxMailBytes } from './read.ts'
export { receiveMail, type StoreArrival, startMailListener } from './receive.ts'
export { openMailSender } from './send.ts'

/** Pictures of one mail that are shown in its text, together; larger ones are attachments only, so that a case's page stays light. */
const maxPictureBytes = 1_500_000

/** A mail as the case keeps it: its HTML as a whole document for a sandboxed frame, with its own pictures inside and nothing to fetch. */
export async function readMailArrival(raw: Buffer): Promise<IncomingMessage | Unreadable> {
  const message = await readMail(raw)
  if ('quarantine' in message || message.html === null) return message
  let room = maxPictureBytes
  const pictures = message.files.flatMap(({ contentId, mediaType, bytes }) => {
    if (contentId === null || bytes.byteLength > room) return []
    room -= bytes.byteLength
    return [{ contentId, mediaType, bytes }]
  })
  return { ...message, html: mailDocument(message.html, pictures) }
}
