import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { demandState, findVersion } from './find-version.ts'

const Done = z.object({ done: z.boolean() })

/** Back to draft with a reason, by either party; every signature it had is void (A38). @throws not_found, version_state */
export async function returnVersion(tx: Tx, { id, reason }: { id: string; reason: string }): Promise<void> {
  const version = await findVersion(tx, id)
  demandState(version, ['proposed', 'approved', 'accepted'])
  const { done } = await tx.one(Done, sql`select return_version(${id}, ${reason}) as done`)
  if (!done) throw new Problem('version_state', { state: version.state })
  await record(tx, 'instruction.returned', { boardId: version.board_id, facts: { version: id } })
}
