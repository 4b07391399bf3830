import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { CaseView } from '../../../contracts/case.ts'
import { type InstructionFile, Mission } from '../../../contracts/instruction.ts'
import { anyInstruction, generated } from '../../../test/any-instruction.ts'
import { exempelby, instructionText } from '../../../test/exempelby-rules.ts'
import { type World, world } from '../../../test/world.ts'
import { usualHours } from '../../platform/calendar.ts'
import { sql } from '../../platform/db.ts'
import { ask, loadRules, putInForce, readInstruction, type Standing } from '../instruction/index.ts'
import { listCases, routeCase, searchCases } from './index.ts'
import { caseQueries, caseViewOf } from './read-case.ts'
import type { Reader } from './verdicts.ts'
import { seenFields, seenText } from './why-seen.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

async function view(person: string, id: string, purpose: Mission = 'guidance'): Promise<CaseView> {
  const actor = await w.actor(person)
  return caseViewOf(await w.db.ask(actor, caseQueries(id, purpose)), await w.db.as(actor, loadRules), purpose, 'sv')
}

test('A3, L5: a masked number in a list says why: the law, and the clause or the lack of one', async () => {
  const { caseId } = await w.mail({ subject: 'Nummer 121212-1212', body: 'Hej, en fråga om skolskjuts.' })
  const found = async () => (await w.as('alva', (tx) => listCases(tx, { view: 'open', limit: 100 }))).cases.find(({ id }) => id === caseId)
  const inList = await found()
  expect(inList?.subject).toBe('Nummer 121212-••••')
  expect(inList?.masked).toMatchObject({ outcome: 'deny', because: 'NO_CLAUSE', clauses: [] })
  expect(inList?.masked?.laws[0]).toBe('Dataskyddslagen 3:10')

  await w.as('alva', (tx) => routeCase(tx, caseId, { version: 1, board: 'barn-och-utbildningsnamnden', caseType: 'skolskjuts' }))
  const [searched] = await w.as('alva', (tx) => searchCases(tx, 'skolskjuts', { hashOf: () => [] }))
  expect(searched?.masked).toMatchObject({
    outcome: 'deny',
    because: 'CLAUSE_PERMITS',
    clauses: [{ id: 'barn-och-utbildningsnamnden/personnummer-plats' }],
  })
  expect(searched?.masked?.sentence).toContain('Personnummer visas aldrig helt i listor')
})

test('a row without a masked number has nothing to explain', async () => {
  const { caseId } = await w.mail({ subject: 'Utan nummer', body: 'Punkter: • • • •' })
  const { cases } = await w.as('alva', (tx) => listCases(tx, { view: 'open', limit: 100 }))
  expect(cases.find(({ id }) => id === caseId)?.masked).toBeNull()
})

test('A3, L5: the text of a case hides an identity number from an agent whose board has no clause for it, and says so; officers read it', async () => {
  const { caseId } = await w.mail({ subject: 'Bygga', body: 'Jag är 19121212-1212 och vill bygga.' })
  await w.as('alva', (tx) => routeCase(tx, caseId, { version: 1, board: 'stadsbyggnadsnamnden', caseType: 'bygglov' }))
  const bodyOf = ({ timeline }: CaseView) => timeline.flatMap((item) => (item.kind === 'message' ? [item.body] : [])).join()
  const [agent, officer] = [await view('alva', caseId), await view('bodil', caseId)]
  expect(bodyOf(agent)).toContain('19121212-••••')
  expect(JSON.stringify(agent)).not.toContain('1212-1212')
  expect(agent.masked).toMatchObject({ outcome: 'deny', because: 'NO_CLAUSE' })
  expect(bodyOf(officer)).toContain('19121212-1212')
  expect(officer.masked).toBeNull()

  await w.as('alva', async (tx) =>
    routeCase(tx, caseId, { version: agent.version, board: 'barn-och-utbildningsnamnden', caseType: 'skolskjuts' }),
  )
  const permitted = await view('alva', caseId)
  expect(bodyOf(permitted)).toContain('19121212-1212')
  expect(permitted.masked).toBeNull()
})

test('P4, A3: every detail about a person says which clause lets it be seen for the mission, and until when', async () => {
  const { caseId } = await w.mail({ subject: 'Vem får se?' })
  const seen = await view('alva', caseId)
  expect(Object.keys(seen.why).sort()).toEqual(['email', 'name'])
  for (const why of Object.values(seen.why)) {
    expect(why).toMatchObject({ outcome: 'permit', because: 'CLAUSE_PERMITS' })
    expect(why.clauses.length).toBeGreaterThan(0)
  }
  const bodil = await view('bodil', (await routed(await w.mail({ subject: 'Altan' }))).caseId)
  expect(bodil.why.email).toMatchObject({ because: 'OWN_BOARD', laws: ['GDPR 4(7)'], until: null })
})

async function routed(given: { caseId: string }): Promise<{ caseId: string }> {
  await w.as('alva', (tx) => routeCase(tx, given.caseId, { version: 1, board: 'stadsbyggnadsnamnden', caseType: 'bygglov' }))
  return given
}

