import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { loadStanding } from '../instruction/index.ts'
import { type LockedCase, lockCase } from './lock-case.ts'
import { addNote } from './write-note.ts'

/** Gives an offered case back to the centre, with a reason. @throws case_not_found, case_changed, case_not_offered */
export async function returnHandover(tx: Tx, id: string, { version, reason }: { version: number; reason: string }): Promise<LockedCase> {
  const kase = await lockCase(tx, id, version)
  const standing = await loadStanding(tx)
  if (kase.offered_board_id === null || kase.offered_board === null || !standing.boards.includes(kase.offered_board))
    throw new Problem('case_not_offered')
  await addNote(tx, id, { body: reason, kind: 'return', authorId: standing.employeeId })
  await tx.run(
    sql`update handover set state = 'returned', answered_by = ${standing.employeeId}, answered_at = ombud_now() where case_id = ${id} and state = 'offered'`,
  )
  await record(tx, 'case.returned', { caseId: id, boardId: kase.offered_board_id })
  // Last: with the offer gone the returning board no longer sees the case.
  await tx.all(z.unknown(), sql`select give_back_offer(${id})`)
  return kase
}
