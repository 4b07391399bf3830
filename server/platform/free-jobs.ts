import type { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { openQueuePool } from './db.ts'

/*
 * A job is locked in its row by whoever runs it, and the queue would leave it locked for four hours when that process is killed. So each running
 * queue holds an advisory lock named after itself for as long as its connection lives; a job locked by a name that nobody holds is let go.
 * The connection must be the server's own, not one that a pooler shares: the queue's LISTEN asks for the same.
 */

type Pool = ReturnType<typeof openQueuePool>

const Created = z.object({ workerPool: z.object({ id: z.string() }) })
const Freed = z.object({ names: z.array(z.string()) })
/** Right after a start, when the one before may just have been killed, and then now and then for the sake of the other processes. */
const soonMs = [0, 1_000, 1_000, 1_000]
const laterMs = 30_000

/** Says that this queue lives, and lets go what dead ones had locked. @param events the queue's own, before it is started */
export function freeJobsOfTheDead(pool: Pool, events: EventEmitter, told: (problem: string) => void): { stop(): Promise<void> } {
  const stopping = new AbortController()
  let name: string | undefined
  let endLease: (() => void) | undefined
  events.once('pool:create', (created: unknown) => {
    name = Created.parse(created).workerPool.id
  })
  const hold = async (ours: string) => {
    const client = await pool.connect()
    client.once('error', () => {
      endLease = undefined // taken again at the next turn
    })
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [ours])
    endLease = () => client.release(true)
  }
  const turns = async () => {
    for (let turn = 0; !stopping.signal.aborted; turn++) {
      await wait(soonMs[turn] ?? laterMs, undefined, { signal: stopping.signal, ref: false })
      if (endLease === undefined && name !== undefined) await hold(name).catch((lost: unknown) => told(String(lost)))
      await freeLocked(pool).catch((lost: unknown) => told(String(lost)))
    }
  }
  const ended = turns().catch((error: unknown) => {
    if (!stopping.signal.aborted) told(String(error))
  })
  return {
    stop: async () => {
      stopping.abort()
      await ended
      endLease?.() // closed, and with it goes the lock
    },
  }
}

/**
 * A run that was cut short on its last attempt is had once more, so that it ends as something; a job that a later one has replaced counts as
 * such in the queue. One that takes the process with it each time is let be in the end.
 * @returns the names of the dead whose jobs were let go. A queue has a second from its first job to its own lock.
 */
export async function freeLocked(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query(`
    with locked as materialized (
      select locked_by from graphile_worker._private_jobs where locked_at < now() - interval '1 second'
      union select locked_by from graphile_worker._private_job_queues where locked_at < now() - interval '1 second'),
    dead as materialized (select locked_by from locked where pg_try_advisory_xact_lock(hashtextextended(locked_by, 0))),
    jobs as (
      update graphile_worker._private_jobs j set locked_at = null, locked_by = null,
        max_attempts = case when attempts >= max_attempts and max_attempts < 20 then attempts + 1 else max_attempts end
      from dead where j.locked_by = dead.locked_by),
    queues as (update graphile_worker._private_job_queues q set locked_at = null, locked_by = null from dead where q.locked_by = dead.locked_by)
    select coalesce(array_agg(locked_by), '{}') as names from dead`)
  return Freed.parse(rows[0]).names
}
