import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { nextVersion } from './change-case.ts'
import { type LockedCase, lockCase } from './lock-case.ts'

/** Gives the case to someone, or to nobody. @throws case_not_found, case_changed, case_already_closed */
export async function assignCase(tx: Tx, id: string, { version, to }: { version: number; to: string | null }): Promise<LockedCase> {
  const kase = await lockCase(tx, id, version)
  if (kase.state === 'closed') throw new Problem('case_already_closed')
  const state = to !== null && kase.state === 'new' ? 'open' : kase.state
  await tx.run(sql`update "case" set assignee_id = ${to}, state = ${state}, ${nextVersion} where id = ${id}`)
  await record(tx, 'case.assigned', { caseId: id, facts: { to } })
  return { ...kase, state }
}
