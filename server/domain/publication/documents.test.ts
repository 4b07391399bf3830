import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Document } from '../../../contracts/document.ts'
import type { InstructionFile } from '../../../contracts/instruction.ts'
import { RecordOfProcessing } from '../../../contracts/records.ts'
import { exempelby, exempelbyFiles } from '../../../test/exempelby-rules.ts'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import type { Serving } from '../../serve.ts'
import { putInForce } from '../instruction/index.ts'
import { awaitsDelegation } from '../rule/index.ts'
import { inForceAt, type VersionLife } from './configuration-at.ts'
import { fromJsonLd } from './from-jsonld.ts'
import { readRecordOfProcessing } from './read-documents.ts'

let w: World
let serving: Serving
beforeAll(async () => {
  w = await world()
  serving = await w.serve({ role: 'web' })
}, 60_000)
afterAll(() => w.end())

const ask = async (path: string, headers: Record<string, string> = {}) => fetch(`${serving.url}${path}`, { headers })
const json = async (path: string): Promise<unknown> => (await ask(path)).json()
const wordsIn = (document: Document) =>
  document.sections.flatMap(({ heading, blocks }) => [
    heading,
    ...blocks.flatMap((block) => {
      if (block.kind === 'text') return [block.text]
      if (block.kind === 'list') return block.items
      return block.kind === 'facts' ? block.rows.map(({ label, value }) => `${label}: ${value}`) : block.rows.flat()
    }),
  ])

test.each(exempelbyFiles)(
  'A2: $board’s instruction is a document with each clause once: its wording, what it does, its law, and who approved',
  async (file) => {
    const document = Document.parse(await json(`/v1/instructions/${file.board}/document`))
    const clauses = document.sections.filter(({ level }) => level === 3)
    expect(clauses.map(({ heading }) => heading).sort()).toEqual(file.clauses.map(({ id }) => id).sort())
    for (const clause of file.clauses) {
      const words = wordsIn({ ...document, sections: clauses.filter(({ heading }) => heading === clause.id) })
      expect(words).toContain(clause.text)
      if (clause.lawId !== null) expect(words).toContain(`Lag: ${clause.lawId}`)
      if (clause.effect === 'permit') expect(words.join(' ')).toContain('Kontaktcenter får')
      if (clause.retention !== null) expect(words.join(' ')).toMatch(/gallras|bevaras|arkivarien/)
    }
    for (const { paragraph, signer } of file.approvals) expect(wordsIn(document).join(' ')).toContain(`${paragraph}, ${signer}`)
    const page = await (await ask(`/instruktion/${file.board}`)).text()
    for (const words of [document.title, ...file.clauses.map(({ text }) => text)]) expect(page).toContain(words.replaceAll('"', '&quot;'))
  },
)

test('a document comes as a tagged PDF in the language one asks for, and one that isn’t there is not found', async () => {
  const paths = ['/integritet.pdf', '/v1/instructions/socialnamnden/document.pdf', '/v1/description-of-records.pdf']
  for (const path of paths)
    for (const lang of ['sv', 'en']) {
      const answer = await ask(`${path}?lang=${lang}`)
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      const bytes = Buffer.from(await answer.arrayBuffer()).toString('latin1')
      expect(bytes.startsWith('%PDF-')).toBe(true)
      expect(bytes).toContain(`/Lang (${lang}`)
      expect(bytes).toContain('/StructTreeRoot')
    }
  for (const path of [
    '/integritet/0000000000000000/pdf',
    '/v1/instructions/finns-inte/document.pdf',
    '/v1/instructions/finns-inte/dpv.jsonld',
  ])
    expect((await ask(path)).status).toBe(404)
})

test.each(exempelbyFiles)('the machine form of $board’s instruction in force is read back as the file that was approved', async (file) => {
  expect(fromJsonLd(await json(`/v1/instructions/${file.board}/dpv.jsonld`))).toEqual(file)
})

test('X11: the description names each board, every system that is fetched from and every receiver, from the rules', async () => {
  const document = Document.parse(await json('/v1/description-of-records'))
  const words = wordsIn(document).join('\n')
  for (const board of exempelby.boards) {
    const clauses = exempelbyFiles.find((file) => file.board === board.code)?.clauses ?? []
    expect(words).toContain(board.name)
    for (const { name } of board.caseTypes) expect(words).toContain(name)
    for (const { code, name } of board.systems) {
      const used = clauses.some((clause) => clause.effect === 'permit' && clause.connectors.includes(code))
      expect(words.includes(`Ur ${name}`), name).toBe(used)
    }
    for (const { id, acts, effect } of clauses)
      if (effect === 'permit' && acts.includes('handover')) expect(words).toContain(`${board.code}/${id}]`)
  }
})

const Now = z.object({ at: z.date() })
type Step = { days: number; board: number; text: string; drop: number }
const anyStep: fc.Arbitrary<Step> = fc.record({
  days: fc.integer({ min: 1, max: 40 }),
  board: fc.nat(exempelbyFiles.length - 1),
  text: fc.stringMatching(/^[a-z]{10,20}$/),
  drop: fc.nat(50),
})

