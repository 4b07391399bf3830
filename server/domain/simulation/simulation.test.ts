import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { ChannelKind, Clause, InstructionFile } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import type { Simulation } from '../../../contracts/simulation.ts'
import { aCase, closeCases, writeCases } from '../../../test/closed-cases.ts'
import { draftOf, nextFile } from '../../../test/drafts.ts'
import { type World, world } from '../../../test/world.ts'
import { stockholmDay } from '../../platform/calendar.ts'
import { sql } from '../../platform/db.ts'
import { type Refused, recordRefusal } from '../audit/index.ts'
import { registerContact } from '../contact/index.ts'
import { loadVersion, putInForce, signFor } from '../instruction/index.ts'
import { publishNotice } from '../publication/index.ts'
import { schedule } from '../retention/index.ts'
import { askSimulation } from './ask-simulation.ts'
import { cancelSimulation } from './cancel-simulation.ts'
import { simulate } from './jobs.ts'
import { movedBy } from './move-clocks.ts'
import { readSimulation } from './read-simulation.ts'
import { Tally } from './tally.ts'
import { type Memory, newMemory, workOn } from './work.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const board = 'tekniska-namnden'
const types = ['trafiksakerhet', 'parkering', 'vintervag', 'gatubelysning', 'lekplats'] as const
const channels = ['phone', 'visit'] as const

/**
 * What the draft changes: nothing is received about parking, nor at a visit about lights; lights are answered by the board; roads are kept
 * three months instead of six, playgrounds are kept for ever; the vehicles' department rule goes.
 */
const change = (file: InstructionFile): Partial<InstructionFile> => {
  const like = (id: string): Clause => {
    const found = file.clauses.find((clause) => clause.id === id)
    if (!found) throw new Error(`no clause ${id}`)
    return found
  }
  const kept = like('gallring-vintervag')
  return {
    clauses: [
      ...file.clauses.filter(({ id }) => !['gallring-vintervag', 'gallring-trafik'].includes(id)),
      { ...like('utlamnande'), id: 'parkering-inte-har', effect: 'deny', acts: ['receive'], caseTypes: ['parkering'] },
      {
        ...like('utlamnande'),
        id: 'belysning-inte-i-besok',
        effect: 'deny',
        acts: ['receive'],
        caseTypes: ['gatubelysning'],
        channels: ['visit'],
      },
      { ...like('utlamnande'), id: 'belysning-svarar-namnden', effect: 'refer', acts: ['advise'], caseTypes: ['gatubelysning'] },
      {
        ...kept,
        retention: kept.retention && { ...kept.retention, due: { after: 'case.closed', length: 3, unit: 'months', calendar: 'calendar' } },
      },
      {
        ...kept,
        id: 'bevara-lekplats',
        caseTypes: ['lekplats'],
        retention: kept.retention && { ...kept.retention, due: null, action: 'preserve' },
      },
    ],
  }
}

/** Someone acts as the screen lets them: a refusal leaves its trace as `server/serve.ts` writes it. */
async function tried(person: string, work: Parameters<World['as']>[1]): Promise<boolean> {
  try {
    await w.as(person, work)
    return true
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    const refused = thrown.facts.refusal as Refused | undefined
    if (refused) await w.as(person, (tx) => recordRefusal(tx, refused))
    return false
  }
}

type Done = { caseType: string; channel: ChannelKind; settle: 'answered' | 'case' }
const script: Done[] = types.flatMap((caseType) =>
  channels.flatMap((channel) => (['answered', 'case'] as const).map((settle) => ({ caseType, channel, settle }))),
)
const register = ({ caseType, channel, settle }: Done) =>
  tried('alva', (tx) =>
    registerContact(tx, {
      channel: channel === 'visit' ? 'visit' : 'phone',
      anonymous: false,
      name: 'Kim Exempel',
      questions: [
        { board, caseType, asked: 'Hur är det?', answered: settle === 'answered' ? 'Så här.' : '', settle, eServiceOffer: 'not-relevant' },
      ],
    }),
  )
const Opened = z.object({ ids: z.array(z.string()) })
const opens = async (id: string): Promise<boolean> =>
  (await w.as('alva', (tx) => tx.one(Opened, sql`select open_cases(${[id]}, 'status') as ids`))).ids.length === 1

const Exact = z.object({ tally: Tally, place: z.unknown() })
const tallyOf = async (id: string) =>
  (await w.service((tx) => tx.one(Exact, sql`select tally, place from simulation where id = ${id}`))).tally
