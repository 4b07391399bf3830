import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'

export type Hold = {
  caseId: string
  ground: 'records-request' | 'access-request' | 'authority' | 'incident' | 'claim' | 'appeal'
  days: number
}

const Seen = z.object({ board_id: z.int() })

/**
 * Keeps a case from being erased while something outside it is open. Every hold has a ground, an owner and an end of at most 90 days (T21).
 * @throws case_not_found, also when the row is hidden; the database refuses another board's case
 * Rule: requirements D2, L46
 */
export async function placeHold(tx: Tx, { caseId, ground, days }: Hold): Promise<string> {
  const found = await tx.maybe(Seen, sql`select board_id from "case" where id = ${caseId}`)
  if (!found) throw new Problem('case_not_found', { id: caseId })
  const id = randomUUID()
  await tx.run(sql`
    insert into hold (id, case_id, ground, owner_id, placed_at, expires_at)
    values (${id}, ${caseId}, ${ground}, actor_id(), ombud_now(), ombud_now() + make_interval(days => ${days}))`)
  await record(tx, 'hold.placed', { caseId, boardId: found.board_id, facts: { hold: id, ground, days } })
  return id
}
