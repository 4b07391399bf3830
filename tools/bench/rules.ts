import { z } from 'zod'
import { type Act, type Clause, channelKinds, type InstructionFile, type InstructionInForce, Mission } from '../../contracts/instruction.ts'
import { readExempelby } from '../../db/seed/exempelby.ts'
import { ask, createDraft, loadRules, loadStanding, putInForce, signFor } from '../../server/domain/instruction/index.ts'
import { demand } from '../../server/domain/instruction/standing.ts'
import { compileGrants, decide, netGrants, nothingKnown } from '../../server/domain/rule/index.ts'
import { asOwner, sql } from '../../server/platform/db.ts'
import { closeTown, openTown, type Place, type Town } from './bench-town.ts'
import { atMost, compared, joined, type Measured, rawOf, short, told } from './figures.ts'
import { median, race } from './race.ts'
import { list, openCase } from './reads.ts'

const { organisation, instructions } = readExempelby()
const files = instructions.map(({ file }) => file)
const typesOf = (board: string) => organisation.boards.find(({ code }) => code === board)?.caseTypes ?? []

/** A board's own first clauses, permits before the rest, and narrow permits after them up to `clauses`: what may be seen is the same however many there are. */
function withClauses(file: InstructionFile, clauses: number): InstructionFile {
  const rank = ({ effect, retention }: Clause) => (effect === 'permit' ? 0 : retention === null ? 2 : 1)
  const own = file.clauses.toSorted((one, other) => rank(one) - rank(other)).slice(0, Math.min(10, clauses))
  const permits = own.filter(({ effect }) => effect === 'permit')
  const types = typesOf(file.board)
  const more = Array.from({ length: clauses - own.length }, (_, nth): Clause => {
    const like = permits[nth % permits.length] ?? own[0]
    if (!like) throw new Error(`bench: ${file.board} has no clauses`)
    const type = types[nth % types.length]?.code
    const channel = channelKinds[nth % channelKinds.length]
    const mission = Mission.options[nth % Mission.options.length]
    return {
      ...like,
      id: `punkt-${nth}`,
      caseTypes: type === undefined || like.caseTypes !== 'all' ? like.caseTypes : [type],
      channels: channel === undefined ? 'all' : [channel],
      mission: mission === undefined ? like.mission : [mission],
    }
  })
  return { ...file, clauses: [...own, ...more] }
}

const inForce = (file: InstructionFile, versionId: number): InstructionInForce => ({
  versionId,
  board: file.board,
  version: file.version,
  validFromMs: 0,
  validToMs: null,
  clauses: file.clauses,
})

const asked: readonly Act[] = ['receive', 'advise', 'handle', 'status.read', 'handover']

/** What this process has used of the processors, so that whoever else works on the machine doesn't count. */
function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** decide() alone on one core, over all boards, case types, acts and channels in turn. */
export function measureDecide(): Measured {
  return joined([decideWith(30), decideWith(400)])
}

function decideWith(clauses: number): Measured {
  const rules = { instructions: files.map((file, at) => inForce(withClauses(file, clauses), at + 1)) }
  const undertakings = rules.instructions.map(({ board, versionId }) => ({ board, versionId }))
  const questions = files.flatMap(({ board }) =>
    typesOf(board).flatMap(({ code }) => asked.flatMap((act) => channelKinds.map((channel) => ({ board, caseType: code, act, channel })))),
  )
  const blank = {
    hand: 'agent' as const,
    mission: null,
    category: null,
    field: null,
    recipient: null,
    identityLevel: null,
    anonymous: false,
    carriesPersonalData: true,
    undertakings,
    boards: [],
    nowMs: Date.now(),
    known: nothingKnown,
    asked: 'at-all' as const,
  }
  const perSecond: number[] = []
  let permitted = 0
  for (let round = 0; round < 6; round++) {
    const began = processorMs()
    let times = 0
    while (processorMs() - began < 400) {
      for (const question of questions) if (decide({ ...blank, ...question }, rules).outcome === 'permit') permitted += 1
      times += questions.length
    }
    if (round > 0) perSecond.push((times * 1000) / (processorMs() - began)) // the first warms up
  }
  if (permitted === 0) throw new Error('bench: nothing was permitted')
  const id = `decide-${clauses}`
  return {
    figures: [told(id, `decide() a second on one core, six boards of ${clauses} clauses`, median(perSecond), '/s')],
    raw: [{ id, perSecond: perSecond.map(short), questions: questions.length }],
  }
}

