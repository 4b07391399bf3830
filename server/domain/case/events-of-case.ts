import { z } from 'zod'
import { OpeningHours } from '../../../contracts/organisation.ts'
import { type Sql, sql } from '../../platform/db.ts'
import type { Known } from '../rule/index.ts'

/**
 * What has happened in a case, by the names that rules use (contracts/vocabulary.ts), and the centre's opening hours. What was written down as it
 * happened or was declared stands in `happening`; only an answer is told here by when it left, for one that waits to be sent has answered nobody.
 * The case must be open to the reader.
 */
export const eventsQuery = (caseId: string): Sql => sql`
  select e.event, e.at, null::json as hours from (
    select h.event, h.at from happening h where h.case_id = ${caseId} and h.taken_back_at is null and h.event <> 'message.answered'
    union all select case o.kind when 'receipt' then 'receipt.sent' else 'message.answered' end, o.sent_at from outgoing o where o.case_id = ${caseId} and o.state = 'sent' and o.sent_at is not null
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
