import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { Connectors } from '../../../contracts/briefing.ts'
import { LookUpCatalogue, StatusShown, Telling } from '../../../contracts/lookup.ts'
import { type World, world } from '../../../test/world.ts'
import { type FakeMatter, startFakeCaseSystems } from '../../connector/case-system/fake.ts'
import { keeps, tasks } from '../../modules.ts'
import { sql } from '../../platform/db.ts'
import { openLog } from '../../platform/log.ts'
import type { Serving } from '../../serve.ts'
import { assignCase, closeCase } from '../case/index.ts'
import { listWhatIsDue } from '../retention/jobs.ts'

// Over HTTP, against a real server that plays the boards' systems: what leaves, what comes back, and what is left afterwards.

/** Words and a reference that exist nowhere else. */
const canary = { value: 'qzxkanarievärdevwk', reference: 'QZXREF-20261125-7VWK' }
const more: FakeMatter[] = [
  { system: 'lyktan', kind: 'bygglov', reference: canary.reference, state: canary.value, fields: { property: `${canary.value} 1:1` } },
  { system: 'lyktan', kind: 'bygglov', reference: 'BYGG 2026-000900', state: 'Pågår', fields: {}, secrecyTags: ['21:3'] },
  {
    system: 'lyktan',
    kind: 'bygglov',
    reference: 'BYGG 2026-000901',
    state: 'Pågår',
    fields: { phone: '0980-319 201', applicant: 'Kim Exempel' },
  },
]
const seven = [
  'bygglov',
  'detaljplan',
  'klagomal-felanmalan',
  'skada-forsakring',
  'tradansokan',
  'va-dagvatten',
  'kartbestallning',
] as const

let w: World
let fake: Awaited<ReturnType<typeof startFakeCaseSystems>>
let serving: Serving
beforeAll(async () => {
  w = await world()
  const plain = await startFakeCaseSystems()
  fake = await startFakeCaseSystems({ matters: [...plain.matters, ...more] })
  await plain.stop()
  serving = await w.serve({ role: 'web', caseSystems: fake.systems })
}, 60_000)
afterEach(() => {
  Object.assign(fake.state, { down: false, waitsMs: 0 })
})
afterAll(async () => {
  await w.end()
  await fake.stop()
})

async function call(person: string, method: string, path: string, body?: object, url = serving.url) {
  const actor = await w.actor(person)
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  return { status: answer.status, text, json: JSON.parse(text) as unknown, code: /"code":"(\w+)"/.exec(text)?.[1], headers: answer.headers }
}

/** A case of Alva's, open and hers. */
async function caseOf(person = 'alva'): Promise<string> {
  const { caseId } = await w.mail()
  const actor = await w.owner((tx) => tx.one(Id, sql`select id from employee where email = ${`${person}@exempelby.test`}`))
  await w.as(person, (tx) => assignCase(tx, caseId, { version: 1, to: actor.id }))
  return caseId
}
const Id = z.object({ id: z.string() })
const asking = (caseId: string, caseType: string, reference: string, board = 'stadsbyggnadsnamnden') => ({
  caseId,
  board,
  caseType,
  reference,
})
async function found(caseId: string, caseType: string, reference: string) {
  const { status, json } = await call('alva', 'POST', '/v1/lookups', asking(caseId, caseType, reference))
  expect(status).toBe(201)
  return StatusShown.parse(json)
}
async function told(id: string, recipient: string, identityLevel: string) {
  const { status, json } = await call('alva', 'POST', `/v1/lookups/${id}/telling`, { recipient, identityLevel })
  expect(status).toBe(201)
  return Telling.parse(json)
}
const mayOf = ({ fields }: Telling) => fields.filter(({ may }) => may).map(({ name }) => name)
const matterOf = (kind: string) => {
  const matter = fake.matters.find((each) => each.kind === kind)
  if (!matter) throw new Error(`nothing made up of ${kind}`)
  return matter
}
const Trace = z.object({
  id: z.string(),
  outcome: z.string(),
  system: z.string().nullable(),
  fields: z.array(z.string()),
  clause_ids: z.array(z.string()),
  case_id: z.string().nullable(),
  told: z.array(z.record(z.string(), z.unknown())),
})
const traces = () =>
  w.owner((tx) => tx.all(Trace, sql`select id, outcome, system, fields, clause_ids, case_id, told from look_up order by at, id`))
