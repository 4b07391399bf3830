import { z } from 'zod'
import { type Db, isDatabaseAway, sql, wordsOf } from '../../platform/db.ts'
import { GiveUp, type Task } from '../../platform/jobs.ts'
import { newMemory, workOn } from './work.ts'

export const simulationTasks: readonly Task[] = [
  { name: 'simulate', payload: z.object({ simulation: z.uuid() }), run: ({ simulation }, { db }) => simulate(db, simulation ?? '') },
]

/** Batch after batch, each its own transaction, until there is no more. What can't be worked out is said to whoever asked; a database that is away is waited for. */
export async function simulate(db: Db, id: string): Promise<void> {
  const memory = newMemory()
  try {
    while (await db.as({ hand: 'service' }, (tx) => workOn(tx, id, memory)));
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    await db.as({ hand: 'service' }, (tx) =>
      tx.run(
        sql`update simulation set state = 'failed', ended_at = ombud_now(), because = 'fault' where id = ${id} and state in ('queued', 'running')`,
      ),
    )
    throw new GiveUp(wordsOf(error))
  }
}
