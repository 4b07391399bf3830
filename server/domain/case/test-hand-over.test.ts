import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { caseParts, type HarmAnswers, harms, type TestHandOver } from '../../../contracts/secrecy.ts'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { loadRules } from '../instruction/index.ts'
import { handOver, routeCase, splitCase } from './index.ts'
import { caseQueries, caseViewOf } from './read-case.ts'
import { testHandOver } from './test-hand-over.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const all = (answer: 'none' | 'unsure' | 'some' | 'considerable'): HarmAnswers => Object.fromEntries(harms.map((harm) => [harm, answer]))
const blank: TestHandOver = { board: 'tekniska-namnden', ground: 'no-harm', answers: {}, consented: [], law: null }
const tested = (id: string, given: Partial<TestHandOver> = {}) => w.as('alva', (tx) => testHandOver(tx, id, { ...blank, ...given }))
const away = (id: string, version: number) =>
  w.as('alva', (tx) => handOver(tx, id, { version, board: 'tekniska-namnden', caseType: 'parkering', reason: 'Ert.' }))

/** A case that the centre holds, of a kind with secrecy: put there by its own board's name, as a message that was told apart at once would be. */
async function secretCase(caseType = 'skada-forsakring'): Promise<string> {
  const { caseId } = await w.mail()
  const found = await w.owner((tx) =>
    tx.one(z.object({ id: z.int(), board_id: z.int() }), sql`select id, board_id from case_type where code = ${caseType}`),
  )
  await w.owner((tx) => tx.run(sql`update "case" set board_id = ${found.board_id}, case_type_id = ${found.id} where id = ${caseId}`))
  return caseId
}
const view = async (person: string, id: string) => {
  const actor = await w.actor(person)
  return caseViewOf(await w.db.ask(actor, caseQueries(id, 'guidance')), await w.db.as(actor, loadRules), 'guidance', 'sv')
}
const versionOf = async (id: string) =>
  (await w.owner((tx) => tx.one(z.object({ version: z.int() }), sql`select version from "case" where id = ${id}`))).version

test('A20, L22, L40b: a secret case goes to another board only after a harm test that let it, and the refusal leaves its trace', async () => {
  const id = await secretCase()
  expect((await view('alva', id)).secrecy).toMatchObject({ level: 'qualified-straight', provisions: ['40:6'] })
  await expect(away(id, await versionOf(id))).rejects.toMatchObject({
    code: 'harm_test_needed',
    facts: { refusal: { because: 'SECRECY', lawIds: ['OSL 8:1'], caseId: id } },
  })
  expect(await tested(id)).toMatchObject({ outcome: 'nothing', why: 'harm' })
  await expect(away(id, await versionOf(id))).rejects.toMatchObject({ code: 'harm_test_needed' })
  expect(await tested(id, { answers: all('considerable') })).toMatchObject({ outcome: 'nothing' })
  await expect(away(id, await versionOf(id))).rejects.toMatchObject({ code: 'harm_test_needed' })
  expect(await tested(id, { answers: all('some') })).toMatchObject({ outcome: 'all', level: 'qualified-straight', provision: '40:6' })
  await away(id, await versionOf(id))
})

test('L40b: what was asked, answered and decided stands in a row, of codes alone, whatever it came to', async () => {
  const id = await secretCase()
  await tested(id, { ground: 'consent', consented: [...caseParts] })
  await tested(id, { answers: { ...all('none'), safety: 'considerable' } })
  const rows = await w.owner((tx) =>
    tx.all(
      z.object({ ground: z.string(), outcome: z.string(), level: z.string(), provisions: z.array(z.string()), hand: z.string() }),
      sql`select ground, outcome, level, provisions, hand from harm_test where case_id = ${id} order by outcome`,
    ),
  )
  expect(rows).toEqual([
    { ground: 'consent', outcome: 'all', level: 'qualified-straight', provisions: ['40:6'], hand: 'agent' },
    { ground: 'no-harm', outcome: 'nothing', level: 'qualified-straight', provisions: ['40:6'], hand: 'agent' },
  ])
})

