/**
 * The header of a message, read without parsing the message: enough to recognise it before it is stored, and to read from it what a
 * parser hides (which headers are there, and how many). Never throws; cost is linear in the header.
 */
export type Header = { name: string; value: string }

/** A header larger than this is not read further; the parser then refuses the message (see read.ts). */
export const maxHeaderBytes = 256 * 1024

/** Where the header ends and the body begins. Line ends may be CRLF or LF: mail servers store either. */
export function splitMessage(raw: Buffer): { header: string; body: Buffer } {
  const crlf = raw.indexOf('\r\n\r\n')
  const lf = raw.indexOf('\n\n')
  const end = crlf < 0 || (lf >= 0 && lf < crlf) ? lf : crlf
  const start = end < 0 ? raw.length : end + (end === crlf ? 4 : 2)
  // latin1 keeps every byte apart, so that two different headers can't look the same.
  return { header: raw.toString('latin1', 0, Math.min(end < 0 ? raw.length : end, maxHeaderBytes)), body: raw.subarray(start) }
}

/** Unfolded fields in the order they stand; names in lower case, runs of white space as one space. */
export function scanHeader(header: string): Header[] {
  const fields: Header[] = []
  for (const line of header.split(/\r?\n/)) {
    const last = fields.at(-1)
    if (/^[ \t]/.test(line)) {
      if (last) last.value += ` ${line}`
      continue
    }
    const colon = line.indexOf(':')
    if (colon > 0) fields.push({ name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1) })
  }
  return fields.map(({ name, value }) => ({ name, value: value.replace(/\s+/g, ' ').trim() }))
}

/** Every value of a field, first one first. */
export function valuesOf(fields: readonly Header[], name: string): string[] {
  return fields.filter((field) => field.name === name).map((field) => field.value)
}
