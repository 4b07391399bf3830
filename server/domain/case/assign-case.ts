import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { happeningOf } from '../retention/index.ts'
import { nextVersion } from './change-case.ts'
import { type LockedCase, lockCase } from './lock-case.ts'

/** Gives the case to someone of the centre or of its own board, or to nobody. @throws case_not_found, case_changed, case_already_closed, invalid_input */
export async function assignCase(tx: Tx, id: string, { version, to }: { version: number; to: string | null }): Promise<LockedCase> {
  const kase = await lockCase(tx, id, version)
  if (kase.state === 'closed') throw new Problem('case_already_closed')
  if (to !== null) await refuseOutsider(tx, kase, to)
  const state = to !== null && kase.state === 'new' ? 'open' : kase.state
  const given = to === null ? sql`` : sql`with happened as (${happeningOf({ kind: 'case', id }, 'case.assigned')})`
  await tx.run(sql`${given} update "case" set assignee_id = ${to}, state = ${state}, ${nextVersion} where id = ${id}`)
  await record(tx, 'case.assigned', { caseId: id, facts: { to } })
  return { ...kase, state }
}

/** A case given to someone who can't see it would wait for nobody. */
async function refuseOutsider(tx: Tx, { board_id }: LockedCase, to: string): Promise<void> {
  const works = await tx.maybe(
    z.unknown(),
    sql`select 1 from employee e where e.id = ${to} and e.active and exists (select from assignment a where a.employee_id = e.id and (a.hand = 'agent' or a.hand = 'officer' and a.board_id = ${board_id})
      and a.valid_from <= ombud_now() and (a.valid_to is null or a.valid_to > ombud_now()))`,
  )
  if (!works) throw new Problem('invalid_input', { errors: [{ field: 'to', code: 'unknown' }] })
}
