import { z } from 'zod'
import type { TimelineItem } from '../../../contracts/case.ts'
import { GuardKind } from '../../../contracts/guard.ts'
import { type Sql, sql } from '../../platform/db.ts'

const Delivery = z.object({
  id: z.uuid(),
  state: z.enum(['queued', 'sent', 'given-up', 'cancelled']),
  undoUntil: z.string(),
  kind: z.enum(['answer', 'receipt']),
  lastResponse: z.string().nullable(),
})
const Message = z.object({
  marks: z.array(GuardKind),
  id: z.uuid(),
  at: z.date(),
  direction: z.enum(['in', 'out']),
  subject: z.string(),
  body: z.string(),
  html: z.string().nullable(),
  author_id: z.uuid().nullable(),
  author: z.string().nullable(),
  to_email: z.string().nullable(),
  channel: z.string(),
  delivery: Delivery.nullable(),
  attachments: z.array(
    z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), sizeBytes: z.number(), contentId: z.string().nullable() }),
  ),
})
const Note = z.object({
  marks: z.array(GuardKind),
  id: z.uuid(),
  at: z.date(),
  author_id: z.uuid().nullable(),
  author: z.string().nullable(),
  kind: z.enum(['note', 'handover', 'return', 'closing']),
  body: z.string(),
})
const Event = z.object({
  id: z.coerce.string(),
  at: z.date(),
  actor: z.string().nullable(),
  event: z.string(),
  facts: z.record(z.string(), z.unknown()),
})

/** Kinds that somebody should know of before they pass the text on; what only may be something is left out. */
const marksOf = (where: Sql): Sql =>
  sql`coalesce((select array_agg(distinct x.each ->> 'kind') from text_finding f cross join jsonb_array_elements(f.findings) x (each) where ${where} and x.each ->> 'certainty' <> 'possible'), '{}')`

export const timelineQueries = (id: string): Sql[] => [
  sql`select m.id, m.at, m.direction, m.subject, m.body, m.html, m.author_id, e.name as author, m.to_email, m.channel, ${marksOf(sql`f.message_id = m.id`)} as marks,
      (select json_build_object('id', o.id, 'state', o.state, 'undoUntil', to_char(o.not_before at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'kind', o.kind, 'lastResponse', o.last_response) from outgoing o where o.message_id = m.id) as delivery,
      coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type, 'sizeBytes', a.size_bytes, 'contentId', a.content_id)) from attachment a where a.message_id = m.id), '[]') as attachments
    from message m left join employee e on e.id = m.author_id where m.case_id = ${id}`,
  sql`select n.id, n.at, n.author_id, e.name as author, n.kind, n.body, ${marksOf(sql`f.note_id = n.id`)} as marks from note n left join employee e on e.id = n.author_id where n.case_id = ${id}`,
  sql`select a.id, a.at, e.name as actor, a.event, a.facts from audit_event a left join employee e on e.id = a.employee_id
    where a.case_id = ${id} and a.event not in ('message.received', 'message.written', 'note.written')
      and a.event not like 'conflict.%' -- whose relative writes is no colleague's to know; it stands in the log`,
]

/** Messages, notes and events in the order they happened. Answers that were taken back are not part of what was said. */
export function timelineOf([messages, notes, events]: readonly (readonly unknown[])[]): TimelineItem[] {
  const authorOf = (row: { author_id: string | null; author: string | null }) =>
    row.author_id === null ? null : { id: row.author_id, name: row.author ?? '' }
  const items: TimelineItem[] = [
    ...z
      .array(Message)
      .parse(messages)
      .filter(({ delivery }) => delivery?.state !== 'cancelled')
      .map((row) => ({
        kind: 'message' as const,
        id: row.id,
        at: row.at.toISOString(),
        direction: row.direction,
        subject: row.subject,
        body: row.body,
        htmlDocument: row.html,
        author: authorOf(row),
        to: row.to_email,
        channel: row.channel,
        delivery: row.delivery,
        attachments: row.attachments,
        marks: row.marks,
      })),
    ...z
      .array(Note)
      .parse(notes)
      .map((row) => ({
        kind: 'note' as const,
        id: row.id,
        at: row.at.toISOString(),
        author: authorOf(row),
        noteKind: row.kind,
        body: row.body,
        marks: row.marks,
      })),
    ...z
      .array(Event)
      .parse(events)
      .map((row) => ({ kind: 'event' as const, ...row, at: row.at.toISOString() })),
  ]
  return items.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
