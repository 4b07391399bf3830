import { randomUUID } from 'node:crypto'
import { sql, type Tx } from '../../platform/db.ts'
import { queueJob } from '../../platform/jobs.ts'

/** How long an answer waits before it leaves, so that it can be undone (design §5). */
export const undoMs = 10_000

/** Owes a message to the person outside: a row and a job in the caller's transaction. It leaves after the commit. @returns id of the row */
export async function queueOutgoing(
  tx: Tx,
  { caseId, messageId, kind, waitMs }: { caseId: string; messageId: string; kind: 'answer' | 'receipt'; waitMs: number },
): Promise<string> {
  const id = randomUUID()
  await tx.run(sql`
    insert into outgoing (id, case_id, message_id, kind, queued_at, not_before) values (${id}, ${caseId}, ${messageId}, ${kind}, ombud_now(), ombud_now() + make_interval(secs => ${waitMs / 1000}))`)
  await queueJob(tx, 'send-outgoing', { outgoing: id, case: caseId }, { waitMs, key: `send-${id}` })
  return id
}
