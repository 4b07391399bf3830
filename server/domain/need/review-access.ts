import { z } from 'zod'
import type { AccessReviews } from '../../../contracts/need.ts'
import { Problem } from '../../../contracts/problems.ts'
import { Hand } from '../../../contracts/words.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Made = z.object({ made: z.int() })
const Done = z.object({ done: z.boolean() })

/** Each night; a board with an instruction in force has one review a quarter. As the service. @returns those that are new */
export async function openAccessReviews(tx: Tx): Promise<number> {
  const { made } = await tx.one(Made, sql`select open_access_reviews() as made`)
  return made
}

type Line = { employee: string; hand: z.infer<typeof Hand>; verdict: 'confirmed' | 'removed' }

/** Confirms that someone still needs their access, or takes it away: their sessions end and every wall closes (A6). @throws not_found; nobody confirms themselves */
export async function reviewAccess(tx: Tx, reviewId: string, { employee, hand, verdict }: Line): Promise<void> {
  const { done } = await tx.one(Done, sql`select review_access(${reviewId}, ${employee}, ${hand}, ${verdict}) as done`)
  if (!done) throw new Problem('not_found')
}

/** @throws not_found */
export async function giveAccessBack(tx: Tx, { employee, hand, board }: Omit<Line, 'verdict'> & { board: string }): Promise<void> {
  const { done } = await tx.one(
    Done,
    sql`select give_access_back(${employee}, (select id from board where code = ${board}), ${hand}) is true as done`,
  )
  if (!done) throw new Problem('not_found')
}

const Row = z.object({
  id: z.uuid(),
  board: z.string(),
  board_name: z.string(),
  quarter: z.string(),
  due_at: z.date(),
  done_at: z.date().nullable(),
  overdue: z.boolean(),
  mine: z.boolean(),
  lines: z.array(
    z.object({
      employee: z.object({ id: z.uuid(), name: z.string() }),
      hand: Hand,
      verdict: z.enum(['confirmed', 'removed']).nullable(),
      decidedBy: z.string().nullable(),
      decidedAt: z.iso.datetime().nullable(),
      closed: z.boolean(),
      self: z.boolean(),
    }),
  ),
})

/** The reviews of one's boards, newest first. */
export async function listAccessReviews(tx: Tx): Promise<z.infer<typeof AccessReviews>> {
  const rows = await tx.all(
    Row,
    sql`
    select r.id, b.code as board, b.name as board_name, r.quarter, r.due_at, r.done_at, r.done_at is null and r.due_at < ombud_now() as overdue, b.id = any (actor_boards('officer')) as mine,
      coalesce((select json_agg(json_build_object('employee', json_build_object('id', e.id, 'name', e.name), 'hand', l.hand, 'verdict', l.verdict, 'decidedBy', d.name, 'decidedAt', utc(l.decided_at), 'self', e.id = actor_id(),
        'closed', exists (select from access_removal x where x.employee_id = l.employee_id and x.hand = l.hand and x.board_id = r.board_id and x.given_back_at is null)) order by e.name, l.hand)
        from access_review_line l join employee e on e.id = l.employee_id left join employee d on d.id = l.decided_by where l.review_id = r.id), '[]') as lines
    from access_review r join board b on b.id = r.board_id order by r.opened_at desc, b.id limit 60`,
  )
  return {
    reviews: rows.map(({ board_name: boardName, due_at, done_at, ...row }) => ({
      ...row,
      boardName,
      dueAt: due_at.toISOString(),
      doneAt: done_at?.toISOString() ?? null,
    })),
  }
}
