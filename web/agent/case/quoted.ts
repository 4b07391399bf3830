const isQuoted = (line: string) => line.startsWith('>')
const introduces = (line: string) => /(skrev|wrote)\b.*:\s*$/i.test(line)

/** A reply and, apart, the earlier mail that ends it. Answers written between quoted lines stay as they are: what is cut away must be one piece, last. */
export function splitQuoted(body: string): { said: string; quoted: string } {
  const lines = body.trimEnd().split('\n')
  let from = lines.length
  while (from > 0 && (isQuoted(lines[from - 1] ?? '') || lines[from - 1]?.trim() === '')) from -= 1
  if (!lines.slice(from).some(isQuoted)) return { said: body, quoted: '' }
  if (introduces(lines[from - 1] ?? '')) from -= 1
  const said = lines.slice(0, from).join('\n').trimEnd()
  return said === '' ? { said: body, quoted: '' } : { said, quoted: lines.slice(from).join('\n').trim() }
}