const forget = () =>
  w.owner(async (tx) => {
    await tx.run(sql`delete from harm_test`)
    await tx.run(sql`delete from representation`)
    await tx.run(sql`delete from look_up`)
  })

test('A32: the catalogue holds the seven kinds, with systems, fields, who may be told at which level, and secrecy, out of the clauses', async () => {
  const { json, headers, text } = await call('alva', 'GET', '/v1/lookups/catalogue')
  expect(text).toContain('kinds')
  const { kinds } = LookUpCatalogue.parse(json)
  const planning = kinds.filter(({ board }) => board === 'stadsbyggnadsnamnden')
  expect(planning.map(({ caseType }) => caseType).sort()).toEqual([...seven].sort())
  const injury = planning.find(({ caseType }) => caseType === 'skada-forsakring')
  expect(injury?.secrecyTags).toContain('40:6')
  expect(injury?.tell).toEqual([
    { recipient: 'public', identityLevel: null },
    { recipient: 'party', identityLevel: 'e-id' },
    { recipient: 'representative', identityLevel: 'e-id' },
    { recipient: 'guardian', identityLevel: null },
    { recipient: 'authority', identityLevel: null },
  ])
  const permit = planning.find(({ caseType }) => caseType === 'bygglov')
  expect(permit?.tell).toContainEqual({ recipient: 'public', identityLevel: 'none' })
  expect(permit?.systems).toContainEqual({ code: 'lyktan', name: 'Lyktan/BYA (bygglov och planer)' })
  expect(permit?.clauses.map(({ id }) => id)).toEqual(['stadsbyggnadsnamnden/se-status'])
  expect(headers.get('cache-control')).toBe('no-store')
})

test.each(seven)('A32, A31: status of %s is what its system answers, and only a GET with that reference reached it', async (kind) => {
  const { system, reference, state, fields, secrecyTags = [] } = matterOf(kind)
  fake.seen.length = 0
  const shown = await found(await caseOf(), kind, reference)
  expect(shown).toMatchObject({ outcome: 'found', source: expect.stringMatching(/\(påhittat\)$/), secrecyTags })
  expect(Object.fromEntries(shown.fields.map(({ name, value }) => [name, value]))).toEqual({ state, ...fields })
  expect(fake.seen).toEqual([{ method: 'GET', system, kind, reference, lookUp: shown.id, status: 200 }])
  expect((await traces()).find(({ id }) => id === shown.id)).toMatchObject({
    outcome: 'found',
    system,
    fields: expect.arrayContaining(['state']),
  })
})

test('A32: a kind of matter that no clause names is refused as a gap, and nothing leaves', async () => {
  fake.seen.length = 0
  const { status, text } = await call('alva', 'POST', '/v1/lookups', asking(await caseOf(), 'torghandel', 'TORG-2026-1'))
  expect(status).toBe(403)
  expect(text).toContain('NO_CLAUSE')
  expect(fake.seen).toEqual([])
  const gaps = await w.owner((tx) =>
    tx.all(
      z.object({ act: z.string() }),
      sql`select g.act from gap g join case_type t on t.id = g.case_type_id where t.code = 'torghandel'`,
    ),
  )
  expect(gaps).toEqual([{ act: 'status.read' }])
})

