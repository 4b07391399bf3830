import { z } from 'zod'
import { sql } from './db.ts'
import type { Handlers } from './http.ts'

const Waiting = z.object({ task: z.string(), count: z.int(), oldest_at: z.date().nullable() })
const End = z.object({
  id: z.number(),
  task: z.string(),
  state: z.enum(['done', 'again', 'given-up', 'cancelled']),
  attempt: z.int(),
  at: z.date(),
  again_at: z.date().nullable(),
  because: z.string().nullable(),
})
const Aside = z.object({ id: z.uuid(), channel: z.string(), received_at: z.date(), reason: z.string().nullable() })
const Outbox = z.object({ queued: z.int(), given_up: z.int() })

/** The operator's page: what waits, how jobs ended, what lies in quarantine, what the outbox owes. Empty for everyone who isn't an operator. */
export const operationRoutes: Pick<Handlers, 'listJobs'> = {
  listJobs: (_, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      const waiting = await tx.all(Waiting, sql`select task, count, oldest_at from waiting_jobs()`)
      const ends = await tx.all(End, sql`select id, task, state, attempt, at, again_at, because from job_end order by id desc limit 100`)
      const aside = await tx.all(Aside, sql`select id, channel, received_at, reason from quarantined_arrivals()`)
      const [outbox = { queued: 0, given_up: 0 }] = await tx.all(Outbox, sql`select queued, given_up from outbox_counts()`)
      return {
        waiting: waiting.map(({ oldest_at, ...row }) => ({ ...row, oldestAt: oldest_at?.toISOString() ?? null })),
        ends: ends.map(({ again_at, ...row }) => ({ ...row, at: row.at.toISOString(), againAt: again_at?.toISOString() ?? null })),
        quarantined: aside.map(({ received_at, ...row }) => ({ ...row, receivedAt: received_at.toISOString() })),
        outbox: { queued: outbox.queued, givenUp: outbox.given_up, sender: app.settings.smtpUrl !== undefined },
      }
    }),
}
