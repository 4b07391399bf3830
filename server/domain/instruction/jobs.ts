import { z } from 'zod'
import type { App } from '../../platform/app.ts'
import { isDatabaseAway, sql, type Tx } from '../../platform/db.ts'
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
  const asService = <T>(work: (tx: Tx) => Promise<T>) => app.db.as({ hand: 'service' }, work)
  const { accepted, lifted, ending } = await asService((tx) => tx.one(Due, dueNow))
  for (const id of lifted) await asService((tx) => endStop(tx, id))
  for (const id of ending)
    await asService(async (tx) => {
      if (await endInstruction(tx, id)) await publishAgain(tx, publish)
    })
  const refused: string[] = []
  for (const id of accepted) {
    const because = await asService((tx) => beginInForce(tx, id, publish)).catch((error: unknown) => {
      if (isDatabaseAway(error)) throw error
      return 'not_publishable' as const // the notice can't be compiled from it: nothing of this version was written
    })
    if (because === null) continue
    refused.push(because)
    await asService((tx) => noteRefused(tx, id, because))
  }
  if (refused.length > 0) throw new GiveUp(`instruction ${refused.join(' ')}`)
}

const Noted = z.object({ uid: z.uuid(), board_id: z.int(), noted: z.boolean() })

/** Told once, not every minute. */
async function noteRefused(tx: Tx, versionId: number, because: string): Promise<void> {
  const row = await tx.one(
    Noted,
    sql`select v.uid, v.board_id, exists (select from audit_event a where a.event = 'instruction.refused' and a.board_id = v.board_id and a.facts ->> 'version' = v.uid::text and a.facts ->> 'because' = ${because}) as noted from instruction_version v where v.id = ${versionId}`,
  )
  if (!row.noted) await record(tx, 'instruction.refused', { boardId: row.board_id, facts: { version: row.uid, because } })
}

export const instructionTasks = (publish: Publish): Task[] => [
  { name: 'put-in-force', payload: z.object({}), quiet: true, run: (_, app) => putDueInForce(app, publish) },
]
