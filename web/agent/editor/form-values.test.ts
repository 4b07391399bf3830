import { expect, test } from 'vitest'
import type { FormNode } from '../../../contracts/clause-form.ts'
import { readExempelby } from '../../../db/seed/exempelby.ts'
import { clauseForm } from '../../../server/domain/instruction/clause-form.ts'
import { asVariant, blank, variantOf } from './form-values.ts'
import { bySection, freeId, newClause } from './sections.ts'

const { organisation, instructions } = readExempelby()
const form = clauseForm(organisation, 'stadsbyggnadsnamnden', 'sv')

/** Every choice between shapes, wherever in the form it stands. */
function choicesIn(node: FormNode): Extract<FormNode, { kind: 'choice' }>[] {
  if (node.kind === 'maybe' || node.kind === 'list') return choicesIn(node.of)
  if (node.kind === 'group') return node.fields.flatMap((field) => choicesIn(field.node))
  return node.kind === 'choice' ? [node, ...node.variants.flatMap((variant) => choicesIn(variant.node))] : []
}
const choices = [...form.parts.map(({ node }) => node), form.moment, form.condition].flatMap(choicesIn)

test('A2: whichever shape is chosen in the form, it is the one that is shown afterwards', () => {
  expect(choices.length).toBeGreaterThan(10)
  for (const { variants } of choices)
    for (const variant of variants) expect(variantOf(variants, blank(variant.node, form))?.id).toBe(variant.id)
})

test('what two shapes have in common is kept when one is chosen for the other', () => {
  const moments = choices.find((node) => node === form.moment)?.variants ?? []
  const named = (id: string) => moments.find((variant) => variant.id.startsWith(id)) ?? { id, label: '', node: form.moment }
  const due = { after: 'case.closed', length: 2, unit: 'years', calendar: 'calendar' }
  expect(asVariant(named('all'), due, form)).toEqual({ all: [due] })
  expect(asVariant(named('any'), { all: [due] }, form)).toEqual({ any: [due] })
  expect(asVariant(named('before'), due, form)).toEqual({ before: 'case.closed', length: 2, unit: 'years', calendar: 'calendar' })
  expect(asVariant(named('endOf'), due, form)).toMatchObject({ of: 'case.closed' })
})

test('every clause of every board is read in one section, and a new one in the section it was begun in', () => {
  for (const { file } of instructions) {
    const read = bySection(file.clauses, {})
    expect(read.flatMap(({ clauses }) => clauses.map(({ id }) => id)).sort()).toEqual(file.clauses.map(({ id }) => id).sort())
    const retention = read.find(({ section }) => section === 'retention')?.clauses.map(({ id }) => id)
    expect(retention).toEqual(file.clauses.filter((clause) => clause.retention ?? clause.hold).map(({ id }) => id))
  }
  for (const { section } of bySection([], {})) {
    const begun = newClause(section, form, [])
    expect(bySection([begun], {}).find(({ clauses }) => clauses.length > 0)?.section).toBe(section)
  }
})

test('a clause’s name is free, and made of what was written', () => {
  expect(freeId('Gallring av ärenden', [])).toBe('gallring-av-arenden')
  expect(freeId('gallring', ['gallring', 'gallring-2'])).toBe('gallring-3')
})
