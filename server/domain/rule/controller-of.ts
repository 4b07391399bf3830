import type { Clause, Controller, InstructionInForce, Mission } from '../../../contracts/instruction.ts'
import { clauseKey } from './clause-reach.ts'
import { isSo, type Known } from './conditions.ts'
import { factsIn, momentOf, type When } from './moments.ts'
import { factsToAsk, highest, type Ruling, speaksOf, unknownOf } from './what-speaks.ts'

/** The boards that a clause can mean without naming them. `receiver`: the board that took the matter over, if one has. */
export type Boards = { own: string; host: string; receiver: string | null }

/** Who is controller during one stretch; `from` null = from the beginning, `until` null = still. */
export type Controlled = {
  board: string
  /** The boards that are controllers together. */
  jointly: boolean
  from: Date | null
  until: Date | null
  /** null: no clause says so; it is the board whose instruction it is (GDPR 4(7), A1). */
  clauseId: string | null
}
export type ControllerAnswer = {
  now: Controlled[]
  history: Controlled[]
  /** Facts without which it can't be said who is controller. */
  ask: readonly string[]
}

/**
 * Who is controller of this record, and who has been: fixed, named for the case, or changing at hand-over (K24; B2, B3, B17). Where no clause
 * says who, it is the board whose instruction it is: nothing is ever without a controller (A1). Pure.
 */
export function controllerAt(instructions: readonly Ruling[], boards: Boards, known: Known): ControllerAnswer {
  const found = instructions.flatMap((instruction) =>
    instruction.clauses.flatMap((clause) =>
      clause.controller === null || speaksOf(clause, known) === false
        ? []
        : [{ clause, controller: clause.controller, board: instruction.board, speaks: speaksOf(clause, known) }],
    ),
  )
  const ask = [...new Set(found.filter(({ speaks }) => speaks === null).flatMap(({ clause }) => factsToAsk(clause, known)))]
  const stretches = highestOfEach(found.filter(({ speaks }) => speaks === true)).flatMap((each) => stretchOf(each, boards, known))
  const history = withOwnInTheGaps(stretches, boards.own).sort((a, b) => (a.from?.getTime() ?? 0) - (b.from?.getTime() ?? 0))
  const nowMs = known.now?.getTime() ?? null
  const holds = ({ from, until }: Controlled) =>
    nowMs === null ? until === null : (from === null || from.getTime() <= nowMs) && (until === null || nowMs < until.getTime())
  return { now: history.filter(holds), history, ask }
}

type Found = { clause: Clause; controller: Controller; board: string }

/** A board's rule for one case type stands above its rule for all; a host's promise and a receiver's stand side by side. */
function highestOfEach(found: readonly Found[]): Found[] {
  const kinds = [...new Set(found.map(({ controller }) => JSON.stringify(controller.is)))]
  return kinds.flatMap((kind) => highest(found.filter(({ controller }) => JSON.stringify(controller.is) === kind)).slice(0, 1))
}

function stretchOf({ clause, controller, board }: Found, boards: Boards, known: Known): Controlled[] {
  const from = controller.from === null ? null : momentOf(controller.from, known)
  const until = controller.until === null ? null : momentOf(controller.until, known)
  if (from !== null && !('at' in from)) return []
  const named = nameOf(controller.is, { ...boards, own: board })
  if (named === null) return []
  return [
    {
      board: named,
      jointly: controller.is === 'joint',
      from: from === null ? null : from.at,
      until: instantOf(until),
      clauseId: clauseKey(board, clause),
    },
  ]
}

const instantOf = (when: When | null): Date | null => (when !== null && 'at' in when ? when.at : null)

function nameOf(is: Controller['is'], { own, host, receiver }: Boards): string | null {
  if (typeof is === 'object') return is.board
  if (is === 'host') return host
  if (is === 'receiver') return receiver
  return own
}

/** Nothing is without a controller: where no stretch reaches, the board itself is it. */
function withOwnInTheGaps(stretches: readonly Controlled[], own: string): Controlled[] {
  const [start, end] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  const sorted = stretches
    .map((each) => ({ each, fromMs: each.from?.getTime() ?? start, toMs: each.until?.getTime() ?? end }))
    .filter(({ fromMs, toMs }) => fromMs < toMs)
    .sort((a, b) => a.fromMs - b.fromMs)
  const gaps: Controlled[] = []
  let reached = start
  for (const { fromMs, toMs } of [...sorted, { fromMs: end, toMs: end }]) {
    if (fromMs > reached) gaps.push({ board: own, jointly: false, from: at(reached), until: at(fromMs), clauseId: null })
    reached = Math.max(reached, toMs)
  }
  return [...sorted.map(({ each }) => each), ...gaps]
}

const at = (ms: number): Date | null => (Number.isFinite(ms) ? new Date(ms) : null)

export type LegalBasis = {
  clauseId: string
  basis: Clause['bases'][number]['basis']
  lawId: string | null
  mission: readonly Mission[]
  /** false = it would hold if what `ask` names were so; then nothing may rest on it yet. */
  holds: boolean
  ask: readonly string[]
}

/** Every legal basis that the instruction states for a mission, in the phase that the record is in (K24, B8, B9). Pure. */
export function basesFor(mission: Mission, instruction: Ruling | InstructionInForce, known: Known): LegalBasis[] {
  return instruction.clauses.flatMap((clause) => {
    const speaks = speaksOf(clause, known)
    if (speaks === false) return []
    const own =
      clause.basis === null || clause.effect !== 'permit'
        ? []
        : [{ basis: clause.basis, lawId: clause.lawId, mission: clause.mission, when: null }]
    return [...own, ...clause.bases]
      .filter((each) => each.mission.length === 0 || each.mission.includes(mission))
      .flatMap(({ basis, lawId, mission: missions, when }) => {
        const so = when === null ? true : isSo(when, known)
        if (so === false) return []
        const ask = [
          ...(speaks === null ? factsToAsk(clause, known) : []),
          ...(so === null && when !== null ? unknownOf(factsIn(when), known) : []),
        ]
        return [
          { clauseId: clauseKey(instruction.board, clause), basis, lawId, mission: missions, holds: speaks === true && so === true, ask },
        ]
      })
  })
}
