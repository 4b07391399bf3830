import { z } from 'zod'
import type { App } from '../../platform/app.ts'
import { databaseCode, isDatabaseAway, sql, type Tx } from '../../platform/db.ts'
import { GiveUp, type Task } from '../../platform/jobs.ts'
import { record } from '../audit/index.ts'
import { beginInForce, type Publish, publishAgain } from './begin-in-force.ts'
import { endInstruction } from './end-instruction.ts'
import { endStop } from './lift-stop.ts'

const Due = z.object({
  accepted: z.array(z.int()),
  lifted: z.array(z.uuid()),
  ending: z.array(z.int()),
})
/** By the database's clock, which the walls ask too. */
const dueNow = sql`
  select array(select v.id from instruction_version v where v.state = 'accepted' and v.valid_from <= ombud_now() order by v.id) as accepted,
    array(select s.id from instruction_stop s where s.lifted_at is null and (select count(*) from instruction_signature g where g.stop_id = s.id and g.void_at is null) = 2) as lifted,
    array(select v.id from instruction_version v where v.state = 'in-force' and (v.valid_to <= ombud_now()
      or (select count(*) from instruction_signature g where g.version_id = v.id and g.purpose = 'ending' and g.void_at is null) = 2)) as ending`

/**
 * What waits for the worker: versions that both parties have signed and whose time has come, stops that both have lifted, instructions that are
 * over. Queued when the last signature is given, and every minute besides. One transaction each, so that one that fails keeps no other waiting.
 */
export async function putDueInForce(app: Pick<App, 'db'>, publish: Publish): Promise<void> {
  // one at a time, whichever process: the queued run and the minute's own look at what is left under the same lock
  const asService = <T>(work: (tx: Tx) => Promise<T>) =>
    app.db.as({ hand: 'service' }, async (tx) => {
      await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('put-in-force', 0))`)
      return work(tx)
    })
  const { accepted, lifted, ending } = await asService((tx) => tx.one(Due, dueNow))
  const outcomes = await Promise.allSettled([
    ...lifted.map((id) => asService((tx) => endStop(tx, id))),
    inTurn(ending, (id) => asService(async (tx) => void ((await endInstruction(tx, id)) && (await publishAgain(tx, publish))))),
    inTurn(accepted, async (id) => {
      const because = await asService((tx) => beginInForce(tx, id, orSay(publish))).catch((error: unknown) => {
        if (error instanceof GiveUp) return error.message
        throw error
      })
      if (because === null) return
      // a person must look, and is told so once; the version stays accepted until it is returned
      if (await asService((tx) => noteRefused(tx, id, because))) throw new GiveUp(`instruction ${because}`)
    }),
  ])
  const [failed] = outcomes.filter((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
}

/** One after the other, since each publishes the notice anew; all of them, whatever becomes of the first. */
async function inTurn<T>(ids: readonly T[], work: (id: T) => Promise<void>): Promise<void> {
  let first: { error: unknown } | undefined
  for (const id of ids)
    await work(id).catch((error: unknown) => {
      first ??= { error }
    })
  if (first) throw first.error
}

/** A notice that can't be compiled from the new rules is the board's to mend; nothing of the version is written then (B1). Everything else is a bug. */
const orSay =
  (publish: Publish): Publish =>
  (tx) =>
    publish(tx).catch((error: unknown) => {
      throw databaseCode(error) === undefined && !isDatabaseAway(error) ? new GiveUp('not_publishable', { cause: error }) : error
    })

const Noted = z.object({ uid: z.uuid(), board_id: z.int(), noted: z.boolean() })

/** Told once, not every minute. @returns whether it was news */
async function noteRefused(tx: Tx, versionId: number, because: string): Promise<boolean> {
  const row = await tx.one(
    Noted,
    sql`select v.uid, v.board_id, exists (select from audit_event a where a.event = 'instruction.refused' and a.board_id = v.board_id and a.facts ->> 'version' = v.uid::text and a.facts ->> 'because' = ${because}) as noted from instruction_version v where v.id = ${versionId}`,
  )
  if (!row.noted) await record(tx, 'instruction.refused', { boardId: row.board_id, facts: { version: row.uid, because } })
  return !row.noted
}

export const instructionTasks = (publish: Publish): Task[] => [
  { name: 'put-in-force', payload: z.object({}), quiet: true, run: (_, app) => putDueInForce(app, publish) },
]
