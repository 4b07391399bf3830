import type { Retention } from '../../../contracts/instruction.ts'

type Part = NonNullable<Retention['part']>

/** What stands where something stood: how long it was isn't told. */
export const gap = '***'

/** The text without what the rule says shall go (K17). A rule about fields says nothing of running text. Doing it twice changes nothing more. Pure. */
export function applyPart(text: string, part: Part): string {
  if ('digitsLongerThan' in part) return text.replace(new RegExp(`\\p{Nd}{${part.digitsLongerThan + 1},}`, 'gu'), gap)
  if ('words' in part) return part.words.reduce(withoutWord, text.normalize('NFC'))
  return text
}

/** As a whole word, however it is written: not inside a longer one. */
function withoutWord(text: string, word: string): string {
  const sought = word
    .normalize('NFC')
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+')
  return sought === '' ? text : text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${sought}(?![\\p{L}\\p{N}])`, 'giu'), gap)
}

/** The same of a row with named fields: fields that shall go are empty, texts are without what shall go. Pure. */
export function applyPartTo<Row extends Readonly<Record<string, string | null>>>(
  row: Row,
  part: Part,
): Record<keyof Row & string, string | null> {
  const entries = Object.entries(row).map(
    ([field, value]) => [field, 'fields' in part && part.fields.includes(field) ? null : value] as const,
  )
  const left = Object.fromEntries(entries.map(([field, value]) => [field, value === null ? null : applyPart(value, part)]))
  return { ...row, ...left }
}
