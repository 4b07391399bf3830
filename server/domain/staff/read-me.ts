import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import type { Me } from '../../../contracts/staff.ts'
import { Hand, Instant } from '../../../contracts/words.ts'
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
  undertakings: z.array(
    z.object({
      board: z.string(),
      boardName: z.string(),
      version: z.int(),
      signed: z.boolean(),
      validUntil: Instant.nullable(),
      expiresSoon: z.boolean(),
    }),
  ),
  unread: z.object({ count: z.int(), overdue: z.int() }),
})

/** Who is signed in, with which hand, and which undertakings are signed. @throws not_signed_in */
export async function readMe(tx: Tx): Promise<Me> {
  const row = await tx.maybe(
    Row,
    sql`
    select e.id, e.name, e.operator, actor_hand() as hand, i.municipality, i.demo,
      array(select distinct a.hand from assignment a where a.employee_id = e.id and a.valid_from <= ombud_now() and (a.valid_to is null or a.valid_to > ombud_now())) as hands,
      array(select b.code from board b where b.id = any (actor_boards(actor_hand())) order by b.id) as boards,
      coalesce((select json_agg(json_build_object('board', b.code, 'boardName', b.name, 'version', v.version, 'signed', u.until is not null,
          'validUntil', to_char(u.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'expiresSoon', coalesce(u.until <= ombud_now() + interval '30 days', false)) order by b.id)
        from instruction_version v join board b on b.id = v.board_id left join lateral (
          -- an officer's and an auditor's holds for the board, whichever version (A23)
          select max(u.valid_until) as until from undertaking u join instruction_version w on w.id = u.version_id where w.board_id = v.board_id and (w.id = v.id or actor_hand() <> 'agent') and u.revoked_at is null and u.valid_until > ombud_now()) u on true
        where v.state = 'in-force' and (actor_hand() = 'agent' or v.board_id = any (actor_boards(actor_hand())))), '[]') as undertakings,
      (select json_build_object('count', count(*), 'overdue', count(*) filter (where b.board_id = any (s.shut) or b.board_id is null and cardinality(s.shut) > 0)) from bulletin b, (select actor_unbriefed() as shut) s
        where b.withdrawn_at is null and actor_hand() = any (b.hands) and (actor_hand() = 'agent' or b.board_id is null or b.board_id = any (actor_boards(actor_hand())))
          and not exists (select from bulletin_receipt r where r.bulletin_id = b.id and r.employee_id = e.id)) as unread
    from employee e, installation i where e.id = actor_id()`,
  )
  if (!row) throw new Problem('not_signed_in')
  const { id, name, ...rest } = row
  return { employee: { id, name }, ...rest }
}
