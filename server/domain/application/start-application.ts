import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { ApplicationStarted, StartApplication } from '../../../contracts/application.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { codeHash, newCode, refuseUnanswered } from '../case/index.ts'
import { demand, loadStanding } from '../instruction/index.ts'
import { endOf, schedule } from '../retention/index.ts'
import { instructionInForce } from '../rule/index.ts'
import { fieldsNow, formRows } from './find-form.ts'

const Channel = z.object({ id: z.int(), at: z.date() })

/**
 * Begins to help someone with an application: a contact under the board it will go to, with a draft that is the applicant's. The code is theirs
 * too: it is said once, and with it they read, change, submit or throw away what has been written. The clock of the board's rule for drafts runs
 * from now.
 * @throws form_not_offered, not_permitted, undertaking_missing, e_service_offer_unanswered, invalid_input
 * Rule: FL (2017:900) 6 §; requirements A33-A35
 */
export async function startApplication(
  tx: Tx,
  { form: formId, channel, eServiceOffer }: z.infer<typeof StartApplication>,
): Promise<z.infer<typeof ApplicationStarted>> {
  const standing = await loadStanding(tx)
  const [form] = await formRows(tx, sql`f.id = ${formId}`)
  if (!form) throw new Problem('form_not_offered')
  const { board, case_type: caseType, department } = form
  const question = { board, caseType, channel, mission: 'application', about: { department, holder: 'centre' } } as const
  await demand(tx, standing, ['draft', 'assist'], question)
  if (!form.newest || fieldsNow(standing, form) === null) throw new Problem('form_not_offered')
  refuseUnanswered(standing, question, eServiceOffer ?? null)
  const open = await tx.maybe(
    Channel,
    sql`select id, ombud_now() as at from channel where kind = ${channel} and active order by id limit 1`,
  )
  const instruction = instructionInForce(board, standing.nowMs, standing.rules)
  if (!open || instruction === null) throw new Problem('invalid_input', { errors: [{ field: 'channel', code: 'closed' }] })
  const [id, code] = [randomUUID(), newCode()]
  await tx.run(sql`
    insert into contact (id, channel_id, channel, board_id, case_type_id, agent_id, anonymous, started_at, ended_at, notice_version)
    values (${id}, ${open.id}, ${channel}, ${form.board_id}, ${form.case_type_id}, ${standing.employeeId}, false, ${open.at}, ${open.at}, (select version from notice_publication order by id desc limit 1))`)
  await tx.run(sql`
    insert into question (id, contact_id, board_id, case_type_id, state, answered_at, e_service_offer)
    values (${randomUUID()}, ${id}, ${form.board_id}, ${form.case_type_id}, 'answered', ${open.at}, ${eServiceOffer ?? null})`)
  await tx.run(sql`
    insert into application (contact_id, form_id, board_id, case_type_id, helper_id, code_hash, started_at, touched_at)
    values (${id}, ${form.id}, ${form.board_id}, ${form.case_type_id}, ${standing.employeeId}, ${codeHash(code)}, ${open.at}, ${open.at})`)
  const end = await schedule(tx, {
    subject: { kind: 'contact', id },
    board: { id: form.board_id, code: board },
    department,
    caseType,
    record: 'draft',
    trigger: 'draft.touched',
    at: open.at,
    instruction,
  })
  await tx.run(
    sql`update contact set dispose_on = ${end.state === 'running' ? endOf(end).on : null}, dispose_rule = ${end.ruleId} where id = ${id}`,
  )
  await record(tx, 'application.started', { contactId: id, boardId: form.board_id, facts: { form: form.id, version: form.version } })
  return { id, code }
}
