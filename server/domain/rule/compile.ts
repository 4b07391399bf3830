import { type Act, type ChannelKind, type Clause, channelKinds, type InstructionInForce } from '../../../contracts/instruction.ts'
import { awaitsDelegation, clauseKey, type Stretch, specificity, stretchOf, without } from './clause-reach.ts'

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

/**
 * The second wall, from the same clauses as `decide()`. The database then asks only: some permit in its window, and no deny in its window.
 * Every case type times every channel is written out, so that no row has to mean "all".
 * A37: a clause that waits for its delegation gives no row. D9: a `refer` is a deny, except while a narrower permit holds.
 * `caseTypes`: codes of the board's case types.
 */
export function compileGrants(instruction: InstructionInForce, caseTypes: readonly string[]): GrantRow[] {
  const active = instruction.clauses.filter((clause) => seenByRows(clause) && !awaitsDelegation(clause))
  const permits = active.filter((clause) => clause.effect === 'permit')
  return active.flatMap((clause) =>
    cellsOf(clause, caseTypes).flatMap((cell) =>
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

/** Rows know nothing of mission, category, recipient or identity: a permit so narrowed still opens the row, a refusal so narrowed can't close it. */
function seenByRows(clause: Clause): boolean {
  if (clause.effect === 'permit') return true
  if (clause.effect !== 'deny' && clause.effect !== 'refer') return false
  return clause.mission.length + clause.categories.length + clause.recipientClass.length === 0 && clause.identityLevel === 'none'
}

function cellsOf(clause: Clause, caseTypes: readonly string[]): Cell[] {
  const types = caseTypes.filter((code) => clause.caseTypes === 'all' || clause.caseTypes.includes(code))
  const channels = channelKinds.filter((kind) => clause.channels === 'all' || clause.channels.includes(kind))
  return [...new Set(clause.acts)].flatMap((act) =>
    types.flatMap((caseTypeCode) => channels.map((channel) => ({ act, caseTypeCode, channel }))),
  )
}

function stretches(clause: Clause, cell: Cell, permits: readonly Clause[], instruction: InstructionInForce): Stretch[] {
  const narrower = (permit: Clause) => clause.effect === 'refer' && specificity(permit) > specificity(clause) && isIn(permit, cell)
  return without(
    stretchOf(clause, instruction),
    permits.filter(narrower).map((permit) => stretchOf(permit, instruction)),
  )
}

const isIn = (clause: Clause, { act, caseTypeCode, channel }: Cell): boolean =>
  clause.acts.includes(act) &&
  (clause.caseTypes === 'all' || clause.caseTypes.includes(caseTypeCode)) &&
  (clause.channels === 'all' || clause.channels.includes(channel))
