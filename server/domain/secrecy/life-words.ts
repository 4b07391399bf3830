import { type Figure, figures } from './figures.ts'
import type { Spot } from './identity.ts'
import { type Entry, type LifeKind, lexicon } from './lexicon.ts'
import { type Around, aroundOf, isAboutSomeone, isAnimal, isGeneral, isNegated, isOwn, isSubject } from './life-context.ts'

type Strength = 'strong' | 'weak' | 'phrase'
type Rule = { kind: LifeKind; rule: string; strength: Strength; pattern: RegExp }

/** Every word of the lists, by its first two letters: a word of a text is compared with few. */
const rules = new Map<string, Rule[]>()
const tails: { entry: Entry; pattern: RegExp }[] = []
const typos = new Map<string, Rule>()

for (const entry of lexicon)
  for (const strength of ['strong', 'weak', 'phrase'] as const)
    for (const written of partsOf(entry[strength] ?? '')) addRule(entry, strength, written)

/** Splits at bars that stand outside brackets. */
function partsOf(list: string): string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const letter of list) {
    if (letter === '(') depth++
    if (letter === ')') depth--
    if (letter === '|' && depth === 0) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts.map((each) => each.trim()).filter((each) => each !== '')
}

/** An entry that begins with a choice is found by each of its beginnings. */
function keysOf(word: string): string[] {
  const choices = /^\(\?:([^()]+)\)/.exec(word)?.[1]?.split('|') ?? [word]
  return [...new Set(choices.map((each) => each.slice(0, 2)))]
}

function addRule(entry: Entry, strength: Strength, written: string): void {
  const { kind, rule } = entry
  const word = written.replace(/^~/, '')
  const source = word.replace(/\*/g, '[a-z]{0,16}').replace(/ /g, '[ \\n]{1,3}')
  const made = { kind, rule, strength, pattern: new RegExp(`(?:${source})(?![a-z0-9])`, 'y') }
  for (const key of keysOf(word)) rules.set(key, [...(rules.get(key) ?? []), made])
  if (written.startsWith('~')) tails.push({ entry, pattern: new RegExp(`[a-z]{3,}${word.replace(/\*/g, '[a-z]{0,8}')}$`) })
  if (strength === 'strong' && /^[a-z]{8,}\*?$/.test(word))
    for (const wrong of withoutOne(word.replace('*', ''))) if (!typos.has(wrong)) typos.set(wrong, made)
}

/** The word, and the word without each of its letters: two words that meet here differ by one letter (a typing error). */
function withoutOne(word: string): string[] {
  return [word, ...[...word].map((_, index) => word.slice(0, index) + word.slice(index + 1))]
}

type Found = { kind: LifeKind; spot: Spot }
/** A text that says it so many times has said it. */
const mostFound = 2_000
const wordAt = /[a-z]+(?:-[a-z]+)*/g

/** Health, social circumstances, offences, protected identities and other special categories, where they are about somebody. */
export function lifeSpots(text: string, folded: string): Found[] {
  const found: Found[] = []
  for (const { 0: word, index } of folded.matchAll(wordAt)) {
    if (word.length > 60 || /[0-9]/.test(folded.charAt(index - 1))) continue
    for (const start of startsIn(word, index)) found.push(...foundAt(text, folded, start, word))
    if (found.length > mostFound) break
  }
  return found
}

/** "adhd-utredning", "bup-kontakt": every part of a word with hyphens begins a word. */
function startsIn(word: string, index: number): number[] {
  if (!word.includes('-')) return [index]
  return [0, ...[...word.matchAll(/-/g)].map((each) => each.index + 1)].slice(0, 4).map((each) => index + each)
}

function foundAt(text: string, folded: string, start: number, word: string): Found[] {
  const best = new Map<LifeKind, { rule: Rule; end: number }>()
  for (const rule of rules.get(folded.slice(start, start + 2)) ?? []) {
    rule.pattern.lastIndex = start
    const length = rule.pattern.exec(folded)?.[0].length
    if (length === undefined) continue
    const before = best.get(rule.kind)
    if (!before || rank(rule) > rank(before.rule) || (rank(rule) === rank(before.rule) && start + length > before.end))
      best.set(rule.kind, { rule, end: start + length })
  }
  if (best.size === 0) return unlisted(text, folded, start, word)
  return [...best.values()].flatMap(({ rule, end }) => judged(text, folded, start, end, rule))
}
const rank = ({ strength }: Rule) => ['weak', 'strong', 'phrase'].indexOf(strength)

/** Compounds that end in a listed word, and listed words with one letter wrong. */
function unlisted(text: string, folded: string, start: number, word: string): Found[] {
  if (word.length < 7 || word.includes('-')) return []
  const end = start + word.length
  const tail = tails.find(({ pattern }) => pattern.test(word))
  if (tail) return judged(text, folded, start, end, { ...tail.entry, strength: 'strong', pattern: tail.pattern })
  const wrong = word.length <= 20 && word.length >= 8 ? typoOf(word) : null
  return wrong === null ? [] : judged(text, folded, start, end, { ...wrong, strength: 'weak' })
}

function typoOf(word: string): Rule | null {
  for (const each of withoutOne(word)) {
    const rule = typos.get(each)
    if (rule) return rule
  }
  return null
}

/** An association, a fund or a street called after it is nobody's. */
const institution =
  /(?:fond|fonden|forening|foreningen|foreningens|forbund|forbundet|forbundets|kurs|kursen|dagen|veckan|gala|galan|museet|gatan|vagen|statistik|statistiken|policy|policyn|planen|strategi|strategin|natverk|natverket|forskning|forskningen|insamling|insamlingen|mottagningen|huset|jouren|bladet|centrum)$/

function judged(text: string, folded: string, start: number, end: number, { kind, rule, strength }: Rule): Found[] {
  const around = aroundOf(text, folded, start, end)
  if (isFigure(folded.slice(start, end), around) || (strength !== 'phrase' && institution.test(folded.slice(start, end)))) return []
  if (kind === 'health' && isAnimal(around)) return []
  if (strength !== 'phrase' && isNegated(around)) return []
  const certainty = certaintyOf(kind, strength, around)
  return certainty === null ? [] : [{ kind, spot: { start, end, rule, certainty } }]
}

function certaintyOf(kind: LifeKind, strength: Strength, around: Around): Spot['certainty'] | null {
  if (isSubject(around)) return null
  const someone = isAboutSomeone(around)
  const isMine = isOwn(around)
  if (isGeneral(around) && !(isMine && someone)) return null
  if (strength === 'phrase') return 'certain'
  if (strength === 'strong') return someone || isMine ? 'certain' : kind === 'protectedIdentity' ? 'likely' : 'possible'
  return someone ? 'likely' : null
}

function isFigure(word: string, { before, after }: Around): boolean {
  return figuresOf(word).some((each) => {
    if (!each.before && !each.after) return true
    return (each.before?.test(before) ?? false) || (each.after?.test(after) ?? false)
  })
}

const figured = new Map<string, Figure[]>()
function figuresOf(word: string): Figure[] {
  const there = figured.get(word)
  if (there) return there
  const made = figures.filter((each) => each.word.test(word))
  if (figured.size < 5_000) figured.set(word, made)
  return made
}
