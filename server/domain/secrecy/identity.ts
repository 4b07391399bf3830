import { stretchesIn, type Token } from './digit-tokens.ts'
import { identityRule } from './identity-check.ts'
import { labelBefore } from './identity-labels.ts'
import { type Reading, readingsAt } from './number-words.ts'

export type Spot = { start: number; end: number; rule: string; certainty: 'certain' | 'likely' | 'possible' }

/** Identity numbers in a folded text: in digits however they are parted, in words, and in both. @returns places in the folded text */
export function identitySpots(folded: string): Spot[] {
  const found: Spot[] = backwards(folded)
  for (const stretch of stretchesIn(folded)) {
    const digits = spotsInDigits(folded, stretch)
    found.push(...digits)
    if (stretch.some(({ kind }) => kind === 'word' || kind === 'month' || kind === 'joiner'))
      found.push(...spotsInWords(folded, stretch.filter(isSeen), digits))
  }
  return found
}

const lastFirst =
  /(?:sista (?:fyra|4)|(?:fyra|4) sista)[a-z ]{0,24}[ :]{1,2}(\d{4})(?!\d)[^\d]{1,60}(?<!\d)((?:18|19|20)?\d{2}-?\d{2}-?\d{2})(?!\d)/g
/** The last four first, and then the day of birth. */
function backwards(folded: string): Spot[] {
  return [...folded.matchAll(lastFirst)].flatMap(({ 0: whole, 1: last = '', 2: day = '', index }) => {
    const kind = identityRule(`${day.replaceAll('-', '')}${last}`)
    const start = index + whole.indexOf(last)
    return kind === null ? [] : [{ start, end: index + whole.length, rule: `identity.${kind}.backwards`, certainty: 'certain' as const }]
  })
}

const isSeen = ({ kind, text }: Token) => kind !== 'sign' || (text !== ' ' && text !== '\n')

/** Digits and signs only: where the parts may be divided says whether it is a number of this kind. */
function spotsInDigits(folded: string, tokens: readonly Token[]): Spot[] {
  const found: Spot[] = []
  for (let first = 0; first < tokens.length; first++) {
    if (tokens[first]?.kind !== 'digits') continue
    const [longer, shorter] = [gather(tokens, first, 12), gather(tokens, first, 10)]
    const spot = (longer && judged(folded, longer)) ?? (shorter && judged(folded, shorter)) ?? null
    if (spot === null) continue
    found.push(spot.spot)
    first = spot.last
  }
  return found
}

type Gathered = {
  digits: string
  cuts: readonly { after: number; signs: string }[]
  start: number
  end: number
  first: number
  last: number
}

function gather(tokens: readonly Token[], first: number, size: number): Gathered | null {
  let [digits, signs] = ['', '']
  const cuts: { after: number; signs: string }[] = []
  for (let at = first; at < tokens.length; at++) {
    const each = tokens[at]
    if (each === undefined || each.kind === 'word' || each.kind === 'month' || each.kind === 'joiner') return null
    if (each.kind === 'sign') {
      signs += each.text
      if (signs.length > 4) return null
      continue
    }
    if (signs !== '') cuts.push({ after: digits.length, signs })
    signs = ''
    digits += each.text
    if (digits.length > size) return null
    if (digits.length === size) return { digits, cuts, start: tokens[first]?.start ?? 0, end: each.end, first, last: at }
  }
  return null
}

function judged(folded: string, given: Gathered): { spot: Spot; last: number } | null {
  const kind = identityRule(given.digits)
  if (kind === null) return null
  const label = labelBefore(folded, given.start)
  const form = formOf(given)
  if (form === null && label !== 'ours') return null
  if (!standsAlone(folded, given, label === 'ours' || form === 'parted')) return null
  if (label === 'others' && form !== 'parted') return null
  if (label !== 'ours' && form !== 'parted' && isSum(folded, given)) return null
  if (label !== 'ours' && form !== 'parted' && given.digits.length === 10 && /^07[02369]/.test(given.digits)) return null
  const certainty = label === 'ours' || form === 'parted' ? 'certain' : 'likely'
  return { spot: { start: given.start, end: given.end, rule: `identity.${kind}.${form ?? 'labelled'}`, certainty }, last: given.last }
}