test('A25, T12: without an open case or contact of one’s own nothing is asked, and the attempt is written down', async () => {
  await forget()
  fake.seen.length = 0
  const { reference } = matterOf('bygglov')
  const { caseId: nobodys } = await w.mail()
  const colleagues = await caseOf('sami')
  const closed = await caseOf()
  await w.as('alva', (tx) => closeCase(tx, closed, { version: 2, outcome: 'besvarad' }))
  for (const caseId of [nobodys, colleagues, closed]) {
    const answer = await call('alva', 'POST', '/v1/lookups', asking(caseId, 'bygglov', reference))
    expect(answer).toMatchObject({ status: 403, code: 'look_up_needs_contact' })
  }
  const { caseId: _, ...without } = asking(nobodys, 'bygglov', reference)
  expect(await call('alva', 'POST', '/v1/lookups', without)).toMatchObject({ status: 403, code: 'look_up_needs_contact' })
  expect(fake.seen).toEqual([])
  expect(await traces()).toEqual([])
  const refused = await w.owner((tx) =>
    tx.all(z.object({ case_id: z.string() }), sql`select case_id from refusal where because = 'NO_OPEN_CONTACT'`),
  )
  expect(refused.map(({ case_id }) => case_id).sort()).toEqual([nobodys, colleagues, closed].sort())
})

test('A25: a look-up in a live call is asked in the contact, and not once the call has ended', async () => {
  const { id: contactId } = await w.owner((tx) =>
    tx.one(
      Id,
      sql`insert into contact (channel_id, channel, board_id, case_type_id, agent_id, started_at) select c.id, 'phone', t.board_id, t.id, (select id from employee where email = 'alva@exempelby.test'), ombud_now() from channel c, case_type t where c.kind = 'phone' and t.unrouted returning id`,
    ),
  )
  const { caseId: _, ...asked } = asking('', 'bygglov', matterOf('bygglov').reference)
  expect((await call('alva', 'POST', '/v1/lookups', { ...asked, contactId })).status).toBe(201)
  await w.owner((tx) => tx.run(sql`update contact set ended_at = ombud_now() where id = ${contactId}`))
  expect((await call('alva', 'POST', '/v1/lookups', { ...asked, contactId })).code).toBe('look_up_needs_contact')
})

test.each(['*', 'BYGG%', 'BYGG 2026-00012?', '', '   ', 'Ragnhild Exempel', '19121212-1212', '121212-1212', '../2026', 'a1'.repeat(40)])(
  'T12: %j is no whole reference: 400 before anything leaves or is written',
  async (reference) => {
    fake.seen.length = 0
    const before = await traces()
    const answer = await call('alva', 'POST', '/v1/lookups', asking(await caseOf(), 'bygglov', reference))
    expect(answer).toMatchObject({ status: 400, code: 'look_up_reference' })
    expect(fake.seen).toEqual([])
    expect(await traces()).toEqual(before)
  },
)

test('A25, T1: the thirty-first look-up in ten minutes is refused and written down, and by the database too', async () => {
  await forget()
  const caseId = await caseOf()
  const { reference } = matterOf('bygglov')
  for (let n = 0; n < 26; n += 1) await found(caseId, 'bygglov', reference)
  const atOnce = await Promise.all(
    Array.from({ length: 8 }, () => call('alva', 'POST', '/v1/lookups', asking(caseId, 'bygglov', reference))),
  )
  expect(atOnce.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 429, 429, 429, 429])
  fake.seen.length = 0
  expect(await call('alva', 'POST', '/v1/lookups', asking(caseId, 'bygglov', reference))).toMatchObject({
    status: 429,
    code: 'too_many_attempts',
  })
  expect(fake.seen).toEqual([])
  const Count = z.object({ n: z.int() })
  expect(await w.owner((tx) => tx.one(Count, sql`select count(*)::int as n from refusal where because = 'TOO_MANY_LOOK_UPS'`))).toEqual({
    n: 5,
  })
  const oneMore = sql`insert into look_up (case_id, board_id, case_type_id, employee_id, at, clause_ids, reference_hash) select ${caseId}, t.board_id, t.id, actor_id(), ombud_now(), '{}', sha256('x') from case_type t where t.code = 'bygglov'`
  await expect(w.as('alva', (tx) => tx.run(oneMore))).rejects.toThrow(/thirty look-ups/)
  // a colleague's work isn't hers
  expect((await call('sami', 'POST', '/v1/lookups', asking(await caseOf('sami'), 'bygglov', reference))).status).toBe(201)
  // every permit has its case (A25)
  expect((await traces()).every(({ case_id }) => case_id !== null)).toBe(true)
  await forget()
})

