/** Personal identity numbers and coordination numbers in running text (Skatteverket: date, three digits, Luhn over ten digits; coordination number = day + 60). */

// Twelve or ten digits, with or without - or + before the last four, with spaces people put in; not inside a longer run of digits.
const candidate =
  /(?<![\d-])((?:18|19|20)?\d{2}[ ]?(?:0[1-9]|1[0-2])[ ]?(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[ ]?[-+–]?[ ]?\d{3}[ ]?\d)(?!\d)/g

export type FoundNumber = { text: string; index: number }

/** Every place in the text that is a real identity number by date and check digit. Pure. */
export function findIdentityNumbers(text: string): FoundNumber[] {
  return [...text.matchAll(candidate)].flatMap((match) =>
    isIdentityNumber(match[1] ?? '') ? [{ text: match[1] ?? '', index: match.index }] : [],
  )
}

/** Does the text hold a number that has been masked? */
export const hasMask = (text: string): boolean => /\d ?[-+–]? ?(?:• ?){3}•/.test(text)

/** The same text with every identity number's last four digits hidden: what lists, the search index and previews may hold (L5). */
export function maskIdentityNumbers(text: string): string {
  return text.replace(candidate, (found) => (isIdentityNumber(found) ? found.replace(/\d(?=\D*(?:\d\D*){0,3}$)/g, '•') : found))
}

function isIdentityNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '').slice(-10)
  const day = Number(digits.slice(4, 6)) % 60
  const [year, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))]
  // The century decides only whether 29 February exists; either will do.
  const isDay = [1900 + year, 2000 + year].some((full) => new Date(Date.UTC(full, month - 1, day)).getUTCDate() === day) && day > 0
  return isDay && Number(digits.slice(6, 9)) > 0 && luhn(digits)
}

function luhn(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}
