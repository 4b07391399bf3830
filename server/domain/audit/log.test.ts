import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { aCase, writeCases } from '../../../test/closed-cases.ts'
import { sequenceAll, takeHome } from '../../../test/log-attacks.ts'
import { type World, world } from '../../../test/world.ts'
import { root } from '../../../tools/source-files.ts'
import { keeps } from '../../modules.ts'
import { sql } from '../../platform/db.ts'
import { caseQueries, searchCases, writeNote } from '../case/index.ts'
import { readConversation } from '../contact/index.ts'
import { chainHash } from '../retention/index.ts'
import { listWhatIsDue } from '../retention/jobs.ts'
import { type LogKeys, openLogKeys, openTermHash, verifyLog, witnessAll } from './index.ts'
import { Line, type LineOf } from './log-file.ts'
import { readLog } from './read-log.ts'

let w: World
let keys: LogKeys
const ours = aCase('tekniska-namnden', 'lekplats', { text: 'Rutschkanan är sprucken.' })
const theirs = aCase('kultur-och-fritidsnamnden', 'badhus', { text: 'Lånekortet är borta.' })
beforeAll(async () => {
  w = await world()
  keys = openLogKeys(w.settings)
  await writeCases(w.logins, [ours, theirs])
  await w.owner((tx) =>
    tx.run(
      sql`update "case" set number = case id when ${ours.id} then 'EX-2026-1' else 'EX-2026-2' end where id in (${ours.id}, ${theirs.id})`,
    ),
  )
})
afterAll(() => w.end())

const Access = z.object({
  hand: z.string(),
  purpose: z.string(),
  act: z.string(),
  case_ids: z.array(z.string()),
  boards: z.array(z.string()).nullable(),
  versions: z.int(),
  who: z.string().nullable(),
  session: z.boolean(),
  via: z.string(),
  facts: z.unknown(),
})
const accesses = () =>
  w.owner((tx) =>
    tx.all(
      Access,
      sql`select e.hand, e.purpose, e.act, e.case_ids, array(select b.code from unnest(e.board_ids) u (id) join board b on b.id = u.id) as boards, coalesce(cardinality(e.version_ids), 0) as versions,
        p.name as who, e.session_id is not null as session, e.via, e.facts from access_event e left join employee p on p.id = e.employee_id order by e.id`,
    ),
  )
const open = (person: string, id: string) => w.actor(person).then((actor) => w.db.ask(actor, caseQueries(id, 'guidance')))
const Count = z.object({ n: z.number() })
const rowsIn = (table: 'audit_event' | 'access_event' | 'log_leaf') =>
  w
    .owner((tx) =>
      tx.one(
        Count,
        {
          access_event: sql`select count(*) as n from access_event`,
          audit_event: sql`select count(*) as n from audit_event`,
          log_leaf: sql`select count(*) as n from log_leaf`,
        }[table],
      ),
    )
    .then(({ n }) => n)

test('A6, B14, L56: a read says who, in which role and session, at which board, for what, under which instruction, and when', async () => {
  await open('alva', ours.id)
  await open('maj', ours.id)
  expect((await accesses()).slice(-2)).toEqual([
    {
      hand: 'agent',
      purpose: 'guidance',
      act: 'read',
      case_ids: [ours.id],
      boards: ['tekniska-namnden'],
      versions: 1,
      who: 'Alva Ekdahl',
      session: true,
      via: 'web',
      facts: null,
    },
    {
      hand: 'officer',
      purpose: 'guidance',
      act: 'read',
      case_ids: [ours.id],
      boards: ['tekniska-namnden'],
      versions: 0,
      who: 'Maj Törnqvist',
      session: true,
      via: 'web',
      facts: null,
    },
  ])
})

test('A6, L56: a read whose row can’t be written shows nothing', async () => {
  const words = async () =>
    (await open('maj', ours.id))
      .flat()
      .map((row) => JSON.stringify(row))
      .join()
  expect(await words()).toContain('Rutschkanan')
  await w.owner((tx) => tx.run(sql`alter table access_event add constraint full_disk check (act <> 'read') not valid`))
  await expect(words()).rejects.toThrow(/full_disk/)
  await w.owner((tx) => tx.run(sql`alter table access_event drop constraint full_disk`))
})

