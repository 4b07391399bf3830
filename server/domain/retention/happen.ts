import type { Tx } from '../../platform/db.ts'
import type { Scheduled } from './due.ts'
import { reschedule } from './reschedule.ts'
import { happeningOf, type One } from './schedule.ts'

/**
 * Something has happened with what may have ended already: it is written down, and what waits for it or counts from it is worked out again.
 * @returns where it stands now; null when nothing runs, because it hasn't ended
 */
export async function happen(
  tx: Tx,
  { subject, event, at = null }: { subject: One; event: string; at?: Date | null },
): Promise<Scheduled | null> {
  await tx.run(happeningOf(subject, event, at))
  return reschedule(tx, subject)
}
