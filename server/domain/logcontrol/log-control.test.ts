import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { aCase, writeCases } from '../../../test/closed-cases.ts'
import { sequenceAll } from '../../../test/log-attacks.ts'
import { type World, world } from '../../../test/world.ts'
import { stockholmDay } from '../../platform/calendar.ts'
import { sql } from '../../platform/db.ts'
import { type LogKeys, openLogKeys, witnessAll } from '../audit/index.ts'
import { caseQueries, writeNote } from '../case/index.ts'
import { isIntact } from '../control/index.ts'
import { judgeLogItem } from './judge-log-item.ts'
import { listLogControls, readLogControl } from './read-log-control.ts'
import { signLogControl } from './sign-log-control.ts'
import { startLogControl } from './start-log-control.ts'

const board = 'tekniska-namnden'
let w: World
let keys: LogKeys
let today: string
const worked = aCase(board, 'lekplats')
const looked = aCase(board, 'lekplats')
const own = aCase(board, 'lekplats')
const theirs = aCase('kultur-och-fritidsnamnden', 'biblioteksfraga')
const open = (person: string, id: string) => w.actor(person).then((actor) => w.db.ask(actor, caseQueries(id, 'guidance')))
const start = (person: string, from = today, to = today) => w.as(person, (tx) => startLogControl(tx, { board, from, to }))
const read = (person: string, id: string) => w.as(person, (tx) => readLogControl(tx, id, { keys, lang: 'sv' }))
const sign = async () => {
  await w.service((tx) => witnessAll(tx, keys))
  await w.service((tx) => sequenceAll(tx, keys))
}

beforeAll(async () => {
  w = await world()
  keys = openLogKeys(w.settings)
  await writeCases(w.logins, [worked, looked, own, theirs])
  const { now } = await w.owner((tx) => tx.one(z.object({ now: z.date() }), sql`select ombud_now() as now`))
  today = stockholmDay(now)
  await w.owner((tx) => tx.run(sql`update participant set name = 'Alva Ekdahl' where case_id = ${own.id}`))
  await open('maj', worked.id)
  await w.as('maj', (tx) => writeNote(tx, worked.id, { body: 'Ringde och svarade.' }))
  await open('alva', looked.id)
  await open('alva', own.id)
  await open('maj', looked.id)
  await sign()
})
afterAll(() => w.end())

test('L56, A18: a sample is drawn only from what was signed after the days, so that nobody can choose it', async () => {
  await expect(start('disa')).rejects.toThrow('log_period_open')
  await w.pass(2)
  await expect(start('disa')).rejects.toThrow('log_period_open')
  await w.as('disa', (tx) => listLogControls(tx))
  await sign()
  const { id } = await start('disa')
  const found = await read('disa', id)
  expect(found.population).toBeGreaterThan(0)
  expect(found.queue.filter(({ whys }) => whys.includes('sample')).length).toBeGreaterThan(0)
  expect(found.queue.every(({ row }) => row?.proof === 'proved')).toBe(true)
  await sign()
  expect(await start('disa')).toEqual({ id })
  const again = await read('disa', id)
  expect([again.seed, again.queue.map(({ number, whys }) => [number, whys])]).toEqual([
    found.seed,
    found.queue.map(({ number, whys }) => [number, whys]),
  ])
})

test('A25, L56: one’s own matter and what was opened without relation are taken up by name of pattern; ordinary work isn’t', async () => {
  const { id } = await start('disa')
  const { queue } = await read('disa', id)
  const whysOf = (who: string, caseId: string) =>
    queue
      .filter(({ row }) => row?.kind === 'access' && row.who === who && row.cases.some((each) => each.id === caseId))
      .flatMap(({ whys }) => whys)
  expect(whysOf('Alva Ekdahl', own.id)).toContain('own-matter')
  expect(whysOf('Alva Ekdahl', looked.id)).toContain('no-relation')
  expect(whysOf('Maj Törnqvist', worked.id).filter((why) => why !== 'sample')).toEqual([])
})

test('A18: another board’s officer finds no control, starts none and judges nothing; no row of another board is in it', async () => {
  const { id } = await start('disa')
  const { queue } = await read('disa', id)
  expect(JSON.stringify(queue)).not.toContain(theirs.id)
  await expect(start('bodil')).rejects.toThrow('not_found')
  await expect(read('bodil', id)).rejects.toThrow('not_found')
  const number = queue[0]?.number ?? 0
  await expect(w.as('bodil', (tx) => judgeLogItem(tx, { id, number }, { verdict: 'in-order', reason: 'Vet inte.' }))).rejects.toThrow(
    'not_found',
  )
  expect((await w.as('bodil', (tx) => listLogControls(tx))).controls.filter((each) => each.id === id)).toEqual([])
})

