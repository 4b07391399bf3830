import { z } from 'zod'
import type { Day } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'

const OnDay = z.object({ on: z.string(), count: z.int() })

/** How much disappears on each of the coming days, of what the actor may see. Days without anything are left out. */
export async function upcoming(tx: Tx, days: number): Promise<{ on: Day; count: number }[]> {
  return tx.all(
    OnDay,
    sql`with span as (select (ombud_now() at time zone 'Europe/Stockholm')::date as today, ombud_now() + make_interval(days => ${days}) as until),
      going as (
        select dispose_on from "case" where dispose_at <= (select until from span) and not dispose_review
        union all select dispose_on from contact where dispose_on <= (select until from span)::date)
    select greatest(dispose_on, (select today from span))::text as "on", count(*)::int as count from going where dispose_on is not null group by 1 order by 1`,
  )
}
