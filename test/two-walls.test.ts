import { createHash, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Act, channelKinds, type InstructionFile, type InstructionInForce } from '../contracts/instruction.ts'
import { decide, type Facts, putInForce } from '../server/domain/instruction/index.ts'
import { databaseCode, sql, type Tx } from '../server/platform/db.ts'
import { anyBoard, anyCaseTypes, anyInstruction } from './any-instruction.ts'
import { type World, world } from './world.ts'

// Two walls from one source: what decide() says and what row security does, on the same generated instructions, actors, acts and instants.

const worlds = Number(process.env.OMBUD_WALL_WORLDS ?? 24)
const dayMs = 86_400_000
const asked: readonly Act[] = ['receive', 'advise', 'handle', 'status.read', 'decide', 'handover']
const secrets = { signed: 's'.repeat(43), unsigned: 'u'.repeat(43), officer: 'o'.repeat(43), foreign: 'f'.repeat(43) }
type Who = keyof typeof secrets

let w: World
let baseMs: number
let rows: { id: string; type: string; board: string; holder: 'centre' | 'board'; channel: string }[]

beforeAll(async () => {
  w = await world()
  baseMs = Date.now() + dayMs
  await w.owner(async (tx) => {
    await tx.run(
      sql`insert into board (code, name, short, administration) values (${anyBoard}, 'Nämnd', 'NN', 'x'), ('annan', 'Annan', 'AN', 'x')`,
    )
    await tx.run(sql`insert into department (board_id, code, name) select id, 'd', 'D' from board where code in (${anyBoard}, 'annan')`)
    await tx.run(
      sql`insert into case_type (board_id, department_id, code, name, secrecy) select b.id, d.id, t.code, t.code, 'open' from board b join department d on d.board_id = b.id cross join unnest(${[...anyCaseTypes, 'fyra']}::text[]) t (code) where b.code = ${anyBoard} and t.code <> 'fyra' or b.code = 'annan' and t.code = 'fyra'`,
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
  const Row = z.object({ id: z.string(), type: z.string(), board: z.string(), holder: z.enum(['centre', 'board']), channel: z.string() })
  rows = await w.owner((tx) =>
    tx.all(
      Row,
      sql`select c.id, t.code as type, b.code as board, c.holder, c.channel from "case" c join case_type t on t.id = c.case_type_id join board b on b.id = c.board_id where b.code in (${anyBoard}, 'annan')`,
    ),
  )
})
afterAll(() => w.end())

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

/** What decide() says about one act on one row. Row security knows no mission, category, recipient or identity level, so they are not asked about. */
function permits(
  who: Who,
  inForce: InstructionInForce,
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
    recipient: null,
    identityLevel: null,
    anonymous: false,
    carriesPersonalData: true,
    undertakings: who === 'signed' ? [{ board: anyBoard, versionId: inForce.versionId }] : [],
    boards: who === 'officer' ? [anyBoard] : who === 'foreign' ? ['annan'] : [],
    nowMs,
  } as const
  return acts.some((act) => decide({ ...facts, act }, { instructions: [inForce] }).outcome === 'permit')
}
const isUninstructed = (inForce: InstructionInForce, board: string, nowMs: number) =>
  board !== anyBoard || nowMs < inForce.validFromMs || (inForce.validToMs !== null && nowMs >= inForce.validToMs)

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

async function compare(who: Who, inForce: InstructionInForce, nowMs: number): Promise<Compared[]> {
  const isAgent = who === 'signed' || who === 'unsigned'
  const says = (acts: readonly Act[], row: { board: string; type: string }) => permits(who, inForce, nowMs, acts, { ...row, channel: null })
  return w.db.as({ hand: isAgent ? 'agent' : 'officer', secret: secrets[who] }, async (tx) => {
    const compared: Compared[] = []
    const note = (what: string, expected: boolean, found: boolean) => void compared.push({ what: `${who} ${what}`, expected, found })
    if (isAgent) {
      const cells = asked.flatMap((act) => [null, ...channelKinds].map((channel) => ({ act, channel })))
      const Granted = z.object({ act: z.string(), channel: z.string().nullable(), types: z.array(z.string()) })
      const granted = await tx.all(
        Granted,
        sql`
        select c.act, c.channel, array(select t.code from case_type t join board b on b.id = t.board_id where b.code = ${anyBoard} and t.id = any (granted_case_types(array[c.act], c.channel))) as types
        from json_to_recordset(${JSON.stringify(cells)}::json) as c (act text, channel text)`,
      )
      for (const { act, channel } of cells)
        for (const type of anyCaseTypes) {
          // hand-over without an instruction is the law's floor, not a grant
          const floor = act === 'handover' && isUninstructed(inForce, anyBoard, nowMs)
          note(
            `${act} ${type} ${channel}`,
            permits(who, inForce, nowMs, [act], { board: anyBoard, type, channel }),
            floor || (granted.find((row) => row.act === act && row.channel === channel)?.types.includes(type) ?? false),
          )
        }
    }
    const seen = new Set((await tx.all(z.object({ id: z.string() }), sql`select id from "case"`)).map(({ id }) => id))
    const { opened } = await tx.one(
      z.object({ opened: z.array(z.string()) }),
      sql`select open_cases(${rows.map(({ id }) => id)}, 'guidance') as opened`,
    )
    for (const row of rows) {
      const waits = isAgent && row.holder === 'centre' && isUninstructed(inForce, row.board, nowMs)
      const reads = says(row.holder === 'centre' || !isAgent ? ['receive', 'handle', 'assist', 'advise'] : ['handle', 'status.read'], row)
      const changes = isAgent ? waits || says(row.holder === 'centre' ? ['receive', 'handle', 'assist', 'advise'] : ['handle'], row) : reads
      const about = `${row.type} held by the ${row.holder}`
      note(`see ${about}`, reads || waits, seen.has(row.id))
      note(`open ${about}`, reads, opened.includes(row.id))
      note(
        `note on ${about}`,
        (reads || waits) && says(['receive', 'handle', 'assist'], row),
        await attempt(
          tx,
          sql`insert into note (id, case_id, at, author_id, kind, body) values (${randomUUID()}, ${row.id}, now(), actor_id(), 'note', 'x')`,
        ),
      )
      note(
        `answer in ${about}`,
        (reads || waits) && says(['advise', 'handle'], row),
        await attempt(
          tx,
          sql`insert into message (id, case_id, direction, at, author_id, subject, body, channel) values (${randomUUID()}, ${row.id}, 'out', now(), actor_id(), 'x', 'x', 'email')`,
        ),
      )
      note(
        `close ${about}`,
        changes && says(['advise', 'handle'], row),
        await attempt(tx, sql`update "case" set state = 'closed', closed_at = now(), dispose_review = true where id = ${row.id}`),
      )
      if (isAgent)
        note(
          `register like ${about}`,
          permits(who, inForce, nowMs, ['receive'], { board: row.board, type: row.type, channel: row.channel as Facts['channel'] }),
          await attempt(
            tx,
            sql`insert into "case" (id, number, board_id, case_type_id, channel, state, holder, opened_at, changed_at) select ${randomUUID()}, ${randomUUID()}, t.board_id, t.id, ${row.channel}, 'new', 'centre', now(), now() from case_type t where t.code = ${row.type}`,
          ),
        )
    }
    return compared
  })
}

test('A2, A6, B17: decide() and row security agree on every act, actor and instant of generated instructions', async () => {
  const counts = { compared: 0, permitted: 0 }
  await fc.assert(
    fc.asyncProperty(
      anyInstruction,
      fc.uniqueArray(fc.integer({ min: -1, max: 13 }), { minLength: 2, maxLength: 2 }),
      async (given, moments) => {
        const inForce = await install(given)
        for (const moment of moments) {
          const nowMs = baseMs + moment * dayMs + dayMs / 2
          await setClock(nowMs)
          for (const who of Object.keys(secrets) as Who[]) {
            const compared = await compare(who, inForce, nowMs)
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
}, 300_000)
