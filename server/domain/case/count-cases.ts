import { z } from 'zod'
import type { Counts } from '../../../contracts/case.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Row = z.object({
  waiting: z.coerce.number(),
  mine: z.coerce.number(),
  offered: z.coerce.number(),
  boards: z.array(z.object({ board: z.string(), name: z.string(), open: z.number() })),
  closed: z.coerce.number(),
})

/** How many of each; content-free, so nothing is opened. Counted at most to a thousand: nobody acts on the difference. */
export async function countCases(tx: Tx): Promise<z.infer<typeof Counts>> {
  return tx.one(
    Row,
    sql`
    with live as (select board_id, assignee_id, offered_board_id from "case" where state <> 'closed' limit 20000)
    select (select count(*) from live where assignee_id is null and offered_board_id is null) as waiting,
      (select count(*) from live where assignee_id = (select actor_id())) as mine,
      (select count(*) from live where offered_board_id is not null) as offered,
      (select count(*) from (select from "case" where state = 'closed' limit 1000) closed) as closed,
      (select coalesce(json_agg(json_build_object('board', b.code, 'name', b.name, 'open', n.open) order by b.id), '[]') from (select board_id, count(*) as open from live group by board_id) n join board b on b.id = n.board_id) as boards`,
  )
}
