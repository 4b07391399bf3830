import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'

const Standing = z.object({ board_id: z.int().nullable() })

/** Whoever acts says that they have read it. What it closed is open in the very next statement (A12). Read twice is read once. @throws not_found */
export async function readBulletin(tx: Tx, id: string): Promise<void> {
  const bulletin = await tx.maybe(
    Standing,
    sql`select board_id from bulletin where id = ${id} and withdrawn_at is null and actor_hand() = any (hands)`,
  )
  if (!bulletin) throw new Problem('not_found')
  const read = await tx.run(
    sql`insert into bulletin_receipt (bulletin_id, employee_id, read_at) values (${id}, actor_id(), ombud_now()) on conflict do nothing`,
  )
  if (read === 1)
    await record(tx, 'bulletin.read', { ...(bulletin.board_id === null ? {} : { boardId: bulletin.board_id }), facts: { bulletin: id } })
}
