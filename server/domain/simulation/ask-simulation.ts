import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { queueJob } from '../../platform/jobs.ts'
import { record } from '../audit/index.ts'
import { basisOf } from './load-asked.ts'

const Version = z.object({ id: z.int(), board_id: z.int(), number: z.int(), basis: z.instanceof(Buffer), under_way: z.uuid().nullable() })

/**
 * Asks what a version that isn't in force yet would change (P5). One at a time for a version: while one is under way that one is the answer.
 * @returns id of the simulation
 * @throws not_found for another board's officer, or when the version is in force already
 */
export async function askSimulation(tx: Tx, version: string): Promise<string> {
  const found = await tx.maybe(
    Version,
    sql`select v.id, v.board_id, v.version as number, ${basisOf} as basis, (select s.id from simulation s where s.version_id = v.id and s.state in ('queued', 'running')) as under_way
      from instruction_version v where v.uid = ${version} and v.state in ('draft', 'proposed', 'approved', 'accepted') and v.board_id = any ((select actor_boards('officer'))::int[])`,
  )
  if (!found) throw new Problem('not_found')
  if (found.under_way !== null) return found.under_way
  const id = randomUUID()
  await tx.run(
    sql`insert into simulation (id, version_id, board_id, basis, queued_at) values (${id}, ${found.id}, ${found.board_id}, ${found.basis}, ombud_now())`,
  )
  await queueJob(tx, 'simulate', { simulation: id })
  await record(tx, 'instruction.simulated', { boardId: found.board_id, facts: { version: found.number } })
  return id
}
