import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'

const Queued = z.object({ id: z.uuid() })

/** Queues again what has arrived and waits without anyone working on it, for instance when its job was given up. As the service, at start. @returns the arrivals */
export async function queueArrivals(tx: Tx): Promise<string[]> {
  const queued = await tx.all(
    Queued,
    sql`select a.id, queue_job('read-arrival', jsonb_build_object('arrival', a.id), interval '0', 'read-arrival-' || a.id) as queued
      from arrival a where a.state = 'waiting' and a.received_at < ombud_now() - interval '1 minute'`,
  )
  return queued.map(({ id }) => id)
}
