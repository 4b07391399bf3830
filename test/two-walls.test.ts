import { createHash, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Act, ChannelKind, channelKinds, type InstructionFile, type InstructionInForce } from '../contracts/instruction.ts'
import { putInForce } from '../server/domain/instruction/index.ts'
import { decide, type Facts, type Stop } from '../server/domain/rule/index.ts'
import { databaseCode, sql, type Tx } from '../server/platform/db.ts'
import { anyBoard, anyCaseTypes, anyDepartments, anyInstruction, departmentOf, fewActs, knownOfType } from './any-instruction.ts'
import { type World, world } from './world.ts'

// Two walls from one source: what decide() says and what row security does, on the same generated instructions, actors, acts and instants.

const worlds = Number(process.env.OMBUD_WALL_WORLDS ?? 24)
const dayMs = 86_400_000
const acts: readonly Act[] = [...fewActs, 'handover']
const secrets = { signed: 's'.repeat(43), unsigned: 'u'.repeat(43), officer: 'o'.repeat(43), foreign: 'f'.repeat(43) }
type Who = keyof typeof secrets

let w: World
let baseMs: number
const Row = z.object({ id: z.string(), type: z.string(), board: z.string(), holder: z.enum(['centre', 'board']), channel: ChannelKind })
type Row = z.infer<typeof Row>
let rows: Row[]

beforeAll(async () => {
  w = await world()
  baseMs = Date.now() + dayMs
  await w.owner(async (tx) => {
    await tx.run(
      sql`insert into board (code, name, short, administration) values (${anyBoard}, 'Nämnd', 'NN', 'x'), ('annan', 'Annan', 'AN', 'x')`,
    )
    await tx.run(
      sql`insert into department (board_id, code, name) select id, d, d from board cross join unnest(${[...anyDepartments]}::text[]) d where code in (${anyBoard}, 'annan')`,
    )
    const types = [...anyCaseTypes, 'fyra'].map((code) => ({ code, department: departmentOf(code) }))
    await tx.run(
      sql`insert into case_type (board_id, department_id, code, name, secrecy) select b.id, d.id, t.code, t.code, 'open' from board b cross join json_to_recordset(${JSON.stringify(types)}::json) t (code text, department text) join department d on d.board_id = b.id and d.code = t.department where (b.code = ${anyBoard} and t.code <> 'fyra' or b.code = 'annan' and t.code = 'fyra')`,
    )
    await tx.run(sql`
      insert into "case" (number, board_id, case_type_id, channel, holder, opened_at, changed_at)
      select t.code || h || c, t.board_id, t.id, c, h, now(), now() from case_type t join board b on b.id = t.board_id cross join unnest('{centre,board}'::text[]) h cross join unnest('{email,phone}'::text[]) c where b.code in (${anyBoard}, 'annan')`)
    for (const who of Object.keys(secrets) as Who[]) {
      const hand = who === 'signed' || who === 'unsigned' ? 'agent' : 'officer'
      const { id } = await tx.one(
        z.object({ id: z.string() }),
        sql`insert into employee (name, email) values (${who}, ${`${who}@walls.test`}) returning id`,
      )
      await tx.run(
        sql`insert into assignment (employee_id, hand, board_id, valid_from) select ${id}, ${hand}, b.id, '2000-01-01' from board b where b.code = ${who === 'foreign' ? 'annan' : hand === 'agent' ? 'kommunstyrelsen' : anyBoard}`,
      )
      await tx.run(
        sql`insert into session (secret_hash, employee_id, hand, created_at, expires_at, seen_at) values (${createHash('sha256').update(secrets[who]).digest()}, ${id}, ${hand}, now(), '2200-01-01', now())`,
      )
    }
  })
  rows = await w.owner((tx) =>
    tx.all(
      Row,
      sql`select c.id, t.code as type, b.code as board, c.holder, c.channel from "case" c join case_type t on t.id = c.case_type_id join board b on b.id = c.board_id where b.code in (${anyBoard}, 'annan')`,
    ),
  )
})
afterAll(() => w.end())

