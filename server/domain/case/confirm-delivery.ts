import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { loadStanding } from '../instruction/index.ts'
import { happen } from '../retention/index.ts'
import { nextVersion } from './change-case.ts'
import { type LockedCase, lockCase } from './lock-case.ts'

const Instant = z.object({ at: z.date() })

/**
 * The board says that its own system has the matter. Where the instruction counts from that receipt, the clock of the centre's copy starts
 * now; without a receipt it never does (B20). @throws case_not_found, case_changed, case_not_closed, not_found
 */
export async function confirmDelivery(tx: Tx, id: string, { version }: { version: number }): Promise<LockedCase> {
  const kase = await lockCase(tx, id, version)
  const standing = await loadStanding(tx)
  if (!standing.boards.includes(kase.board)) throw new Problem('not_found')
  if (kase.state !== 'closed') throw new Problem('case_not_closed')
  const { at } = await tx.one(Instant, sql`select ombud_now() as at`)
  const end = await happen(tx, { subject: { kind: 'case', id }, event: 'delivery.confirmed', at })
  await tx.run(sql`
    update "case" set delivered_at = ${at}, ${nextVersion} where id = ${id}`)
  await record(tx, 'case.delivered', { caseId: id, boardId: kase.board_id, facts: { disposeOn: end?.on ?? null } })
  return kase
}
