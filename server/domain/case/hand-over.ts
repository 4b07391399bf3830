import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { demand, loadStanding } from '../instruction/index.ts'
import { happeningOf } from '../retention/index.ts'
import { actsNeeded } from './acts.ts'
import { nextVersion } from './change-case.ts'
import { guardText } from './guard-text.ts'
import { asked, type LockedCase, lockCase } from './lock-case.ts'
import { findType } from './route-case.ts'
import { demandPassage } from './test-hand-over.ts'
import { addNote } from './write-note.ts'

/**
 * Offers a case to the people of a board. It is theirs when one of them accepts it; until then the centre keeps it (B15).
 * @throws case_not_found, case_changed, case_already_closed, case_is_offered, nobody_to_receive, not_permitted, identity_number_in_text, special_category_in_text,
 * harm_test_needed, secrecy_absolute
 */
export async function handOver(
  tx: Tx,
  id: string,
  { version, board, caseType, reason }: { version: number; board: string; caseType: string; reason: string },
): Promise<LockedCase> {
  const kase = await lockCase(tx, id, version)
  if (kase.state === 'closed') throw new Problem('case_already_closed')
  if (kase.offered_board_id !== null) throw new Problem('case_is_offered')
  const target = await findType(tx, board, caseType)
  const standing = await loadStanding(tx)
  await demand(tx, standing, actsNeeded.handover, asked(kase, { board, caseType, department: target.department }))
  const judged = guardText(standing, asked(kase), reason)
  await demandPassage(tx, kase, target.board_id)
  await offer(tx, { kase, toBoardId: target.board_id, toTypeId: target.id, byId: standing.employeeId })
  await addNote(tx, id, { body: reason, kind: 'handover', authorId: standing.employeeId, judged })
  return kase
}

/** B15: a hand-over needs at least one person there who can receive it. */
export async function offer(
  tx: Tx,
  {
    kase,
    toBoardId,
    toTypeId,
    byId,
  }: { kase: Pick<LockedCase, 'id' | 'board_id' | 'board'>; toBoardId: number; toTypeId: number; byId: string | null },
): Promise<void> {
  const { someone } = await tx.one(z.object({ someone: z.boolean() }), sql`select board_has_officer(${toBoardId}) as someone`)
  if (!someone) throw new Problem('nobody_to_receive')
  await tx.run(
    sql`with happened as (${happeningOf({ kind: 'case', id: kase.id }, 'case.handed-over')}) insert into handover (id, case_id, from_board_id, to_board_id, to_type_id, offered_by, offered_at) values (${randomUUID()}, ${kase.id}, ${kase.board_id}, ${toBoardId}, ${toTypeId}, ${byId}, ombud_now())`,
  )
  await tx.run(sql`update "case" set offered_board_id = ${toBoardId}, offered_type_id = ${toTypeId}, ${nextVersion} where id = ${kase.id}`)
  await record(tx, 'case.offered', { caseId: kase.id, boardId: toBoardId, facts: { fromBoard: kase.board } })
}