/** What the board has stopped (A9) or a failing measure has closed (A4, A8): mostly nothing, else some acts or, for a stop, all; on some case types or all. */
const anyStops = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  fc.array(
    fc.record({
      acts: fc.subarray([...acts], { maxLength: 2 }),
      caseTypes: fc.subarray([...anyCaseTypes], { maxLength: 2 }),
      board: fc.constant(anyBoard),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  fc
    .record({
      acts: fc.subarray([...acts], { minLength: 1, maxLength: 2 }),
      caseTypes: fc.subarray([...anyCaseTypes], { maxLength: 2 }),
      board: fc.constant(anyBoard),
      control: fc.constant('row-security'),
    })
    .map((closed) => [closed]),
)
async function setStops(stops: readonly Stop[], versionId: number): Promise<void> {
  await w.owner(async (tx) => {
    await tx.run(sql`update instruction_stop set lifted_at = now() where lifted_at is null`)
    await tx.run(sql`update control_block set lifted_at = now() where lifted_at is null`)
    for (const { acts: closed, caseTypes, control } of stops.filter((stop) => stop.control))
      await tx.run(
        sql`with failed as (insert into control_state (measure, state, since, probed_at, until) values (${control}, 'fails', now(), now(), now()) returning id)
          insert into control_block (board_id, state_id, measure, acts, case_type_ids, blocked_at) select b.id, f.id, ${control}, ${closed}, array(select t.id from case_type t where t.board_id = b.id and t.code = any (${caseTypes})), now() from board b, failed f where b.code = ${anyBoard}`,
      )
    for (const { acts: stopped, caseTypes } of stops.filter((stop) => !stop.control))
      await tx.run(
        sql`insert into instruction_stop (board_id, version_id, acts, case_type_ids, reason, stopped_by, stopped_at) select b.id, ${versionId}, ${stopped}, array(select t.id from case_type t where t.board_id = b.id and t.code = any (${caseTypes})), 'utreds', e.id, now() from board b, employee e where b.code = ${anyBoard} and e.email = 'officer@walls.test'`,
      )
  })
}

let versions = 0
/** Puts a generated instruction in force, its milliseconds stretched to days, and signs it for one of the agents. */
async function install(given: InstructionInForce): Promise<InstructionInForce> {
  versions += 1
  const at = (ms: number) => new Date(baseMs + ms * dayMs).toISOString()
  const stretched = given.clauses.map((clause) => ({
    ...clause,
    validFrom: clause.validFrom === null ? null : at(Date.parse(clause.validFrom)),
    validTo: clause.validTo === null ? null : at(Date.parse(clause.validTo)),
  }))
  const file: InstructionFile = {
    board: anyBoard,
    version: versions,
    title: 'Genererad',
    validFrom: at(given.validFromMs),
    validTo: given.validToMs === null ? null : at(given.validToMs),
    reviewBy: '2099-01-01',
    approvals: [],
    clauses: stretched,
  }
  return w.owner(async (tx) => {
    // nothing that is in force holds the next one back until its first day
    await tx.run(
      sql`update instruction_version v set state = 'ended' from board b where b.id = v.board_id and b.code = ${anyBoard} and v.state = 'in-force'`,
    )
    const versionId = await putInForce(tx, file, JSON.stringify(file))
    await tx.run(
      sql`insert into undertaking (employee_id, version_id, signed_at, quiz, signature_hash) select id, ${versionId}, now(), '[]', sha256('x') from employee where email = 'signed@walls.test'`,
    )
    return {
      ...given,
      versionId,
      version: versions,
      validFromMs: Date.parse(file.validFrom),
      validToMs: file.validTo === null ? null : Date.parse(file.validTo),
      clauses: stretched,
    }
  })
}

const setClock = (toMs: number) => w.owner((tx) => tx.run(sql`update time_shift set shift = ${new Date(toMs)}::timestamptz - now()`))

type Compared = { what: string; expected: boolean; found: boolean }

/** What decide() says about one act on one row. Row security knows no mission, category, recipient, identity level or condition, so they are not asked about. */
function permits(
  who: Who,
  { inForce, stops }: Pick<Asked, 'inForce' | 'stops'>,
  nowMs: number,
  acts: readonly Act[],
  { board, type, channel }: { board: string; type: string; channel: Facts['channel'] },
): boolean {
  const hand = who === 'signed' || who === 'unsigned' ? 'agent' : 'officer'
  const facts = {
    hand,
    board,
    caseType: type,
    channel,
    mission: null,
    category: null,
    field: null,
    recipient: null,
    identityLevel: null,
    anonymous: false,
    carriesPersonalData: true,
    undertakings: who === 'signed' ? [{ board: anyBoard, versionId: inForce.versionId }] : [],
    boards: who === 'officer' ? [anyBoard] : who === 'foreign' ? ['annan'] : [],
    nowMs,
    // A list asks what may be at all; of the row it knows type, department and channel.
    known: knownOfType(type),
    asked: 'at-all',
  } as const
  return acts.some((act) => decide({ ...facts, act }, { instructions: [inForce], stops }).outcome === 'permit')
}
/** No instruction at all, or one that is stopped in every act for this case type: the law's floor is left. */
const isUninstructed = ({ inForce, stops }: Pick<Asked, 'inForce' | 'stops'>, board: string, type: string, nowMs: number) =>
  board !== anyBoard ||
  nowMs < inForce.validFromMs ||
  (inForce.validToMs !== null && nowMs >= inForce.validToMs) ||
  stops.some((stop) => stop.acts.length === 0 && (stop.caseTypes.length === 0 || stop.caseTypes.includes(type)))

async function attempt(tx: Tx, query: ReturnType<typeof sql>): Promise<boolean> {
  await tx.run(sql`savepoint attempt`)
  try {
    return (await tx.run(query)) > 0
  } catch (error) {
    if (databaseCode(error) !== '42501') throw error
    return false
  } finally {
    await tx.run(sql`rollback to savepoint attempt`)
  }
}

type Asked = { who: Who; inForce: InstructionInForce; stops: readonly Stop[]; nowMs: number }
const isAgent = ({ who }: Asked) => who === 'signed' || who === 'unsigned'

async function compare(asked: Asked): Promise<Compared[]> {
  return w.db.as({ hand: isAgent(asked) ? 'agent' : 'officer', secret: secrets[asked.who] }, async (tx) => [
    ...(isAgent(asked) ? await compareGrants(tx, asked) : []),
    ...(await compareRows(tx, asked)),
  ])
}

/** Every act in every channel, as the one array a statement that the policies read. */
async function compareGrants(tx: Tx, asked: Asked): Promise<Compared[]> {
  const { who, nowMs } = asked
  const cells = acts.flatMap((act) => [null, ...channelKinds].map((channel) => ({ act, channel })))
  const Granted = z.object({ act: z.string(), channel: z.string().nullable(), types: z.array(z.string()) })
  const granted = await tx.all(
    Granted,
    sql`
      select c.act, c.channel, array(select t.code from case_type t join board b on b.id = t.board_id where b.code = ${anyBoard} and t.id = any (granted_case_types(array[c.act], c.channel))) as types
      from json_to_recordset(${JSON.stringify(cells)}::json) as c (act text, channel text)`,
  )
  return cells.flatMap(({ act, channel }) =>
    anyCaseTypes.map((type) => {
      // hand-over without an instruction is the law's floor, not a grant
      const floor = act === 'handover' && isUninstructed(asked, anyBoard, type, nowMs)
      const found = floor || (granted.find((row) => row.act === act && row.channel === channel)?.types.includes(type) ?? false)
      return {
        what: `${who} ${act} ${type} ${channel}`,
        expected: permits(who, asked, nowMs, [act], { board: anyBoard, type, channel }),
        found,
      }
    }),
  )
}

/** Every row there is: seen or not, opened or not, and what really happens when it is written to. */
async function compareRows(tx: Tx, asked: Asked): Promise<Compared[]> {
  const { who, nowMs } = asked
  const seen = new Set((await tx.all(z.object({ id: z.string() }), sql`select id from "case"`)).map(({ id }) => id))
  const { opened } = await tx.one(
    z.object({ opened: z.array(z.string()) }),
    sql`select open_cases(${rows.map(({ id }) => id)}, 'guidance') as opened`,
  )
  const compared: Compared[] = []
  for (const row of rows) {
    const says = (wanted: readonly Act[]) => permits(who, asked, nowMs, wanted, { board: row.board, type: row.type, channel: null })
    const note = (what: string, expected: boolean, found: boolean) =>
      void compared.push({ what: `${who} ${what} ${row.type} held by the ${row.holder}`, expected, found })
    const waits = isAgent(asked) && row.holder === 'centre' && isUninstructed(asked, row.board, row.type, nowMs)
    const sees = says(row.holder === 'centre' || !isAgent(asked) ? centreActs : ['handle', 'status.read'])
    // A30: what a board holds may be seen by whoever tells how it stands, and read by whoever handles it
    const reads = isAgent(asked) && row.holder === 'board' ? says(['handle']) : sees
    const changes = isAgent(asked) ? waits || says(row.holder === 'centre' ? centreActs : ['handle']) : reads
    note('see', sees || waits, seen.has(row.id))
    note('open', reads, opened.includes(row.id))
    note('note on', (sees || waits) && says(['receive', 'handle', 'assist']), await attempt(tx, writes.note(row)))
    note('answer in', (sees || waits) && says(['advise', 'handle']), await attempt(tx, writes.answer(row)))
    note('close', changes && says(['advise', 'handle']), await attempt(tx, writes.close(row)))
    if (isAgent(asked)) note('register like', permits(who, asked, nowMs, ['receive'], row), await attempt(tx, writes.register(row)))
  }
  return compared
}

const centreActs: readonly Act[] = ['receive', 'handle', 'assist', 'advise']
const writes = {
  note: ({ id }: Row) =>
    sql`insert into note (id, case_id, at, author_id, kind, body) values (${randomUUID()}, ${id}, now(), actor_id(), 'note', 'x')`,
  answer: ({ id }: Row) =>
    sql`insert into message (id, case_id, direction, at, author_id, subject, body, channel) values (${randomUUID()}, ${id}, 'out', now(), actor_id(), 'x', 'x', 'email')`,
  close: ({ id }: Row) => sql`update "case" set state = 'closed', closed_at = now(), dispose_review = true where id = ${id}`,
  register: ({ type, channel }: Row) =>
    sql`insert into "case" (id, number, board_id, case_type_id, channel, state, holder, opened_at, changed_at) select ${randomUUID()}, ${randomUUID()}, t.board_id, t.id, ${channel}, 'new', 'centre', now(), now() from case_type t where t.code = ${type}`,
}

test('A2, A6, A9, B17: decide() and row security agree on every act, actor and instant of generated instructions', async () => {
  const counts = { compared: 0, permitted: 0 }
  await fc.assert(
    fc.asyncProperty(
      anyInstruction,
      anyStops,
      fc.uniqueArray(fc.integer({ min: -1, max: 13 }), { minLength: 2, maxLength: 2 }),
      async (given, stops, moments) => {
        const inForce = await install(given)
        await setStops(stops, inForce.versionId)
        for (const moment of moments) {
          const nowMs = baseMs + moment * dayMs + dayMs / 2
          await setClock(nowMs)
          for (const who of Object.keys(secrets) as Who[]) {
            const compared = await compare({ who, inForce, stops, nowMs })
            counts.compared += compared.length
            counts.permitted += compared.filter(({ expected }) => expected).length
            expect(compared.filter(({ expected, found }) => expected !== found)).toEqual([])
          }
        }
      },
    ),
    { numRuns: worlds, endOnFailure: true },
  )
  expect(counts.compared).toBeGreaterThan(worlds * 400)
  expect(counts.permitted).toBeGreaterThan(counts.compared / 20)
}, 1_800_000)
