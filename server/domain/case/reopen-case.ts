import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { demand, loadStanding } from '../instruction/index.ts'
import { happeningOf, stop } from '../retention/index.ts'
import { actsNeeded } from './acts.ts'
import { nextVersion } from './change-case.ts'
import { asked, type LockedCase, lockCase } from './lock-case.ts'

/** Opens a closed case again and stops its clock; a new closing starts a new one from that day (B18). @throws case_not_found, case_changed, case_not_closed, not_permitted */
export async function reopenCase(tx: Tx, id: string, { version }: { version: number | null }): Promise<LockedCase> {
  const kase = await lockCase(tx, id, version)
  if (kase.state !== 'closed') throw new Problem('case_not_closed')
  // A resident's reply opens a case again whatever the centre may do with it: the service's duty to receive (TF 2:9).
  if (tx.actor.hand !== 'service') await demand(tx, await loadStanding(tx), actsNeeded.reopen, asked(kase))
  await stop(tx, { kind: 'case', id })
  await tx.run(sql`
    with happened as (${happeningOf({ kind: 'case', id }, 'case.reopened')})
    update "case" set state = 'open', closed_at = null, outcome = null, dispose_on = null, dispose_at = null, dispose_rule = null, dispose_review = false, keep_forever = false, ${nextVersion} where id = ${id}`)
  await record(tx, 'case.reopened', { caseId: id, boardId: kase.board_id })
  return { ...kase, state: 'open' }
}
