import type { Clause } from '../../../contracts/instruction.ts'
import { isSo, type Known, type Truth } from './conditions.ts'
import { factsIn } from './moments.ts'

/** Of the instruction, what the readings below need: a case's own version may be superseded long ago and still speaks of it (A29). */
export type Ruling = { board: string; clauses: readonly Clause[] }

/**
 * Does the clause speak of this record, now: its own window, case types, department, channels and `when`? Null: something that it asks about
 * isn't known. Pure.
 */
export function speaksOf(clause: Clause, known: Known): Truth {
  const about = (names: 'all' | readonly string[], fact: string): Truth => (names === 'all' ? true : isSo({ fact, in: [...names] }, known))
  const truths = [
    inWindow(clause, known.now),
    about(clause.caseTypes, 'case.type'),
    clause.department === null ? true : about([clause.department], 'case.department'),
    about(clause.channels, 'case.channel'),
    clause.when === null ? true : isSo(clause.when, known),
  ]
  return truths.includes(false) ? false : truths.includes(null) ? null : true
}

/** The facts that would have to be known for `speaksOf` to answer. */
export function factsToAsk(clause: Clause, known: Known): string[] {
  const named = [
    ...(clause.caseTypes === 'all' ? [] : ['case.type']),
    ...(clause.department === null ? [] : ['case.department']),
    ...(clause.channels === 'all' ? [] : ['case.channel']),
    ...(clause.when === null ? [] : factsIn(clause.when)),
  ]
  return unknownOf(named, known)
}

export const unknownOf = (facts: readonly string[], known: Known): string[] =>
  [...new Set(facts)].filter((fact) => (known.facts[fact] ?? null) === null)

function inWindow({ validFrom, validTo }: Clause, now: Date | null): Truth {
  if (validFrom === null && validTo === null) return true
  if (now === null) return null
  return (validFrom === null || Date.parse(validFrom) <= now.getTime()) && (validTo === null || now.getTime() < Date.parse(validTo))
}

/** Statute above decision above routine (K06). */
const sources = ['routine', 'decision', 'statute'] as const
export const sourceRank = ({ source }: Pick<Clause, 'source'>): number => sources.indexOf(source)

/** Higher source first; within it the narrower: case type, then department, then the board's own (B19). */
const standing = (clause: Clause): number =>
  sourceRank(clause) * 10 +
  (clause.caseTypes === 'all' ? 0 : 4) +
  (clause.department === null ? 0 : 2) +
  (clause.channels === 'all' ? 0 : 1)

/** Those that stand highest; several only when they stand equally high. */
export function highest<T extends { clause: Clause }>(found: readonly T[]): T[] {
  const top = Math.max(Number.NEGATIVE_INFINITY, ...found.map(({ clause }) => standing(clause)))
  return found.filter(({ clause }) => standing(clause) === top)
}
