import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Act } from '../../../contracts/instruction.ts'
import { readExempelby } from '../../../db/seed/exempelby.ts'
import { type World, world } from '../../../test/world.ts'
import { keeps } from '../../modules.ts'
import type { App } from '../../platform/app.ts'
import { sql } from '../../platform/db.ts'
import { lookAtFiles } from '../../platform/look-at-files.ts'
import { dutyTasks } from '../duty/index.ts'
import { ask, loadStanding, putInForce, readInstruction, signFor } from '../instruction/index.ts'
import { type MeasureId, measureWords } from '../rule/index.ts'
import { catalogue } from './catalogue.ts'
import { controlHealth } from './health.ts'
import { probeControls } from './probe-controls.ts'

let w: World
let url: string
beforeAll(async () => {
  w = await world()
  url = (await w.serve({ role: 'web' })).url ?? ''
}, 60_000)
afterAll(() => w.end())

type Switch = { settings?: Partial<App['settings']>; demo?: boolean }
/** One run of the worker's job, at most five minutes of the injected clock after the last. */
async function probe({ settings = {}, demo = true }: Switch = {}) {
  await w.pass(0, 4.9 / 60)
  return probeControls({ db: w.db, files: w.files, settings: { ...w.settings, ...settings }, keeps, demo })
}

const State = z.object({ measure: z.string(), board: z.string().nullable(), state: z.string() })
const failing = () =>
  w.owner((tx) =>
    tx.all(
      State,
      sql`select s.measure, b.code as board, s.state from control_state s left join board b on b.id = s.board_id where s.until is null and s.state = 'fails' order by 1, 2`,
    ),
  )
const Event = z.object({ board: z.string(), measure: z.string(), measure_state: z.string() })
/** The events that have come since the last look. */
let looked = 0
async function events() {
  const all = await w.owner((tx) =>
    tx.all(
      Event,
      sql`select b.code as board, n.measure, n.measure_state from board_notice n join board b on b.id = n.board_id where n.kind = 'control' order by n.owed_at, b.code`,
    ),
  )
  const fresh = all.slice(looked)
  looked = all.length
  return fresh
}

const boards = async () =>
  (
    await w.owner((tx) =>
      tx.all(
        z.object({ code: z.string() }),
        sql`select b.code from board b join instruction_version v on v.board_id = b.id where v.state = 'in-force' order by b.code`,
      ),
    )
  ).map(({ code }) => code)

const acts: readonly Act[] = ['receive', 'handle', 'advise', 'assist', 'status.read', 'status.tell', 'handover', 'draft']
const Granted = z.object({ act: z.string(), board: z.string(), type: z.string() })
/** Everything that Alva may do, as `act board type`: in the wall that explains, and in the one that row security reads. */
async function granted(): Promise<{ explained: string[]; enforced: string[]; because: Set<string> }> {
  return w.as('alva', async (tx) => {
    const standing = await loadStanding(tx)
    const types = await tx.all(
      Granted.omit({ act: true }),
      sql`select b.code as board, t.code as type from case_type t join board b on b.id = t.board_id order by 1, 2`,
    )
    const because = new Set<string>()
    const explained = types.flatMap(({ board, type }) =>
      acts.flatMap((act) => {
        const decision = ask(standing, [act], { board, caseType: type, channel: null })
        if (decision.control !== null) because.add(`${act} ${board} ${decision.because} ${decision.control} ${decision.lawIds.join(', ')}`)
        return decision.outcome === 'permit' && decision.because === 'CLAUSE_PERMITS' ? [`${act} ${board} ${type}`] : []
      }),
    )
    const enforced = await tx.all(
      Granted,
      sql`select a as act, b.code as board, t.code as type from unnest(${[...acts]}::text[]) a, case_type t join board b on b.id = t.board_id where t.id = any (granted_case_types(array[a])) order by 1, 2, 3`,
    )
    return { explained: explained.sort(), enforced: enforced.map(({ act, board, type }) => `${act} ${board} ${type}`).sort(), because }
  })
}

/** As the owner of the database, with text that the sql tag wouldn't let through. */
async function asOwner(...statements: string[]): Promise<void> {
  const client = new pg.Client(w.logins.owner)
  await client.connect()
  try {
    await client.query(`set role ${w.logins.rolePrefix}_owner`)
    for (const statement of statements) await client.query(statement.replaceAll('ombud_agent', `${w.logins.rolePrefix}_agent`))
  } finally {
    await client.end()
  }
}
async function rewrite(name: string, from: string, to: string): Promise<void> {
  const { text } = await w.owner((tx) => tx.one(z.object({ text: z.string() }), sql`select pg_get_functiondef(${name}::regproc) as text`))
  expect(text).toContain(from)
  await asOwner(text.replaceAll(from, to))
}
const rewrites = (name: string, from: string, to: string) => ({ off: () => rewrite(name, from, to), on: () => rewrite(name, to, from) })
const statement = (off: string, on: string) => ({ off: () => asOwner(off), on: () => asOwner(on) })
const set = (settings: Switch['settings'], demo = true) => ({ with: { settings: settings ?? {}, demo } })