/** parted = divided as people divide such numbers (121212-1212); solid = not at all; spaced = in pairs or digit by digit. null = as something else is. */
function formOf({ digits, cuts }: Gathered): 'parted' | 'solid' | 'spaced' | null {
  const shift = digits.length - 10
  const real = cuts
    .filter(({ signs }) => !/^[ ]?\n[ ]?$/.test(signs))
    .map(({ after, signs }) => ({ after: after - shift, signs: signs.trim() }))
  if (real.some(({ after, signs }) => (after > 6 && signs !== '' && signs !== '-') || /[:=#]/.test(signs))) return null
  const at = real.map(({ after }) => after)
  if (at.length === 0) return cuts.length > 0 && cuts.some(({ after }) => after - shift === 6) ? 'parted' : 'solid'
  if (at.every((each) => [-2, 0, 2, 4, 6].includes(each)) && at.includes(6)) return isDateTime(digits, real) ? null : 'parted'
  if (at.every((each) => each === 0)) return 'solid'
  const pairs = at.every((each) => [0, 2, 4, 6, 8].includes(each)) && at.includes(8)
  const oneByOne = at.length === digits.length - 1
  const last = at.every((each) => [0, 6, 9].includes(each)) && at.includes(6)
  const same = new Set(real.map(({ signs }) => signs)).size <= 2
  if (last && same) return 'parted'
  return (pairs || oneByOne) && same ? 'spaced' : null
}

/** 2024-01-15 1030 is when something happened. */
const isDateTime = (digits: string, cuts: readonly { after: number; signs: string }[]) =>
  digits.length === 12 &&
  cuts.some(({ after, signs }) => after === 2 && signs !== '') &&
  cuts.some(({ after, signs }) => after === 6 && signs === '') &&
  /(?:[01]\d|2[0-3])[0-5]\d$/.test(digits)

/** Not a piece of a longer number. */
function standsAlone(folded: string, { start, end, cuts }: Gathered, sure: boolean): boolean {
  const [before, after] = [folded.slice(Math.max(0, start - 2), start), folded.slice(end, end + 2)]
  if (/\d[-+.:/]$/.test(before) && !sure) return false
  if (/\d[-+]$/.test(before) || /^[-+]\d/.test(after)) return false
  if (/^[.:/]\d/.test(after) && !sure) return false
  if (/^[,;]\d/.test(after) && !sure) return false
  // letters run together with it make it a code, unless it is divided as such numbers are
  if (!sure && (/[a-z]$/.test(before) || /^[a-z]/.test(after))) return false
  return sure || cuts.length === 0 || !(/\d $/.test(before) || /^ \d/.test(after))
}

/** 1 212 121 212 kronor. */
const isSum = (folded: string, { start, end }: Gathered) =>
  /^[ ]?(?:kr\b|kronor|:-|sek\b|eur\b|%|€|\$|m2|kwh|st\b)/.test(folded.slice(end, end + 8)) ||
  /(?:[€$£]|kr|sek)[ ]?$/.test(folded.slice(Math.max(0, start - 4), start))

const mostTokens = 40

/** Numbers said in words, or in words and digits. */
function spotsInWords(folded: string, tokens: readonly Token[], taken: readonly Spot[]): Spot[] {
  const found: Spot[] = []
  const parts = tokens.map(({ part }) => part)
  let free = 0
  for (let first = 0; first < tokens.length; first++) {
    const each = tokens[first]
    if (each === undefined || each.start < free || !(each.kind === 'digits' || each.kind === 'word')) continue
    const last = spelled(tokens, parts, first)
    if (last === null) continue
    const [start, end] = [each.start, tokens[last]?.end ?? each.end]
    if (taken.some((spot) => spot.start < end && start < spot.end)) continue
    if (phoneLike.test(folded.slice(start, start + 24)) && labelBefore(folded, start) === 'others') continue
    found.push({ start, end, rule: 'identity.spelled', certainty: 'certain' })
    free = end
  }
  return found
}
const phoneLike = /^(?:noll|nolla) ?(?:sju|sjua|atta)/

type Search = { tokens: readonly Token[]; parts: Parameters<typeof readingsAt>[0]; until: number; budget: number }

/** @returns the last token of a number that begins here: every reading of its words is tried, within bounds */
function spelled(tokens: readonly Token[], parts: Search['parts'], first: number): number | null {
  const search = { tokens, parts, until: Math.min(tokens.length, first + mostTokens), budget: 300 }
  return tryFrom(search, first, '', { joined: false, needsJoiner: false })
}

/** A year and a month, with a century or without. */
const mayBegin = /^(?:\d\d(?:0[1-9]|1[0-2])|(?:18|19|20)\d\d(?:$|[01]))/
type Said = { joined: boolean; needsJoiner: boolean }

function tryFrom(search: Search, at: number, digits: string, said: Said): number | null {
  search.budget--
  if (search.budget < 0) return null
  if (digits.length >= 4 && !mayBegin.test(digits)) return null
  const whole = digits.length === 10 || digits.length === 12
  let next = at
  let joined = said.joined
  let signs = 0
  for (; next < search.until; next++) {
    const kind = search.tokens[next]?.kind
    if (kind === 'digits' || kind === 'word') break
    if (kind === 'month') return endIf(whole, search, digits, at, said)
    if (isClock(search.tokens, next)) return endIf(whole, search, digits, at, said)
    if (kind === 'sign') signs++
    if (kind === 'joiner') joined = true
    if (signs > 4) return endIf(whole, search, digits, at, said)
  }
  if (next < search.until && digits.length < 12)
    for (const option of optionsAt(search, next, digits)) {
      const found = tryFrom(search, option.next, digits + option.digits, {
        joined: joined || option.said,
        needsJoiner: said.needsJoiner || option.needsJoiner,
      })
      if (found !== null) return found
    }
  return endIf(whole, search, digits, at, said)
}

function endIf(whole: boolean, { tokens }: Search, digits: string, at: number, { joined, needsJoiner }: Said): number | null {
  if (!whole || !joined || identityRule(digits) === null) return null
  const last = at - 1
  const isRunOn = tokens[last]?.kind === 'word' && tokens[at]?.kind === 'word' && tokens[at]?.start === tokens[last]?.start
  return isRunOn || (needsJoiner && !joined) ? null : last
}

/** 10:00 */
const isClock = (tokens: readonly Token[], at: number) =>
  tokens[at]?.text === ':' &&
  tokens[at - 1]?.kind === 'digits' &&
  tokens[at + 1]?.start === tokens[at]?.end &&
  tokens[at + 1]?.kind === 'digits'

type Option = Reading & { said: boolean; needsJoiner: boolean }

function optionsAt({ tokens, parts }: Search, at: number, before: string): Option[] {
  const plain: Option[] =
    tokens[at]?.kind === 'digits'
      ? [{ digits: tokens[at]?.text ?? '', next: at + 1, said: false, needsJoiner: false }]
      : readingsAt(parts, at).map((each) => ({ ...each, said: true, needsJoiner: false }))
  const fitting = plain.filter(({ digits }) => before.length + digits.length <= 12)
  return before === '' ? [...dateAt(tokens, parts, at), ...fitting] : fitting
}

/** "18 december 1981", "artonde december åttioett", "18/12-81": a day in the order people say it, turned into the number's. */
function dateAt(tokens: readonly Token[], parts: Search['parts'], at: number): Option[] {
  const [day] = valuesAt(tokens, parts, at)
  if (!day || Number(day.digits) < 1 || Number(day.digits) > 31) return []
  const month = skipSigns(tokens, day.next)
  const slash = tokens[month]?.kind === 'digits' && tokens[month - 1]?.kind === 'sign'
  const named = tokens[month]?.kind === 'month'
  if (!named && !slash) return []
  const number = tokens[month]?.text ?? ''
  if (number.length > 2) return []
  return valuesAt(tokens, parts, skipSigns(tokens, month + 1)).flatMap((year) =>
    year.digits.length === 2 || year.digits.length === 4
      ? [
          {
            digits: `${year.digits}${number.padStart(2, '0')}${day.digits.padStart(2, '0')}`,
            next: year.next,
            said: named,
            needsJoiner: !named,
          },
        ]
      : [],
  )
}

function skipSigns(tokens: readonly Token[], at: number): number {
  let next = at
  while (next < at + 3 && (tokens[next]?.kind === 'sign' || (tokens[next]?.kind === 'joiner' && (tokens[next]?.text.length ?? 9) < 4)))
    next++
  return next
}

function valuesAt(tokens: readonly Token[], parts: Search['parts'], at: number): Reading[] {
  const each = tokens[at]
  if (each?.kind === 'digits') return [{ digits: each.text, next: at + 1 }]
  if (each?.kind !== 'word') return []
  const whole = readingsAt(parts, at)
  // "nitton åttioett": a century and a year
  const century = whole.find(({ digits }) => ['18', '19', '20'].includes(digits))
  const rest = century ? valuesAt(tokens, parts, skipSigns(tokens, century.next)) : []
  return [
    ...rest
      .filter(({ digits }) => digits.length === 2)
      .map((year) => ({ digits: `${century?.digits ?? ''}${year.digits}`, next: year.next })),
    ...whole,
  ]
}
