import type { FormField } from '../../../contracts/application.ts'
import type { Category } from '../../../contracts/instruction.ts'
import type { Answer } from './answers.ts'

export type Composed = {
  board: string
  caseType: string
  subject: string
  body: string
  name: string
  email: string
  phone: string
  address: string
  propertyDesignation: string
}

/**
 * The application as the board receives it: every question with its answer, in the board's language, and by each answer that is the agent's that it
 * is (A33). Pure.
 */
export function composeApplication(
  { board, caseType, title, version }: { board: string; caseType: string; title: string; version: number },
  fields: readonly FormField[],
  answers: readonly Answer[],
): Composed {
  const given = (name: string) => answers.find(({ field, value }) => field === name && value !== '')
  const lines = fields.map((field) => {
    const answer = given(field.name)
    const mark = answer?.by === 'agent' ? ' (ifyllt av kontaktcenter)' : ''
    return `${field.label.sv}${mark}:\n${answer ? inWords(field, answer.value) : '–'}`
  })
  const helped = answers.some(({ by, value }) => by === 'agent' && value !== '')
  const end = helped
    ? 'Kontaktcenter hjälpte till att fylla i ansökan. Den sökande har läst igenom allt, bekräftat det och skickat in det.'
    : 'Den sökande har själv fyllt i ansökan, bekräftat den och skickat in den.'
  const first = (category: Category) =>
    given(fields.find((field) => field.category === category && given(field.name))?.name ?? '')?.value ?? ''
  return {
    board,
    caseType,
    subject: title,
    body: [...lines, `${end}\nFormulär: ${title}, version ${version}.`].join('\n\n'),
    name: first('name'),
    email: first('email'),
    phone: first('phone'),
    address: first('address'),
    propertyDesignation: first('property'),
  }
}

function inWords({ kind, options }: FormField, value: string): string {
  if (kind === 'choice') return options.find((option) => option.value === value)?.sv ?? value
  if (kind === 'yes-no') return value === 'yes' ? 'Ja' : 'Nej'
  return value
}
