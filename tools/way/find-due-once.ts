import { z } from 'zod'
import { until } from './check.ts'
import type { Stage } from './stage.ts'

const Count = z.object({ count: z.coerce.number() })
const done = `select count(*) from job_end where task = 'find-due' and state = 'done'`

/** Runs the night's job now, as the timetable does: a row in the queue. Resolves when it has ended. */
export async function findDueOnce({ look }: Stage): Promise<void> {
  const [before] = await look(Count, done)
  await look(z.unknown(), `select graphile_worker.add_job('find-due', '{}'::json, max_attempts => 12)`)
  await until('the night’s job to end', async () => {
    const [after] = await look(Count, done)
    return (after?.count ?? 0) > (before?.count ?? 0) ? true : undefined
  })
}
