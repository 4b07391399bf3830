import { sql, type Tx } from '../../platform/db.ts'

/** Says that someone has the case before them, and whether they are writing, so that two agents see each other. Forgotten after a minute. */
export async function bePresent(tx: Tx, caseId: string, { writing }: { writing: boolean }): Promise<void> {
  const here = sql`update presence set seen_at = ombud_now(), writing = ${writing} where case_id = ${caseId} and employee_id = actor_id()`
  if ((await tx.run(here)) === 0) await tx.run(sql`insert into presence (case_id, employee_id, seen_at, writing) select id, actor_id(), ombud_now(), ${writing} from "case" where id = ${caseId} on conflict do nothing`)
}
