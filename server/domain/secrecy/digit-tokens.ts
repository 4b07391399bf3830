import { numberParts } from './number-words.ts'

/** A stretch of text in which a number may stand, cut into what matters: digits, number words, months, signs between them, and words that only join. */
export type Token = {
  kind: 'digits' | 'word' | 'month' | 'sign' | 'joiner'
  text: string
  start: number
  end: number
  /** One part of a number word; a word of several parts becomes several tokens of the same place. */
  part: NonNullable<ReturnType<typeof numberParts>>[number] | null
}

const piece = /\d+|[a-z]+|\s+|[\s\S]/gy
const months = ['januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober', 'november', 'december']
const monthOf = new Map<string, string>(
  months.flatMap((name, index): [string, string][] => {
    const number = String(index + 1).padStart(2, '0')
    return [name, name.slice(0, 3), name.slice(0, 4)].map((each) => [each, number])
  }),
)
const joiners = new Set(
  'och sen sedan sa de dom med ar ska siffror siffrorna siffran sista slutsiffror slutsiffrorna kontrollsiffror kontrollsiffra kontrollnummer streck bindestreck strecket minus plus plustecken punkt slash mellanslag mellanrum tecken personnummer personnumret pnr persnr samordningsnummer fodd den a e eh oh hm alltsa just tecknet snedstreck understreck foljt av pa efter'.split(
    ' ',
  ),
)
const signs = new Set('-+./,:;_()[]|*\'"#=~\\'.split(''))
/** "sista fyra", "de 4 sista siffrorna": here four is no digit of the number. */
const lastFour =
  /(?:(?:de |dom )?(?:sista|avslutande) (?:fyra|4)(?: siffrorna| siffror)?|(?:de |dom )?(?:fyra|4) sista(?: siffrorna| siffror)?|(?:de |dom )?(?:fyra|4) (?:siffrorna|siffror))/y

/** Every stretch, one after the other, each a list of tokens. Words that join nothing end a stretch. One pass. */
export function* stretchesIn(folded: string): Generator<Token[]> {
  let stretch: Token[] = []
  let at = 0
  while (at < folded.length) {
    lastFour.lastIndex = at
    const phrase = isWordStart(folded, at) ? lastFour.exec(folded) : null
    piece.lastIndex = at
    const text = phrase?.[0] ?? piece.exec(folded)?.[0] ?? folded.charAt(at)
    const tokens = phrase ? [token('joiner', 'sista', at, at + text.length)] : tokensOf(text, at)
    if (tokens === null || stretch.length > 4000) {
      if (stretch.length > 0) yield stretch
      stretch = tokens ?? []
    } else for (const each of tokens) stretch.push(each)
    at += text.length
  }
  if (stretch.length > 0) yield stretch
}

const isWordStart = (folded: string, at: number) => /[sdaf4]/.test(folded.charAt(at)) && !/[a-z\d]/.test(folded.charAt(at - 1))
const token = (kind: Token['kind'], text: string, start: number, end: number, part: Token['part'] = null): Token => ({
  kind,
  text,
  start,
  end,
  part,
})

function tokensOf(text: string, start: number): Token[] | null {
  const end = start + text.length
  if (/^\d/.test(text)) return text.length > 12 ? null : [token('digits', text, start, end)]
  if (/^\s/.test(text)) return text.length > 12 ? null : [token('sign', text.includes('\n') ? '\n' : ' ', start, end)]
  if (signs.has(text)) return [token('sign', text, start, end)]
  if (monthOf.has(text)) return [token('month', monthOf.get(text) ?? '', start, end)]
  const parts = numberParts(text)
  if (parts !== null && parts.length > 0) return parts.map((part) => token('word', text, start, end, part))
  return joiners.has(text) ? [token('joiner', text, start, end)] : null
}
