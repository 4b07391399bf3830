import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import type { StoredFile } from '../../platform/files.ts'
import { queueJob } from '../../platform/jobs.ts'

export type NewArrival = { channel: string; channelKey: string; raw: StoredFile; receivedAt: Date; retrievalHash?: Buffer }

/**
 * Transaction A: the raw bytes are on disk, their hash and the job that reads them are rows; only then is the sender told "received".
 * The same message twice meets the unique key and changes nothing. @returns whether it was new
 */
export async function storeArrival(
  tx: Tx,
  { channel, channelKey, raw, receivedAt, retrievalHash }: NewArrival,
): Promise<{ arrivalId: string; fresh: boolean }> {
  const arrivalId = randomUUID()
  if (tx.actor.hand === 'service') {
    const known = await tx.maybe(
      z.object({ id: z.uuid() }),
      sql`select a.id from arrival a join channel c on c.id = a.channel_id where c.code = ${channel} and a.channel_key = ${channelKey}`,
    )
    if (known) return { arrivalId: known.id, fresh: false }
  }
  await tx.run(
    sql`insert into stored_file (id, sha256, size_bytes, wrapped_key, stored_at) values (${raw.id}, ${Buffer.from(raw.sha256, 'hex')}, ${raw.sizeBytes}, ${raw.wrappedKey}, ombud_now())`,
  )
  const stored = await tx.run(sql`
    insert into arrival (id, channel_id, channel_key, received_at, file_id, retrieval_hash)
    select ${arrivalId}, c.id, ${channelKey}, ${receivedAt}, ${raw.id}, ${retrievalHash ?? null} from channel c where c.code = ${channel} and c.active`)
  if (stored === 0) throw new Error(`No open channel is called ${channel} (B5)`)
  await queueJob(tx, 'read-arrival', { arrival: arrivalId }, { key: `read-arrival-${arrivalId}` })
  return { arrivalId, fresh: true }
}
