import { EventEmitter } from 'node:events'
import { Logger, type Runner, run, type TaskList } from 'graphile-worker'
import { z } from 'zod'
import type { App } from './app.ts'
import { openQueuePool, sql, type Tx, wordsOf } from './db.ts'
import { freeJobsOfTheDead } from './free-jobs.ts'
import type { Logins } from './migrate.ts'

/**
 * Jobs are rows, queued in the caller's transaction by `queueJob` and run after its commit; any of them may run twice.
 * A run has four ends: done, again (at), given up (because), cancelled. Each end is a row that the operator's page shows.
 */
export type Task = {
  name: TaskName
  /** Ids only: payloads outlive what they speak of. */
  payload: z.ZodType<Record<string, string>>
  /** Runs every minute and mostly finds nothing: only an end that isn't `done` is written down. */
  quiet?: boolean
  run(payload: Record<string, string>, app: App): Promise<void>
}
export type TaskName =
  | 'read-arrival'
  | 'send-outgoing'
  | 'find-due'
  | 'erase'
  | 'remove-files'
  | 'certify'
  | 'sweep-files'
  | 'deliver-notice'
  | 'mail-notice'
  | 'tell-rights'
  | 'watch-duties'
  | 'review-access'
  | 'put-in-force'
  | 'simulate'
  | 'off-board'
  | 'publish-notice'
  | 'scan-texts'
  | 'witness-log'
  | 'follow-draft'
  | 'check-links'
  | 'probe-controls'

/** Ends a job for good: a person must look. `because` is a code or a sentence without content. */
export class GiveUp extends Error {}
/** Ends a job whose reason went away, for instance an answer that was taken back. */
export class Cancelled extends Error {}

/** Queues a job in this transaction. `key` replaces a waiting job with the same key. */
export async function queueJob(
  tx: Tx,
  task: TaskName,
  payload: Record<string, string>,
  { waitMs = 0, key }: { waitMs?: number; key?: string } = {},
): Promise<void> {
  await tx.all(
    z.unknown(),
    sql`select queue_job(${task}, ${JSON.stringify(payload)}, make_interval(secs => ${waitMs / 1000}), ${key ?? null})`,
  )
}

const attempts = 12

export async function startJobs(
  app: App,
  logins: Logins,
  tasks: readonly Task[],
  { findDueEvery }: { findDueEvery: 'minute' | 'night' },
): Promise<Runner> {
  const pgPool = openQueuePool(logins)
  const taskList: TaskList = Object.fromEntries(tasks.map((task) => [task.name, (payload, { job }) => endOf(app, task, payload, job)]))
  const events = new EventEmitter()
  const freeing = freeJobsOfTheDead(pgPool, events, (problem) => app.log.warn({ queue: problem.slice(0, 200) }))
  const runner = await run({
    pgPool,
    events,
    taskList,
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: new Logger(() => (level, message) => (level === 'error' ? app.log.error({ queue: message.slice(0, 200) }) : undefined)),
    // The night's erasure, what falls due again, the sweep of files whose row never came, and the boards' witness of the log, in local time through the container's UTC: 01:10, 01:20, 02:10 and 02:40 UTC.
    crontab: [
      `${findDueEvery === 'minute' ? '* * * * *' : '10 1 * * *'} find-due ?fill=1d`,
      '20 1 * * * watch-duties ?fill=1d',
      '25 1 * * * review-access ?fill=1d',
      '10 2 * * * sweep-files ?fill=1d',
      // texts that an older edition of the guard has read (T10)
      '40 2 * * * scan-texts ?fill=1d',
      '50 2 * * * witness-log ?fill=1d',
      '* * * * * put-in-force',
      '* * * * * off-board',
      '3 * * * * publish-notice',
      '23 * * * * check-links',
      '* * * * * probe-controls',
    ].join('\n'),
  })
  // Only when the last job has ended is it no longer ours.
  runner.promise.finally(async () => {
    await freeing.stop()
    await pgPool.end()
  })
  return runner
}

type Job = { id: string; attempts: number }

async function endOf(app: App, task: Task, payload: unknown, job: Job): Promise<void> {
  const ids = task.payload.parse(withoutCron(payload))
  try {
    await task.run(ids, app)
    if (!task.quiet) await noteEnd(app, task, ids, job, { state: 'done' })
  } catch (error) {
    const because = wordsOf(error)
    if (error instanceof Cancelled) return noteEnd(app, task, ids, job, { state: 'cancelled', because })
    if (error instanceof GiveUp || job.attempts >= attempts) return noteEnd(app, task, ids, job, { state: 'given-up', because })
    await noteEnd(app, task, ids, job, { state: 'again', because })
    app.log.warn({ task: task.name, job: job.id, attempt: job.attempts, because })
    throw error
  }
}

type End = { state: 'done' | 'cancelled' | 'given-up' | 'again'; because?: string }

async function noteEnd(app: App, task: Task, ids: Record<string, string>, job: Job, { state, because }: End): Promise<void> {
  // graphile-worker waits e^min(10, attempts) seconds before it tries again
  const again = state === 'again' ? Math.exp(Math.min(10, job.attempts)) : null
  await app.db.as({ hand: 'service' }, (tx) =>
    tx.run(sql`insert into job_end (job_id, task, payload, state, attempt, at, again_at, because)
      values (${job.id}, ${task.name}, ${JSON.stringify(ids)}, ${state}, ${job.attempts}, ombud_now(), ombud_now() + make_interval(secs => ${again}::float8), ${because ?? null})`),
  )
}

/** The timetable adds a word of its own to the payload. */
function withoutCron(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null) return {}
  return Object.fromEntries(Object.entries(payload).filter(([key]) => key !== '_cron'))
}
