import { sql, type Tx } from '../../platform/db.ts'

export type NewDelegation = { board: string; email: string; caseTypes: readonly string[]; paragraph: string; decidedOn: string }

/**
 * Writes that a board has given someone, by name, the right to decide in some of its case types. By the owner.
 * Rule: KL (2017:725) 6:37-40, 7:5-8; requirements A36, A37
 */
export async function delegate(tx: Tx, { board, email, caseTypes, paragraph, decidedOn }: NewDelegation): Promise<void> {
  const written = await tx.run(sql`
    insert into delegation (board_id, employee_id, case_type_ids, paragraph, decided_on, valid_from)
    select b.id, e.id, array(select t.id from case_type t where t.board_id = b.id and t.code = any (${caseTypes})), ${paragraph}, ${decidedOn}, ombud_now()
    from board b, employee e where b.code = ${board} and e.email = ${email.toLowerCase()}`)
  if (written !== 1) throw new Error(`Delegation: ${board} or ${email} doesn't exist`)
}
