import { identitySpots } from './identity.ts'
import { type Plain, placeOf, plainTextOf } from './plain-text.ts'

/** Personal identity numbers and coordination numbers in running text, however they are written (identity.ts), and the same text without them. */
export type FoundNumber = { text: string; index: number }

/** Every place in the text that is a real identity number by date and check digit. Pure. */
export const findIdentityNumbers = (text: string): FoundNumber[] => {
  const plain = mayHoldNumber(text) ? plainTextOf(text) : null
  return plain === null ? [] : placesOf(plain).map(({ start, end }) => ({ text: text.slice(start, end), index: start }))
}

/** Does the text hold a number that has been masked? */
export const hasMask = (text: string): boolean => /\d ?[-+–]? ?(?:• ?){3}•|•{6}-•{4}/.test(text)

/** The same text with every identity number's last four digits hidden: what lists, the search index and previews may hold (L5). */
export function maskIdentityNumbers(text: string): string {
  if (!mayHoldNumber(text)) return text
  let masked = ''
  let at = 0
  for (const { start, end } of placesOf(plainTextOf(text))) {
    if (start < at) continue
    masked += text.slice(at, start) + maskOf(text.slice(start, end))
    at = end
  }
  return masked + text.slice(at)
}

const placesOf = (plain: Plain) =>
  identitySpots(plain.folded)
    .map(({ start, end }) => placeOf(plain, start, end))
    .sort((a, b) => a.start - b.start)

/** Ten digits of any alphabet, or words that numbers are said with; most texts have neither, and cost nothing. */
const mayHoldNumber = (text: string) => /\p{N}|noll|ett|tv|tre|fyra|fem|sex|sju|tta|nio|ton|tio|tolv|elva|&#/iu.test(text)

/** Plain digits lose their last four; what is written in any other way is hidden whole. */
const maskOf = (found: string): string =>
  /^\d[\d \-+–.]*\d$/.test(found) ? found.replace(/\d(?=\D*(?:\d\D*){0,3}$)/g, '•') : '••••••-••••'