const kek = () => join(w.settings.keysFolder, 'kek')
const elsewhere = {
  code: 'lyktan',
  url: 'https://lyktan.example.org',
  token: 'x',
  region: 'EU/EEA',
  kinds: ['bygglov'],
  subProcessor: 'molnet',
}
type Mutation = { off?: () => unknown; on?: () => unknown; with?: Switch; at?: string; closes?: { acts: readonly Act[]; type?: string } }

/** How each measure is switched off and on again. `at`: the one board that it concerns; otherwise every board. */
const mutations: Readonly<Record<Exclude<MeasureId, 'recording-key'>, Mutation>> = {
  'sealed-files': {
    off: () => {
      renameSync(join(w.settings.dataFolder, 'files'), join(w.settings.dataFolder, 'aside'))
      writeFileSync(join(w.settings.dataFolder, 'files'), 'in the way')
    },
    on: () => {
      rmSync(join(w.settings.dataFolder, 'files'))
      renameSync(join(w.settings.dataFolder, 'aside'), join(w.settings.dataFolder, 'files'))
    },
  },
  'key-apart': { off: () => chmodSync(kek(), 0o644), on: () => chmodSync(kek(), 0o600) },
  'row-security': statement('alter table note no force row level security', 'alter table note force row level security'),
  'web-login': statement('grant delete on note to ombud_agent', 'revoke delete on note from ombud_agent'),
  'access-log': statement('create policy open_door on note for select to ombud_agent using (true)', 'drop policy open_door on note'),
  'session-limits': set({ sessionHours: 12 }),
  'sign-in-limits': rewrites('count_try', "interval '15 minutes'", "interval '60 minutes'"),
  'look-up-limits': rewrites('guard_look_up', '>= 30 then', '>= 300 then'),
  'hold-limits': statement(
    'alter table hold drop constraint hold_check1',
    "alter table hold add constraint hold_check1 check (expires_at <= placed_at + interval '90 days')",
  ),
  'disposal-alive': {
    off: () =>
      asOwner(
        `insert into disposal (id, subject, subject_id, board_id, case_type_id, version_id, clause_id, due_at, found_at, state)
          select '00000000-0000-4000-8000-00000000d1e5', 'case', gen_random_uuid(), b.id, t.id, v.id, 'gallring', ombud_now(), ombud_now() - interval '3 days', 'due' from board b join case_type t on t.board_id = b.id join instruction_version v on v.board_id = b.id where b.code = 'tekniska-namnden' limit 1`,
      ),
    on: () =>
      asOwner(`update disposal set state = 'withdrawn', late_because = 'withdraw' where id = '00000000-0000-4000-8000-00000000d1e5'`),
    at: 'tekniska-namnden',
  },
  // the test's own clock is moved from the first step on: unmoved is what the demonstration calls it
  'clock-unmoved': set({}, false),
  'mail-encrypted': set({ smtpUrl: 'smtp://post.example.org' }),
  'sub-processors': {
    ...set({ caseSystems: [elsewhere] }),
    at: 'stadsbyggnadsnamnden',
    closes: { acts: ['status.read', 'status.tell'], type: 'bygglov' },
  },
  'inside-region': set({ caseSystems: [{ ...elsewhere, subProcessor: undefined, region: 'outside EU/EEA' }] }),
}

test('every measure of the catalogue has a probe, and all of them work or aren’t in use when the product has started', async () => {
  await probe()
  const found = await w.owner((tx) =>
    tx.all(State, sql`select distinct measure, null as board, '' as state from control_state where until is null order by 1`),
  )
  expect(found.map(({ measure }) => measure)).toEqual(Object.keys(measureWords).sort())
  expect(await failing()).toEqual([])
  expect(await events()).toEqual([])
  expect(await controlHealth(w.db)).toMatchObject({ status: 'ok', failing: 0 })
})

