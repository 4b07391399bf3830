import { z } from 'zod'
import { ApplicationState, type WriteApplication } from '../../../contracts/application.ts'
import { ChannelKind } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { guardText } from '../case/index.ts'
import { demand, loadStanding } from '../instruction/index.ts'
import { happen } from '../retention/index.ts'
import { changesIn, readAnswers, writeAnswers } from './answers.ts'
import { fieldsNow, formRows } from './find-form.ts'

const Row = z.object({ form_id: z.int(), state: ApplicationState, revision: z.int(), channel: ChannelKind })

/**
 * The agent who helps writes in the draft. Each field is marked as the agent's, by the database. Nothing here ends a draft: there is no verb by which
 * an agent does, and no grant.
 * @throws not_found, application_ended, application_changed, form_not_offered, not_permitted, undertaking_missing, invalid_input, identity_number_in_text, special_category_in_text
 * Rule: FL (2017:900) 6 §; requirements A3, A33
 */
export async function writeApplication(tx: Tx, id: string, { revision, values }: z.infer<typeof WriteApplication>): Promise<void> {
  await tx.all(z.unknown(), sql`select open_contacts(${[id]}, 'application', 'draft')`)
  const row = await tx.maybe(
    Row,
    sql`select a.form_id, a.state, a.revision, c.channel from application a join contact c on c.id = a.contact_id where a.contact_id = ${id}`,
  )
  if (!row) throw new Problem('not_found')
  if (row.state !== 'draft') throw new Problem('application_ended')
  const standing = await loadStanding(tx)
  const [form] = await formRows(tx, sql`f.id = ${row.form_id}`)
  const fields = form && fieldsNow(standing, form)
  if (!form || !fields) throw new Problem('form_not_offered')
  const changes = changesIn(fields, await readAnswers(tx, id), values)
  const where = {
    board: form.board,
    caseType: form.case_type,
    channel: row.channel,
    mission: 'application',
    about: { department: form.department, holder: 'centre' },
  } as const
  await demand(tx, standing, ['draft', 'assist'], where)
  for (const category of new Set([...changes.keys()].map((field) => field.category)))
    await demand(tx, standing, ['draft', 'assist'], { ...where, category })
  guardText(standing, where, [...changes.values()].join('\n'))
  if (changes.size === 0) return
  // the row is taken by the one who saw it last: what the applicant has written meanwhile isn't written over
  const taken = await tx.run(
    sql`update application set touched_at = ombud_now(), revision = revision + 1 where contact_id = ${id} and state = 'draft' and revision = ${revision}`,
  )
  if (taken === 0) throw new Problem('application_changed')
  await writeAnswers(tx, id, changes)
  await happen(tx, { subject: { kind: 'contact', id }, event: 'draft.touched' })
}
