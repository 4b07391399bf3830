import { z } from 'zod'
import { type ApplicationList, ApplicationState, type ApplicationView } from '../../../contracts/application.ts'
import { Problem } from '../../../contracts/problems.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { loadStanding } from '../instruction/index.ts'
import { readAnswers } from './answers.ts'
import { fieldsNow, formRows, type Lang, shownForm } from './find-form.ts'

const Row = z.object({
  id: z.uuid(),
  form_id: z.int(),
  title: z.object({ sv: z.string(), en: z.string() }),
  board_name: z.string(),
  state: ApplicationState,
  revision: z.int(),
  started_at: z.date(),
  touched_at: z.date(),
  opened_at: z.date().nullable(),
  ended_at: z.date().nullable(),
  goes_on: z.string().nullable(),
})
const Edit = z.object({
  field: z.string(),
  by: z.enum(['agent', 'applicant']),
  name: z.string().nullable(),
  at: z.date(),
  emptied: z.boolean(),
})

const rows = (tx: Tx, where: Sql) =>
  tx.all(
    Row,
    sql`select a.contact_id as id, a.form_id, f.title, b.name as board_name, a.state, a.revision, a.started_at, a.touched_at, a.opened_at, a.ended_at, c.dispose_on::text as goes_on
      from application a join form_version f on f.id = a.form_id join board b on b.id = a.board_id join contact c on c.id = a.contact_id where ${where} order by a.touched_at desc limit 100`,
  )

const shown = (row: z.infer<typeof Row>, lang: Lang) => ({
  id: row.id,
  title: row.title[lang],
  boardName: row.board_name,
  state: row.state,
  startedAt: row.started_at.toISOString(),
  touchedAt: row.touched_at.toISOString(),
  openedAt: row.opened_at?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
  goesOn: row.goes_on,
})

/** What one helps with: which form and how it stands, and no word of what is in it. */
export const listApplications = async (tx: Tx, lang: Lang): Promise<z.infer<typeof ApplicationList>> => ({
  applications: (await rows(tx, sql`true`)).map((row) => shown(row, lang)),
})

/** The draft, for the agent who helps; what has been submitted or thrown away is no longer theirs to read. @throws not_found */
export async function readApplication(tx: Tx, id: string, lang: Lang): Promise<ApplicationView> {
  await tx.all(z.unknown(), sql`select open_contacts(${[id]}, 'application', 'read')`)
  const [row] = await rows(tx, sql`a.contact_id = ${id}`)
  const [form] = row ? await formRows(tx, sql`f.id = ${row.form_id}`) : []
  if (!row || !form) throw new Problem('not_found')
  const asked = fieldsNow(await loadStanding(tx), form) ?? []
  const names = new Set(asked.map(({ name }) => name))
  const edits = await tx.all(
    Edit,
    sql`select x.field, x.written_by as by, e.name, x.at, x.emptied from application_edit x left join employee e on e.id = x.employee_id where x.contact_id = ${id} order by x.id desc limit 200`,
  )
  return {
    application: shown(row, lang),
    form: shownForm(form, asked, false, lang),
    revision: row.revision,
    // A3: what may no longer be asked isn't returned either
    answers: (await readAnswers(tx, id)).filter(({ field }) => names.has(field)),
    edits: edits.map((edit) => ({ ...edit, at: edit.at.toISOString() })),
  }
}