test('A31: a source that is down, and one that nobody has set up, are the same to whoever asks: not available', async () => {
  const caseId = await caseOf()
  const { reference } = matterOf('kartbestallning')
  fake.state.down = true
  const down = await found(caseId, 'kartbestallning', reference)
  fake.state.down = false
  const none = await w.serve({ role: 'web', caseSystems: [] })
  const { json } = await call('alva', 'POST', '/v1/lookups', asking(caseId, 'kartbestallning', reference), none.url)
  const blank = { id: '', at: '' }
  expect(down).toMatchObject({ outcome: 'not-available', fields: [], source: null })
  expect({ ...StatusShown.parse(json), ...blank }).toEqual({ ...down, ...blank })
  expect(await found(caseId, 'kartbestallning', 'KARTA-1999-1')).toMatchObject({ outcome: 'not-found', fields: [] })
})

test('A31, A26: what a system sends beyond what the clauses let one read is let go unread', async () => {
  const shown = await found(await caseOf(), 'bygglov', 'BYGG 2026-000901')
  expect(shown.fields.map(({ name }) => name).sort()).toEqual(['applicant', 'state'])
  expect(JSON.stringify(shown)).not.toContain('0980')
})

test('A30: a building permit’s state may be told to anyone, the applicant’s name to nobody, and each field says why', async () => {
  const shown = await found(await caseOf(), 'bygglov', matterOf('bygglov').reference)
  const answer = await told(shown.id, 'public', 'none')
  expect(mayOf(answer)).toEqual(expect.arrayContaining(['state', 'property', 'next-step']))
  expect(answer.fields.find(({ name }) => name === 'applicant')).toMatchObject({
    may: false,
    why: 'instruction',
    verdict: { because: 'NO_CLAUSE' },
  })
  expect(mayOf(await told(shown.id, 'authority', 'e-id'))).toEqual([])
  // A13: what no clause answers is told to the board, once for each time someone asked
  const Gap = z.object({ count: z.int(), mission: z.string() })
  const gaps = () =>
    w.owner((tx) =>
      tx.all(
        Gap,
        sql`select g.count, g.mission from gap g join case_type t on t.id = g.case_type_id where t.code = 'bygglov' and g.act = 'status.tell'`,
      ),
    )
  expect(await gaps()).toEqual([{ count: 2, mission: 'status' }])
})

test('A30: an injury matter may be told to the party at e-ID, to nobody else, and the trace has class, level and names', async () => {
  const shown = await found(await caseOf(), 'skada-forsakring', matterOf('skada-forsakring').reference)
  const tooLow = await told(shown.id, 'party', 'callback')
  expect(mayOf(tooLow)).toEqual([])
  expect(tooLow.fields.every(({ why, needs }) => why === 'identity' && needs === 'e-id')).toBe(true)
  const outsider = await told(shown.id, 'public', 'e-id')
  expect(outsider.fields.map(({ why, verdict }) => `${why} ${verdict.because}`)).toEqual(
    outsider.fields.map(() => 'instruction CLAUSE_DENIES'),
  )
  const party = await told(shown.id, 'party', 'e-id')
  expect(mayOf(party)).toEqual(shown.fields.map(({ name }) => name))
  const trace = (await traces()).find(({ id }) => id === shown.id)
  expect(trace?.told).toMatchObject([
    { recipient: 'party', identityLevel: 'callback', fields: [] },
    { recipient: 'public', identityLevel: 'e-id', fields: [] },
    { recipient: 'party', identityLevel: 'e-id', fields: expect.arrayContaining(['state', 'applicant']) },
  ])
})

test('L30: the source’s secrecy comes with its answer, and what no clause has weighed is told to nobody', async () => {
  const shown = await found(await caseOf(), 'bygglov', 'BYGG 2026-000900')
  expect(shown.secrecyTags).toEqual(['21:3'])
  const { fields } = await told(shown.id, 'party', 'e-id')
  expect(fields).toMatchObject([{ name: 'state', may: false, why: 'secrecy', tags: ['21:3'] }])
})

