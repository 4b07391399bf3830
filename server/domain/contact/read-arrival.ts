import { z } from 'zod'
import { ChannelKind } from '../../../contracts/instruction.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { StoredFile } from '../../platform/files.ts'
import { GiveUp } from '../../platform/jobs.ts'

const Row = z.object({
  state: z.string(),
  channel: ChannelKind,
  received_at: z.date(),
  file_id: z.uuid().nullable(),
  sha256: z.instanceof(Buffer).nullable(),
  size_bytes: z.number().nullable(),
  wrapped_key: z.instanceof(Buffer).nullable(),
})
export type WaitingArrival = { channel: ChannelKind; receivedAt: Date; raw: StoredFile }

/** What waits to be read, or null when it has been. As the service. */
export async function findWaiting(tx: Tx, arrivalId: string): Promise<WaitingArrival | null> {
  const row = await tx.maybe(
    Row,
    sql`
    select a.state, c.kind as channel, a.received_at, a.file_id, f.sha256, f.size_bytes, f.wrapped_key from arrival a join channel c on c.id = a.channel_id left join stored_file f on f.id = a.file_id where a.id = ${arrivalId}`,
  )
  if (row?.state !== 'waiting') return null
  if (row.file_id === null || row.sha256 === null || row.size_bytes === null || row.wrapped_key === null)
    throw new GiveUp('arrival without a file')
  return {
    channel: row.channel,
    receivedAt: row.received_at,
    raw: { id: row.file_id, sha256: row.sha256.toString('hex'), sizeBytes: row.size_bytes, wrappedKey: row.wrapped_key },
  }
}

/** Puts an arrival that can't be read aside, with a reason: never lost, and the channel goes on. */
export async function quarantine(tx: Tx, arrivalId: string, reason: string): Promise<void> {
  await tx.run(sql`update arrival set state = 'quarantined', reason = ${reason} where id = ${arrivalId} and state = 'waiting'`)
}
