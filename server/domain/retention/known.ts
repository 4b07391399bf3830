import { z } from 'zod'
import { usualHours } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Known } from '../rule/index.ts'
import type { One } from './schedule.ts'

/** Whose rules speak, by the codes that were true when the clock was started. */
export const Asked = z.object({
  board: z.string(),
  department: z.string().nullable(),
  caseType: z.string().nullable(),
  /** The kind of record, where it isn't the case or the contact itself: a contact that holds a draft goes by the rule for drafts (A33). */
  record: z.literal('draft').optional(),
})
export type Asked = z.infer<typeof Asked>

const Row = z.object({
  id: z.string(),
  asked: Asked,
  now: z.date(),
  facts: z.record(z.string(), z.union([z.string(), z.boolean()]).nullable()),
  events: z.array(z.tuple([z.string(), z.number()])),
})

/** What is known about each of them now, and under which codes its board is asked. */
export async function loadKnown(tx: Tx, kind: One['kind'], ids: readonly string[]): Promise<Map<string, { known: Known; asked: Asked }>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.all(Row, kind === 'case' ? ofCases(ids) : ofContacts(ids))
  return new Map(
    rows.map(({ id, asked, now, facts, events }) => [
      id,
      { asked, known: { facts, events: timesOf(events), openingHours: usualHours, now } },
    ]),
  )
}

const ofCases = (ids: readonly string[]) => sql`
  select c.id, ombud_now() as now, jsonb_build_object('board', b.code, 'department', d.code, 'caseType', t.code) as asked,
    jsonb_build_object('case.type', t.code, 'case.department', d.code, 'case.outcome', c.outcome, 'case.state', c.state, 'case.channel', c.channel, 'case.holder', c.holder,
      'contact.anonymous', c.anonymous, 'choice.anonymous', c.anonymous, 'contact.reply-address', c.answerable) as facts,
    (select coalesce(json_agg(json_build_array(h.event, floor(extract(epoch from h.at) * 1000))), '[]') from happening h where h.case_id = c.id and h.taken_back_at is null) as events
  from "case" c join board b on b.id = c.board_id join case_type t on t.id = c.case_type_id join department d on d.id = t.department_id where c.id = any (${ids}::uuid[])`

const ofContacts = (ids: readonly string[]) => sql`
  select c.id, ombud_now() as now, jsonb_build_object('board', b.code, 'department', d.code, 'caseType', t.code) as asked,
    jsonb_build_object('case.type', t.code, 'case.department', d.code, 'case.channel', c.channel, 'contact.anonymous', c.anonymous, 'choice.anonymous', c.anonymous) as facts,
    (select coalesce(json_agg(json_build_array(h.event, floor(extract(epoch from h.at) * 1000))), '[]') from happening h where h.contact_id = c.id and h.taken_back_at is null) as events
  from contact c join board b on b.id = c.board_id join case_type t on t.id = c.case_type_id join department d on d.id = t.department_id where c.id = any (${ids}::uuid[])`

const OtherRows = z.object({
  others: z
    .array(z.object({ kind: z.string(), facts: Row.shape.facts, events: Row.shape.events }))
    .nullable()
    .transform((rows) => rows?.map((row) => ({ ...row, events: timesOf(row.events) }))),
})

/**
 * The same person's other cases at the same board (K12), where a rule asks for them: for those who carry the rules out, never for those who read.
 * Undefined = not known: the rule asks for records that are kept elsewhere, there is nothing to know the person by, or it isn't for this hand.
 */
export async function othersOf(tx: Tx, { kind, id }: One, asked: readonly string[]): Promise<Known['others']> {
  const { hand } = tx.actor
  if (kind !== 'case' || asked.length === 0 || asked.some((each) => each !== 'case') || (hand !== 'service' && hand !== 'eraser'))
    return undefined
  return (await tx.one(OtherRows, sql`select others_of_person(${id}) as others`)).others
}

/** The events that say that somebody did something in the case; a judgement about when it goes is no such thing. */
const touches = /^(case|message|supplement|decision)\./

/** Receipts and judgements are of the case as it was: once it has been opened again they say nothing of what came after (B20). */
const ofItsTime = /^(delivery\.confirmed|archive\.received|copy\..*|.*\.judged)$/

/** Every time each of them happened; what was last done in the case is worked out (K16). */
function timesOf(events: readonly (readonly [event: string, ms: number])[]): Record<string, Date[]> {
  const times: Record<string, Date[]> = {}
  const reopened = Math.max(...events.flatMap(([event, ms]) => (event === 'case.reopened' ? [ms] : [])))
  for (const [event, ms] of events) {
    if (ofItsTime.test(event) && ms < reopened) continue
    times[event] = [...(times[event] ?? []), new Date(ms)]
    if (touches.test(event)) times['case.touched'] = [...(times['case.touched'] ?? []), new Date(ms)]
  }
  return times
}
