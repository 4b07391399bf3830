import { z } from 'zod'
import type { Bulletins } from '../../../contracts/briefing.ts'
import { Hand } from '../../../contracts/words.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Row = z.object({
  id: z.uuid(),
  board: z.string().nullable(),
  board_name: z.string().nullable(),
  kind: z.enum(['bulletin', 'training']),
  title: z.string(),
  body: z.string(),
  read_by_days: z.int(),
  published_at: z.date(),
  published_by: z.string(),
  mine: z.boolean(),
  due_at: z.date(),
  overdue: z.boolean(),
  read_at: z.date().nullable(),
})
type Row = z.infer<typeof Row>
const Reading = z.object({ bulletin_id: z.uuid(), hand: Hand, people: z.int(), read: z.int(), missing: z.array(z.string()).nullable() })
const Publisher = z.object({ leads: z.boolean(), boards: z.array(z.string()), all: z.array(z.string()) })

/** What I am to read and have read, and for whoever publishes: how many of each hand have. The newest first; what is unread before what is read. */
export async function listBulletins(tx: Tx): Promise<z.infer<typeof Bulletins>> {
  const rows = await tx.all(
    Row,
    sql`
    select b.id, o.code as board, o.name as board_name, b.kind, b.title, b.body, b.read_by_days, b.published_at, e.name as published_by, r.read_at,
      actor_hand() = any (b.hands) and (actor_hand() = 'agent' or b.board_id is null or b.board_id = any (actor_boards(actor_hand()))) as mine,
      d.at as due_at, r.read_at is null and d.at <= ombud_now() as overdue
    from bulletin b left join board o on o.id = b.board_id join employee e on e.id = b.published_by left join bulletin_receipt r on r.bulletin_id = b.id and r.employee_id = actor_id()
    cross join lateral (select greatest(b.published_at, (select min(a.valid_from) from assignment a where a.employee_id = actor_id() and a.hand = actor_hand() and a.valid_from <= ombud_now() and (a.valid_to is null or a.valid_to > ombud_now())))
      + make_interval(days => b.read_by_days) as at) d
    where b.withdrawn_at is null order by r.read_at is not null, b.published_at desc limit 200`,
  )
  const mine = rows
    .filter((row) => row.mine)
    .map((row) => ({ ...said(row), dueAt: row.due_at.toISOString(), readAt: row.read_at?.toISOString() ?? null, overdue: row.overdue }))
  if (tx.actor.hand !== 'officer') return { mine, sent: [], publishFor: [] }
  const reading = await tx.all(Reading, sql`select * from bulletin_reading()`)
  const { leads, boards, all } = await tx.one(
    Publisher,
    sql`select cardinality(actor_signs('contact-centre')) > 0 as leads, array(select code from board where id = any (actor_boards('officer')) order by id) as boards, array(select code from board order by id) as all`,
  )
  const sent = rows
    .filter(({ id }) => reading.some((each) => each.bulletin_id === id))
    .toSorted((a, b) => b.published_at.getTime() - a.published_at.getTime())
    .map((row) => ({
      ...said(row),
      readByDays: row.read_by_days,
      reading: reading.filter(({ bulletin_id }) => bulletin_id === row.id).map(({ bulletin_id: _, ...counts }) => counts),
    }))
  return { mine, sent, publishFor: leads ? [null, ...all] : boards }
}

const said = ({ id, board, board_name: boardName, kind, title, body, published_at, published_by: publishedBy }: Row) => ({
  ...{ id, board, boardName, kind, title, body, publishedBy },
  publishedAt: published_at.toISOString(),
})
