import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { DecideCase } from '../../../contracts/case.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { demand, loadStanding } from '../instruction/index.ts'
import { actsNeeded } from './acts.ts'
import { nextVersion } from './change-case.ts'
import { asked, type LockedCase, lockCase } from './lock-case.ts'

const Delegation = z.object({ id: z.int() })

/**
 * Takes a decision in the board's name. It takes a clause that lets one decide, and the board's delegation to this person by name for this case type;
 * each decision names its delegation and is listed for the board's next meeting.
 * @throws case_not_found, case_changed, case_already_closed, case_is_offered, not_permitted, delegation_missing
 * Rule: KL (2017:725) 6:37-40, 7:5-8; requirements A36, A37, B22
 */
export async function decideCase(tx: Tx, id: string, { version, kind }: z.infer<typeof DecideCase>): Promise<LockedCase> {
  const kase = await lockCase(tx, id, version)
  if (kase.state === 'closed') throw new Problem('case_already_closed')
  if (kase.offered_board_id !== null) throw new Problem('case_is_offered')
  const standing = await loadStanding(tx)
  const question = asked(kase)
  await demand(tx, standing, actsNeeded.decide, { ...question, about: { ...question.about, automated: false } })
  const delegation = await tx.maybe(
    Delegation,
    sql`select d.id from unnest(actor_delegations(${kase.case_type_id})) d (id) order by d.id limit 1`,
  )
  if (!delegation)
    throw new Problem('delegation_missing', {
      refusal: {
        act: 'decide',
        boardCode: kase.board,
        caseTypeCode: kase.case_type,
        mission: null,
        because: 'PENDING_DELEGATION',
        clauseIds: [],
        lawIds: ['KL 6:37', 'KL 7:5'],
        gap: false,
        caseId: id,
      },
    })
  const decisionId = randomUUID()
  await tx.run(sql`
    insert into decision (id, case_id, board_id, delegation_id, employee_id, kind, decided_at) values (${decisionId}, ${id}, ${kase.board_id}, ${delegation.id}, actor_id(), ${kind}, ombud_now())`)
  await tx.run(sql`update "case" set ${nextVersion} where id = ${id}`)
  await record(tx, 'case.decided', { caseId: id, boardId: kase.board_id, facts: { decision: decisionId, delegation: delegation.id, kind } })
  return kase
}
