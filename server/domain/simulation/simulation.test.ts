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
import { loadVersion, putInForce, sealUndertaking } from '../instruction/index.ts'
import { schedule } from '../retention/index.ts'
import { askSimulation } from './ask-simulation.ts'
import { cancelSimulation } from './cancel-simulation.ts'
import { simulate } from './jobs.ts'
import { movedBy } from './move-clocks.ts'
import { readSimulation } from './read-simulation.ts'
import { Tally } from './tally.ts'
import { workOn } from './work.ts'

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
      questions: [{ board, caseType, asked: 'Hur är det?', answered: settle === 'answered' ? 'Så här.' : '', settle }],
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

test('P5, B19: what a draft would change is exactly what changes when it is in force, over ninety days of acts, openings and clocks', async () => {
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

  const file = nextFile(board, change)
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
  const { now } = await w.service((tx) => tx.one(z.object({ now: z.date() }), sql`select ombud_now() as now`))
  const actual = { total: 0, same: 0, begins: 0, ends: 0, noRule: 0, dueAtOnce: 0, moved: {} as Record<string, number> }
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
  expect(tally.clocks).toEqual(actual)
  expect(actual.ends).toBe(3)
  expect(Object.values(actual.moved).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(0)
}, 120_000)

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
    for (const { id } of agents) await sealUndertaking(tx, { employeeId: id, versionId, quiz: [] })
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
