/**
 * A text as a reader sees it, one character beside the other, with the way back to where each one stands in what was written: markup, entities,
 * zero-width characters, other alphabets' digits and the marks of quoted mail hide nothing. One pass; nothing here looks back.
 */
export type Plain = {
  /** What is seen, in Unicode's compatible form. */
  text: string
  /** The same length: lower case without accents, so that "Gränd", "GRAND" and "gra\u0308nd" are one word. */
  folded: string
  /** From a place in `text` to where it begins and ends in the original. */
  from: Int32Array
  to: Int32Array
}

type Draft = { text: string[]; from: number[]; to: number[] }

export function plainTextOf(original: string): Plain {
  const draft: Draft = { text: [], from: [], to: [] }
  let at = 0
  while (at < original.length) {
    const code = original.charCodeAt(at)
    at = isPlain(code) ? put(draft, original.charAt(at), at, at + 1) : readSpecial(draft, original, at)
  }
  const text = draft.text.join('')
  return { text, folded: foldedOf(text), from: Int32Array.from(draft.from), to: Int32Array.from(draft.to) }
}

/** Where a stretch of the plain text stands in the original. */
export const placeOf = ({ from, to }: Plain, start: number, end: number): { start: number; end: number } => ({
  start: from[start] ?? 0,
  end: to[end - 1] ?? 0,
})

const specials = new Set([...'<&%=\n\r\t\f\v'].map((each) => each.charCodeAt(0)))
const isPlain = (code: number) => code < 0x7f && code >= 0x20 && !specials.has(code)

/** @returns where the next character begins */
function put({ text, from, to }: Draft, characters: string, start: number, end: number): number {
  for (let index = 0; index < characters.length; index++) {
    text.push(characters.charAt(index))
    from.push(start)
    to.push(end)
  }
  return end
}

const tag = /<(?:\/?([a-z][a-z0-9]{0,12})(?:\s[^<>]{0,2000})?\/?|!--[^<>]{0,2000}--)>/iy
const breaks = /^(?:br|p|div|td|th|tr|table|li|ul|ol|h[1-6]|hr|blockquote|section|option)$/i
const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/iy
const encoded = /%(?:c3%(a5|a4|b6|85|84|96)|([2-7][0-9a-f]))/iy
const softBreak = /=\r?\n/y
const lineEnd = /\r?\n(?:[ \t]{0,8}>){0,20}|\r/y
const named: Record<string, string> = {
  ...{ nbsp: ' ', thinsp: ' ', ensp: ' ', emsp: ' ', shy: '', zwnj: '', zwj: '', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" },
  ...{ aring: 'å', auml: 'ä', ouml: 'ö', Aring: 'Å', Auml: 'Ä', Ouml: 'Ö', eacute: 'é', uuml: 'ü' },
  ...{
    minus: '-',
    ndash: '-',
    mdash: '-',
    hyphen: '-',
    dash: '-',
    plus: '+',
    commat: '@',
    period: '.',
    colon: ':',
    sol: '/',
    Tab: ' ',
    NewLine: '\n',
  },
}
const utf8: Record<string, string> = { a5: 'å', a4: 'ä', b6: 'ö', '85': 'Å', '84': 'Ä', '96': 'Ö' }

/** What isn't itself: markup, entities, line ends, and everything outside ASCII. */
function readSpecial(draft: Draft, original: string, at: number): number {
  const read = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(original)
  }
  const first = original.charAt(at)
  const found =
    first === '<' ? read(tag) : first === '&' ? read(entity) : first === '%' ? read(encoded) : first === '=' ? read(softBreak) : null
  const end = at + (found?.[0].length ?? 1)
  if (found !== null) return put(draft, meaningOf(first, found), at, end)
  const line = first === '\n' || first === '\r' ? read(lineEnd) : null
  if (line !== null) return put(draft, '\n', at, at + line[0].length)
  return readCharacter(draft, original, at)
}

function meaningOf(first: string, [, one, two, three]: RegExpExecArray): string {
  if (first === '<') return one !== undefined && breaks.test(one) ? '\n' : ''
  if (first === '%') return one !== undefined ? (utf8[one.toLowerCase()] ?? '') : plainCharacter(Number.parseInt(two ?? '20', 16))
  if (first === '=') return ''
  if (three !== undefined) return named[three] ?? named[three.toLowerCase()] ?? ' '
  return plainCharacter(one !== undefined ? Number(one) : Number.parseInt(two ?? '0', 16))
}

function readCharacter(draft: Draft, original: string, at: number): number {
  const code = original.codePointAt(at) ?? 0
  const end = at + (code > 0xffff ? 2 : 1)
  const last = draft.text.length - 1
  if (code >= 0x300 && code <= 0x36f && last >= 0) {
    // a letter and its accent, written one after the other
    const joined = `${draft.text[last] ?? ''}${String.fromCodePoint(code)}`.normalize('NFC')
    if (joined.length === 1) draft.text[last] = joined
    draft.to[last] = end
    return end
  }
  return put(draft, plainCharacter(code), at, end)
}

const invisible = /[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0]/u
const digit = /\p{Nd}/u
const dash = /[\p{Pd}\u2212\u02d7\u2043]/u
const known = new Map<number, string>()

/** One character in its plainest form; nothing when it can't be seen. Digits of every alphabet stand in tens, so that their value can be counted. */
function plainCharacter(code: number): string {
  if (code < 0x7f) return code >= 0x20 || code === 10 ? String.fromCharCode(code) : ' '
  if (code > 0x10ffff) return ' '
  const there = known.get(code)
  if (there !== undefined) return there
  const character = String.fromCodePoint(code)
  const plain = plainOther(character, code)
  if (known.size < 20_000) known.set(code, plain)
  return plain
}

function plainOther(character: string, code: number): string {
  if (/\s/u.test(character)) return code === 0x2028 || code === 0x2029 || code === 0x85 ? '\n' : ' '
  if (invisible.test(character)) return ''
  if (dash.test(character)) return '-'
  if (digit.test(character)) {
    let first = code
    while (digit.test(String.fromCodePoint(first - 1))) first--
    return String((code - first) % 10)
  }
  return character.normalize('NFKC')
}

const folds = new Map<string, string>()
function foldedOf(text: string): string {
  return text.toLowerCase().length === text.length
    ? text.toLowerCase().replace(/[^\0-\x7f]/g, fold)
    : text.replace(/[^\0-\x7f]|[A-Z]/g, fold)
}

function fold(letter: string): string {
  const there = folds.get(letter)
  if (there !== undefined) return there
  const lower = letter.toLowerCase()
  const plain = lower === 'ø' ? 'o' : lower === 'æ' ? 'a' : lower.normalize('NFD').charAt(0) || letter
  const one = plain.length === 1 ? plain : letter
  if (folds.size < 20_000) folds.set(letter, one)
  return one
}
