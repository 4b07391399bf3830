import type { FormField, FormFile } from '../../../contracts/application.ts'
import { type Category, type ChannelKind, categories } from '../../../contracts/instruction.ts'
import { ask, type Standing } from '../instruction/index.ts'
import { instructionInForce, mayDestroy, rulesFor } from '../rule/index.ts'

/** What a form is about, by the codes its rules use. */
export type FormPlace = { board: string; caseType: string; department: string; secrecy: 'open' | 'sealed'; secrecyTags: readonly string[] }
export type BindingFault = { field: string; code: string }
type Rules = Pick<Standing, 'rules' | 'nowMs' | 'openingHours'>

/**
 * The kinds of personal data that the board's instruction lets the centre handle when it helps with such an application (A3, A26). Asked as
 * somebody who has signed, so that it is the instruction that answers and not who happens to ask; the applicant's own writing has the same limits.
 */
export function categoriesAllowed(
  { rules, nowMs, openingHours }: Rules,
  { board, caseType, department }: Pick<FormPlace, 'board' | 'caseType' | 'department'>,
  channel: ChannelKind | null = null,
): ReadonlySet<Category> {
  const inForce = instructionInForce(board, nowMs, rules)
  if (inForce === null) return new Set()
  const signed: Standing = {
    hand: 'agent',
    undertakings: [{ board, versionId: inForce.versionId }],
    boards: [],
    nowMs,
    openingHours,
    employeeId: null,
    rules,
  }
  const question = { board, caseType, channel, mission: 'application', about: { department, holder: 'centre' } } as const
  return new Set(categories.filter((category) => ask(signed, ['draft', 'assist'], { ...question, category }).outcome === 'permit'))
}

/**
 * What keeps a form from being used: a binding that isn't there, or that the rules in force don't bear out. The same question when it is published
 * and each time it is used, so that a new version of the instruction takes a form away by itself (A34).
 */
export function bindingFaults(rules: Rules, place: FormPlace, form: Pick<FormFile, 'fields' | 'retention' | 'secrecy'>): BindingFault[] {
  const inForce = instructionInForce(place.board, rules.nowMs, rules.rules)
  if (inForce === null) return [{ field: 'board', code: 'no_instruction_in_force' }]
  const kept = { board: place.board, department: place.department, caseType: place.caseType }
  const [ofDrafts] = rulesFor({ ...kept, record: 'draft' }, inForce.clauses)
  const goes =
    ofDrafts !== undefined &&
    ofDrafts.clause.id === form.retention &&
    ofDrafts.retention.action === 'delete' &&
    ofDrafts.retention.disposalDecision !== null &&
    mayDestroy(ofDrafts.clause, ofDrafts.retention)
  return [
    ...fieldFaults(form.fields, categoriesAllowed(rules, place)),
    ...(goes ? [] : [{ field: 'retention', code: 'not_the_rule_for_its_drafts' }]),
    ...(rulesFor({ ...kept, record: 'case' }, inForce.clauses).length > 0 ? [] : [{ field: 'retention', code: 'case_type_without_rule' }]),
    ...secrecyFaults(place, form.secrecy),
  ]
}

function fieldFaults(fields: readonly FormField[], allowed: ReadonlySet<Category>): BindingFault[] {
  const names = fields.map(({ name }) => name)
  return fields.flatMap(({ name, kind, options, category }, at) => [
    ...(allowed.has(category) ? [] : [{ field: `fields.${name}.category`, code: 'category_not_allowed' }]),
    ...(names.indexOf(name) === at ? [] : [{ field: `fields.${name}.name`, code: 'twice' }]),
    ...((kind === 'choice') === options.length > 1 ? [] : [{ field: `fields.${name}.options`, code: 'a_choice_has_options' }]),
  ])
}

/** A draft isn't kept sealed, so a matter whose words are can't have one here (OSL 25:1, 26:1). */
function secrecyFaults({ secrecy, secrecyTags }: FormPlace, said: FormFile['secrecy']): BindingFault[] {
  if (secrecy === 'sealed') return [{ field: 'secrecy.level', code: 'sealed_types_have_no_drafts' }]
  if (said.level !== secrecy) return [{ field: 'secrecy.level', code: 'not_that_of_the_case_type' }]
  return secrecyTags.every((tag) => said.tags.includes(tag)) ? [] : [{ field: 'secrecy.tags', code: 'not_those_of_the_case_type' }]
}
