import type { Clause, Right, rights } from '../../../contracts/instruction.ts'
import { clauseKey } from './clause-reach.ts'
import { isSo, type Known } from './conditions.ts'
import { factsIn, momentOf, type When } from './moments.ts'
import { factsToAsk, highest, type Ruling, speaksOf, unknownOf } from './what-speaks.ts'

export type RightName = (typeof rights)[number]

/** How a right is used here: what whoever asks is owed, or why the request isn't taken up, or what has to be asked first. */
export type RightAnswer = {
  clauseId: string | null
  /** take-up: it is received and decided on. refuse: with its reason. ask: something isn't known, and nothing is refused for that. */
  outcome: 'take-up' | 'refuse' | 'ask'
  because: 'MAY_ASK' | 'NOT_AMONG_ASKERS' | 'NEEDS_NOT_MET' | 'NOT_KNOWN' | 'NO_RULE'
  ask: readonly string[]
  /** The law of the clause: a refusal cites it. */
  lawId: string | null
  terms: RightTerms | null
}
export type RightTerms = {
  askedBy: Right['askedBy']
  identity: Right['identity']
  delivery: Right['delivery']
  due: When
  /** Longer time, and the day before which the reasons for it must have been told (L7: inside the first). */
  extension: { due: When; tellReasonsBefore: When; holds: boolean | null } | null
  contents: readonly string[]
  leftOut: readonly { what: string; lawId: string }[]
  /** Parts that some exemption may take out, when what it asks about is known. */
  undecided: readonly { what: string; lawId: string; ask: readonly string[] }[]
  fee: 'free' | 'cost' | 'fixed' | 'unknown'
  /** C1: the centre takes in, routes and follows up; the board decides, unless its instruction says otherwise. */
  decidedBy: Right['decidedBy']
}

/** How `right` is used under this instruction by whoever asks (K21, C1). Nothing is refused because something isn't known. Pure. */
export function rightOf(right: RightName, instruction: Ruling, known: Known): RightAnswer {
  const found = instruction.clauses.flatMap((clause) => (clause.right?.right === right ? [{ clause, right: clause.right }] : []))
  const so = highest(found.filter(({ clause }) => speaksOf(clause, known) === true))
  const open = found.filter(({ clause }) => speaksOf(clause, known) === null).filter((each) => highest([...so, each]).includes(each))
  if (open.length > 0) return blank('ask', 'NOT_KNOWN', { ask: [...new Set(open.flatMap(({ clause }) => factsToAsk(clause, known)))] })
  const one = so[0]
  if (one === undefined) return blank('ask', 'NO_RULE', {})
  return answerOf(one.clause, one.right, clauseKey(instruction.board, one.clause), known)
}

const blank = (
  outcome: RightAnswer['outcome'],
  because: RightAnswer['because'],
  more: Partial<Pick<RightAnswer, 'ask' | 'clauseId' | 'lawId' | 'terms'>>,
): RightAnswer => ({ clauseId: null, outcome, because, ask: [], lawId: null, terms: null, ...more })

function answerOf(clause: Clause, right: Right, clauseId: string, known: Known): RightAnswer {
  const about = { clauseId, lawId: clause.lawId, terms: termsOf(right, known) }
  const asker = right.askedBy.includes('anyone') ? true : isSo({ fact: 'asker.relations', in: right.askedBy }, known)
  if (asker === false) return blank('refuse', 'NOT_AMONG_ASKERS', about)
  const needs = right.needs === null ? true : isSo(right.needs, known)
  if (needs === false) return blank('refuse', 'NEEDS_NOT_MET', about)
  if (asker === true && needs === true) return blank('take-up', 'MAY_ASK', about)
  const ask = [...(asker === null ? ['asker.relations'] : []), ...(needs === null && right.needs !== null ? factsIn(right.needs) : [])]
  return blank('ask', 'NOT_KNOWN', { ...about, ask: unknownOf(ask, known) })
}

function termsOf(right: Right, known: Known): RightTerms {
  const due = momentOf(right.due, known)
  const exemptions = right.exempt.map((each) => ({ ...each, applies: isSo(each.when, known) }))
  const leftOut = exemptions.filter(({ applies }) => applies === true).map(({ what, lawId }) => ({ what, lawId }))
  const undecided = exemptions.flatMap(({ what, lawId, when, applies }) =>
    applies === null && !leftOut.some((each) => each.what === what) ? [{ what, lawId, ask: unknownOf(factsIn(when), known) }] : [],
  )
  const { askedBy, identity, delivery, decidedBy } = right
  return {
    askedBy,
    identity,
    delivery,
    decidedBy,
    due,
    extension: extensionOf(right, due, known),
    contents: right.contents.filter((what) => ![...leftOut, ...undecided].some((each) => each.what === what)),
    leftOut,
    undecided,
    fee: feeOf(right, known),
  }
}

function extensionOf({ due, extension }: Right, first: When, known: Known): RightTerms['extension'] {
  if (extension === null) return null
  return { due: momentOf({ after: due, ...extension.by }, known), tellReasonsBefore: first, holds: isSo(extension.when, known) }
}

function feeOf({ fee }: Right, known: Known): RightTerms['fee'] {
  if (fee === null) return 'free'
  const applies = isSo(fee.when, known)
  return applies === null ? 'unknown' : applies ? fee.kind : 'free'
}
