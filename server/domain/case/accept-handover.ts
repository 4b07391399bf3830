import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { loadStanding } from '../instruction/index.ts'
import { happeningOf } from '../retention/index.ts'
import { nextVersion } from './change-case.ts'
import { type LockedCase, lockCase } from './lock-case.ts'
import { summariseAgain } from './summarise.ts'

const Target = z.object({ secrecy: z.enum(['open', 'sealed']), version_id: z.int().nullable() })

/**
 * Takes over a case that was offered: from now on the board is its controller and its officers work with it (B2, B3).
 * @throws case_not_found, case_changed, case_not_offered
 */
export async function acceptHandover(tx: Tx, id: string, { version }: { version: number }): Promise<LockedCase> {
  const kase = await lockCase(tx, id, version)
  const standing = await loadStanding(tx)
  if (
    kase.offered_board_id === null ||
    kase.offered_type_id === null ||
    kase.offered_board === null ||
    !standing.boards.includes(kase.offered_board)
  )
    throw new Problem('case_not_offered')
  const target = await tx.one(
    Target,
    sql`select t.secrecy, version_in_force(t.board_id) as version_id from case_type t where t.id = ${kase.offered_type_id}`,
  )
  await summariseAgain(tx, { caseId: id, caseTypeId: kase.offered_type_id, sealed: target.secrecy === 'sealed' })
  await tx.run(
    sql`with happened as (${happeningOf({ kind: 'case', id }, 'case.accepted')}) update handover set state = 'accepted', answered_by = ${standing.employeeId}, answered_at = ombud_now() where case_id = ${id} and state = 'offered'`,
  )
  await tx.run(sql`
    update "case" set board_id = offered_board_id, case_type_id = offered_type_id, instruction_version_id = ${target.version_id}, offered_board_id = null, offered_type_id = null, holder = 'board',
      assignee_id = ${standing.employeeId}, state = 'open', ${nextVersion} where id = ${id}`)
  await record(tx, 'case.accepted', { caseId: id, boardId: kase.offered_board_id, facts: { fromBoard: kase.board } })
  return { ...kase, state: 'open' }
}
