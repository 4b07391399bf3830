import { isUtf8 } from 'node:buffer'
import { type AttachmentStream, MailParser } from 'mailparser'
import type { Unreadable } from '../../../contracts/channel.ts'
import { stringOf } from './clean-text.ts'
import { maxHeaderBytes, splitMessage } from './scan-header.ts'

const maxParts = 200
const maxAttachments = 100
/** A parser that has come to a standstill must not hold its job for ever. */
const patienceMs = 60_000

export type Attachment = { filename: string; mediaType: string; contentId: string; bytes: Buffer }
export type Parsed = { headers: ReadonlyMap<string, unknown>; text: string; html: string; attachments: Attachment[]; tree: unknown }

/** MIME → its parts, decoded, within bounds. What the parser can't take ends as Unreadable, never as a throw. */
export async function parseMail(raw: Buffer): Promise<Parsed | Unreadable> {
  // The last two are the splitter's own bounds, which the parser hands on: they stop the work instead of judging it afterwards.
  const bounds = { skipImageLinks: true, skipTextLinks: true, skipHtmlToText: true, maxHeadSize: maxHeaderBytes, maxChildNodes: maxParts }
  const parser = new MailParser(bounds)
  const parsed: Parsed = { headers: new Map(), text: '', html: '', attachments: [], tree: null }
  return new Promise((resolve) => {
    const patience = setTimeout(() => finish({ quarantine: 'malformed', detail: 'the parser came to no end' }), patienceMs)
    const finish = (result: Parsed | Unreadable) => {
      clearTimeout(patience)
      resolve(result)
      if (result !== parsed) parser.destroy()
    }
    parser.on('error', (error: unknown) => finish(refusalOf(error)))
    parser.on('headers', (headers) => {
      parsed.headers = headers
    })
    parser.on('data', (part) => {
      if (part.type === 'text') Object.assign(parsed, { text: stringOf(part.text), html: stringOf(part.html) })
      else if (parsed.attachments.length < maxAttachments) collect(part, parsed.attachments)
      else finish({ quarantine: 'too-many-parts', detail: `more than ${maxAttachments} attachments` })
    })
    parser.on('end', () => {
      parsed.tree = Reflect.get(parser, 'tree')
      finish(parsed)
    })
    parser.end(inUtf8(raw))
  })
}

/** The parser waits with the next part until this one is released. */
function collect(part: AttachmentStream, into: Attachment[]): void {
  const chunks: Buffer[] = []
  part.content.on('data', (chunk: Buffer) => chunks.push(chunk))
  part.content.on('end', () => {
    into.push({
      filename: stringOf(part.filename),
      mediaType: part.contentType,
      contentId: stringOf(part.cid),
      bytes: Buffer.concat(chunks),
    })
    part.release()
  })
}

function refusalOf(error: unknown): Unreadable {
  const detail = error instanceof Error ? error.message.slice(0, 200) : 'unknown'
  if (/child nodes/i.test(detail)) return { quarantine: 'too-many-parts', detail: `more than ${maxParts} parts` }
  if (/header size/i.test(detail)) return { quarantine: 'too-large', detail: `header above ${maxHeaderBytes} bytes` }
  return { quarantine: 'malformed', detail }
}

/** Swedish mail from old systems carries bare Windows-1252 in the header, and in a body that names no charset; the parser takes all for UTF-8. */
function inUtf8(raw: Buffer): Buffer {
  const { header } = splitMessage(raw)
  const end = header.length
  const charsetUnsaid = !/charset|^content-type:\s*multipart|^content-transfer-encoding:\s*(base64|quoted)/im.test(header)
  const [head, body] = [raw.subarray(0, end), raw.subarray(end)]
  return Buffer.concat([isUtf8(head) ? head : fromWindows1252(head), !charsetUnsaid || isUtf8(body) ? body : fromWindows1252(body)])
}

function fromWindows1252(bytes: Buffer): Buffer {
  return Buffer.from(new TextDecoder('windows-1252').decode(bytes))
}

/** `depth`: parts inside parts, the message itself being 1. `htmlAlone`: some of the text stands in HTML only, so the plain text the parser found isn't all of it. */
export type Shape = { depth: number; htmlAlone: boolean }

/** Reads the tree the parser keeps for itself; were it renamed in a later version, the test of the depth bound would fail. */
export function shapeOf(root: unknown): Shape {
  const shape: Shape = { depth: 0, htmlAlone: false }
  const open: { part: unknown; depth: number; alternative: boolean }[] = [{ part: root, depth: 1, alternative: false }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { part, depth, alternative } = next
    if (typeof part !== 'object' || part === null) continue
    shape.depth = Math.max(shape.depth, depth)
    const type = Reflect.get(part, 'contentType')
    if (type === 'text/html' && Reflect.get(part, 'textContent') && !alternative) shape.htmlAlone = true
    const children: unknown = Reflect.get(part, 'children')
    const inside = { depth: depth + 1, alternative: alternative || type === 'multipart/alternative' }
    if (Array.isArray(children)) open.push(...children.map((child: unknown) => ({ part: child, ...inside })))
  }
  return shape
}