test.each(Object.entries(mutations))(
  'A8, A4: %s switched off is found by the next probe: its boards have their event and no other, and what it protects is refused in both walls and nothing else',
  async (measure, { off, on, with: changed, at, closes }) => {
    const all = await boards()
    const concerned = at === undefined ? all : [at]
    const before = await granted()
    const { mandatory, protects } = Object.entries(catalogue).find(([id]) => id === measure)?.[1] ?? { mandatory: false, protects: [] }
    await off?.()
    await probe(changed)
    expect(await failing()).toEqual([{ measure, board: at ?? null, state: 'fails' }])
    expect(await events()).toEqual(concerned.map((board) => ({ board, measure, measure_state: 'fails' })))
    expect(await controlHealth(w.db)).toMatchObject({ status: 'failing', failing: 1 })
    const closed = await granted()
    const shut = (line: string) => {
      const [act = '', board = '', type = ''] = line.split(' ')
      const among = (closes?.acts ?? protects).some((each) => each === act)
      return mandatory && among && concerned.includes(board) && (closes?.type === undefined || closes.type === type)
    }
    expect(closed.explained).toEqual(before.explained.filter((line) => !shut(line)))
    expect(closed.enforced).toEqual(before.enforced.filter((line) => !shut(line)))
    for (const line of closed.because) expect(line).toMatch(new RegExp(`CONTROL_FAILS ${measure} GDPR 28\\(3\\)\\(c\\), GDPR 32$`))
    // a second probe tells nobody anything again
    await probe(changed)
    expect(await events()).toEqual([])
    await on?.()
    await probe()
    expect(await failing()).toEqual([])
    expect(await events()).toEqual(concerned.map((board) => ({ board, measure, measure_state: 'works' })))
    const { explained, enforced } = await granted()
    expect({ explained, enforced }).toEqual({ explained: before.explained, enforced: before.enforced })
  },
)

test('A4: without its key the store takes nothing in, the probe is red, and what needs it is closed', async () => {
  const key = readFileSync(kek())
  rmSync(kek())
  await expect(w.files.put(Buffer.from('x'))).rejects.toThrow(/key-encryption key is gone/)
  await probe()
  expect((await failing()).map(({ measure }) => measure)).toEqual(['key-apart', 'sealed-files'])
  const open = await w.owner((tx) =>
    tx.all(z.object({ acts: z.array(z.string()) }), sql`select distinct acts from control_block where lifted_at is null`),
  )
  expect(open).toEqual([{ acts: ['record', 'listen', 'export', 'disclose'] }])
  const page = await get('maj', '/v1/controls')
  expect(
    page.controls
      .slice(0, 2)
      .map(({ measure, state, blocked }: { measure: string; state: string; blocked: { boardName: string }[] }) => [
        measure,
        state,
        blocked.map(({ boardName }) => boardName),
      ]),
  ).toEqual([
    ['key-apart', 'fails', ['Tekniska nämnden']],
    ['sealed-files', 'fails', ['Tekniska nämnden']],
  ])
  writeFileSync(kek(), key, { mode: 0o600 })
  await probe()
  expect(await failing()).toEqual([])
  await w.files.remove((await w.files.put(Buffer.from('x'))).id)
  await events()
})

test('A8: the event reaches the board’s own page with no day to answer by; its officer takes note of it, another board’s never sees it', async () => {
  chmodSync(kek(), 0o644)
  await probe()
  const [deliver] = dutyTasks(undefined)
  const { app } = await w.serve({ role: 'web' })
  const owed = await w.owner((tx) =>
    tx.all(z.object({ id: z.uuid() }), sql`select id from board_notice where kind = 'control' and delivered_at is null`),
  )
  for (const { id } of owed) await deliver?.run({ notice: id }, { ...app, db: w.db })
  const told = async (person: string): Promise<{ id: string; board: string; title: string; state: string; dueAt: string | null }[]> =>
    (await get(person, '/v1/duties')).notices.filter(
      ({ kind, answer }: { kind: string; answer: string | null }) => kind === 'control' && answer === null,
    )
  const mine = (await told('maj')).find(({ title }) => title === 'Fungerar inte: Nyckeln ligger för sig')
  expect(mine).toMatchObject({ board: 'tekniska-namnden', state: 'delivered', dueAt: null, measureState: 'fails', canAnswer: true })
  expect((await told('bodil')).filter(({ board }) => board !== 'stadsbyggnadsnamnden')).toEqual([])
  const note = async (person: string) => {
    const actor = await w.actor(person, 'officer')
    return fetch(`${url}/v1/notices/${mine?.id}/answer`, {
      method: 'POST',
      headers: { cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '', 'content-type': 'application/json' },
      body: JSON.stringify({ answer: 'noted', reason: '' }),
    })
  }
  expect((await note('bodil')).status).not.toBe(200)
  expect(await (await note('maj')).json()).toMatchObject({ state: 'answered', answer: 'noted' })
  chmodSync(kek(), 0o600)
  await probe()
  await events()
})

test('A8: a store that writes in clear is found by the bytes on the disk', async () => {
  const folder = join(w.settings.dataFolder, 'files')
  const inClear: App['files'] = {
    ...w.files,
    put: async (bytes) => {
      const stored = await w.files.put(bytes)
      writeFileSync(join(folder, stored.id.slice(0, 2), stored.id.slice(2, 4), stored.id), bytes)
      return stored
    },
    get: async ({ id }) => readFileSync(join(folder, id.slice(0, 2), id.slice(2, 4), id)),
  }
  expect(await lookAtFiles(inClear, w.settings)).toMatchObject({ opensAgain: true, sealedOnDisk: false })
  expect(await lookAtFiles(w.files, w.settings)).toMatchObject({ opensAgain: true, sealedOnDisk: true })
})