test('A3, B10: a kind of data that no clause of the board lists leaves the server for no agent, and the reason is given', async () => {
  const { caseId } = await w.mail({ subject: 'Utan e-post' })
  const text = instructionText('kommunstyrelsen')
  const file = readInstruction(text, exempelby)
  const without: InstructionFile = {
    ...file,
    version: file.version + 1,
    clauses: file.clauses.map((clause) => ({ ...clause, categories: clause.categories.filter((each) => each !== 'email') })),
  }
  const before = await view('alva', caseId)
  expect(before.participants.map(({ email }) => email)).toEqual(['kim@example.org'])
  await w.owner(async (tx) => {
    const versionId = await putInForce(tx, without, JSON.stringify(without))
    await tx.run(
      sql`insert into undertaking (employee_id, version_id, signed_at, quiz, signature_hash) select id, ${versionId}, now(), '[]', sha256('x') from employee where email = 'alva@exempelby.test'`,
    )
  })
  const after = await view('alva', caseId)
  expect(after.participants.map(({ name, email }) => [name, email])).toEqual([['Kim Exempel', null]])
  expect(after.why.email).toMatchObject({ outcome: 'deny', because: 'NO_CLAUSE' })
  expect(after.answerTo).toBeNull()
})

const kim = {
  id: '1',
  role: 'caller',
  name: 'Kim',
  email: 'kim@example.org',
  phone: '070',
  address: 'Ekgatan 1',
  propertyDesignation: 'Eken 4',
}
const categories = { name: 'name', email: 'email', phone: 'phone', address: 'address', property: 'property' } as const

/** Generated instructions whose permits list data and missions, as real ones must. */
const anyWithData = fc
  .tuple(anyInstruction, fc.infiniteStream(fc.tuple(fc.subarray(Object.values(categories)), fc.subarray([...Mission.options]))))
  .map(([instruction, stream]) => ({
    ...instruction,
    clauses: instruction.clauses.map((clause) => {
      const [listed, mission] = stream.next().value
      return clause.effect === 'permit' ? { ...clause, mission, categories: [...listed, ...clause.categories] } : clause
    }),
  }))

test('P4: over generated instructions a detail is shown exactly when decide() permits it, and the clauses shown are those that decided', () => {
  const seen = { shown: 0, hidden: 0 }
  fc.assert(
    fc.property(anyWithData, fc.constantFrom(...Mission.options), fc.constantFrom('ett', 'tre'), (instruction, purpose, caseType) => {
      const standing: Standing = {
        hand: 'agent',
        undertakings: [{ board: instruction.board, versionId: instruction.versionId }],
        boards: [],
        nowMs: 5,
        employeeId: null,
        rules: { instructions: [instruction] },
        openingHours: usualHours,
      }
      const question = { board: instruction.board, caseType, channel: 'email', about: { department: 'norr', anonymous: false } } as const
      const reader: Reader = { standing, question, offeredHere: false, purpose, lang: 'sv' }
      const { people, why } = seenFields([kim], reader)
      for (const [field, category] of Object.entries(categories)) {
        const decided = [purpose, null].map((mission) =>
          ask(standing, ['receive', 'handle', 'advise', 'assist', 'reply'], { ...question, mission, category }),
        )
        const permitted = decided.find(({ outcome }) => outcome === 'permit')
        const said = why[z.enum(['name', 'email', 'phone', 'address', 'property']).parse(field)]
        const person = people[0]
        const value =
          field === 'property' ? person?.propertyDesignation : person?.[z.enum(['name', 'email', 'phone', 'address']).parse(field)]
        expect(value !== null).toBe(permitted !== undefined)
        expect(said?.clauses.map(({ id }) => id).sort()).toEqual([...new Set((permitted ?? decided[1])?.clauseIds)].sort())
        seen[permitted ? 'shown' : 'hidden'] += 1
      }
      const { masked } = seenText(
        [{ kind: 'note', id: '1', at: '', author: null, noteKind: 'note', marks: [], body: '121212-1212' }],
        reader,
      )
      const may = ask(standing, ['receive', 'handle'], { ...question, category: 'identityNumber' })
      expect(masked === null).toBe(may.outcome === 'permit')
    }),
    { numRuns: generated(2_000) },
  )
  expect(Math.min(seen.shown, seen.hidden)).toBeGreaterThan(generated(200))
})

test('A2, A6: where only row security refuses, the refusal is a row with WALL, says so and is counted as a fault', async () => {
  const { caseId } = await w.mail({ subject: 'Två väggar' })
  const serving = await w.serve({ role: 'web' })
  // The rows are broken by hand: the clauses still let an agent note, the grants no longer do.
  await w.owner((tx) => tx.run(sql`delete from instruction_grant where act in ('receive', 'handle', 'assist')`))
  const actor = await w.actor('alva')
  const answer = await fetch(`${serving.url}/v1/cases/${caseId}/notes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `ombud=agent.${'secret' in actor ? actor.secret : ''}` },
    body: JSON.stringify({ body: 'En anteckning' }),
  })
  const problem: unknown = await answer.json()
  expect(answer.status).toBe(403)
  expect(problem).toMatchObject({ code: 'stopped_by_wall', verdict: { outcome: 'deny', because: 'WALL' } })
  const rows = await w.owner((tx) =>
    tx.all(
      z.object({ because: z.string(), act: z.string(), board: z.string(), clause_ids: z.array(z.string()) }),
      sql`select r.because, r.act, b.code as board, r.clause_ids from refusal r join board b on b.id = r.board_id where r.case_id = ${caseId}`,
    ),
  )
  expect(rows).toMatchObject([{ because: 'WALL', act: 'receive', board: 'kommunstyrelsen' }])
  expect(rows[0]?.clause_ids.length).toBeGreaterThan(0)
  const metrics = await (await fetch(`${serving.url}/metrics`)).text()
  expect(metrics).toMatch(/wall_refusals_total\{route="[^"]*notes",explained="disagrees"\} 1/)
})
