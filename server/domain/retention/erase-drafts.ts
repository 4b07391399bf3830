import { z } from 'zod'
import { usualHours } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { loadRules } from '../instruction/index.ts'
import { fateOf } from '../rule/index.ts'

const Host = z.object({ code: z.string(), now: z.date() })
const Draft = z.object({ employee_id: z.string(), kind: z.string(), touched_at: z.date() })

/**
 * Takes away what someone began to write about a new contact and left, when the time of the centre's own rule has passed since it was last
 * touched (A33). A draft isn't a public record (TF 2:12), so it goes without list or certificate. Drafts in a case go with the case. In the eraser's hand.
 */
export async function eraseDrafts(tx: Tx): Promise<number> {
  const host = await tx.maybe(Host, sql`select code, ombud_now() as now from board where hosts_contact_centre`)
  const instruction = host && (await loadRules(tx)).instructions.find(({ board }) => board === host.code)
  if (!host || !instruction) return 0
  const drafts = await tx.all(
    Draft,
    sql`select employee_id, kind, date_trunc('milliseconds', touched_at) as touched_at from draft where case_id is null`,
  )
  let gone = 0
  for (const { employee_id, kind, touched_at } of drafts) {
    const known = { facts: {}, events: { 'draft.touched': [touched_at] }, openingHours: usualHours, now: host.now }
    const fate = fateOf({ board: instruction.board, department: null, caseType: null, record: 'draft' }, [instruction], known)
    if (fate.state !== 'running' || fate.outcome !== 'delete' || fate.at === null || fate.at >= host.now) continue
    // one that is touched at this very moment stays
    gone += await tx.run(
      sql`delete from draft where employee_id = ${employee_id} and kind = ${kind} and case_id is null and date_trunc('milliseconds', touched_at) = ${touched_at}`,
    )
  }
  return gone
}
