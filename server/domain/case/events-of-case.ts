import { z } from 'zod'
import { OpeningHours } from '../../../contracts/organisation.ts'
import { type Sql, sql } from '../../platform/db.ts'
import type { Known } from '../rule/index.ts'

/**
 * What has happened in a case, by the names that rules use (contracts/vocabulary.ts), and the centre's opening hours. An answer counts when it
 * has left, not when it was written. The one place that knows where the times are kept; the case must be open to the reader.
 */
export const eventsQuery = (caseId: string): Sql => sql`
  select e.event, e.at, null::json as hours from (
    select 'message.received' as event, m.at from message m where m.case_id = ${caseId} and m.direction = 'in'
    union all select case o.kind when 'receipt' then 'receipt.sent' else 'message.answered' end, o.sent_at from outgoing o where o.case_id = ${caseId} and o.state = 'sent' and o.sent_at is not null
    union all select w.name, a.at from audit_event a join (values ('case.opened', 'case.opened'), ('case.assigned', 'case.assigned'), ('case.offered', 'case.handed-over'), ('case.accepted', 'case.accepted'),
        ('case.closed', 'case.closed'), ('case.reopened', 'case.reopened'), ('case.delivered', 'delivery.confirmed'), ('note.written', 'case.noted')) w (event, name) on w.event = a.event where a.case_id = ${caseId}
    union all select 'case.touched', c.changed_at from "case" c where c.id = ${caseId}
  ) e union all select null, null, (i.organisation -> 'openingHours')::json from installation i`

const Row = z.object({ event: z.string().nullable(), at: z.date().nullable(), hours: OpeningHours.nullable() })

/** The rows of `eventsQuery` as rules are asked about them. */
export function eventsOfCase(rows: unknown, otherwise: OpeningHours): Pick<Known, 'events' | 'openingHours'> {
  const read = z.array(Row).parse(rows)
  const happened = read.flatMap(({ event, at }) => (event === null || at === null ? [] : [{ event, at }]))
  const times = Map.groupBy(happened, ({ event }) => event)
  return {
    events: Object.fromEntries([...times].map(([event, all]) => [event, all.map(({ at }) => at)])),
    openingHours: read.find(({ hours }) => hours !== null)?.hours ?? otherwise,
  }
}