async function line(id: string, given: object) {
  const asked = { identityLevel: 'e-id', ...given }
  const { status, json, code } = await call('alva', 'POST', `/v1/lookups/${id}/telling`, asked)
  return status === 201 ? Telling.parse(json) : { fields: [], code }
}
const whys = ({ fields }: { fields: Telling['fields'] }) => [...new Set(fields.map(({ why }) => why))]

test('D8: a representative is told what the power of attorney covers while it lasts, and what it was is kept as codes', async () => {
  const shown = await found(await caseOf(), 'skada-forsakring', matterOf('skada-forsakring').reference)
  expect(whys(await line(shown.id, { recipient: 'representative' }))).toEqual(['power-of-attorney'])
  const attorney = { kind: 'representative', documentRef: 'Aktbilaga 4', validTo: null, scope: ['state'] }
  const some = await line(shown.id, { recipient: 'representative', representation: attorney })
  expect('secrecy' in some && some.secrecy).toMatchObject({ level: 'qualified-straight', provisions: ['40:6'] })
  expect(some.fields.filter(({ may }) => may).map(({ name }) => name)).toEqual(['state'])
  expect(whys(some).sort()).toEqual(['permitted', 'scope'])
  expect(whys(await line(shown.id, { recipient: 'representative', representation: { ...attorney, validTo: '2020-01-01' } }))).toEqual([
    'expired',
  ])
  expect(whys(await line(shown.id, { recipient: 'party', related: true }))).toEqual(['related'])
  const kept = await w.owner((tx) =>
    tx.all(
      z.object({ kind: z.string(), document_ref: z.string(), scope: z.array(z.string()) }),
      sql`select kind, document_ref, scope from representation where look_up_id = ${shown.id} order by at limit 1`,
    ),
  )
  expect(kept).toEqual([{ kind: 'representative', document_ref: 'Aktbilaga 4', scope: ['state'] }])
  const number = { ...attorney, documentRef: '121212-1212' }
  expect(await line(shown.id, { recipient: 'representative', representation: number })).toMatchObject({ code: 'identity_number_in_text' })
})

test('D8, L40b: anyone is told something secret after a harm test only, of the fields that the harm isn’t about, and it is recorded', async () => {
  const secret = (tags: string[], level: string) =>
    w.owner((tx) =>
      tx.run(
        sql`update case_type set secrecy_tags = ${tags}, secrecy_provision = ${tags[0] ?? null}, secrecy_level = ${level} where code = 'bygglov'`,
      ),
    )
  await secret(['26:5'], 'straight')
  try {
    const shown = await found(await caseOf(), 'bygglov', matterOf('bygglov').reference)
    const asked = { recipient: 'public', identityLevel: 'none' }
    expect(whys(await line(shown.id, asked))).toContain('harm-test')
    expect((await line(shown.id, asked)).fields.some(({ may }) => may)).toBe(false)
    const tested = (body: object) => call('alva', 'POST', `/v1/lookups/${shown.id}/harm-tests`, body)
    const answers = { economy: 'none', integrity: 'unsure', safety: 'none', others: 'none' }
    expect((await tested({ answers: { ...answers, safety: undefined }, kept: ['state'] })).json).toMatchObject({ outcome: 'nothing' })
    expect(whys(await line(shown.id, asked))).toContain('refused')
    expect((await tested({ answers: { ...answers, safety: 'some' }, kept: ['state'] })).json).toMatchObject({
      outcome: 'part',
      level: 'straight',
    })
    expect((await line(shown.id, asked)).fields.filter(({ may }) => may).map(({ name }) => name)).toEqual(['state'])
    expect((await tested({ answers })).json).toMatchObject({ outcome: 'all' })
    expect((await line(shown.id, asked)).fields.filter(({ may }) => may).length).toBeGreaterThan(1)
    expect((await call('sami', 'POST', `/v1/lookups/${shown.id}/harm-tests`, { answers })).status).toBe(404)
    const rows = await w.owner((tx) =>
      tx.all(z.object({ outcome: z.string() }), sql`select outcome from harm_test where look_up_id = ${shown.id} order by at`),
    )
    expect(rows.map(({ outcome }) => outcome)).toEqual(['nothing', 'part', 'all'])
    // half an hour later it is made again
    await w.owner((tx) => tx.run(sql`update harm_test set at = at - interval '31 minutes' where look_up_id = ${shown.id}`))
    expect(whys(await line(shown.id, asked))).toContain('harm-test')
  } finally {
    await secret([], 'none')
  }
})

