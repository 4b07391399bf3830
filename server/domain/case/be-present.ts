import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'

/**
 * Says that someone has the case before them, and whether they are writing, so that two agents see each other. Forgotten after a minute.
 * @throws case_not_found (also when the row is hidden)
 */
export async function bePresent(tx: Tx, caseId: string, { writing }: { writing: boolean }): Promise<void> {
  if (!(await tx.maybe(z.unknown(), sql`select 1 from "case" where id = ${caseId}`))) throw new Problem('case_not_found')
  const here = sql`update presence set seen_at = ombud_now(), writing = ${writing} where case_id = ${caseId} and employee_id = actor_id()`
  if ((await tx.run(here)) === 0)
    await tx.run(
      sql`insert into presence (case_id, employee_id, seen_at, writing) values (${caseId}, actor_id(), ombud_now(), ${writing}) on conflict do nothing`,
    )
}