const asked = (version: string) => w.as('maj', (tx) => askSimulation(tx, version))
const read = (id: string): Promise<Simulation> => w.as('maj', (tx) => readSimulation(tx, id))
async function simulated(file: InstructionFile): Promise<{ id: string; version: string }> {
  const version = await draftOf(w, 'maj', file)
  const id = await asked(version)
  await simulate(w.db, id)
  return { id, version }
}

/** In force before the draft: as Exempelby's, but nobody is advised about playgrounds. */
const earlier = () =>
  nextFile(board, ({ clauses }) => ({
    clauses: [
      ...clauses,
      ...clauses
        .filter(({ id }) => id === 'utlamnande')
        .map((clause): Clause => ({ ...clause, id: 'lekplats-tiger', effect: 'deny', acts: ['advise'], caseTypes: ['lekplats'] })),
    ],
  }))
const numbered = (file: InstructionFile, version: number): InstructionFile => ({ ...file, version })

test('P5, B19: what a draft would change is exactly what changes when it is in force, over ninety days of acts, openings and clocks', async () => {
  await goLive(earlier())
  await register({ caseType: 'vintervag', channel: 'phone', settle: 'case' })
  await w.pass(95) // too old to be asked about
  const cases = types.map((caseType) => aCase(board, caseType))
  await writeCases(w.logins, cases)
  const before: boolean[] = []
  for (const done of script) before.push(await register(done))
  for (const { id } of cases) before.push(await opens(id))
  await w.pass(40)
  const closed = types.flatMap((caseType) => [1, 2, 3].map(() => aCase(board, caseType)))
  await writeCases(w.logins, closed)
  await closeCases(
    w.db,
    closed.map(({ id }) => id),
  )
  await w.pass(40)
  const clocksBefore = await clocks()

  const file = numbered(nextFile(board, change), 3)
  const { id } = await simulated(file)
  const tally = await tallyOf(id)
  expect((await read(id)).state).toBe('done')

  await goLive(file)
  // the same acts, for real
  const after: boolean[] = []
  for (const done of script) after.push(await register(done))
  for (const each of cases) after.push(await opens(each.id))
  const said = Object.values(tally.cells).reduce((sum, cell) => ({
    asked: sum.asked + cell.asked,
    refused: sum.refused + cell.refused,
    allowed: sum.allowed + cell.allowed,
  }))
  expect(said).toEqual({
    asked: before.length,
    refused: before.filter((permitted, at) => permitted && !after[at]).length,
    allowed: before.filter((permitted, at) => !permitted && after[at]).length,
  })
  expect(said.refused).toBeGreaterThan(0)
  expect(said.allowed).toBeGreaterThan(0)
  for (const channel of channels)
    for (const settle of ['answered', 'case'] as const) {
      const rows = script.flatMap((done, at) => (done.channel === channel && done.settle === settle ? [at] : []))
      expect(tally.cells[JSON.stringify(['act', settle === 'answered' ? 'advise' : 'receive', null, channel])]).toEqual({
        asked: rows.length,
        refused: rows.filter((at) => before[at] && !after[at]).length,
        allowed: rows.filter((at) => !before[at] && after[at]).length,
      })
    }

  // B19: what runs stays where it was; moved by decision it lands where the simulation said
  expect(await clocks()).toEqual(clocksBefore)
  const moved = await migrateClocks()
  const actual = await landed(clocksBefore, moved)
  expect(tally.clocks).toEqual(actual)
  expect(actual.ends).toBe(3)
  expect(Object.values(actual.moved).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(0)
}, 120_000)

/** Where the clocks really landed, counted as the simulation counts. */
async function landed(clocksBefore: Awaited<ReturnType<typeof clocks>>, moved: Map<string, Date | null>): Promise<Tally['clocks']> {
  const { now } = await w.service((tx) => tx.one(z.object({ now: z.date() }), sql`select ombud_now() as now`))
  const actual: Tally['clocks'] = { total: 0, same: 0, begins: 0, ends: 0, noRule: 0, dueAtOnce: 0, moved: {} }
  for (const [clock, is] of moved) {
    const was = clocksBefore.get(clock)
    actual.total += 1
    if (was === undefined) throw new Error('a clock that wasn’t there')
    if (is !== null && is <= now && !(was.due !== null && was.due <= now)) actual.dueAtOnce += 1
    if (was.due === null || is === null) {
      if (was.due === is) actual.same += 1
      else actual[is === null ? 'ends' : 'begins'] += 1
      continue
    }
    const days = (Date.parse(stockholmDay(is)) - Date.parse(stockholmDay(was.due))) / 86_400_000
    if (days === 0) actual.same += 1
    else {
      const bucket = String(movedBy.findIndex(({ from, to }) => days >= (from ?? -1e9) && days <= (to ?? 1e9)))
      actual.moved[bucket] = (actual.moved[bucket] ?? 0) + 1
    }
  }
  return actual
}

const ClockRow = z.object({ id: z.string(), due: z.date().nullable() })
async function clocks() {
  const rows = await w.owner((tx) =>
    tx.all(
      ClockRow,
      sql`select k.case_id as id, k.due_at as due from clock k join "case" c on c.id = k.case_id join board b on b.id = c.board_id where b.code = ${board} and k.state <> 'stopped' order by 1`,
    ),
  )
  return new Map(rows.map((row) => [row.id, row]))
}

async function goLive(file: InstructionFile): Promise<void> {
  await w.owner(async (tx) => {
    // the draft keeps its number until it is put in force
    await tx.run(
      sql`delete from instruction_version v using board b where b.id = v.board_id and b.code = ${file.board} and v.state = 'draft'`,
    )
    const versionId = await putInForce(tx, file, JSON.stringify(file))
    const agents = await tx.all(z.object({ id: z.uuid() }), sql`select distinct employee_id as id from assignment where hand = 'agent'`)
    await signFor(
      tx,
      versionId,
      agents.map(({ id }) => id),
    )
  })
}

const Closed = z.object({
  id: z.string(),
  board_id: z.int(),
  department: z.string(),
  case_type: z.string(),
  closed_at: z.date(),
  version_id: z.int(),
})
/** The board decides that its running clocks follow the version in force. @returns case → its new instant */
async function migrateClocks(): Promise<Map<string, Date | null>> {
  return w.service(async (tx) => {
    const rows = await tx.all(
      Closed,
      sql`select c.id, c.board_id, d.code as department, t.code as case_type, c.closed_at, v.id as version_id from clock k join "case" c on c.id = k.case_id join board b on b.id = c.board_id
        join case_type t on t.id = c.case_type_id join department d on d.id = t.department_id join instruction_version v on v.board_id = b.id and v.state = 'in-force' where b.code = ${board} and k.state <> 'stopped'`,
    )
    const ends = new Map<string, Date | null>()
    for (const row of rows) {
      const end = await schedule(tx, {
        subject: { kind: 'case', id: row.id },
        board: { id: row.board_id, code: board },
        department: row.department,
        caseType: row.case_type,
        record: 'case',
        trigger: 'case.closed',
        at: row.closed_at,
        instruction: await loadVersion(tx, row.version_id),
      })
      ends.set(row.id, end.at)
    }
    return ends
  })
}

test('A23: those who must sign again are those who are refused until they have, and nobody for a change that isn’t material', async () => {
  const other = 'kultur-och-fritidsnamnden'
  const reworded = nextFile(other, ({ title }) => ({ title: `${title}, med en rättad rubrik` }))
  const version = await draftOf(w, 'nadja', reworded)
  const first = await w.as('nadja', (tx) => askSimulation(tx, version))
  await simulate(w.db, first)
  const quiet = (await w.as('nadja', (tx) => readSimulation(tx, first))).result
  expect(quiet?.agents).toEqual({ material: false, mustSign: 0, clauses: [] })

  const wider = nextFile(other, ({ clauses }) => ({
    clauses: clauses.map((clause) => (clause.requirement === 'A27' ? { ...clause, acts: [...clause.acts, 'handle' as const] } : clause)),
  }))
  await w.owner((tx) => tx.run(sql`delete from instruction_version where uid = ${version}`))
  const second = await w.as('nadja', async (tx) => askSimulation(tx, await draftOf(w, 'nadja', wider)))
  await simulate(w.db, second)
  const told = (await w.as('nadja', (tx) => readSimulation(tx, second))).result
  await w.owner(async (tx) => {
    await tx.run(sql`delete from instruction_version v using board b where b.id = v.board_id and b.code = ${other} and v.state = 'draft'`)
    await putInForce(tx, wider, JSON.stringify(wider))
  })
  const refused = []
  for (const agent of ['alva', 'sami', 'tuva']) {
    const question = { board: other, caseType: 'badhus', asked: 'När öppnar ni?', answered: 'Klockan sju.', settle: 'answered' as const }
    const thrown = await w.db
      .as(await w.actor(agent, 'agent'), (tx) =>
        registerContact(tx, { channel: 'phone', anonymous: false, name: 'Kim Exempel', questions: [question] }),
      )
      .catch((error: unknown) => error)
    if (thrown instanceof Problem && thrown.code === 'undertaking_missing') refused.push(agent)
  }
  expect(told?.agents.mustSign).toBe(refused.length)
  expect(refused.length).toBe(3)
  expect(told?.agents.clauses.map(({ id }) => id)).toEqual(
    wider.clauses.filter(({ requirement }) => requirement === 'A27').map(({ id }) => id),
  )
})

const Said = z.object({
  content: z.object({ sections: z.object({ sv: z.array(z.object({ sentences: z.array(z.object({ text: z.string() })) })) }) }),
})
async function published(): Promise<string[]> {
  return w.owner(async (tx) => {
    const version = await publishNotice(tx)
    const { content } = await tx.one(Said, sql`select content from notice where version = ${version}`)
    return content.sections.sv.flatMap(({ sentences }) => sentences.map(({ text }) => text))
  })
}

test('P5: the sentences of the notice that come and go are those that do when the draft is in force', async () => {
  const before = await published()
  const file = numbered(
    nextFile(board, ({ clauses }) => ({
      clauses: clauses.map((clause) =>
        clause.id === 'gallring-kontakt' && clause.retention
          ? {
              ...clause,
              retention: { ...clause.retention, due: { after: 'contact.ended', length: 45, unit: 'days', calendar: 'calendar' } },
            }
          : clause,
      ),
    })),
    4,
  )
  const { id } = await simulated(file)
  const notice = (await read(id)).result?.notice
  await goLive(file)
  const after = await published()
  const dated = (text: string) => /20\d\d/.test(text)
  expect(notice?.faults).toEqual([])
  expect(notice?.added.map(({ text }) => text.sv).filter((text) => !dated(text))).toEqual(
    after.filter((text) => !before.includes(text) && !dated(text)),
  )
  expect(notice?.removed.map(({ text }) => text.sv).filter((text) => !dated(text))).toEqual(
    before.filter((text) => !after.includes(text) && !dated(text)),
  )
  expect(notice?.added.length).toBeGreaterThan(0)
})

test('a draft with which no notice could be published says which sentence is missing', async () => {
  const { id } = await simulated(
    numbered(
      nextFile(board, ({ clauses }) => ({ clauses: clauses.map((clause) => ({ ...clause, region: 'outside EU/EEA' })) })),
      5,
    ),
  )
  const result = (await read(id)).result
  expect(result?.notice.faults.some((fault) => fault.startsWith('C5'))).toBe(true)
})

const step = (id: string, memory: Memory) => w.service((tx) => workOn(tx, id, memory))
const Progress = z.object({ state: z.string(), done: z.int(), total: z.int() })
const progress = (id: string) => w.service((tx) => tx.one(Progress, sql`select state, done, total from simulation where id = ${id}`))

test('killed after any batch and taken over by another worker, it counts everything once', async () => {
  const file = numbered(nextFile(board, change), 5)
  const { id, version } = await simulated(file)
  const whole = await tallyOf(id)
  const again = await asked(version)
  let more = true
  for (let batches = 0; more; batches++) {
    // every third batch is lost with its worker: what it did is undone, and a new one begins from the row
    if (batches % 3 === 2)
      await w
        .service(async (tx) => {
          await workOn(tx, again, newMemory(7))
          throw new Error('killed')
        })
        .catch(() => undefined)
    more = await step(again, newMemory(7))
  }
  expect(await tallyOf(again)).toEqual(whole)
  await simulate(w.db, again) // the job runs a second time
  expect(await tallyOf(again)).toEqual(whole)
  const twice = await asked(version)
  await Promise.all([simulate(w.db, twice), simulate(w.db, twice)])
  expect(await tallyOf(twice)).toEqual(whole)
})

test('how far it has come is written with every batch, and a cancel is obeyed before the next one', async () => {
  const version = await draftOf(w, 'maj', numbered(nextFile(board, change), 6))
  const id = await asked(version)
  expect(await asked(version)).toBe(id) // one at a time
  const memory = newMemory(7)
  await step(id, memory)
  const { total } = await progress(id)
  expect(total).toBeGreaterThan(14)
  await step(id, memory)
  expect(await progress(id)).toEqual({ state: 'running', done: 7, total })
  await step(id, memory)
  expect((await read(id)).done).toBe(14)
  const cancelled = await w.as('maj', (tx) => cancelSimulation(tx, id))
  expect({ state: cancelled.state, result: cancelled.result }).toEqual({ state: 'cancelled', result: null })
  expect(await step(id, memory)).toBe(false)
  expect((await progress(id)).done).toBe(14)
  await simulate(w.db, id) // its job ends as if nothing had been asked
  expect((await read(id)).state).toBe('cancelled')
  expect(await asked(version)).not.toBe(id)
})

test('a draft that is changed meanwhile ends the simulation, and one that is changed afterwards makes the answer old', async () => {
  const file = numbered(nextFile(board, change), 7)
  const version = await draftOf(w, 'maj', file)
  const id = await asked(version)
  const memory = newMemory(7)
  await step(id, memory)
  const saved = (title: string) =>
    w.as('maj', (tx) => tx.all(z.unknown(), sql`select save_draft(${version}, ${JSON.stringify({ ...file, title })}, '')`))
  await saved('En annan rubrik')
  expect(await step(id, memory)).toBe(false)
  expect(await read(id)).toMatchObject({ state: 'failed', because: 'draft_changed', result: null })
  const next = await asked(version)
  await simulate(w.db, next)
  expect((await read(next)).outdated).toBe(false)
  await saved('En tredje rubrik')
  expect((await read(next)).outdated).toBe(true)
})

test('P5: asked for by an officer over HTTP, worked out by the real worker, found again by whoever comes back', async () => {
  await w.owner((tx) => tx.run(sql`delete from simulation`))
  const version = await draftOf(w, 'maj', numbered(nextFile(board, change), 10))
  const serving = await w.serve()
  const call = async (person: string, method: string, path: string) => {
    const actor = await w.actor(person)
    const cookie = 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : ''
    const answer = await fetch(`${serving.url}${path}`, { method, headers: { cookie } })
    return { status: answer.status, body: LatestOrOne.parse(await answer.json()) }
  }
  const none = await call('maj', 'GET', `/v1/instruction-versions/${version}/simulations`)
  expect({ status: none.status, simulation: none.body.simulation }).toEqual({ status: 200, simulation: null })
  const { status, body } = await call('maj', 'POST', `/v1/instruction-versions/${version}/simulations`)
  expect(status).toBe(202)
  await expect
    .poll(async () => (await call('maj', 'GET', `/v1/simulations/${body.id}`)).body.state, { timeout: 20_000, interval: 100 })
    .toBe('done')
  expect((await call('maj', 'GET', `/v1/instruction-versions/${version}/simulations`)).body.simulation?.id).toBe(body.id)
  expect((await call('maj', 'DELETE', `/v1/simulations/${body.id}`)).body.state).toBe('done') // what has ended stays
  expect((await call('idris', 'GET', `/v1/simulations/${body.id}`)).status).toBe(404)
  expect((await call('alva', 'POST', `/v1/instruction-versions/${version}/simulations`)).status).toBe(404)
})
const LatestOrOne = z.object({
  id: z.string().optional(),
  state: z.string().optional(),
  simulation: z.object({ id: z.string() }).nullish(),
})

test('the job reads nothing that was said or that names anyone: it works with all of that out of its hand’s reach', async () => {
  const { rolePrefix } = w.logins
  const closed = [
    'message',
    'note',
    'attachment',
    'participant',
    'question',
    'question_text',
    'draft',
    'case_summary',
    'outgoing',
    'stored_file',
    'case_key',
    'arrival',
    'audit_event',
    'employee',
    'session',
    'undertaking',
    'handover',
    'refusal',
  ]
  const Table = z.object({ name: z.string(), readable: z.boolean() })
  const looks = await w.owner(async (tx) => {
    for (const table of closed)
      await tx.run({ text: `revoke all on ${table} from ${rolePrefix}_service`, values: [], name: `revoke ${table}` })
    return tx.all(
      Table,
      sql`select t as name, has_any_column_privilege(${`${rolePrefix}_service`}, t, 'select') as readable from unnest(${closed}::text[]) t`,
    )
  })
  expect(looks.filter(({ readable }) => readable)).toEqual([])
  const before = await w.owner((tx) =>
    tx.one(z.object({ n: z.int() }), sql`select count(*)::int as n from access_event where hand = 'service'`),
  )
  const { id } = await simulated(numbered(nextFile(board, change), 9))
  expect((await read(id)).state).toBe('done')
  expect(
    await w.owner((tx) => tx.one(z.object({ n: z.int() }), sql`select count(*)::int as n from access_event where hand = 'service'`)),
  ).toEqual(before)
  const names = await w.owner((tx) =>
    tx.one(z.object({ told: z.string() }), sql`select (tally::text || result::text) as told from simulation where id = ${id}`),
  )
  expect(names.told).not.toMatch(/Kim|Alva|[0-9a-f]{8}-[0-9a-f]{4}-/)
})
