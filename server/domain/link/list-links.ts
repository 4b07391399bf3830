import { z } from 'zod'
import { type LinkList, LinkOutcome } from '../../../contracts/link.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Row = z.object({
  id: z.uuid(),
  board: z.string(),
  board_name: z.string(),
  url: z.string(),
  used_in: z.array(z.string()),
  outcome: LinkOutcome.nullable(),
  checked_at: z.date().nullable(),
  dead_since: z.date().nullable(),
  log: z.array(z.object({ at: z.string(), outcome: LinkOutcome, status: z.int().nullable(), landedAt: z.string().nullable() })),
})

/** Every address the public is shown, where it stands and what was found at it. One that nobody has looked at says so (B31). */
export async function listLinks(tx: Tx, { checks }: { checks: boolean }): Promise<z.infer<typeof LinkList>> {
  const rows = await tx.all(
    Row,
    sql`
    select l.id, b.code as board, b.name as board_name, l.url, l.used_in, l.outcome, l.checked_at, l.dead_since,
      coalesce((select json_agg(json_build_object('at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'outcome', c.outcome, 'status', c.status, 'landedAt', c.landed_at) order by c.id desc)
        from (select * from link_check k where k.link_id = l.id order by k.id desc limit 20) c), '[]') as log
    from link l join board b on b.id = l.board_id where l.gone_at is null order by l.dead_since is null, b.id, l.url`,
  )
  return {
    checks,
    links: rows.map(({ board_name, used_in, outcome, checked_at, dead_since, ...link }) => ({
      ...link,
      boardName: board_name,
      usedIn: used_in,
      state: dead_since !== null ? 'dead' : outcome === 'redirected' ? 'moved' : outcome === 'ok' ? 'alive' : 'not-checked',
      checkedAt: checked_at?.toISOString() ?? null,
      deadSince: dead_since?.toISOString() ?? null,
    })),
  }
}
