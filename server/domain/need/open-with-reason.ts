import { z } from 'zod'
import type { OpenWithReason } from '../../../contracts/need.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { demand, loadStanding } from '../instruction/index.ts'

const Place = z.object({ board: z.string(), case_type: z.string() })
const Opened = z.object({ until: z.date().nullable() })

/**
 * Opens a case that is closed or somebody else's, for half an hour, with a reason out of a closed list (A6). Nothing more than the instruction
 * permits is opened by it.
 * @throws case_not_found, not_permitted, undertaking_missing, bulletin_unread, conflict_of_interest
 */
export async function openWithReason(tx: Tx, caseId: string, { reason }: z.infer<typeof OpenWithReason>): Promise<{ until: string }> {
  const place = await tx.maybe(
    Place.extend({ kept_from: z.enum(['conflict', 'relation', 'glass']).nullable() }),
    sql`select b.code as board, t.code as case_type, kept_from(c.id) from "case" c join board b on b.id = c.board_id join case_type t on t.id = c.case_type_id where c.id = ${caseId}`,
  )
  if (!place) throw new Problem('case_not_found')
  const keptFrom = place.kept_from === 'conflict' ? 'conflict' : null
  await demand(tx, await loadStanding(tx), ['handle', 'receive', 'advise', 'assist', 'status.read'], {
    board: place.board,
    caseType: place.case_type,
    channel: null,
    about: { keptFrom },
    caseId,
  })
  const { until } = await tx.one(Opened, sql`select open_with_reason(${caseId}, ${reason}) as until`)
  // nothing was between: it is open already
  return { until: (until ?? (await tx.one(z.object({ now: z.date() }), sql`select ombud_now() as now`)).now).toISOString() }
}
