import type { Address, IncomingFile, IncomingMessage, Unreadable } from '../../../contracts/channel.ts'
import { clean, oneLine, stringOf } from './clean-text.ts'
import { type Attachment, type Parsed, parseMail, type Shape, shapeOf } from './parse-mail.ts'
import { isAutomatic, replyTokenOf } from './read-signs.ts'
import { sanitiseMail, textOf } from './sanitise.ts'
import { type Header, maxHeaderBytes, scanHeader, splitMessage, valuesOf } from './scan-header.ts'

export const maxMailBytes = 25 * 1024 * 1024
const maxDepth = 20
const maxTextLength = 1_000_000
/** Received lines; RFC 5321 §6.3 lets a server call 100 a loop, and no honest route comes near 50. */
const maxHops = 50

/**
 * Raw bytes → what the sender wrote. No database, no network. Broken or hostile bytes never throw: they end as Unreadable, which the
 * caller keeps in quarantine, or as a message with what could be read.
 */
export async function readMail(raw: Buffer): Promise<IncomingMessage | Unreadable> {
  if (raw.length > maxMailBytes) return { quarantine: 'too-large', detail: `${raw.length} bytes, at most ${maxMailBytes} are read` }
  const { header } = splitMessage(raw)
  const fields = scanHeader(header)
  if (fields.length === 0) return { quarantine: 'malformed', detail: 'no header' }
  if (header.length >= maxHeaderBytes) return { quarantine: 'too-large', detail: `header above ${maxHeaderBytes} bytes` }
  const hops = valuesOf(fields, 'received').length
  if (hops > maxHops) return { quarantine: 'bounce-loop', detail: `passed ${hops} servers` }
  const parsed = await parseMail(raw)
  if ('quarantine' in parsed) return parsed
  const shape = shapeOf(parsed.tree)
  if (shape.depth > maxDepth)
    return { quarantine: 'too-deep', detail: `parts inside parts ${shape.depth} levels deep, at most ${maxDepth} are read` }
  try {
    return messageOf(parsed, shape, fields)
  } catch (error) {
    // The sanitiser is other people's code, met by bytes that were made to break it: one mail in quarantine, and the mailbox goes on.
    return { quarantine: 'malformed', detail: error instanceof Error ? error.message.slice(0, 200) : 'unknown' }
  }
}

function messageOf(parsed: Parsed, shape: Shape, fields: readonly Header[]): IncomingMessage {
  const contentIds = new Set(parsed.attachments.map((file) => file.contentId).filter((id) => id !== ''))
  const html = clean(sanitiseMail(parsed.html, contentIds))
  const shown = new Set([...html.matchAll(/\ssrc="cid:([^"]*)"/g)].map((match) => match[1]))
  return {
    from: senderOf(parsed.headers.get('from')),
    phone: null,
    subject: oneLine(stringOf(parsed.headers.get('subject')), 500),
    text: cut(clean(shape.htmlAlone || parsed.text.trim() === '' ? textOf(html) : parsed.text).trim()),
    html: html === '' ? null : html,
    files: parsed.attachments.map((file, at) => fileOf(file, at, shown)),
    messageId: oneLine(stringOf(parsed.headers.get('message-id')), 998) || null,
    replyToken: replyTokenOf(fields),
    automatic: isAutomatic(fields),
    anonymous: false,
    propertyDesignation: null,
    address: null,
    noticeVersion: null,
  }
}

function senderOf(from: unknown): Address | null {
  const list: unknown = typeof from === 'object' && from !== null ? Reflect.get(from, 'value') : null
  const first: unknown = Array.isArray(list) ? list[0] : null
  if (typeof first !== 'object' || first === null) return null
  const email = oneLine(stringOf(Reflect.get(first, 'address')), 320)
  return /^[^\s@<>"]+@[^\s@<>"]+$/.test(email) ? { name: oneLine(stringOf(Reflect.get(first, 'name')), 200) || null, email } : null
}

function fileOf(file: Attachment, at: number, shown: ReadonlySet<string | undefined>): IncomingFile {
  const mediaType = /^[a-z0-9][a-z0-9.+-]{0,60}\/[a-z0-9][a-z0-9.+-]{0,80}$/i.test(file.mediaType)
    ? file.mediaType.toLowerCase()
    : 'application/octet-stream'
  const plain = mediaType === 'message/rfc822' ? `meddelande-${at + 1}.eml` : `bilaga-${at + 1}`
  const name = oneLine(file.filename.replace(/[/\\]/g, '_'), 200) || plain
  return { name, mediaType, bytes: file.bytes, contentId: shown.has(file.contentId) ? file.contentId : null }
}

function cut(text: string): string {
  return text.length > maxTextLength ? `${text.slice(0, maxTextLength).toWellFormed()}\n[…]` : text
}