test('X4: the record at any past instant is what was configured then, over generated histories', async () => {
  const now = async () => (await w.owner((tx) => tx.one(Now, sql`select ombud_now() as at`))).at
  const files = new Map(exempelbyFiles.map((file) => [file.board, file]))
  const seen: { at: Date; configured: unknown }[] = []
  let version = 100
  for (const steps of fc.sample(fc.array(anyStep, { minLength: 2, maxLength: 4 }), { numRuns: 3, seed: 4 }))
    for (const { days, board, text, drop } of steps) {
      seen.push({ at: await now(), configured: configuredIn(files) })
      await w.pass(days)
      const [code, file] = [...files][board] ?? []
      if (code === undefined || file === undefined) continue
      version += 1
      const clauses = file.clauses
        .filter((clause, at) => at !== drop || clause.retention !== null)
        .map((clause, at) => (at === drop + 1 ? { ...clause, subProcessors: [text] } : clause))
      const changed: InstructionFile = { ...file, version, title: text, clauses }
      await w.owner((tx) => putInForce(tx, changed, text))
      files.set(code, changed)
    }
  seen.push({ at: await now(), configured: configuredIn(files) })
  for (const { at, configured } of seen) {
    const told = await w.as('bodil', (tx) => readRecordOfProcessing(tx, at.toISOString(), 'sv'))
    expect(configuredFrom(told), at.toISOString()).toEqual(configured)
  }
  const before = await w.owner((tx) => readRecordOfProcessing(tx, '2020-01-01T00:00:00Z', 'sv'))
  expect(before.controllers).toEqual([])
})

/** What an instruction says about processing, as the record has it. */
const configuredIn = (files: ReadonlyMap<string, InstructionFile>) =>
  [...files.values()]
    .map((file) => ({
      board: file.board,
      version: file.version,
      processing: file.clauses
        .filter((clause) => clause.effect === 'permit' && !awaitsDelegation(clause))
        .map((clause) => ({
          clause: `${file.board}/${clause.id}`,
          purposes: clause.mission,
          categories: clause.categories,
          systems: clause.connectors,
          subProcessors: clause.subProcessors,
          region: clause.region,
        })),
      retention: file.clauses.filter(({ retention }) => retention !== null).map(({ id }) => `${file.board}/${id}`),
    }))
    .sort(byBoard)
const configuredFrom = ({ controllers }: RecordOfProcessing) =>
  controllers
    .map(({ board, version, processing, retention }) => ({
      board,
      version,
      processing: processing.map(({ clause, purposes, categories, systems, subProcessors, region }) => ({
        clause,
        purposes,
        categories,
        systems,
        subProcessors,
        region,
      })),
      retention: retention.map(({ clause }) => clause),
    }))
    .sort(byBoard)
const byBoard = (one: { board: string }, other: { board: string }) => one.board.localeCompare(other.board)

test('X4: one version of a board at most is obeyed at an instant, from its beginning until its end or its successor', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, n))
  const life = (id: number, from: number, more: Partial<VersionLife> = {}): VersionLife => ({
    id,
    board: 'b',
    validFrom: day(from),
    validTo: null,
    inForceAt: null,
    endedAt: null,
    ...more,
  })
  const paper = [life(1, 1, { endedAt: day(10) }), life(2, 1)]
  expect([0, 1, 9, 10, 20].map((n) => inForceAt(paper, day(n))[0]?.id)).toEqual([undefined, 1, 1, 2, 2])
  const gap = [life(1, 1, { endedAt: day(5), validTo: day(4) }), life(2, 3, { inForceAt: day(8), validTo: day(12) })]
  expect([3, 4, 7, 8, 11, 12].map((n) => inForceAt(gap, day(n))[0]?.id)).toEqual([1, undefined, undefined, 2, 2, undefined])
  const old = [life(1, 1), life(2, 6, { inForceAt: day(6) })]
  expect([5, 6].map((n) => inForceAt(old, day(n))[0]?.id)).toEqual([1, 2])
})

test('X4: what a board has stopped stands in the record while the stop lasts', async () => {
  await w.owner((tx) =>
    tx.run(sql`
      insert into instruction_stop (board_id, version_id, acts, case_type_ids, reason, stopped_by, stopped_at)
      select b.id, v.id, '{advise}', '{}', 'Prov.', (select id from employee limit 1), ombud_now() from board b join instruction_version v on v.board_id = b.id and v.state = 'in-force' where b.code = 'socialnamnden'`),
  )
  const record = await w.owner((tx) => readRecordOfProcessing(tx, undefined, 'sv'))
  expect(record.controllers.find(({ board }) => board === 'socialnamnden')?.stopped).toEqual([{ acts: ['advise'], caseTypes: [] }])
  expect(RecordOfProcessing.parse(record).document.sections.map(({ id }) => id)).toContain('stopp-socialnamnden')
})
