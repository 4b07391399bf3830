import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'

export type Event =
  | 'case.opened'
  | 'case.assigned'
  | 'case.routed'
  | 'case.split'
  | 'case.harm-tested'
  | 'secrecy.marked'
  | 'secrecy.lifted'
  | 'case.offered'
  | 'case.accepted'
  | 'case.returned'
  | 'case.decided'
  | 'case.closed'
  | 'case.reopened'
  | 'case.delivered'
  | 'case.erased'
  | 'case.altered'
  | 'case.happened'
  | 'case.reviewed'
  | 'message.received'
  | 'message.written'
  | 'message.sent'
  | 'message.undone'
  | 'message.given-up'
  | 'note.written'
  | 'hold.placed'
  | 'hold.released'
  | 'contact.received'
  | 'contact.registered'
  | 'contact.erased'
  | 'undertaking.signed'
  | 'instruction.simulated'
  | 'disposal.stopped'
  | 'instruction.drafted'
  | 'instruction.proposed'
  | 'instruction.approved'
  | 'instruction.accepted'
  | 'instruction.returned'
  | 'instruction.in-force'
  | 'instruction.refused'
  | 'instruction.stopped'
  | 'instruction.lift-signed'
  | 'instruction.lifted'
  | 'instruction.reviewed'
  | 'instruction.ending-signed'
  | 'instruction.ended'
  | 'instruction.key-brought'
  | 'receipt.withheld'
  | 'receipt.lacks'
  | 'notice.owed'
  | 'notice.answered'
  | 'duty.done'
  | 'duty.overdue'
  | 'clause.paused'
  | 'gap.answered'
  | 'form.published'
  | 'application.started'
  | 'application.submitted'
  | 'application.discarded'
  | 'link.dead'
  | 'link.back'
  | 'offboarding.exported'
  | 'offboarding.fetched'
  | 'offboarding.purging'
  | 'offboarding.done'
  | 'offboarding.cancelled'

/**
 * Who did what to which id, in the transaction that does it. Facts are codes, counts and ids, never content: the row outlives what it speaks of.
 * Who acts is read from the session by the database, not given.
 */
export async function record(
  tx: Tx,
  event: Event,
  about: { caseId?: string; contactId?: string; boardId?: number; facts?: Record<string, string | number | boolean | null> },
): Promise<void> {
  await tx.all(
    z.unknown(),
    sql`select record_audit(${event}, ${about.caseId ?? null}, ${about.contactId ?? null}, ${about.boardId ?? null}, ${JSON.stringify(about.facts ?? {})})`,
  )
}
