/** Swedish numbers as words, in every form people say them: "åtta", "åttan", "nittonhundraåttioett", "artonde". Keys are folded (no å, ä, ö). */
type Part = { value: number; size: 'unit' | 'teen' | 'tens' | 'hundred' | 'thousand' }

const unit = (value: number, ...words: string[]) => words.map((word): [string, Part] => [word, { value, size: 'unit' }])
const teen = (value: number, ...words: string[]) => words.map((word): [string, Part] => [word, { value, size: 'teen' }])
const tens = (value: number, ...words: string[]) => words.map((word): [string, Part] => [word, { value, size: 'tens' }])

const parts = new Map<string, Part>([
  ...unit(0, 'noll', 'nolla', 'nollan', 'zero'),
  ...unit(1, 'ett', 'en', 'etta', 'ettan', 'forsta', 'forste'),
  ...unit(2, 'tva', 'tvaa', 'tvaan', 'tvo', 'andra', 'andre'),
  ...unit(3, 'tre', 'trea', 'trean', 'tredje'),
  ...unit(4, 'fyra', 'fyran', 'fjarde'),
  ...unit(5, 'fem', 'femma', 'femman', 'femte'),
  ...unit(6, 'sex', 'sexa', 'sexan', 'sjatte'),
  ...unit(7, 'sju', 'sjua', 'sjuan', 'sjunde'),
  ...unit(8, 'atta', 'attan', 'attonde'),
  ...unit(9, 'nio', 'nia', 'nian', 'nie', 'nionde'),
  ...teen(10, 'tio', 'tionde'),
  ...teen(11, 'elva', 'elfte'),
  ...teen(12, 'tolv', 'tolfte', 'tolva'),
  ...teen(13, 'tretton', 'trettonde'),
  ...teen(14, 'fjorton', 'fjortonde'),
  ...teen(15, 'femton', 'femtonde'),
  ...teen(16, 'sexton', 'sextonde'),
  ...teen(17, 'sjutton', 'sjuttonde'),
  ...teen(18, 'arton', 'artonde', 'aderton', 'adertonde'),
  ...teen(19, 'nitton', 'nittonde'),
  ...tens(20, 'tjugo', 'tjuge', 'tjugi', 'tjugonde', 'tju'),
  ...tens(30, 'trettio', 'tretti', 'trettionde'),
  ...tens(40, 'fyrtio', 'fyrti', 'fortio', 'forti'),
  ...tens(50, 'femtio', 'femti'),
  ...tens(60, 'sextio', 'sexti'),
  ...tens(70, 'sjuttio', 'sjutti'),
  ...tens(80, 'attio', 'atti'),
  ...tens(90, 'nittio', 'nitti'),
  ['hundra', { value: 100, size: 'hundred' }],
  ['tusen', { value: 1000, size: 'thousand' }],
])
const longest = Math.max(...[...parts.keys()].map(({ length }) => length))
const split = new Map<string, readonly Part[] | null>()

/** The number words that a word is made of; null when it is another word. */
export function numberParts(word: string): readonly Part[] | null {
  if (word.length > 48) return null
  const there = split.get(word)
  if (there !== undefined) return there
  const found = splitWord(word)
  if (split.size < 5_000) split.set(word, found)
  return found
}

/** Longest first, from the left; where that leaves a rest, the next shorter. Each place is tried once. */
function splitWord(word: string): readonly Part[] | null {
  const from: (readonly Part[] | null)[] = new Array(word.length + 1).fill(null)
  from[word.length] = []
  for (let start = word.length - 1; start >= 0; start--)
    for (let size = Math.min(longest, word.length - start); size >= 2 && from[start] === null; size--) {
      const part = parts.get(word.slice(start, start + size))
      const rest = from[start + size]
      if (part && rest) from[start] = [part, ...rest]
    }
  return from[0] ?? null
}

export type Reading = { digits: string; next: number }

/** How the number that begins at a place can be read as digits: "tjugo fem" is 25, or 20 and then 5. */
export function readingsAt(words: readonly (Part | null)[], at: number): Reading[] {
  const first = words[at]
  if (!first) return []
  const [thousand, afterThousand] = multiplied(words, at, 'thousand')
  const [hundred, afterHundred] = multiplied(words, afterThousand, 'hundred')
  if (thousand + hundred > 0) return larger(words, { base: thousand + hundred, next: afterHundred })
  if (first.size === 'tens') {
    const after = words[at + 1]
    const joined = after?.size === 'unit' && after.value > 0 ? [{ digits: String(first.value + after.value), next: at + 2 }] : []
    return [...joined, { digits: String(first.value), next: at + 1 }]
  }
  return [{ digits: String(first.value), next: at + 1 }]
}

/** "nitton hundra åttio ett": the rest belongs to it, or begins another number. */
function larger(words: readonly (Part | null)[], { base, next }: { base: number; next: number }): Reading[] {
  const rest = words[next]
  const small = rest && rest.size !== 'hundred' && rest.size !== 'thousand' ? readingsAt(words, next) : []
  const joined = small.map(({ digits, next: after }) => ({ digits: String(base + Number(digits)), next: after }))
  return [...joined, { digits: String(base), next }]
}

function multiplied(words: readonly (Part | null)[], at: number, size: 'hundred' | 'thousand'): [sum: number, next: number] {
  const unitOf = size === 'hundred' ? 100 : 1000
  if (words[at]?.size === size) return [unitOf, at + 1]
  const many = words[at]
  if (many && (many.size === 'unit' || many.size === 'teen') && many.value > 0 && words[at + 1]?.size === size)
    return [many.value * unitOf, at + 2]
  return [0, at]
}
