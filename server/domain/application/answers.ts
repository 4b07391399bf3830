import { z } from 'zod'
import type { FormField } from '../../../contracts/application.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'

export const Answer = z.object({ field: z.string(), value: z.string(), by: z.enum(['agent', 'applicant']) })
export type Answer = z.infer<typeof Answer>

/** What stands in the draft. The draft must be opened. */
export const readAnswers = (tx: Tx, id: string): Promise<Answer[]> =>
  tx.all(Answer, sql`select field, value, written_by as by from application_answer where contact_id = ${id} order by field`)

/** LF line ends, and no control characters: PostgreSQL takes no NUL, and the others draw nothing. */
const written = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()

/** What of the given differs from what stands there. @throws invalid_input for a field that the form doesn't ask now (A3) */
export function changesIn(
  fields: readonly FormField[],
  before: readonly Answer[],
  given: Readonly<Record<string, string>>,
): Map<FormField, string> {
  const asked = new Map(fields.map((field) => [field.name, field]))
  const stranger = Object.keys(given).filter((name) => !asked.has(name))
  if (stranger.length > 0) throw new Problem('invalid_input', { errors: stranger.map((field) => ({ field, code: 'not_asked' })) })
  const was = new Map(before.map(({ field, value }) => [field, value]))
  const changes = new Map<FormField, string>()
  for (const [name, value] of Object.entries(given)) {
    const field = asked.get(name)
    if (field && written(value) !== (was.get(name) ?? '')) changes.set(field, written(value))
  }
  return changes
}

/** Who writes, and when, the database says of itself; so it does the line in the log of the help. */
export async function writeAnswers(tx: Tx, id: string, changes: ReadonlyMap<FormField, string>): Promise<void> {
  for (const [{ name }, value] of changes) {
    const changed = await tx.run(sql`update application_answer set value = ${value} where contact_id = ${id} and field = ${name}`)
    if (changed === 0) await tx.run(sql`insert into application_answer (contact_id, field, value) values (${id}, ${name}, ${value})`)
  }
}

const Email = z.email().max(200)
export type AnswerFault = {
  field: string
  code: 'missing' | 'not_an_email' | 'not_a_day' | 'not_a_number' | 'not_among_the_options' | 'too_long'
}

/** What keeps the application from being submitted. A draft may be saved unfinished; what is submitted is whole. Pure. */
export const answerFaults = (fields: readonly FormField[], answers: readonly Answer[]): AnswerFault[] =>
  fields.flatMap((field) => {
    const value = answers.find((answer) => answer.field === field.name)?.value ?? ''
    if (value === '') return field.required ? [{ field: field.name, code: 'missing' as const }] : []
    const code = faultOf(field, value)
    return code === null ? [] : [{ field: field.name, code }]
  })

function faultOf({ kind, options }: FormField, value: string): AnswerFault['code'] | null {
  if (kind !== 'text' && value.length > 500) return 'too_long'
  if (kind === 'email') return Email.safeParse(value).success ? null : 'not_an_email'
  if (kind === 'day') return z.iso.date().safeParse(value).success ? null : 'not_a_day'
  if (kind === 'number') return /^-?\d{1,12}([.,]\d{1,4})?$/.test(value.replace(/\s/g, '')) ? null : 'not_a_number'
  const allowed = kind === 'choice' ? options.map((option) => option.value) : kind === 'yes-no' ? ['yes', 'no'] : null
  return allowed === null || allowed.includes(value) ? null : 'not_among_the_options'
}
