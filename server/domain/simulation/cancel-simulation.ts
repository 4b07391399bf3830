import type { Simulation } from '../../../contracts/simulation.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { readSimulation } from './read-simulation.ts'

/** Stops it: the worker finds out before its next batch. One that has ended stays as it is. @throws not_found */
export async function cancelSimulation(tx: Tx, id: string): Promise<Simulation> {
  await tx.run(sql`update simulation set state = 'cancelled', ended_at = ombud_now() where id = ${id} and state in ('queued', 'running')`)
  return readSimulation(tx, id)
}