test('D8: the database lets nobody write that something secret was told on no ground', async () => {
  const shown = await found(await caseOf(), 'skada-forsakring', matterOf('skada-forsakring').reference)
  const tells = (recipient: string, fields = ['state']) =>
    w.as('alva', (tx) =>
      tx.run(sql`update look_up set told = told || ${JSON.stringify([{ recipient, fields }])}::jsonb where id = ${shown.id}`),
    )
  for (const recipient of ['representative', 'guardian', 'authority', 'public'])
    await expect(tells(recipient)).rejects.toThrow(/on no ground/)
  await tells('party')
  await tells('public', [])
  await line(shown.id, {
    recipient: 'representative',
    representation: { kind: 'representative', documentRef: 'Ab 1', validTo: null, scope: ['state'] },
  })
  await tells('representative')
  await expect(tells('representative', ['state', 'applicant'])).rejects.toThrow(/on no ground/)
  const child = { kind: 'guardian', custody: 'document', childAge: 15, decides: null, considerableHarm: false }
  await line(shown.id, { recipient: 'guardian', representation: child })
  await expect(tells('guardian')).rejects.toThrow(/on no ground/)
  await line(shown.id, { recipient: 'guardian', representation: { ...child, decides: 'guardian' } })
  await tells('guardian')
})

test('A30: telling belongs to whoever looked it up, while the case is theirs and open', async () => {
  const caseId = await caseOf()
  const shown = await found(caseId, 'bygglov', matterOf('bygglov').reference)
  const asked = { recipient: 'public', identityLevel: 'none' }
  expect((await call('sami', 'POST', `/v1/lookups/${shown.id}/telling`, asked)).status).toBe(404)
  expect((await call('bodil', 'POST', `/v1/lookups/${shown.id}/telling`, asked)).status).toBe(404)
  await w.as('alva', (tx) => closeCase(tx, caseId, { version: 2, outcome: 'besvarad' }))
  expect((await call('alva', 'POST', `/v1/lookups/${shown.id}/telling`, asked)).code).toBe('look_up_needs_contact')
})

test('A9, A31: the trace stands before the answer comes, and a board that stops look-ups meanwhile keeps it from the screen', async () => {
  const caseId = await caseOf()
  fake.seen.length = 0
  fake.state.waitsMs = 1_500
  const answer = call('alva', 'POST', '/v1/lookups', asking(caseId, 'bygglov', canary.reference))
  await expect.poll(() => fake.seen.length).toBe(1)
  expect((await traces()).find(({ case_id }) => case_id === caseId)).toMatchObject({ outcome: 'asked', system: 'lyktan', fields: [] })
  const stop = { acts: ['status.read'], reason: 'Vi ser över vad som visas.' }
  expect((await call('bodil', 'POST', '/v1/instructions/stadsbyggnadsnamnden/stops', stop)).status).toBeLessThan(300)
  const { text, json } = await answer
  expect(StatusShown.parse(json)).toMatchObject({ outcome: 'not-available', fields: [], verdict: { because: 'STOPPED_BY_BOARD' } })
  expect(text).not.toContain(canary.value)
  await w.owner((tx) => tx.run(sql`update instruction_stop set lifted_at = ombud_now()`))
})

