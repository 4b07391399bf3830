import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { FormNode } from '../../../contracts/clause-form.ts'
import type { EditedFile } from '../../../contracts/drafts.ts'
import { Clause, type InstructionFile } from '../../../contracts/instruction.ts'
import { Condition, Moment } from '../../../contracts/rule-language.ts'
import { readExempelby } from '../../../db/seed/exempelby.ts'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { clauseForm } from './clause-form.ts'
import { resolveComment, writeComment } from './comments.ts'
import { checkDraft, writtenOut } from './draft-file.ts'
import { fileToYaml, yamlToFile } from './draft-yaml.ts'
import { proposeVersion } from './propose-version.ts'
import { exportYaml, readDraft } from './read-draft.ts'
import { saveDraft } from './save-draft.ts'
import { startDraft } from './start-draft.ts'
import { kinds } from './template-kinds.ts'
import { templateClauses, templatesFor } from './templates.ts'

const { organisation, instructions } = readExempelby()
const board = 'stadsbyggnadsnamnden'

let w: World
beforeAll(async () => {
  w = await world()
}, 60_000)
afterAll(() => w.end())

const begin = (from: Parameters<typeof startDraft>[2]['from'] = 'in-force', person = 'bodil', of = board) =>
  w.as(person, (tx) => startDraft(tx, of, { from }, 'sv'))
const look = (id: string, person = 'bodil') => w.as(person, (tx) => readDraft(tx, id, 'sv'))
const save = (id: string, revision: number, file: EditedFile, person = 'bodil') =>
  w.as(person, (tx) => saveDraft(tx, id, { revision, file }, 'sv'))

test('A2: a draft begins as what is in force, says what each clause does, and is kept with what it then does', async () => {
  const draft = await look(await begin())
  expect(draft).toMatchObject({ board, version: 2, state: 'draft', revision: 0, can: { write: true } })
  expect(draft.checks.filter(({ severity }) => severity === 'error')).toEqual([])
  const clauses = draft.file.clauses.map((clause) =>
    clause.id === 'gallring-felanmalan' && clause.retention !== null
      ? {
          ...clause,
          retention: {
            ...clause.retention,
            due: { after: 'case.closed', length: 30, unit: 'days' as const, calendar: 'calendar' as const },
          },
        }
      : clause,
  )
  const saved = await save(draft.id, 0, { ...draft.file, clauses })
  expect(saved.revision).toBe(1)
  expect(saved.sentences.find(({ id }) => id === 'gallring-felanmalan')?.sentences.join(' ')).toContain(
    'gallras 30 dagar efter att ärendet avslutades',
  )
  const again = await look(draft.id)
  expect({ revision: again.revision, clauses: again.file.clauses }).toEqual({ revision: 1, clauses })
})

test('whoever has an older revision changes nothing and is told so', async () => {
  const draft = await look(await begin('empty'))
  await save(draft.id, 0, { ...draft.file, title: 'Först' })
  await expect(save(draft.id, 0, { ...draft.file, title: 'Sist' })).rejects.toMatchObject({ code: 'draft_changed' })
  expect((await look(draft.id)).file.title).toBe('Först')
})

test('an unfinished clause is kept as it is, is said to be unfinished at its field, and stops the proposal', async () => {
  const draft = await look(await begin())
  const [first, ...rest] = draft.file.clauses
  if (!first) throw new Error('no clause')
  const saved = await save(draft.id, 0, { ...draft.file, clauses: [{ ...first, text: 'Kort' }, ...rest] })
  expect(saved.checks).toContainEqual(expect.objectContaining({ clauseId: first.id, field: 'text', severity: 'error' }))
  expect(saved.sentences[0]).toEqual({ id: first.id, sentences: ['Lag: GDPR 4(7).'] })
  expect((await look(draft.id)).file.clauses[0]?.text).toBe('Kort')
  await expect(w.as('bodil', (tx) => proposeVersion(tx, draft.id))).rejects.toMatchObject({ code: 'instruction_faults' })
  await save(draft.id, 1, draft.file)
  await w.as('bodil', (tx) => proposeVersion(tx, draft.id))
  await expect(save(draft.id, 2, draft.file)).rejects.toMatchObject({ code: 'version_state' })
  expect((await look(draft.id)).can.write).toBe(false)
})

test('A38: another board’s officer neither begins, reads nor writes a draft, with SQL of one’s own either', async () => {
  const id = await begin('empty')
  await expect(begin('empty', 'maj')).rejects.toMatchObject({ code: 'not_found' })
  await expect(look(id, 'maj')).rejects.toMatchObject({ code: 'not_found' })
  await expect(look(id, 'alva')).rejects.toThrow()
  const written = await w.as('maj', (tx) => tx.one(z.object({ at: z.int().nullable() }), sql`select write_draft(${id}, 0, '{}', '') as at`))
  expect(written.at).toBe(null)
})

test('A2: a file goes out and comes back the same, for every board, and a department’s rule names its case types', async () => {
  for (const { file } of instructions) {
    const read = yamlToFile(fileToYaml(file), file.board, 'sv')
    expect(read).toEqual({ file })
  }
  const draft = await look(await begin())
  const { yaml } = await w.as('bodil', (tx) => exportYaml(tx, draft.id))
  expect((await look(await begin({ yaml }))).file).toEqual({ ...draft.file, version: expect.any(Number) })
  const [permit] = draft.file.clauses.filter(({ effect }) => effect === 'permit')
  if (!permit) throw new Error('no permit')
  const wide = writtenOut({ ...draft.file, clauses: [{ ...permit, department: 'bygg', caseTypes: 'all' }] }, organisation)
  expect(wide.clauses[0]?.caseTypes).toEqual(expect.arrayContaining(['bygglov']))
})