/** The second wall of a whole region's municipalities at once: what a start from nothing would cost. */
export function measureCompile(): Measured {
  const boards = Array.from({ length: 30 }, (_, nth) => {
    const file = files[nth % files.length]
    if (!file) throw new Error('bench: Exempelby has no instruction')
    return { instruction: inForce(withClauses(file, 400), nth), types: typesOf(file.board) }
  })
  const ms: number[] = []
  let rows = 0
  for (let round = 0; round < 4; round++) {
    const began = processorMs()
    rows = boards.reduce((sum, { instruction, types }) => sum + netGrants(compileGrants(instruction, types)).length, 0)
    if (round > 0) ms.push(processorMs() - began)
  }
  const id = 'compile-30x400'
  return {
    figures: [told(id, 'grants compiled for 30 boards of 400 clauses, processor time', median(ms), 'ms')],
    raw: [{ id, ms: ms.map(short), grants: rows }],
  }
}

/** The same lists and cases where every board has 10 clauses and where it has 400, side by side. */
export async function measureClauses(place: Place, cases: number): Promise<Measured> {
  const [few, many] = [await townWith(place, cases + 1, 10), await townWith(place, cases + 2, 400)]
  try {
    const parts = []
    for (const [name, work] of [
      ['list', list],
      ['open', openCase],
    ] as const) {
      const paces = await race({ few: work(few), many: work(many) })
      const ratio = median(paces.few.perSecond.map((pace, round) => pace / (paces.many.perSecond[round] ?? Number.NaN)))
      const id = `clauses-${name}`
      parts.push({
        figures: [atMost(id, `${name}: time with 400 clauses a board against 10; ${cases} cases`, ratio, 1.5)],
        raw: [{ id, few: rawOf(paces.few), many: rawOf(paces.many) }],
      })
    }
    return joined(parts)
  } finally {
    await closeTown(few)
    await closeTown(many)
  }
}

async function townWith(place: Place, cases: number, clauses: number): Promise<Town> {
  const town = await openTown(place, cases)
  const sized = files.map((file) => ({ ...withClauses(file, clauses), version: file.version + 1 }))
  await asOwner(town.logins, async (tx) => {
    const agents = await tx.all(z.object({ id: z.uuid() }), sql`select distinct employee_id as id from assignment where hand = 'agent'`)
    for (const file of sized) {
      const versionId = await putInForce(tx, file, JSON.stringify(file))
      await signFor(
        tx,
        versionId,
        agents.map(({ id }) => id),
      )
    }
  })
  await town.owner.ask([sql`analyze`])
  await town.db.as(town.agent, loadRules) // read once by a process, and then kept
  return town
}

/** What writing the decision down costs an act: the same question with and without the row, each in a transaction of its own. */
export async function measureDecisionLog({ db, agent, cases }: Town): Promise<Measured> {
  const question = { board: 'tekniska-namnden', caseType: 'gatubelysning', channel: 'phone' } as const
  const { logged, bare } = await race({
    logged: () => db.as(agent, async (tx) => demand(tx, await loadStanding(tx), ['receive'], question)),
    bare: () => db.as(agent, async (tx) => ask(await loadStanding(tx), ['receive'], question)),
  })
  return compared(
    `decision-log-${cases}`,
    'an act’s question with its decision written down, against the question alone',
    [logged, bare],
    null,
  )
}

/** A draft that changes something everywhere, for a board. */
export async function aDraft({ db, officer }: Town, board: string): Promise<string> {
  const file = files.find((each) => each.board === board)
  if (!file) throw new Error(`bench: no board ${board}`)
  return db.as(officer, (tx) => createDraft(tx, { board, file: { ...file, clauses: [...file.clauses, ...denials(file)] } }))
}

const denials = ({ clauses }: InstructionFile): Clause[] =>
  clauses
    .slice(0, 1)
    .map((clause) => ({ ...clause, id: 'inte-per-telefon', effect: 'deny', acts: ['receive', 'advise'], channels: ['phone'] }))
