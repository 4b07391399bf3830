import { randomUUID } from 'node:crypto'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { ask, demand, loadStanding, type Standing } from '../instruction/index.ts'
import { findIdentityNumbers } from '../secrecy/index.ts'
import { actsNeeded } from './acts.ts'
import { emptyDraft } from './keep-draft.ts'
import { type LockedCase, lockCase } from './lock-case.ts'

/** Writes an internal note: never sent, never changed. @throws case_not_found, not_permitted, identity_number_in_text. @returns its id */
export async function writeNote(tx: Tx, caseId: string, { body }: { body: string }): Promise<string> {
  const kase = await lockCase(tx, caseId, null)
  const standing = await loadStanding(tx)
  // Whoever it is offered to may ask and tell before they accept; until then it is another board's.
  const offeredHere = standing.hand === 'officer' && kase.offered_board !== null && standing.boards.includes(kase.offered_board)
  if (!offeredHere)
    await demand(tx, standing, actsNeeded.note, { board: kase.board, caseType: kase.case_type, channel: kase.channel, caseId })
  refuseIdentityNumber(standing, kase, body)
  await emptyDraft(tx, 'note', caseId)
  return addNote(tx, caseId, { body, kind: 'note', authorId: standing.employeeId })
}

export async function addNote(
  tx: Tx,
  caseId: string,
  { body, kind, authorId }: { body: string; kind: 'note' | 'handover' | 'return' | 'closing'; authorId: string | null },
): Promise<string> {
  const id = randomUUID()
  await tx.run(
    sql`insert into note (id, case_id, at, author_id, kind, body) values (${id}, ${caseId}, ombud_now(), ${authorId}, ${kind}, ${body})`,
  )
  if (kind === 'note') await record(tx, 'note.written', { caseId })
  return id
}

/**
 * What an agent types may hold an identity number only where the board has said why (A3, L5; dataskyddslagen 3:10). What came in from outside is never altered.
 * @throws identity_number_in_text
 */
export function refuseIdentityNumber(standing: Standing, kase: Pick<LockedCase, 'board' | 'case_type' | 'channel'>, text: string): void {
  if (standing.hand !== 'agent' || findIdentityNumbers(text).length === 0) return
  const decision = ask(standing, ['receive', 'handle'], {
    board: kase.board,
    caseType: kase.case_type,
    channel: kase.channel,
    category: 'identityNumber',
  })
  if (decision.outcome !== 'permit') throw new Problem('identity_number_in_text', { errors: [{ field: 'body', code: 'identity_number' }] })
}
