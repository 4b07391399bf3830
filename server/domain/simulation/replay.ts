import type { Act, Category, ChannelKind, InstructionInForce, Mission } from '../../../contracts/instruction.ts'
import { usualHours } from '../../platform/calendar.ts'
import { ask } from '../instruction/index.ts'
import type { Decision } from '../rule/index.ts'
import type { Tally } from './tally.ts'

/** Something that was decided then, as codes: an act that `demand` answered, or cases that the doorman opened. `times`: how often, all alike. */
export type Logged = {
  kind: 'read' | 'act'
  at: Date
  /** Any of them was enough. */
  acts: readonly [Act, ...Act[]]
  caseType: string | null
  /** What was asked; a read asks for no channel, for what opens a case is a permit in any. */
  channel: ChannelKind | null
  mission: Mission | null
  category: Category | null
  anonymous: boolean
  carriesPersonalData: boolean
  outcome: Decision['outcome']
  because: string
  clauseIds: readonly string[]
  times: number
  /** What it is counted under; not part of the question. */
  under: { mission: Mission | null; channel: ChannelKind | null }
}

/** The same question to the draft, as of an agent who has signed it. Pure; the one place where a row becomes a question. */
function askedOf(draft: InstructionInForce, logged: Logged): Decision {
  const { acts, caseType, channel, mission, category, anonymous, carriesPersonalData } = logged
  const standing = {
    hand: 'agent' as const,
    employeeId: null,
    boards: [],
    undertakings: [{ board: draft.board, versionId: draft.versionId }],
    nowMs: logged.at.getTime(),
    openingHours: usualHours,
    rules: { instructions: [draft] },
  }
  return ask(standing, acts, { board: draft.board, caseType, channel, mission, category, anonymous, carriesPersonalData })
}

/** What refused then whatever the clauses said, and would again. */
const noClause: readonly string[] = ['UNDERTAKING_MISSING', 'BULLETIN_UNREAD', 'STOPPED_BY_BOARD', 'CONTROL_FAILS']

/** Counts what was decided then beside what the draft says: refused that was permitted, permitted that was refused, and by which clause. */
export function countActs(tally: Tally, logged: readonly Logged[], draft: InstructionInForce): void {
  for (const each of logged) {
    if (noClause.includes(each.because)) {
      tally.unasked += each.times
      continue
    }
    const then = each.outcome === 'permit'
    const decision = askedOf(draft, each)
    const now = decision.outcome === 'permit'
    const refused = then && !now ? each.times : 0
    const allowed = !then && now ? each.times : 0
    const key = JSON.stringify([each.kind, each.acts[0], each.under.mission, each.under.channel])
    const cell = tally.cells[key] ?? { asked: 0, refused: 0, allowed: 0 }
    tally.cells[key] = { asked: cell.asked + each.times, refused: cell.refused + refused, allowed: cell.allowed + allowed }
    if (refused + allowed === 0) continue
    for (const cause of causesOf(decision, each)) {
      const counted = tally.causes[cause] ?? { refused: 0, allowed: 0 }
      tally.causes[cause] = { refused: counted.refused + refused, allowed: counted.allowed + allowed }
    }
  }
}

/** The clauses of the draft that decide; where it has none, those that permitted it then and are gone. */
function causesOf({ because, clauseIds }: Decision, logged: Logged): string[] {
  const clauses: readonly (string | null)[] = clauseIds.length > 0 ? clauseIds : logged.clauseIds.length > 0 ? logged.clauseIds : [null]
  return clauses.map((clause) => JSON.stringify([clause, because]))
}