test('L5: the reason for a verdict holds no identity number', async () => {
  const { id } = await start('maj')
  const number = (await read('maj', id)).queue.find((item) => !item.own)?.number ?? 0
  const judged = w.as('maj', (tx) => judgeLogItem(tx, { id, number }, { verdict: 'in-order', reason: 'Gällde 19121212-1212.' }))
  await expect(judged).rejects.toMatchObject({ code: 'identity_number_in_text' })
})

test('L56: nobody judges their own event; a statement is signed once, when everything has been judged, and says what was found', async () => {
  const { id } = await start('maj')
  const { queue } = await read('maj', id)
  const mine = queue.find((item) => item.own)
  expect(mine?.row?.who).toBe('Maj Törnqvist')
  const judge = (person: string, number: number, verdict: 'in-order' | 'investigate' = 'in-order') =>
    w.as(person, (tx) => judgeLogItem(tx, { id, number }, { verdict, reason: 'Samtalet står i ärendet.' }))
  await expect(judge('maj', mine?.number ?? 0)).rejects.toThrow('log_own_event')
  await expect(w.as('disa', (tx) => signLogControl(tx, id, w.settings))).rejects.toThrow('log_control_unfinished')
  for (const { number, whys } of queue) await judge('disa', number, whys.includes('own-matter') ? 'investigate' : 'in-order')
  await w.as('disa', (tx) => signLogControl(tx, id, w.settings))
  const { statement } = await read('maj', id)
  expect(statement?.intact).toBe(true)
  const table = statement?.document.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? block.rows : [])))
  expect(table).toContainEqual(['Eget ärende', '1', '0', '0', '1'])
  await expect(judge('disa', queue[0]?.number ?? 0)).rejects.toThrow('log_control_signed')
  await expect(w.as('disa', (tx) => signLogControl(tx, id, w.settings))).rejects.toThrow('log_control_unfinished')
  const Stored = z.object({
    statement: z.string(),
    hash: z.instanceof(Buffer),
    signature: z.instanceof(Buffer),
    public_key: z.instanceof(Buffer),
  })
  const stored = await w.owner((tx) => tx.one(Stored, sql`select statement, hash, signature, public_key from log_control where id = ${id}`))
  const as = (body: string) => isIntact({ body, hash: stored.hash, signature: stored.signature, publicKey: stored.public_key })
  expect([as(stored.statement), as(stored.statement.replace('"found":', '"found":1'))]).toEqual([true, false])
  expect(stored.statement).not.toMatch(/Ekdahl|Törnqvist/)
})

test('B22: what is stored of a control has no score and no member of staff whom a row is about', async () => {
  const { columns } = await w.owner((tx) =>
    tx.one(
      z.object({ columns: z.array(z.string()) }),
      sql`select array_agg(column_name::text order by column_name) as columns from information_schema.columns where table_name = 'log_control_item'`,
    ),
  )
  expect(columns).toEqual(['control_id', 'id', 'judged_at', 'judged_by', 'number', 'reason', 'verdict', 'whys'])
})

test('X14, T17: a control is asked for by board and days; a free purpose has no place', async () => {
  const serving = await w.serve({ role: 'web' })
  const actor = await w.actor('maj')
  const ask = (body: object) =>
    fetch(`${serving.url}/v1/log/controls`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'secret' in actor ? `ombud=officer.${actor.secret}` : '' },
      body: JSON.stringify(body),
    })
  expect((await ask({ board, from: today, to: today })).status).toBe(200)
  expect((await ask({ board, from: today, to: today, purpose: 'who-talked-to-the-press' })).status).toBe(422)
  expect((await ask({ board, from: '2026-13-99', to: today })).status).toBe(422)
})

test('T16, L56: a hit goes on the day of the row that it names, and the signed statement stays', async () => {
  const { id } = await start('disa')
  await w.pass(366 * 5 + 5)
  await w.owner((tx) =>
    tx.run(sql`update "access_event" set case_ids = '{}', contact_ids = '{}', board_ids = '{}', contact_board_ids = '{}'`),
  )
  const left = () =>
    w
      .owner((tx) => tx.one(z.object({ n: z.number() }), sql`select count(*) as n from log_control_item where control_id = ${id}`))
      .then(({ n }) => n)
  const before = await left()
  await w.eraser((tx) => tx.all(z.unknown(), sql`select * from purge_log(-1, 100000)`))
  expect(await left()).toBeLessThan(before)
  const { controls } = await w.as('disa', (tx) => listLogControls(tx))
  expect(controls.find((each) => each.id === id)?.signedAt).not.toBeNull()
})
