import { Problem } from '../../../contracts/problems.ts'
import type { Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { loadStanding } from '../instruction/index.ts'
import { happen, inReview } from '../retention/index.ts'
import { lockCase } from './lock-case.ts'
import { addNote } from './write-note.ts'

/**
 * A person says what no timer can: that a case is obsolete and may go, or that it stays (K03). The judgement is something that happened; the reason is
 * a note in the case. What is obsolete goes as everything else does: listed, judged again under lock, certified.
 * @throws case_not_found, not_found, not_in_review, may_not_go
 */
export async function judgeReview(
  tx: Tx,
  id: string,
  { judgement, reason }: { judgement: 'obsolete' | 'keep'; reason: string },
): Promise<void> {
  const kase = await lockCase(tx, id, null)
  const standing = await loadStanding(tx)
  if (!standing.boards.includes(kase.board)) throw new Problem('not_found')
  const asked = await inReview(tx, { kind: 'case', id })
  if (kase.state !== 'closed' || asked === null) throw new Problem('not_in_review')
  if (judgement === 'obsolete' && !asked.mayGo) throw new Problem('may_not_go')
  await addNote(tx, id, { body: reason, kind: 'closing', authorId: standing.employeeId })
  const end = await happen(tx, { subject: { kind: 'case', id }, event: judgement === 'obsolete' ? asked.judged : asked.stays })
  await record(tx, 'case.reviewed', { caseId: id, boardId: kase.board_id, facts: { judgement, disposeOn: end?.on ?? null } })
}
