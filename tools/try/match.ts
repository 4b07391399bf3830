import { instantOf, writtenAs } from './instants.ts'
import type { Expected } from './rule-file.ts'

/**
 * What of the expectation the answer doesn't hold; empty = all of it. Only what is expected is compared. A list has the same members in any
 * order; a day matches an instant of that day.
 */
export function misses(expected: Expected, answer: unknown, path = ''): string[] {
  if (Array.isArray(expected)) return missesOfList(expected, answer, path)
  if (typeof expected === 'object' && expected !== null) {
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return [missed(path, expected, answer)]
    const given: Readonly<Record<string, unknown>> = { ...answer }
    return Object.entries(expected).flatMap(([key, value]) => misses(value, given[key], path === '' ? key : `${path}.${key}`))
  }
  return isSame(expected, answer) ? [] : [missed(path, expected, answer)]
}

function missesOfList(expected: Expected[], answer: unknown, path: string): string[] {
  if (!Array.isArray(answer)) return [missed(path, expected, answer)]
  if (answer.length !== expected.length)
    return [`${path}: ${expected.length} väntade, ${answer.length} kom / expected, came: ${show(answer)}`]
  const left: unknown[] = [...answer]
  return expected.flatMap((each) => {
    const at = left.findIndex((other) => misses(each, other).length === 0)
    if (at >= 0) left.splice(at, 1)
    return at >= 0 ? [] : [missed(path, each, answer)]
  })
}

function isSame(expected: string | number | boolean | null, answer: unknown): boolean {
  if (expected === answer) return true
  if (expected === null) return answer === undefined
  if (typeof expected !== 'string' || typeof answer !== 'string') return false
  if (/^\d{4}-\d{2}-\d{2}$/.test(expected)) return answer.startsWith(`${expected} `)
  const at = instantOf(expected)
  return at !== null && writtenAs(at) === answer
}

const missed = (path: string, expected: Expected, answer: unknown) =>
  `${path === '' ? 'svaret / the answer' : path}: väntade / expected ${show(expected)}, fick / got ${show(answer)}`
const show = (value: unknown): string => JSON.stringify(value) ?? 'ingenting / nothing'