test('A6, T16: a search leaves keyed hashes of what was asked, also when it finds nothing, and never a word of it', async () => {
  const hashOf = openTermHash(w.settings)
  await w.as('alva', (tx) => searchCases(tx, 'Rutschkanan Sprucken', { hashOf }))
  const found = (await accesses()).at(-1)
  expect(found).toMatchObject({ act: 'search', facts: { terms: hashOf('rutschkanan sprucken') } })
  await w.as('alva', (tx) => searchCases(tx, 'zebrasson', { hashOf }))
  const Audit = z.object({ event: z.string(), facts: z.record(z.string(), z.unknown()), text: z.string() })
  const last = await w.owner((tx) => tx.one(Audit, sql`select event, facts, e::text as text from audit_event e order by id desc limit 1`))
  expect(last).toMatchObject({ event: 'case.searched', facts: { terms: hashOf('zebrasson').join(' '), found: 0 } })
  const all = await w.owner((tx) =>
    tx.all(z.object({ text: z.string() }), sql`select e::text as text from access_event e union all select e::text from audit_event e`),
  )
  expect(all.filter(({ text }) => /rutschkanan|zebrasson/i.test(text))).toEqual([])
  expect(openTermHash({ keysFolder: join(w.folder, 'other-keys') })('zebrasson')).not.toEqual(hashOf('zebrasson'))
})

test('A18: a board’s copy holds every row about its cases and no id of another board’s, though one list showed both', async () => {
  await w.as('alva', (tx) => tx.all(z.unknown(), sql`select open_cases(${[ours.id, theirs.id]}, 'routing', 'list')`))
  await w.service((tx) => sequenceAll(tx, keys))
  const lines = await w.owner((tx) => takeHome(tx, 'tekniska-namnden', keys))
  const text = lines.join('\n')
  expect(text).toContain(ours.id)
  expect(text).not.toContain(theirs.id)
  expect(verifyLog([{ name: 'a', lines }], { chain: chainHash }).findings).toEqual([])
  const rows = entriesIn(lines)
  const seen = (await accesses()).filter(({ case_ids }) => case_ids.includes(ours.id))
  expect(rows.filter(({ row }) => row?.open.kind === 'access' && JSON.stringify(row.own).includes(ours.id))).toHaveLength(seen.length)
  await expect(w.as('bodil', (tx) => readLog(tx, { ...asked, board: 'tekniska-namnden' }, { keys, lang: 'sv' }))).rejects.toThrow(
    'not_found',
  )
})
const asked = { board: 'tekniska-namnden', purpose: 'control', from: '2020-01-01', to: '2099-12-31' } as const
const entriesIn = (lines: readonly string[]): LineOf<'entry'>[] =>
  lines.map((line) => Line.parse(JSON.parse(line))).filter((line) => line.type === 'entry')

test('A18, L56: the officer reads the board’s log with a proof of each row, by case and by kind, and that it was read stands in it', async () => {
  const page = await w.as('maj', (tx) => readLog(tx, asked, { keys, lang: 'sv' }))
  expect(page.rows.map(({ number }) => number)).toEqual(page.rows.map((_, n) => (page.rows[0]?.number ?? 0) - n))
  expect(new Set(page.rows.map(({ proof }) => proof))).toEqual(new Set(['proved']))
  expect(page.rows.find(({ act }) => act === 'read')).toMatchObject({ who: expect.any(String), cases: [{ id: ours.id }], door: 'web' })
  expect(page.signed).toMatchObject({ good: true, size: await rowsIn('log_leaf') })
  const one = await w.as('disa', (tx) => readLog(tx, { ...asked, kind: 'access', caseNumber: 'ex-2026-1' }, { keys, lang: 'sv' }))
  expect(one.rows.length).toBeGreaterThan(0)
  expect(one.rows.every(({ kind, cases }) => kind === 'access' && cases.some(({ id }) => id === ours.id))).toBe(true)
  expect((await w.as('maj', (tx) => readLog(tx, { ...asked, caseNumber: 'EX-2026-2' }, { keys, lang: 'sv' }))).rows).toEqual([])
  await w.service((tx) => sequenceAll(tx, keys))
  const after = await w.as('maj', (tx) => readLog(tx, asked, { keys, lang: 'sv' }))
  expect(after.rows[0]).toMatchObject({ act: 'log.read', who: 'Maj Törnqvist', facts: { purpose: 'control' } })
  const Kept = z.object({ id: z.number(), employee_id: z.uuid() })
  const kept = await w.owner((tx) =>
    tx.one(Kept, sql`select id, employee_id from access_event where employee_id is not null order by id desc limit 1`),
  )
  await w.owner((tx) => tx.run(sql`update access_event set employee_id = null where id = ${kept.id}`))
  const bent = await w.as('maj', (tx) => readLog(tx, asked, { keys, lang: 'sv' }))
  expect(bent.rows.filter(({ proof }) => proof === 'broken').map(({ faults }) => faults)).toEqual([['radens innehåll har ändrats']])
  await w.owner((tx) => tx.run(sql`update access_event set employee_id = ${kept.employee_id} where id = ${kept.id}`))
})

