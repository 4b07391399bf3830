import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'

/** Ends a hold before its time. What was due meanwhile goes with the next run (T21). @throws not_found, also when it is hidden or has ended */
export async function releaseHold(tx: Tx, { caseId, holdId }: { caseId: string; holdId: string }): Promise<void> {
  const released = await tx.run(
    sql`update hold set released_at = ombud_now() where id = ${holdId} and case_id = ${caseId} and released_at is null`,
  )
  if (released === 0) throw new Problem('not_found', { id: holdId })
  await record(tx, 'hold.released', { caseId, facts: { hold: holdId } })
}
