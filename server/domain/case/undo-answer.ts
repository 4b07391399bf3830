import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { cancelOutgoing } from '../outbox/index.ts'
import { lockCase } from './lock-case.ts'

/** Takes an answer back while it hasn't left. It stays in the case as taken back; its text is given to be written on. @throws case_not_found, too_late_to_undo */
export async function undoAnswer(tx: Tx, caseId: string, outgoingId: string): Promise<string> {
  await lockCase(tx, caseId, null)
  const messageId = await cancelOutgoing(tx, { caseId, outgoingId })
  if (messageId === null) throw new Problem('too_late_to_undo')
  // it never left, so nobody was answered
  await tx.run(
    sql`update happening set taken_back_at = ombud_now() where id = (select max(id) from happening where case_id = ${caseId} and event = 'message.answered' and recorded_by = actor_id() and taken_back_at is null)`,
  )
  await record(tx, 'message.undone', { caseId })
  const { body } = await tx.one(z.object({ body: z.string() }), sql`select body from message where id = ${messageId}`)
  return body
}
