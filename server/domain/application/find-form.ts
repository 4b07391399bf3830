import { z } from 'zod'
import { type FieldShown, FormField, type FormShown } from '../../../contracts/application.ts'
import type { Category } from '../../../contracts/instruction.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import type { Standing } from '../instruction/index.ts'
import { bindingFaults, categoriesAllowed, type FormPlace } from './form-bindings.ts'

export type Lang = 'sv' | 'en'
const Said = z.object({ sv: z.string(), en: z.string() })
const FormRow = z.object({
  id: z.int(),
  version: z.int(),
  board_id: z.int(),
  board: z.string(),
  board_name: z.string(),
  case_type_id: z.int(),
  case_type: z.string(),
  case_type_name: z.string(),
  department: z.string(),
  secrecy: z.enum(['open', 'sealed']),
  type_tags: z.array(z.string()),
  title: Said,
  lead: Said,
  fields: z.array(FormField),
  retention_clause: z.string(),
  secrecy_tags: z.array(z.string()),
  e_service_url: z.string().nullable(),
  newest: z.boolean(),
})
export type FormRow = z.infer<typeof FormRow>

export const formRows = (tx: Tx, where: Sql): Promise<FormRow[]> =>
  tx.all(
    FormRow,
    sql`
    select f.id, f.version, f.board_id, b.code as board, b.name as board_name, f.case_type_id, t.code as case_type, t.name as case_type_name, d.code as department,
      t.secrecy, t.secrecy_tags as type_tags, f.title, f.lead, f.fields, f.retention_clause, f.secrecy_tags, f.e_service_url,
      not exists (select from form_version n where n.case_type_id = f.case_type_id and n.version > f.version) as newest
    from form_version f join board b on b.id = f.board_id join case_type t on t.id = f.case_type_id join department d on d.id = t.department_id
    where ${where} order by b.id, t.name`,
  )

const placeOf = ({ board, case_type, department, secrecy, type_tags }: FormRow): FormPlace => ({
  board,
  caseType: case_type,
  department,
  secrecy,
  secrecyTags: type_tags,
})

/**
 * The fields that may be asked now (A3). A field that the instruction no longer allows isn't rendered; when the form can't be filled in without it,
 * or another binding has come loose, there is no form: null.
 */
export function fieldsNow(standing: Pick<Standing, 'rules' | 'nowMs' | 'openingHours'>, form: FormRow): FormField[] | null {
  const allowed: ReadonlySet<Category> = categoriesAllowed(standing, placeOf(form))
  const asked = form.fields.filter(({ category }) => allowed.has(category))
  if (asked.length === 0 || form.fields.some((field) => field.required && !asked.includes(field))) return null
  const secrecy = { level: form.secrecy, tags: form.secrecy_tags }
  return bindingFaults(standing, placeOf(form), { fields: asked, retention: form.retention_clause, secrecy }).length === 0 ? asked : null
}

const shownFields = (fields: readonly FormField[], lang: Lang): FieldShown[] =>
  fields.map(({ label, help, options, ...field }) => ({
    ...field,
    label: label[lang],
    help: help?.[lang] ?? null,
    options: options.map((option) => ({ value: option.value, name: option[lang] })),
  }))

export const shownForm = (form: FormRow, fields: readonly FormField[], owesOffer: boolean, lang: Lang): FormShown => ({
  id: form.id,
  version: form.version,
  board: form.board,
  boardName: form.board_name,
  caseType: form.case_type,
  caseTypeName: form.case_type_name,
  title: form.title[lang],
  lead: form.lead[lang],
  fields: shownFields(fields, lang),
  retention: `${form.board}/${form.retention_clause}`,
  secrecyTags: form.secrecy_tags,
  eServiceUrl: form.e_service_url,
  owesOffer,
})
