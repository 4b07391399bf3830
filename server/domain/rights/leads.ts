import { codeHash, plainCode } from '../case/index.ts'

const codeLetters = 26
const number = /(?<![\p{L}\d-])\p{Lu}{2,6}-\d{4}-\d{6}(?!\d)/gu

/** What whoever asks gave, told apart: a number of a case, or a retrieval code, of which only the hash goes on. */
export function leadsIn(given: readonly string[], words: string): { numbers: string[]; codes: Buffer[] } {
  const isCode = (each: string) => plainCode(each).length === codeLetters
  const numbers = [...given.filter((each) => !isCode(each)).map((each) => each.trim().toUpperCase()), ...(words.match(number) ?? [])]
  return { numbers: [...new Set(numbers)], codes: given.filter(isCode).map(codeHash) }
}
