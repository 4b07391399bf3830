import { type Header, valuesOf } from './scan-header.ts'

const token = '[A-Za-z0-9_-]{26,64}'

/**
 * First the plus address the sender wrote to, then our own Message-ID (`<token.id@domain>`, see send.ts) that the message answers. A token proves
 * nothing alone: the caller also compares the sender, and one nobody has given out finds no case.
 */
export function replyTokenOf(fields: readonly Header[]): string | null {
  for (const name of ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc']) {
    for (const value of valuesOf(fields, name)) {
      const found = new RegExp(`\\+(${token})@`).exec(value)?.[1]
      if (found) return found
    }
  }
  const answered = [...valuesOf(fields, 'in-reply-to'), ...valuesOf(fields, 'references')].flatMap((value) =>
    value.split(/[\s,]+/).reverse(),
  )
  for (const id of answered) {
    const found = new RegExp(`^<(${token})\\.[A-Za-z0-9-]{1,64}@[^@<>]+>$`).exec(id)?.[1]
    if (found) return found
  }
  return null
}

/** RFC 3834 §2 and what large systems use instead of it. */
export function isAutomatic(fields: readonly Header[]): boolean {
  const has = (name: string, value: RegExp) => valuesOf(fields, name).some((found) => value.test(found))
  return (
    has('auto-submitted', /^(?!no\b)./i) ||
    has('precedence', /^(bulk|list|junk|auto_reply)\b/i) ||
    has('x-auto-response-suppress', /^(?!none\b)./i) ||
    has('return-path', /^<\s*>$/) ||
    has('content-type', /^multipart\/report\b/i) ||
    has('list-id', /./)
  )
}
