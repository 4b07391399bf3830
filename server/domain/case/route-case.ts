import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { demand, loadStanding } from '../instruction/index.ts'
import { actsNeeded } from './acts.ts'
import { nextVersion } from './change-case.ts'
import { asked, type LockedCase, lockCase } from './lock-case.ts'
import { summariseAgain } from './summarise.ts'
import { demandPassage } from './test-hand-over.ts'
import { boardOnly } from './verdicts.ts'

const TargetType = z.object({
  id: z.int(),
  board_id: z.int(),
  department: z.string(),
  secrecy: z.enum(['open', 'sealed']),
  version_id: z.int().nullable(),
})

/**
 * Says which board, and which of its types, a case the centre holds belongs to. From here that board's instruction rules it (A1, A29).
 * @throws case_not_found, case_changed, case_already_closed, case_is_offered, not_permitted, harm_test_needed, invalid_input
 */
export async function routeCase(
  tx: Tx,
  id: string,
  { version, board, caseType }: { version: number; board: string; caseType: string },
): Promise<LockedCase> {
  const kase = await lockCase(tx, id, version)
  if (kase.state === 'closed') throw new Problem('case_already_closed')
  if (kase.offered_board_id !== null) throw new Problem('case_is_offered')
  const target = await findType(tx, board, caseType)
  const standing = await loadStanding(tx)
  if (standing.hand === 'agent' && kase.holder === 'board') throw boardsOwnCase(kase)
  await demand(tx, standing, actsNeeded.route, asked(kase, { board, caseType, department: target.department }))
  if (target.board_id !== kase.board_id) await demandPassage(tx, kase, target.board_id)
  // The summary is made again before the case moves: after it the centre may no longer see what it says.
  await summariseAgain(tx, { caseId: id, caseTypeId: target.id, sealed: target.secrecy === 'sealed' })
  await tx.run(
    sql`update "case" set board_id = ${target.board_id}, case_type_id = ${target.id}, instruction_version_id = ${target.version_id}, ${nextVersion} where id = ${id}`,
  )
  await record(tx, 'case.routed', {
    caseId: id,
    boardId: target.board_id,
    facts: { fromBoard: kase.board, fromType: kase.case_type, toBoard: board, toType: caseType },
  })
  return kase
}

/** A1: what a board has taken over it alone gives away. */
const boardsOwnCase = ({ id, board, case_type }: LockedCase): Problem =>
  new Problem('not_permitted', {
    verdict: boardOnly('sv'),
    refusal: {
      act: 'receive',
      boardCode: board,
      caseTypeCode: case_type,
      mission: null,
      channel: null,
      because: 'BOARD_ONLY',
      clauseIds: [],
      lawIds: boardOnly('sv').laws,
      gap: false,
      caseId: id,
    },
  })

export async function findType(tx: Tx, board: string, caseType: string): Promise<z.infer<typeof TargetType>> {
  const target = await tx.maybe(
    TargetType,
    sql`
    select t.id, t.board_id, d.code as department, t.secrecy, version_in_force(t.board_id) as version_id
    from case_type t join board b on b.id = t.board_id join department d on d.id = t.department_id where b.code = ${board} and t.code = ${caseType}`,
  )
  if (!target) throw new Problem('invalid_input', { errors: [{ field: 'caseType', code: 'unknown' }] })
  return target
}