async function get(person: string, path: string, hand: 'officer' | 'auditor' | 'agent' = 'officer') {
  const actor = await w.actor(person, hand)
  const answer = await fetch(`${url}${path}`, { headers: { cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '' } })
  return answer.ok ? answer.json() : { status: answer.status }
}

test('A11: the guideline says 15 minutes and the database 60: the drift is an event with both figures, and the health check fails until it is mended', async () => {
  await rewrite('count_try', "interval '15 minutes'", "interval '60 minutes'")
  await probe()
  const health = await fetch(`${url}/health/controls`)
  expect({ status: health.status, body: await health.json() }).toMatchObject({ status: 503, body: { status: 'failing', failing: 1 } })
  expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  expect((await events()).map(({ measure }) => measure)).toEqual((await boards()).map(() => 'sign-in-limits'))
  const { guideline } = await get('maj', '/v1/controls')
  expect(guideline.find(({ id }: { id: string }) => id === 'sign-in-pause-minutes')).toMatchObject({
    asked: '15 minuter',
    found: '60 minuter',
  })
  await rewrite('count_try', "interval '60 minutes'", "interval '15 minutes'")
  await probe()
  expect((await fetch(`${url}/health/controls`)).status).toBe(200)
  await events()
})

test('A11: a session lasts as long as the setting says, and the setting is what is compared', async () => {
  const serving = await w.serve({ role: 'web', sessionHours: 3 })
  const answer = await fetch(`${serving.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'maj@exempelby.test', password: 'exempelby' }),
  })
  expect(answer.status).toBe(201)
  const { hours } = await w.owner((tx) =>
    tx.one(
      z.object({ hours: z.number() }),
      sql`select extract(epoch from ends_at - created_at)::float8 / 3600 as hours from session order by created_at desc, ends_at limit 1`,
    ),
  )
  expect(hours).toBeCloseTo(3, 2)
})

test('A8: when nothing has been looked at for five minutes the health check says so', async () => {
  await w.pass(0, 5.1 / 60)
  expect(await controlHealth(w.db)).toMatchObject({ status: 'stale', failing: 0 })
  await probe()
  expect((await controlHealth(w.db)).status).toBe('ok')
})

test('A4: a measure that is an alarm for others closes what it protects for the board that names it, for the case types that the clause names', async () => {
  const { organisation, instructions } = readExempelby()
  const file = structuredClone(instructions.find((each) => each.file.board === 'stadsbyggnadsnamnden')?.file)
  if (!file) throw new Error('no file')
  const text = JSON.stringify({
    ...file,
    version: file.version + 1,
    clauses: [
      ...file.clauses,
      {
        id: 'inloggning',
        requirement: 'A4',
        effect: 'oblige',
        text: 'Status för bygglov får bara läsas när sessioner tar slut.',
        acts: ['status.read'],
        caseTypes: ['bygglov'],
        measures: ['session-limits', 'recording-key'],
      },
    ],
  })
  const { id: employeeId } = await w.owner((tx) =>
    tx.one(z.object({ id: z.uuid() }), sql`select id from employee where email = 'alva@exempelby.test'`),
  )
  await w.owner(async (tx) => {
    const versionId = await putInForce(tx, readInstruction(text, organisation), text)
    await signFor(tx, versionId, [employeeId])
  })
  await probe()
  const before = await granted()
  await probe({ settings: { sessionHours: 12 } })
  const closed = await granted()
  const gone = before.enforced.filter((line) => !closed.enforced.includes(line))
  expect(gone).toEqual(['status.read stadsbyggnadsnamnden bygglov', 'status.tell stadsbyggnadsnamnden bygglov'])
  expect(before.explained.filter((line) => !closed.explained.includes(line))).toEqual(gone)
  expect((await events()).length).toBe((await boards()).length)
  await probe()
  expect((await granted()).enforced).toEqual(before.enforced)
  await events()
})

test('A4: a clause that names a measure the catalogue doesn’t have can’t be used', () => {
  const { organisation, instructions } = readExempelby()
  const file = structuredClone(instructions[0]?.file)
  const named = (measures: string[]) =>
    JSON.stringify({ ...file, clauses: file?.clauses.map((clause, at) => (at === 0 ? { ...clause, measures } : clause)) })
  expect(() => readInstruction(named(['vakthund']), organisation)).toThrow(/skyddsåtgärden vakthund finns inte i katalogen/)
  expect(readInstruction(named(['access-log']), organisation).clauses[0]?.measures).toEqual(['access-log'])
})
