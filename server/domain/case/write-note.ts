import { randomUUID } from 'node:crypto'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { demand, loadStanding } from '../instruction/index.ts'
import { happeningOf, reschedule } from '../retention/index.ts'
import { actsNeeded } from './acts.ts'
import { guardText, type Judged } from './guard-text.ts'
import { emptyDraft } from './keep-draft.ts'
import { keepFindings } from './keep-findings.ts'
import { asked, lockCase } from './lock-case.ts'

/** Writes an internal note: never sent, never changed. @throws case_not_found, not_permitted, identity_number_in_text, special_category_in_text. @returns its id */
export async function writeNote(tx: Tx, caseId: string, { body }: { body: string }): Promise<string> {
  const kase = await lockCase(tx, caseId, null)
  const standing = await loadStanding(tx)
  // Whoever it is offered to may ask and tell before they accept; until then it is another board's.
  const offeredHere = standing.hand === 'officer' && kase.offered_board !== null && standing.boards.includes(kase.offered_board)
  if (!offeredHere) await demand(tx, standing, actsNeeded.note, asked(kase))
  const judged = guardText(standing, asked(kase), body)
  await emptyDraft(tx, 'note', caseId)
  const id = await addNote(tx, caseId, { body, kind: 'note', authorId: standing.employeeId, judged })
  if (kase.state === 'closed') await reschedule(tx, { kind: 'case', id: caseId })
  return id
}

export async function addNote(
  tx: Tx,
  caseId: string,
  {
    body,
    kind,
    authorId,
    judged,
  }: { body: string; kind: 'note' | 'handover' | 'return' | 'closing'; authorId: string | null; judged?: readonly Judged[] },
): Promise<string> {
  const id = randomUUID()
  await tx.run(
    sql`${kind === 'note' ? sql`with happened as (${happeningOf({ kind: 'case', id: caseId }, 'case.noted')})` : sql``} insert into note (id, case_id, at, author_id, kind, body) values (${id}, ${caseId}, ombud_now(), ${authorId}, ${kind}, ${body})`,
  )
  await keepFindings(tx, { caseId, noteId: id }, { body, judged })
  if (kind === 'note') await record(tx, 'note.written', { caseId })
  return id
}