test('A25, T1: SQL of one’s own writes no look-up in another’s name, outside one’s own open case, of a kind no clause names, or dated back', async () => {
  const [mine, colleagues] = [await caseOf(), await caseOf('sami')]
  const { caseId: nobodys } = await w.mail()
  const insert = (caseId: string, kind: string, who = sql`actor_id()`) =>
    w.as('alva', (tx) =>
      tx.run(
        sql`insert into look_up (case_id, board_id, case_type_id, employee_id, at, clause_ids, reference_hash) select ${caseId}, t.board_id, t.id, ${who}, ombud_now() - interval '1 day', '{}', sha256('x') from case_type t where t.code = ${kind}`,
      ),
    )
  const someoneElse = sql`(select id from employee where id <> actor_id() limit 1)`
  const refused: [string, string, ReturnType<typeof sql>?][] = [
    [mine, 'bygglov', someoneElse],
    [colleagues, 'bygglov'],
    [nobodys, 'bygglov'],
    [mine, 'torghandel'],
  ]
  for (const given of refused) await expect(insert(...given)).rejects.toThrow(/row-level security/)
  await insert(mine, 'bygglov')
  const Dated = z.object({ fresh: z.boolean() })
  expect(
    await w.owner((tx) => tx.one(Dated, sql`select at > ombud_now() - interval '1 minute' as fresh from look_up where case_id = ${mine}`)),
  ).toEqual({ fresh: true })
})

test('a trace is answered once and only added to, by its own agent', async () => {
  const shown = await found(await caseOf(), 'bygglov', matterOf('bygglov').reference)
  await told(shown.id, 'public', 'none')
  const change = (what: ReturnType<typeof sql>) => w.as('alva', (tx) => tx.run(sql`update look_up set ${what} where id = ${shown.id}`))
  await expect(change(sql`fields = '{}'`)).rejects.toThrow(/answered once/)
  await expect(change(sql`told = '[]'`)).rejects.toThrow(/only be added to/)
  expect(await w.as('sami', (tx) => tx.run(sql`update look_up set told = told where id = ${shown.id}`))).toBe(0)
  const Seen = z.object({ id: z.string() })
  const seenBy = (person: string) => w.as(person, (tx) => tx.all(Seen, sql`select id from look_up where id = ${shown.id}`))
  expect(await seenBy('bodil')).toHaveLength(1) // the board whose system it was
  expect(await seenBy('maj')).toEqual([])
  expect(await seenBy('sami')).toEqual([])
})

const Table = z.object({ schema: z.string(), name: z.string() })
const Row = z.object({ row: z.string() })

