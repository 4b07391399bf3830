import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'

const Cancelled = z.object({ message_id: z.uuid() })

/** Stops a message that no attempt has been made to send. The case must be open to this transaction. @returns the message, or null when it was too late */
export async function cancelOutgoing(tx: Tx, { caseId, outgoingId }: { caseId: string; outgoingId: string }): Promise<string | null> {
  const row = await tx.maybe(
    Cancelled,
    sql`select message_id from outgoing where id = ${outgoingId} and case_id = ${caseId} and state = 'queued' and attempts = 0 for update`,
  )
  if (!row) return null
  await tx.run(sql`update outgoing set state = 'cancelled' where id = ${outgoingId}`)
  return row.message_id
}
