import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import type { Keeps } from '../../platform/keeps.ts'
import { eraseBatch } from '../retention/index.ts'

const Listed = z.object({ id: z.uuid() })
const Left = z.object({ table_name: z.string(), rows: z.number() })
const atMost = 100

export type Leaving = { id: string; boardId: number; versionId: number }

/**
 * Erases the next of a board's cases and contacts, by retention's own engine: locked, counted, taken, written on a tombstone and certified. The
 * disposal cites the ending in place of a clock (GDPR 28(3)(g)); a hold stops it as it stops any other. In the eraser's hand.
 * @returns how many were erased
 */
export async function purgeNext(tx: Tx, { id, boardId, versionId }: Leaving, keeps: readonly Keeps[]): Promise<number> {
  const listed = await tx.all(
    Listed,
    sql`
    insert into disposal (id, subject, subject_id, board_id, case_type_id, version_id, clause_id, due_at, found_at, state, offboarding_id)
    select gen_random_uuid(), s.subject, s.id, ${boardId}, s.case_type_id, ${versionId}, 'ending', ombud_now(), ombud_now(), 'due', ${id}
    from (select 'case' as subject, c.id, c.case_type_id from "case" c where c.board_id = ${boardId} and not (${heldCase})
      union all select 'contact', c.id, c.case_type_id from contact c where c.board_id = ${boardId} and not exists (select from "case" k where k.contact_id = c.id and k.board_id = ${boardId}) and not (${heldContact})
      order by 1, 2 limit ${atMost}) s
    on conflict (subject_id) where state in ('due', 'held') do update set state = 'due', offboarding_id = excluded.offboarding_id returning id`,
  )
  if (listed.length === 0) return 0
  const { erased } = await eraseBatch(
    tx,
    listed.map((row) => row.id),
    keeps,
  )
  return erased.length
}

const heldCase = sql`exists (select from hold h where (h.case_id = c.id or h.contact_id = c.contact_id) and h.released_at is null and h.expires_at > ombud_now())`
const heldContact = sql`exists (select from hold h where h.contact_id = c.id and h.released_at is null and h.expires_at > ombud_now())`

/** Words that were asked under this board in a contact that is another's. Opened with an access row of their own, like all content. */
export async function purgeQuestions(tx: Tx, { boardId }: Leaving): Promise<number> {
  await tx.run(
    sql`select open_for_work('{}', array(select distinct q.contact_id from question q where q.board_id = ${boardId}), 'disposal', 'eraser')`,
  )
  return tx.run(sql`delete from question_text t using question q where q.id = t.question_id and q.board_id = ${boardId}`)
}

/** X8: looks with other eyes than those that erased, in every table there is. */
export const rowsOfBoard = (tx: Tx, boardId: number) => tx.all(Left, sql`select table_name, rows from rows_of_board(${boardId})`)
