import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { demand, loadStanding } from '../instruction/index.ts'
import { actsNeeded } from './acts.ts'
import { addMessage } from './add-message.ts'
import { guardText } from './guard-text.ts'
import { asked, lockCase } from './lock-case.ts'
import { type OpenedCase, openCase } from './open-case.ts'
import { findType } from './route-case.ts'
import { writeSummary } from './summarise.ts'
import { demandPassage } from './test-hand-over.ts'

const Origin = z.object({
  contact_id: z.uuid().nullable(),
  subject: z.string(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  now: z.date(),
})

/**
 * A message that asks several things becomes several questions, each at exactly one board (A1, B3): this opens another case of the same contact
 * with the part of the message that is its own, and with the same person. The case it came from stays as it is; each has its own day.
 * @param text the part that belongs to the new case: no more of the message goes along than it needs (B15)
 * @throws case_not_found, case_changed, case_already_closed, not_permitted, identity_number_in_text, special_category_in_text,
 * harm_test_needed, invalid_input
 */
export async function splitCase(
  tx: Tx,
  id: string,
  { version, board, caseType, text }: { version: number; board: string; caseType: string; text: string },
): Promise<OpenedCase> {
  const kase = await lockCase(tx, id, version)
  if (kase.state === 'closed') throw new Problem('case_already_closed')
  const target = await findType(tx, board, caseType)
  const standing = await loadStanding(tx)
  const question = asked(kase, { board, caseType, department: target.department })
  await demand(tx, standing, actsNeeded.route, question)
  guardText(standing, question, text)
  if (target.board_id !== kase.board_id) await demandPassage(tx, kase, target.board_id)
  const origin = await tx.one(
    Origin,
    sql`select c.contact_id, coalesce(s.subject, '') as subject, p.email, p.name, ombud_now() as now
      from "case" c left join case_summary s on s.case_id = c.id left join lateral (select email, name from participant where case_id = c.id limit 1) p on true where c.id = ${id}`,
  )
  // The contact may have had its day already; then nothing is left to split.
  if (origin.contact_id === null) throw new Problem('not_found')
  const { channel, anonymous } = kase
  const opened = await openCase(tx, {
    board,
    caseType,
    channel,
    contactId: origin.contact_id,
    anonymous,
    assigneeId: standing.employeeId,
    answerable: origin.email !== null,
  })
  await tx.run(sql`
    insert into question (id, contact_id, board_id, case_type_id, state, case_id) values (${randomUUID()}, ${origin.contact_id}, ${target.board_id}, ${target.id}, 'case', ${opened.id})`)
  if (!anonymous)
    await tx.run(sql`
      insert into participant (id, case_id, role, name, email, phone, address, property_designation)
      select gen_random_uuid(), ${opened.id}, role, name, email, phone, address, property_designation from participant where case_id = ${id}`)
  await addMessage(tx, {
    caseId: opened.id,
    message: { subject: origin.subject, text, html: null, messageId: null },
    channel,
    at: origin.now,
    files: [],
  })
  const { number, caseTypeId, sealed } = opened
  await writeSummary(tx, {
    caseId: opened.id,
    caseTypeId,
    openedAt: origin.now,
    number,
    subject: origin.subject,
    text,
    sender: origin.name ?? origin.email,
    lookups: [origin.name, origin.email],
    sealed,
  })
  await record(tx, 'case.split', { caseId: id, facts: { into: opened.id } })
  return opened
}