test('a file with faults is refused with line, clause and field', async () => {
  const lines = [
    `board: ${board}`,
    'version: 1',
    'title: Något',
    "validFrom: '2026-01-01T00:00:00Z'",
    'validTo: null',
    "reviewBy: '2026-12-31'",
    'approvals: []',
    'clauses:',
    '  - id: fel',
    '    requirement: A27',
    '    effect: tillåt',
    '    text: Kontaktcenter får svara på frågor.',
  ]
  const read = yamlToFile(lines.join('\n'), board, 'sv')
  expect(read).toEqual({ faults: [expect.objectContaining({ line: 11, clause: 'fel', field: 'effect' })] })
  await expect(begin({ yaml: lines.join('\n') })).rejects.toMatchObject({
    code: 'file_unreadable',
    facts: { errors: [expect.objectContaining({ line: 11, clause: 'fel', field: 'effect' })] },
  })
  expect(yamlToFile('a: [', board, 'sv')).toEqual({ faults: [expect.objectContaining({ line: 1 })] })
  expect(yamlToFile('board: tekniska-namnden', board, 'sv')).toEqual({ faults: [expect.objectContaining({ line: 1, field: 'board' })] })
})

test('each kind of board has a template that lacks nothing but the decisions the board itself takes', () => {
  for (const own of organisation.boards) {
    const [best] = templatesFor(own.code, organisation, 'sv')
    expect({ board: own.code, suits: best?.suits }).toEqual({ board: own.code, suits: true })
    const clauses = templateClauses(best?.code ?? '', own.code, organisation) ?? []
    const file: InstructionFile = {
      board: own.code,
      version: 1,
      title: 'Mall',
      validFrom: '2026-01-01T00:00:00Z',
      validTo: null,
      reviewBy: '2026-12-31',
      approvals: [],
      clauses,
    }
    const errors = checkDraft(file, organisation, 'sv').filter(
      ({ severity, field }) => severity === 'error' && !field.includes('disposalDecision'),
    )
    expect({ board: own.code, errors }).toEqual({ board: own.code, errors: [] })
  }
  expect(Object.keys(kinds)).toHaveLength(6)
})

test('what is said of a clause is read by the board, and by the centre once it has been proposed to it', async () => {
  const id = await begin()
  const [comment] = await w.as('bodil', (tx) => writeComment(tx, id, { clause: 'vagledning', text: 'Räcker det med telefon?' }))
  expect(comment).toMatchObject({ clause: 'vagledning', author: { name: 'Bodil Malmgren' }, resolvedAt: null })
  await expect(w.as('axel', (tx) => writeComment(tx, id, { clause: 'vagledning', text: 'Nej.' }))).rejects.toMatchObject({
    code: 'not_found',
  })
  const seen = (person: string) =>
    w.as(person, (tx) => tx.all(z.unknown(), sql`select id from instruction_comment where id = ${comment?.id}`))
  expect([await seen('maj'), await seen('axel')]).toEqual([[], []])
  const settled = await w.as('bodil', (tx) => resolveComment(tx, comment?.id ?? '', true))
  expect(settled[0]).toMatchObject({ resolvedBy: 'Bodil Malmgren' })
  await expect(w.as('maj', (tx) => resolveComment(tx, comment?.id ?? '', false))).rejects.toMatchObject({ code: 'not_found' })
})

test('A2: every part of the language can be written in the form, in words of both languages', () => {
  for (const lang of ['sv', 'en'] as const) {
    const form = clauseForm(organisation, board, lang)
    const parts = form.parts.map(({ id }) => id)
    expect([...parts, 'id', 'text', 'lang'].sort()).toEqual(Object.keys(Clause.shape).sort())
    expect(form.parts.filter(({ id, question }) => question === id).map(({ id }) => id)).toEqual([])
    const nodes = [...form.parts.map(({ node }) => node), form.moment, form.condition]
    // each word has both languages by its type, and many an English one is the code itself
    if (lang === 'sv') expect(nodes.flatMap(wordless)).toEqual([])
    expect(variantsOf(form.moment)).toHaveLength(optionsIn(Moment))
    expect(variantsOf(form.condition)).toHaveLength(optionsIn(Condition))
  }
})
/** What is called by its code. */
function wordless(node: FormNode): string[] {
  const own = ['sms', '112', 'fax', 'information', 'post'] // the code is also the Swedish word
  const named = (list: readonly { id: string; name: string }[]) =>
    list.filter(({ id, name }) => id === name && !own.includes(id)).map(({ id }) => id)
  if (node.kind === 'one' || node.kind === 'many') return named(node.options)
  if (node.kind === 'list' || node.kind === 'maybe') return wordless(node.of)
  if (node.kind === 'group') return node.fields.flatMap(({ id, label, node: of }) => [...named([{ id, name: label }]), ...wordless(of)])
  if (node.kind === 'choice') return node.variants.flatMap(({ id, label, node: of }) => [...named([{ id, name: label }]), ...wordless(of)])
  return []
}
const variantsOf = (node: FormNode) => (node.kind === 'choice' ? node.variants.map(({ label }) => label) : [])
function optionsIn(block: z.ZodType): number {
  const inner = block instanceof z.ZodLazy ? block.def.getter() : block
  return inner instanceof z.ZodUnion ? inner.def.options.length : 0
}
