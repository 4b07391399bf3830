import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { ChannelKind } from '../../../contracts/instruction.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { happeningOf } from '../retention/index.ts'

export type NewCase = {
  board: string
  caseType: string
  channel: ChannelKind
  contactId: string
  anonymous: boolean
  assigneeId: string | null
  answerable: boolean
}
export type OpenedCase = { id: string; number: string; boardId: number; caseTypeId: number; sealed: boolean }

const TypeRow = z.object({
  board_id: z.int(),
  case_type_id: z.int(),
  sealed: z.boolean(),
  version_id: z.int().nullable(),
  number: z.string(),
})

/**
 * Opens a case at exactly one board (A1), pinned to the version of its instruction that is in force now (A29). Without content: whoever
 * opens adds what was said as messages and participants.
 */
export async function openCase(tx: Tx, given: NewCase): Promise<OpenedCase> {
  const type = await tx.one(
    TypeRow,
    sql`
    select t.board_id, t.id as case_type_id, t.secrecy = 'sealed' as sealed, version_in_force(t.board_id) as version_id, next_case_number(t.board_id) as number
    from case_type t join board b on b.id = t.board_id where b.code = ${given.board} and t.code = ${given.caseType}`,
  )
  const id = randomUUID()
  await tx.run(sql`
    insert into "case" (id, number, board_id, case_type_id, contact_id, channel, state, holder, assignee_id, anonymous, answerable, opened_at, changed_at, instruction_version_id)
    values (${id}, ${type.number}, ${type.board_id}, ${type.case_type_id}, ${given.contactId}, ${given.channel}, ${given.assigneeId === null ? 'new' : 'open'}, 'centre', ${given.assigneeId}, ${given.anonymous}, ${given.answerable}, ombud_now(), ombud_now(), ${type.version_id})`)
  // 128 bits that only the thread's mails carry: with a matching sender they find the case again.
  const token = randomBytes(16).toString('hex')
  await tx.run(
    sql`with happened as (${happeningOf({ kind: 'case', id }, 'case.opened')}) insert into case_key (case_id, kind, hash, token) values (${id}, 'reply', ${createHash('sha256').update(token).digest()}, ${token})`,
  )
  await record(tx, 'case.opened', {
    caseId: id,
    contactId: given.contactId,
    boardId: type.board_id,
    facts: { caseType: given.caseType, channel: given.channel },
  })
  return { id, number: type.number, boardId: type.board_id, caseTypeId: type.case_type_id, sealed: type.sealed }
}
