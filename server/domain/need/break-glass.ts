import { z } from 'zod'
import type { BreakGlass, GlassList } from '../../../contracts/need.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Made = z.object({ id: z.uuid().nullable() })
const Done = z.object({ done: z.boolean() })

/**
 * Opens one case in an emergency, an hour at most, past grants and boards. The board is told in the same transaction, and everything opened through
 * it is marked in the log (B14). What is sealed, and what a clause wants two for, opens when someone else has said yes.
 * @throws case_not_found: also for a conflict of interest, a stop of every act and what is frozen, which stand
 */
export async function breakGlass(tx: Tx, { number, reason, minutes }: z.infer<typeof BreakGlass>): Promise<{ id: string }> {
  const { id } = await tx.one(Made, sql`select break_glass(${number}, ${reason}, ${minutes}) as id`)
  if (id === null) throw new Problem('case_not_found')
  return { id }
}

/** The second of two. @throws not_found when it isn't there, is one's own, waits no more, or isn't one's own to say yes to */
export async function secondGlass(tx: Tx, id: string): Promise<void> {
  const { done } = await tx.one(Done, sql`select second_glass(${id}) as done`)
  if (!done) throw new Problem('not_found')
}

/** Closes it before its time. @throws not_found */
export async function mendGlass(tx: Tx, id: string): Promise<void> {
  const { done } = await tx.one(Done, sql`select mend_glass(${id}) as done`)
  if (!done) throw new Problem('not_found')
}

const Row = z.object({
  id: z.uuid(),
  case_id: z.uuid(),
  board: z.string(),
  board_name: z.string(),
  by_id: z.uuid(),
  by_name: z.string(),
  reason: z.enum(['life', 'child', 'crisis']),
  state: z.enum(['waits', 'open', 'ended', 'lapsed']),
  asked_at: z.date(),
  second_id: z.uuid().nullable(),
  second_name: z.string().nullable(),
  until: z.date().nullable(),
  opened: z.int(),
  mine: z.boolean(),
  can_second: z.boolean(),
})

/** One's own, those of one's boards and, for whoever leads the centre, all. Newest first. */
export async function listGlass(tx: Tx): Promise<z.infer<typeof GlassList>> {
  const rows = await tx.all(
    Row,
    sql`
    select g.id, g.case_id, b.code as board, b.name as board_name, e.id as by_id, e.name as by_name, g.reason, g.asked_at, s.id as second_id, s.name as second_name, g.until, g.employee_id = actor_id() as mine,
      case when g.ended_at is not null or g.until <= ombud_now() then 'ended' when g.opens_at is not null then 'open' when g.asked_at <= ombud_now() - interval '60 minutes' then 'lapsed' else 'waits' end as state,
      glass_openings(g.id) as opened,
      g.opens_at is null and g.ended_at is null and g.employee_id <> actor_id() and g.asked_at > ombud_now() - interval '60 minutes' and (g.board_id = any (actor_boards('officer')) or cardinality(actor_signs('contact-centre')) > 0) as can_second
    from broken_glass g join board b on b.id = g.board_id join employee e on e.id = g.employee_id left join employee s on s.id = g.second_id order by g.asked_at desc limit 100`,
  )
  return {
    glasses: rows.map((row) => ({
      id: row.id,
      caseId: row.case_id,
      board: row.board,
      boardName: row.board_name,
      by: { id: row.by_id, name: row.by_name },
      reason: row.reason,
      state: row.state,
      askedAt: row.asked_at.toISOString(),
      second: row.second_id === null ? null : { id: row.second_id, name: row.second_name ?? '' },
      until: row.until?.toISOString() ?? null,
      opened: row.opened,
      mine: row.mine,
      canSecond: row.can_second,
    })),
  }
}
