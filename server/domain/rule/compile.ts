import { type Act, type ChannelKind, type Clause, channelKinds, type InstructionInForce } from '../../../contracts/instruction.ts'
import { canGrant, clauseKey, type Stretch, specificity, stretchOf, takesAway, without, withstands } from './clause-reach.ts'
import { isSo, nothingKnown } from './conditions.ts'
import { barriers } from './guardrails.ts'

/** One cell of what row security reads: this act, on this case type, in this channel, in this stretch of time. */
export type GrantRow = {
  clauseKey: string
  effect: 'permit' | 'deny'
  act: Act
  boardCode: string
  caseTypeCode: string
  channel: ChannelKind
  specificity: number
  /** Included. */
  validFrom: Date
  /** Excluded; null = no end. */
  validTo: Date | null
}

/** A case type as rows know it: of its department, since a clause may speak of one (A8). */
export type TypeOfRows = { code: string; department: string }

/**
 * The second wall, from the same clauses as `decide()`. The database then asks only: some permit in its window, and no deny in its window.
 * Every case type times every channel is written out, so that no row has to mean "all". A condition is answered for each of them with what a row
 * is known to be, its type, department and channel: a permit opens unless the answer is no, a refusal closes only when it is yes.
 * A clause that a guardrail bars or that is a routine's own gives no permit. D9, K06: a refusal gives way while a permit that withstands it holds.
 */
export function compileGrants(instruction: InstructionInForce, caseTypes: readonly TypeOfRows[]): GrantRow[] {
  const active = instruction.clauses.filter(seenByRows)
  const spread = active.map((clause) => ({ clause, cells: cellsOf(clause, caseTypes) }))
  const permits = spread
    .filter(({ clause }) => clause.effect === 'permit')
    .map(({ clause, cells }) => ({ clause, keys: new Set(cells.map(keyOf)) }))
  return spread.flatMap(({ clause, cells }) =>
    cells.flatMap((cell) =>
      stretches(clause, cell, permits, instruction).map((stretch) => ({
        clauseKey: clauseKey(instruction.board, clause),
        effect: clause.effect === 'permit' ? ('permit' as const) : ('deny' as const),
        ...cell,
        boardCode: instruction.board,
        specificity: specificity(clause),
        validFrom: new Date(stretch.fromMs),
        validTo: stretch.toMs === Number.POSITIVE_INFINITY ? null : new Date(stretch.toMs),
      })),
    ),
  )
}

type Cell = Pick<GrantRow, 'act' | 'caseTypeCode' | 'channel'>
type Permit = { clause: Clause; keys: ReadonlySet<string> }
const keyOf = ({ act, caseTypeCode, channel }: Cell) => `${act} ${caseTypeCode} ${channel}`

/** Rows know nothing of mission, category, field, recipient or identity: a permit so narrowed still opens the row, a refusal so narrowed can't close it. */
function seenByRows(clause: Clause): boolean {
  if (clause.effect === 'permit') return canGrant(clause)
  if (!takesAway(clause)) return false
  const narrowed = [clause.mission, clause.categories, clause.recipientClass, clause.fields]
  return narrowed.every((listed) => listed.length === 0) && clause.identityLevel === 'none'
}

function cellsOf(clause: Clause, caseTypes: readonly TypeOfRows[]): Cell[] {
  const types = caseTypes.filter(
    ({ code, department }) =>
      (clause.caseTypes === 'all' || clause.caseTypes.includes(code)) && (clause.department === null || clause.department === department),
  )
  const channels = channelKinds.filter((kind) => clause.channels === 'all' || clause.channels.includes(kind))
  const acts = [...new Set(clause.acts)].filter((act) => barriers(clause, act).length === 0)
  return types.flatMap((type) =>
    channels
      .filter((channel) => mayHold(clause, type, channel))
      .flatMap((channel) => acts.map((act) => ({ act, caseTypeCode: type.code, channel }))),
  )
}

function mayHold({ when, effect }: Clause, { code, department }: TypeOfRows, channel: ChannelKind): boolean {
  if (when === null) return true
  const facts = { 'case.type': code, 'case.department': department, 'case.channel': channel }
  const holds = isSo(when, { ...nothingKnown, facts })
  return effect === 'permit' ? holds !== false : holds === true
}

function stretches(clause: Clause, cell: Cell, permits: readonly Permit[], instruction: InstructionInForce): Stretch[] {
  const own = stretchOf(clause, instruction)
  if (clause.effect === 'permit') return without(own, [])
  const stronger = permits.filter((permit) => withstands(permit.clause, clause) && permit.keys.has(keyOf(cell)))
  return without(
    own,
    stronger.map((permit) => stretchOf(permit.clause, instruction)),
  )
}
