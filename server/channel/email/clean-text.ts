/** PostgreSQL refuses NUL and lone surrogates; the other control characters have nothing to say. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
}

/** For names and subjects: also without the marks that turn the reading direction and make `exe.fdp` look like a document. */
export function oneLine(text: string, length: number): string {
  const line = clean(text)
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return line.slice(0, length).toWellFormed()
}

/** What a parser gives where it promised a string. */
export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
