import { z } from 'zod'
import { signFor } from '../server/domain/instruction/index.ts'
import { sql, type Tx } from '../server/platform/db.ts'

const Lapsed = z.object({ version_id: z.int(), people: z.array(z.uuid()) })

/** As everyone does at the yearly briefing. */
export async function signAgain(tx: Tx): Promise<void> {
  const lapsed = await tx.all(
    Lapsed,
    sql`select n.id as version_id, array_agg(distinct u.employee_id) as people from undertaking u join instruction_version v on v.id = u.version_id join instruction_version n on n.board_id = v.board_id and n.state = 'in-force'
    where u.revoked_at is null and u.valid_until <= ombud_now() and (n.id = v.id or exists (select from assignment a where a.employee_id = u.employee_id and a.board_id = n.board_id and a.hand <> 'agent'))
      and not exists (select from undertaking w where w.employee_id = u.employee_id and w.version_id = n.id and w.revoked_at is null and w.valid_until > ombud_now()) group by n.id`,
  )
  for (const { version_id, people } of lapsed) await signFor(tx, version_id, people)
}
