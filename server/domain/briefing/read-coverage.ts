import { z } from 'zod'
import type { Coverage } from '../../../contracts/briefing.ts'
import { Hand } from '../../../contracts/words.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Row = z.object({
  board: z.string(),
  board_name: z.string(),
  version: z.int().nullable(),
  hand: Hand,
  people: z.int(),
  signed: z.int(),
  soon: z.int(),
  unread: z.int(),
  overdue: z.int(),
})

/** A23: how many of those who work for the actor's own boards have signed the version in force, expire within thirty days, or have something left to read. */
export async function readCoverage(tx: Tx): Promise<z.infer<typeof Coverage>> {
  const rows = await tx.all(
    Row,
    sql`
    select b.code as board, b.name as board_name, v.version, c.hand, c.people, c.signed, c.soon, c.unread, c.overdue
    from undertaking_coverage() c join board b on b.id = c.board_id left join instruction_version v on v.board_id = b.id and v.state = 'in-force' order by b.id, c.hand`,
  )
  const boards = [...Map.groupBy(rows, ({ board }) => board).values()].flatMap((ofBoard) => {
    const [first] = ofBoard
    if (!first) return []
    const hands = ofBoard.map(({ hand, people, signed, soon, unread, overdue }) => ({ hand, people, signed, soon, unread, overdue }))
    return [{ board: first.board, boardName: first.board_name, version: first.version, hands }]
  })
  return { boards }
}
