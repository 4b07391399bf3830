import { z } from 'zod'
import { EServiceOffer } from '../../../contracts/case.ts'
import { ChannelKind } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import { CaseState } from '../../../contracts/words.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { type About, demand, loadStanding, type Question } from '../instruction/index.ts'

export const LockedCase = z.object({
  id: z.uuid(),
  version: z.int(),
  state: CaseState,
  holder: z.enum(['centre', 'board']),
  channel: ChannelKind,
  anonymous: z.boolean(),
  board_id: z.int(),
  board: z.string(),
  case_type_id: z.int(),
  case_type: z.string(),
  department: z.string(),
  secrecy: z.enum(['open', 'sealed']),
  offered_board_id: z.int().nullable(),
  offered_type_id: z.int().nullable(),
  offered_board: z.string().nullable(),
  assignee_id: z.uuid().nullable(),
  instruction_version_id: z.int().nullable(),
  outcome: z.string().nullable(),
  answerable: z.boolean(),
  kept_from: z.enum(['conflict', 'relation', 'glass']).nullable(),
  e_service_offer: EServiceOffer.nullable(),
  opened_at: z.date(),
  closed_at: z.date().nullable(),
  /** Name and milliseconds of everything that has happened to it; null where that may not be read. */
  happened: z.array(z.tuple([z.string(), z.number()])).nullable(),
})
export type LockedCase = z.infer<typeof LockedCase>

/**
 * Takes the case for this transaction. Optimistic: whoever saw another version is told so and overwrites nothing.
 * Changing a case opens it: the access row is written before anything in it can be read.
 * @throws case_not_found (also when the row is hidden), case_changed, not_permitted when it may be looked at and not changed
 */
export async function lockCase(tx: Tx, id: string, version: number | null): Promise<LockedCase> {
  await openForChange(tx, [id])
  const found = await tx.maybe(LockedCase, sql`${caseRowOf(id, keptFrom(tx))} for update of c`)
  if (!found) throw await whyNot(tx, id)
  // A6, A25: refused before anything is said of how it stands
  if (found.kept_from !== null) await demand(tx, await loadStanding(tx), ['handle', 'receive', 'handover'], asked(found))
  if (version !== null && found.version !== version) throw new Problem('case_changed', { version: found.version })
  return found
}

/** What a rule may ask of the case (rule/conditions.ts). */
const aboutCase = (kase: LockedCase): About => ({
  state: kase.state,
  holder: kase.holder,
  department: kase.department,
  outcome: kase.outcome,
  anonymous: kase.anonymous,
  replyAddress: kase.answerable,
  assigneeId: kase.assignee_id,
  openedAt: kase.opened_at,
  closedAt: kase.closed_at,
  keptFrom: kase.kept_from,
  happened: kase.happened === null ? undefined : timesOf(kase.happened),
})

function timesOf(happened: readonly (readonly [event: string, ms: number])[]): Record<string, Date[]> {
  return Object.fromEntries(
    [...Map.groupBy(happened, ([event]) => event)].map(([event, times]) => [event, times.map(([, ms]) => new Date(ms))]),
  )
}

/** The question to the instruction about this case, or about where it is to go. */
export const asked = (
  kase: LockedCase,
  to: { board: string; caseType: string; department: string } = {
    board: kase.board,
    caseType: kase.case_type,
    department: kase.department,
  },
): Omit<Question, 'act'> & { caseId: string } => ({
  board: to.board,
  caseType: to.caseType,
  channel: kase.channel,
  about: { ...aboutCase(kase), department: to.department },
  caseId: kase.id,
})

const caseRowOf = (id: string, kept: Sql): Sql => sql`
    select c.id, c.version, c.state, c.holder, c.channel, c.anonymous, c.board_id, b.code as board, c.case_type_id, t.code as case_type, d.code as department, t.secrecy,
      c.offered_board_id, c.offered_type_id, (select code from board where id = c.offered_board_id) as offered_board, c.assignee_id, c.instruction_version_id, c.outcome, c.answerable, ${kept} as kept_from, c.e_service_offer, c.opened_at, c.closed_at,
      (select json_agg(json_build_array(h.event, floor(extract(epoch from h.at) * 1000))) from happening h where h.case_id = c.id and h.taken_back_at is null) as happened
    from "case" c join board b on b.id = c.board_id join case_type t on t.id = c.case_type_id join department d on d.id = t.department_id
    where c.id = ${id}`

/** Nothing stands between the worker and a case; of people, the database says. */
const keptFrom = ({ actor: { hand } }: Tx): Sql =>
  hand === 'service' || hand === 'eraser' || hand === 'citizen' ? sql`null` : sql`kept_from(c.id)`

/** The case as it may be seen, without taking or opening it. */
export const findCase = (tx: Tx, id: string): Promise<LockedCase | undefined> => tx.maybe(LockedCase, caseRowOf(id, keptFrom(tx)))

/** A row that can be seen and not taken is there: that is a refusal, and leaves its trace. If only the database refuses, the walls disagree. */
async function whyNot(tx: Tx, id: string): Promise<Problem> {
  const seen = await findCase(tx, id)
  if (!seen) return new Problem('case_not_found')
  const standing = await loadStanding(tx)
  const { clauseIds, lawIds } = await demand(tx, standing, ['handle'], asked(seen))
  const { board: boardCode, case_type: caseTypeCode } = seen
  const refusal = { act: 'handle', boardCode, caseTypeCode, mission: null, because: 'WALL', clauseIds, lawIds, gap: false, caseId: id }
  return new Problem('stopped_by_wall', { words: 'case for update', agrees: false, refusal })
}

async function openForChange(tx: Tx, ids: readonly string[]): Promise<void> {
  const worker = tx.actor.hand === 'service' || tx.actor.hand === 'eraser'
  await tx.all(
    z.unknown(),
    worker
      ? sql`select open_for_work(${ids}, '{}', 'assistance', ${tx.actor.hand})`
      : sql`select open_cases(${ids}, 'assistance', 'change')`,
  )
}