test('T17, X14: the log is asked for one of four reasons, and there is no room for a fifth', async () => {
  const serving = await w.serve({ role: 'web' })
  const actor = await w.actor('maj')
  const cookie = 'secret' in actor ? `ombud=officer.${actor.secret}` : ''
  const ask = (purpose: string, days: object = {}) =>
    fetch(`${serving.url}/v1/log/readings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ ...asked, purpose, ...days }),
    })
  expect((await ask('control')).status).toBe(200)
  expect((await ask('who-talked-to-the-press')).status).toBe(422)
  // a day that no calendar has is the asker's mistake and not ours
  for (const from of ['2026-13-99', '2026-02-30', '0000-00-00']) expect((await ask('control', { from })).status, from).toBe(422)
  const file = (query: string) => fetch(`${serving.url}/v1/log/tekniska-namnden/file?${query}`, { headers: { cookie } })
  expect((await file('from=2020-01-01&to=2099-12-31&purpose=media')).status).toBe(422)
  const answer = await file('from=2020-01-01&to=2099-12-31&purpose=authority')
  expect(answer.headers.get('content-disposition')).toContain('logg-tekniska-namnden')
  expect((await answer.text()).split('\n').at(-2)).toContain('"type":"end"')
  expect(
    (await fetch(`${serving.url}/v1/log/socialnamnden/file?from=2020-01-01&to=2099-12-31&purpose=control`, { headers: { cookie } })).status,
  ).toBe(404)
})

test('T4: the running product numbers and signs a row within two seconds, and the command checks the copy without a database', async () => {
  const fresh = await world()
  try {
    const kase = aCase('tekniska-namnden', 'lekplats')
    await writeCases(fresh.logins, [kase])
    await fresh.serve({ role: 'all' })
    await wait(1_000)
    await fresh.as('maj', (tx) => writeNote(tx, kase.id, { body: 'Noterat.' }))
    const began = performance.now()
    const waiting = () =>
      fresh.owner((tx) =>
        tx.one(
          Count,
          sql`select count(*) as n from audit_event e where not exists (select from log_leaf l where l.kind = 'audit' and l.row_id = e.id)`,
        ),
      )
    while ((await waiting()).n > 0 && performance.now() - began < 10_000) await wait(50)
    expect(performance.now() - began).toBeLessThan(2_000)
    const lines = await fresh.owner((tx) => takeHome(tx, 'tekniska-namnden', openLogKeys(fresh.settings)))
    const check = (name: string, content: readonly string[]) => {
      const path = join(fresh.folder, name)
      writeFileSync(path, `${content.join('\n')}\n`)
      const run = spawnSync(process.execPath, [join(root, 'bin/ombud.mjs'), 'verify', path], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH },
      })
      return { code: run.status, said: run.stdout + run.stderr }
    }
    expect(check('whole.jsonl', lines)).toMatchObject({ code: 0, said: expect.stringContaining('Allt stämmer') })
    const bent = check(
      'bent.jsonl',
      lines.map((line) => line.replace('"act":"note.written"', '"act":"note.vanished"')),
    )
    expect(bent).toMatchObject({
      code: 1,
      said: expect.stringContaining('radens innehåll har ändrats. / the row’s content has been changed.'),
    })
  } finally {
    await fresh.end()
  }
}, 60_000)

test('P8, T4: each board’s witness signs the day’s log, and the board’s own log says how far it was', async () => {
  await w.service((tx) => sequenceAll(tx, keys))
  await w.service((tx) => witnessAll(tx, keys))
  await w.service((tx) => sequenceAll(tx, keys))
  const lines = await w.owner((tx) => takeHome(tx, 'socialnamnden', keys))
  const { witnessed, findings } = verifyLog([{ name: 'a', lines }], { chain: chainHash })
  expect(findings).toEqual([])
  expect(witnessed).toBeGreaterThanOrEqual(6)
  expect(entriesIn(lines).map(({ row }) => row?.open.act)).toContain('log.witnessed')
  const forged = lines.map((line) => (line.includes('"type":"witness"') ? line.replace(/"size":\d+/, '"size":1') : line))
  expect(verifyLog([{ name: 'a', lines: forged }], { chain: chainHash }).findings.map(({ fault }) => fault)).toContain('witness-false')
})

test('B25: the resident sees when somebody looked, in which role and for what, and no name', async () => {
  const code = 'q'.repeat(26)
  await w.owner((tx) =>
    tx.run(sql`insert into case_key (case_id, kind, hash) values (${ours.id}, 'retrieval', ${createHash('sha256').update(code).digest()})`),
  )
  await open('alva', ours.id)
  const { seen } = await w.db.as({ hand: 'citizen', secret: code }, (tx) => readConversation(tx, 'sv'))
  expect(seen[0]).toEqual({ at: expect.any(String), role: 'Kontaktcenter', purpose: expect.any(String) })
  expect(seen.map(({ role }) => role)).toContain('Handläggare')
  expect(JSON.stringify(seen)).not.toMatch(/Alva|Maj|tekniska/)
  const stranger = await w.db.as({ hand: 'citizen', secret: 'x'.repeat(26) }, (tx) =>
    tx.all(z.unknown(), sql`select * from log_of_own_case(50)`),
  )
  expect(stranger).toEqual([])
})

test('T16, L56: after five years the row and its salt go, unless its case is still there; what is left still proves that it stood there', async () => {
  await w.service((tx) => sequenceAll(tx, keys))
  const kept = await w.owner((tx) => takeHome(tx, 'tekniska-namnden', keys))
  const before = await rowsIn('access_event')
  await listWhatIsDue(w.db, keeps)
  expect(await rowsIn('access_event')).toBe(before)
  await w.pass(5 * 366 + 2)
  await listWhatIsDue(w.db, keeps)
  const left = await accesses()
  expect(left.every(({ case_ids }) => case_ids.includes(ours.id) || case_ids.includes(theirs.id))).toBe(true)
  const Salts = z.object({ gone: z.number(), salted: z.number() })
  const salts = await w.owner((tx) =>
    tx.one(
      Salts,
      sql`select count(*) filter (where salt is null) as gone, count(*) filter (where salt is not null) as salted from log_leaf`,
    ),
  )
  expect(salts.gone).toBeGreaterThan(0)
  expect(salts.salted).toBeGreaterThan(0)
  // whoever kept a copy from before sees the same rows, now without words
  await w.service((tx) => sequenceAll(tx, keys))
  const now = await w.owner((tx) => takeHome(tx, 'tekniska-namnden', keys))
  const both = [
    { name: 'kept', lines: kept },
    { name: 'now', lines: now },
  ]
  const { findings, erased } = verifyLog(both, { chain: chainHash })
  expect(findings).toEqual([])
  expect(erased).toBeGreaterThan(0)
  const early = kept.map((line) => (line.includes('"kind":"audit"') ? line.replace(/"row":\{.*$/, '"row":null,"salts":null}') : line))
  const faults = verifyLog([{ name: 'early', lines: early }], { chain: chainHash }).findings.map(({ fault }) => fault)
  expect(new Set(faults)).toEqual(new Set(['erased-too-early']))
})

test('T4: what was there before the log began may say any time; a row that claims so afterwards is found', async () => {
  const old = await world()
  try {
    await old.owner((tx) =>
      tx.run(
        sql`insert into audit_event (at, xact, hand, event) select ombud_now() - make_interval(days => n), (10 + n)::text::xid8, 'service', 'case.opened' from generate_series(1, 20) n`,
      ),
    )
    const check = async () => {
      await old.service((tx) => sequenceAll(tx, openLogKeys(old.settings)))
      const lines = await old.owner((tx) => takeHome(tx, 'kommunstyrelsen', openLogKeys(old.settings)))
      return verifyLog([{ name: 'a', lines }], { chain: chainHash }).findings.map(({ fault }) => fault)
    }
    expect(await check()).toEqual([])
    // that it was taken home is numbered, and with it the log has begun
    await old.service((tx) => sequenceAll(tx, openLogKeys(old.settings)))
    await old.owner((tx) => tx.run(sql`update log_cursor set next_xact = '0'`))
    await old.owner((tx) =>
      tx.run(sql`insert into audit_event (at, xact, hand, event) values (ombud_now() - interval '9 days', '19', 'service', 'case.closed')`),
    )
    await old.as('tuva', (tx) => searchCases(tx, 'zebrasson', { hashOf: () => [] }))
    expect(await check()).toEqual(['back-dated'])
  } finally {
    await old.end()
  }
})