test('L40b: a test is of one board, by one person, and half an hour old at most', async () => {
  const id = await secretCase()
  await tested(id, { board: 'kommunstyrelsen', answers: all('none') })
  await expect(away(id, await versionOf(id))).rejects.toMatchObject({ code: 'harm_test_needed' })
  await tested(id, { answers: all('none') })
  await w.owner((tx) => tx.run(sql`update harm_test set at = at - interval '31 minutes' where case_id = ${id}`))
  await expect(away(id, await versionOf(id))).rejects.toMatchObject({ code: 'harm_test_needed' })
  await w.owner((tx) =>
    tx.run(
      sql`update harm_test set at = ombud_now(), employee_id = (select id from employee where email = 'maj@exempelby.test') where case_id = ${id}`,
    ),
  )
  await expect(away(id, await versionOf(id))).rejects.toMatchObject({ code: 'harm_test_needed' })
})

test('L22: to say that a secret case is another board’s, or to give it a part of one, is to hand it across', async () => {
  const id = await secretCase()
  const there = { board: 'tekniska-namnden', caseType: 'parkering' }
  await expect(w.as('alva', async (tx) => routeCase(tx, id, { version: await versionOf(id), ...there }))).rejects.toMatchObject({
    code: 'harm_test_needed',
  })
  await expect(w.as('alva', async (tx) => splitCase(tx, id, { version: await versionOf(id), ...there, text: 'x' }))).rejects.toMatchObject({
    code: 'harm_test_needed',
  })
})

test('L22, L40b: the database refuses what the program would have let through', async () => {
  const id = await secretCase()
  const ids = await w.owner((tx) =>
    tx.one(
      z.object({ board: z.int(), type: z.int(), from: z.int(), who: z.uuid() }),
      sql`select t.board_id as board, t.id as type, c.board_id as from, e.id as who from "case" c, case_type t, employee e where c.id = ${id} and t.code = 'parkering' and e.email = 'alva@exempelby.test'`,
    ),
  )
  await expect(
    w.as('alva', (tx) =>
      tx.run(
        sql`insert into handover (id, case_id, from_board_id, to_board_id, to_type_id, offered_by, offered_at) values (gen_random_uuid(), ${id}, ${ids.from}, ${ids.board}, ${ids.type}, ${ids.who}, ombud_now())`,
      ),
    ),
  ).rejects.toThrow(/without a harm test/)
  await expect(
    w.as('alva', (tx) => tx.run(sql`update "case" set board_id = ${ids.board}, case_type_id = ${ids.type} where id = ${id}`)),
  ).rejects.toThrow(/without a harm test/)
  await expect(
    w.as('alva', (tx) => tx.run(sql`update "case" set offered_board_id = ${ids.board}, offered_type_id = ${ids.type} where id = ${id}`)),
  ).rejects.toThrow(/without a harm test/)
  // the outcome, the level and the time are the database's: they can't be written
  await expect(
    w.as('alva', (tx) =>
      tx.run(
        sql`insert into harm_test (case_id, board_id, to_board_id, employee_id, ground, answers, outcome) values (${id}, ${ids.from}, ${ids.board}, ${ids.who}, 'no-harm', '{}', 'all')`,
      ),
    ),
  ).rejects.toThrow()
})

test('A20: no kind of case with a presumption of secrecy can be without its provision, nor one of social services be open', async () => {
  const without = (change: ReturnType<typeof sql>) => w.owner((tx) => tx.run(sql`update case_type set ${change} where code = 'hemtjanst'`))
  await expect(without(sql`secrecy_tags = '{}'`)).rejects.toThrow(/secret_by_provision/)
  await expect(without(sql`secrecy_provision = null`)).rejects.toThrow(/secret_by_provision/)
  await expect(without(sql`secrecy = 'open'`)).rejects.toThrow(/sealed_by_level/)
  await expect(without(sql`secrecy = 'open', secrecy_level = 'straight'`)).rejects.toThrow(/presumed_secret/)
})

test('A20, L21: a case that was presumed secret is so still when it becomes another kind of case', async () => {
  const id = await secretCase('hemtjanst')
  await w.owner((tx) =>
    tx.run(
      sql`update "case" c set board_id = t.board_id, case_type_id = t.id from case_type t where c.id = ${id} and t.code = 'parkering'`,
    ),
  )
  const now = await w.owner((tx) =>
    tx.one(z.object({ level: z.string(), provisions: z.array(z.string()) }), sql`select level, provisions from case_secrecy(${id})`),
  )
  expect(now).toEqual({ level: 'reverse', provisions: ['26:1'] })
})