/** Every row of every table, the job queue's too, as text: what a dump and a backup hold. As the server's superuser, whom no policy stops. */
async function dump(): Promise<string> {
  const { host, port, user, password } = inject('testServer')
  const client = new pg.Client({ host, port, user, password, database: w.logins.owner.database })
  await client.connect()
  try {
    const tables = await client.query(
      "select schemaname as schema, tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    )
    let text = ''
    for (const { schema, name } of tables.rows.map((row) => Table.parse(row))) {
      const { rows } = await client.query(`select t::text as row from ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)} t`)
      text += rows.map((row) => `${name} ${Row.parse(row).row}`).join('\n')
    }
    return text
  } finally {
    await client.end()
  }
}
const everyFile = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`)
    .join('\n')

/** The word as it is, in hexadecimal and in base64 wherever it begins in a group of three. */
function holds(where: string, text: string): boolean {
  const word = Buffer.from(text)
  const inBase64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), word])
      .toString('base64')
      .slice(shift === 0 ? 0 : shift + 1, -4),
  )
  const latin = word.toString('latin1')
  return [text, latin, encodeURIComponent(text), word.toString('hex'), ...inBase64].some((each) =>
    where.toLowerCase().includes(each.toLowerCase()),
  )
}

test('C8, A31: after the case has closed, value and reference have no hit in any table, file or log; the trace that it was looked up has', async () => {
  let logged = ''
  const [out, err] = [process.stdout.write, process.stderr.write].map((write) => write) as [
    typeof process.stdout.write,
    typeof process.stderr.write,
  ]
  const listen = (chunk: string | Uint8Array) => {
    logged += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
    return true
  }
  process.stdout.write = listen
  process.stderr.write = listen
  const caseId = await caseOf()
  try {
    const answer = await call('alva', 'POST', '/v1/lookups', asking(caseId, 'bygglov', canary.reference))
    expect(answer.text).toContain(canary.value)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    await told(StatusShown.parse(answer.json).id, 'public', 'none')
    fake.state.down = true
    await found(caseId, 'bygglov', canary.reference)
    await w.as('alva', (tx) => closeCase(tx, caseId, { version: 2, outcome: 'besvarad' }))
  } finally {
    process.stdout.write = out
    process.stderr.write = err
  }
  const left = await dump()
  expect(left).toContain(caseId) // the dump holds what there is
  for (const word of [canary.value, canary.reference])
    for (const where of [left, everyFile(w.folder), logged]) expect(holds(where, word)).toBe(false)
  const kept = (await traces()).filter(({ case_id }) => case_id === caseId)
  expect(kept.map(({ outcome }) => outcome).sort()).toEqual(['found', 'not-available'])
  const one = await w.owner((tx) =>
    tx.one(z.object({ hashes: z.int() }), sql`select count(distinct reference_hash)::int as hashes from look_up where case_id = ${caseId}`),
  )
  expect(one).toEqual({ hashes: 1 }) // the same matter can be seen to be the same
})

test('the trace goes with its case on its day, and the certificate counts it', async () => {
  const caseId = await caseOf()
  await found(caseId, 'bygglov', matterOf('bygglov').reference)
  await w.as('alva', (tx) => closeCase(tx, caseId, { version: 2, outcome: 'besvarad' }))
  await w.pass(92)
  await listWhatIsDue(w.db, keeps)
  const { id } = await w.owner((tx) => tx.one(Id, sql`select id from disposal where subject_id = ${caseId} and state = 'due'`))
  const app = { db: w.db, files: w.files, clock: w.clock, log: openLog('silent'), settings: w.settings, keeps, demo: true }
  for (const name of ['erase', 'remove-files', 'certify']) {
    const task = tasks({ send: undefined }).find((each) => each.name === name)
    await task?.run(task.payload.parse({ disposal: id }), app)
  }
  expect((await traces()).filter(({ case_id }) => case_id === caseId)).toEqual([])
  const { body } = await w.owner((tx) =>
    tx.one(z.object({ body: z.unknown() }), sql`select body from certificate where disposal_id = ${id}`),
  )
  expect(JSON.stringify(body)).toMatch(/look_up/)
})

test('A24: an agent who hasn’t read this version of the system’s briefing gets 403 and nothing leaves; read, it is asked', async () => {
  const caseId = await caseOf('sami')
  const sami = sql`employee_id = (select id from employee where email = 'sami@exempelby.test')`
  await w.owner((tx) => tx.run(sql`update connector_acknowledgement set version = 'ffffffffffffffff' where system = 'lyktan' and ${sami}`))
  const body = { caseId, board: 'stadsbyggnadsnamnden', caseType: 'bygglov', reference: 'BYGG 2026-000123' }
  const before = fake.seen.length
  expect(await call('sami', 'POST', '/v1/lookups', body)).toMatchObject({ status: 403, code: 'connector_unread' })
  expect(fake.seen.length).toBe(before)
  const listed = Connectors.parse((await call('sami', 'GET', '/v1/connectors')).json).connectors.find(({ system }) => system === 'lyktan')
  expect(listed).toMatchObject({
    name: expect.any(String),
    owner: expect.any(String),
    briefing: expect.stringContaining('referensen'),
    acknowledgedAt: null,
  })
  expect((await call('sami', 'POST', '/v1/connectors/lyktan/acknowledgement', { version: 'ffffffffffffffff' })).code).toBe(
    'connector_unread',
  )
  expect((await call('sami', 'POST', '/v1/connectors/nothing/acknowledgement', { version: 'x' })).status).toBe(404)
  expect((await call('sami', 'POST', '/v1/connectors/lyktan/acknowledgement', { version: listed?.version ?? '' })).status).toBe(201)
  expect(await call('sami', 'POST', '/v1/lookups', body)).toMatchObject({ status: 201 })
  expect(fake.seen.length).toBe(before + 1)
  const refused = await w.owner((tx) =>
    tx.all(z.object({ because: z.string() }), sql`select because from refusal where case_id = ${caseId}`),
  )
  expect(refused.map(({ because }) => because)).toEqual(['CONNECTOR_UNREAD'])
})
