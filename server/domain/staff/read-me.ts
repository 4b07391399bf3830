import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import type { Me } from '../../../contracts/staff.ts'
import { Hand } from '../../../contracts/words.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Row = z.object({
  id: z.uuid(),
  name: z.string(),
  operator: z.boolean(),
  hand: Hand,
  hands: z.array(Hand),
  boards: z.array(z.string()),
  municipality: z.string(),
  demo: z.boolean(),
  undertakings: z.array(z.object({ board: z.string(), boardName: z.string(), version: z.int(), signed: z.boolean() })),
})

/** Who is signed in, with which hand, and which undertakings are signed. @throws not_signed_in */
export async function readMe(tx: Tx): Promise<Me> {
  const row = await tx.maybe(
    Row,
    sql`
    select e.id, e.name, e.operator, actor_hand() as hand, i.municipality, i.demo,
      array(select distinct a.hand from assignment a where a.employee_id = e.id and a.valid_from <= ombud_now() and (a.valid_to is null or a.valid_to > ombud_now())) as hands,
      array(select b.code from board b where b.id = any (actor_boards(actor_hand())) order by b.id) as boards,
      coalesce((select json_agg(json_build_object('board', b.code, 'boardName', b.name, 'version', v.version, 'signed', u.id is not null) order by b.id)
        from instruction_version v join board b on b.id = v.board_id left join undertaking u on u.version_id = v.id and u.revoked_at is null where v.state = 'in-force' and actor_hand() = 'agent'), '[]') as undertakings
    from employee e, installation i where e.id = actor_id()`,
  )
  if (!row) throw new Problem('not_signed_in')
  const { id, name, ...rest } = row
  return { employee: { id, name }, ...rest }
}
