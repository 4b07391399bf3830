import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { type Reckoned, reckon, reschedule } from './reschedule.ts'
import type { One } from './schedule.ts'

const Due = z.object({ case_id: z.string().nullable(), contact_id: z.string().nullable() })
const Id = z.object({ id: z.string() })

/**
 * What can change though nothing happens, by the hour, by other records or because a hold runs out, is worked out again when its time to be looked
 * at has come (K05, K12, K13). Of what has ended only; a case that is opened again meanwhile is left alone. In the eraser's hand.
 * @returns how many were looked at; fewer than `limit` means that there are no more
 */
export async function lookAgain(tx: Tx, { limit }: { limit: number }): Promise<number> {
  const due = await tx.all(
    Due,
    sql`select case_id, contact_id from clock where state in ('waiting', 'running') and look_at <= ombud_now() order by look_at limit ${limit}`,
  )
  const ids = (kind: One['kind']) => due.flatMap((row) => (kind === 'case' ? row.case_id : row.contact_id) ?? [])
  await lookAt(tx, 'case', await lock(tx, 'case', ids('case')))
  await lookAt(tx, 'contact', await lock(tx, 'contact', ids('contact')))
  return due.length
}

async function lock(tx: Tx, kind: One['kind'], ids: readonly string[]): Promise<string[]> {
  const locked = await tx.all(
    Id,
    kind === 'case'
      ? sql`select id from "case" where id = any (${ids}::uuid[]) order by id for update`
      : sql`select id from contact where id = any (${ids}::uuid[]) order by id for update`,
  )
  return locked.map(({ id }) => id)
}

async function lookAt(tx: Tx, kind: One['kind'], ids: readonly string[]): Promise<void> {
  const key = kind === 'case' ? sql`case_id` : sql`contact_id`
  for (const [id, found] of await reckon(tx, kind, ids)) {
    if (isAsBefore(found))
      await tx.run(sql`update clock set look_at = ombud_now() + interval '1 day' where ${key} = ${id} and state in ('waiting', 'running')`)
    else await reschedule(tx, { kind, id })
  }
}

/** It still waits, or is still asked about, from the same day: nothing to write but when to look next. */
function isAsBefore({ clock, fate }: Reckoned): boolean {
  const waits = fate.state === 'waiting' || fate.state === 'held' || fate.state === 'next-step'
  return clock.state === (waits ? 'waiting' : 'running') && fate.state !== 'running' && clock.due_at?.getTime() === fate.at?.getTime()
}
