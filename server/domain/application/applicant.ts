import { z } from 'zod'
import { ApplicationState, type FormField } from '../../../contracts/application.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { StoredFile } from '../../platform/files.ts'
import { queueJob } from '../../platform/jobs.ts'
import { record } from '../audit/index.ts'
import { codeHash } from '../case/index.ts'
import { storeArrival } from '../contact/index.ts'
import { loadStanding } from '../instruction/index.ts'
import { type Answer, answerFaults, changesIn, readAnswers, writeAnswers } from './answers.ts'
import { type FormRow, fieldsNow, formRows } from './find-form.ts'

const Row = z.object({
  id: z.uuid(),
  form_id: z.int(),
  board_id: z.int(),
  state: ApplicationState,
  revision: z.int(),
  now: z.date(),
})
/** `fields` null: the board no longer lets it be asked. */
export type ApplicantView = {
  id: string
  boardId: number
  state: z.infer<typeof ApplicationState>
  revision: number
  form: FormRow
  fields: FormField[] | null
  answers: Answer[]
  now: Date
}

/**
 * The draft as its owner sees it. The code is this transaction's secret: it opens this one draft and leaves an access row, as everyone else's reading
 * does. One that never was and one that has gone look the same. @throws code_not_found
 */
export async function readOwn(tx: Tx): Promise<ApplicantView> {
  await tx.all(z.unknown(), sql`select open_application()`)
  const row = await tx.maybe(
    Row,
    sql`select contact_id as id, form_id, board_id, state, revision, ombud_now() as now from application where contact_id = citizen_application()`,
  )
  const [form] = row ? await formRows(tx, sql`f.id = ${row.form_id}`) : []
  if (!row || !form) throw new Problem('code_not_found')
  if (row.state === 'draft')
    await tx.run(sql`update application set opened_at = ombud_now() where contact_id = ${row.id} and opened_at is null and state = 'draft'`)
  const { id, board_id: boardId, state, revision, now } = row
  return { id, boardId, state, revision, form, fields: fieldsNow(await loadStanding(tx), form), answers: await readAnswers(tx, id), now }
}

/** The applicant writes. @returns the revision that holds what they wrote over what they saw. @throws code_not_found, application_ended, application_changed, form_not_offered, invalid_input */
export async function writeOwn(
  tx: Tx,
  { revision, values }: { revision: number; values: Readonly<Record<string, string>> },
): Promise<number> {
  const own = await openDraft(tx)
  if (own.fields === null) throw new Problem('form_not_offered')
  const changes = changesIn(own.fields, own.answers, values)
  if (changes.size === 0) return revision
  await take(tx, own.id, revision)
  await writeAnswers(tx, own.id, changes)
  await tx.all(z.unknown(), sql`select touch_application()`)
  await queueJob(tx, 'follow-draft', { contact: own.id }, { key: `draft-${own.id}` })
  return revision + 1
}

/**
 * The applicant submits what they have read: the revision that was on the page, whole, and with their word that it is what they want to send. From
 * here it is a message that came in, on the way that every message takes; the draft stands still. `raw`: the message, sealed on disk.
 * @throws code_not_found, application_ended, application_changed, application_unconfirmed, form_not_offered, invalid_input
 * Rule: requirement A33
 */
export async function submitOwn(
  tx: Tx,
  { revision, confirmed, raw }: { revision: number; confirmed: boolean; raw: StoredFile },
): Promise<void> {
  const own = await openDraft(tx)
  if (own.fields === null) throw new Problem('form_not_offered')
  const errors = answerFaults(own.fields, own.answers)
  if (!confirmed) throw new Problem('application_unconfirmed', { errors })
  if (errors.length > 0) throw new Problem('invalid_input', { errors })
  const ended = await tx.run(
    sql`update application set state = 'submitted', confirmed_at = ombud_now(), ended_at = ombud_now() where contact_id = ${own.id} and state = 'draft' and revision = ${revision}`,
  )
  if (ended === 0) throw new Problem('application_changed')
  const code = 'secret' in tx.actor ? tx.actor.secret : ''
  await storeArrival(tx, {
    channel: 'formular',
    channelKey: `application ${own.id}`,
    raw,
    receivedAt: own.now,
    retrievalHash: codeHash(code),
  })
  await record(tx, 'application.submitted', { contactId: own.id, boardId: own.boardId, facts: { form: own.form.id } })
}

/** The applicant throws it away: every answer is emptied now, and what is left goes on its day. @throws code_not_found, application_ended */
export async function discardOwn(tx: Tx): Promise<void> {
  const own = await openDraft(tx)
  await tx.run(sql`update application_answer set value = '' where contact_id = ${own.id} and value <> ''`)
  await tx.run(sql`update application set state = 'discarded', ended_at = ombud_now() where contact_id = ${own.id} and state = 'draft'`)
  await record(tx, 'application.discarded', { contactId: own.id, boardId: own.boardId, facts: { form: own.form.id } })
}

async function openDraft(tx: Tx): Promise<ApplicantView> {
  const own = await readOwn(tx)
  if (own.state !== 'draft') throw new Problem('application_ended')
  return own
}

async function take(tx: Tx, id: string, revision: number): Promise<void> {
  const taken = await tx.run(
    sql`update application set touched_at = ombud_now(), revision = revision + 1 where contact_id = ${id} and state = 'draft' and revision = ${revision}`,
  )
  if (taken === 0) throw new Problem('application_changed')
}
