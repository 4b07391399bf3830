import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { aCase, writeCases } from '../../../test/closed-cases.ts'
import { type World, world } from '../../../test/world.ts'
import { keeps } from '../../modules.ts'
import { sql } from '../../platform/db.ts'
import { writeNote } from '../case/index.ts'
import { registerContact } from '../contact/index.ts'
import { listWhatIsDue } from '../retention/jobs.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const Row = z.object({
  acts: z.array(z.string()),
  channel: z.string().nullable(),
  outcome: z.string(),
  because: z.string(),
  clause_ids: z.array(z.string()),
  case_type: z.string().nullable(),
  minutes: z.number(),
})
const decisions = () =>
  w.service((tx) =>
    tx.all(
      Row,
      sql`select e.acts, e.channel, e.outcome, e.because, e.clause_ids, t.code as case_type, (extract(epoch from e.at) / 60)::float8 as minutes from decision_event e left join case_type t on t.id = e.case_type_id order by e.id`,
    ),
  )
const register = (caseType: string, board = 'tekniska-namnden') =>
  w.as('alva', (tx) =>
    registerContact(tx, {
      channel: 'phone',
      anonymous: false,
      name: 'Kim Exempel',
      questions: [{ board, caseType, asked: 'Hur är det?', answered: 'Så här.', settle: 'answered', eServiceOffer: 'not-relevant' }],
    }),
  )

test('P5: what an agent is answered is written with the act, as codes and by the quarter of an hour, and goes with an act that isn’t done', async () => {
  await register('lekplats')
  const [row] = await decisions()
  expect(row).toMatchObject({ acts: ['advise'], channel: 'phone', outcome: 'permit', because: 'CLAUSE_PERMITS', case_type: 'lekplats' })
  expect(row?.clause_ids.length).toBeGreaterThan(0)
  expect((row?.minutes ?? 1) % 15).toBe(0)
  await w
    .as('alva', async (tx) => {
      await registerContact(tx, {
        channel: 'phone',
        anonymous: false,
        name: 'Kim',
        questions: [{ board: 'tekniska-namnden', caseType: 'lekplats', asked: 'x', answered: 'y', settle: 'answered' }],
      })
      throw new Error('lost')
    })
    .catch(() => undefined)
  expect(await decisions()).toHaveLength(1)
})

test('P5: a refusal is written too, through the real server, and an officer’s act leaves nothing, since no clause decides for them', async () => {
  const serving = await w.serve({ role: 'web' })
  const before = (await decisions()).length
  await w.owner((tx) =>
    tx.run(
      sql`update undertaking u set revoked_at = now() from instruction_version v join board b on b.id = v.board_id
        where v.id = u.version_id and b.code = 'socialnamnden' and u.employee_id = (select id from employee where email = 'sami@exempelby.test')`,
    ),
  )
  const actor = await w.actor('sami')
  const answer = await fetch(`${serving.url}/v1/contacts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: 'secret' in actor ? `ombud=agent.${actor.secret}` : '' },
    body: JSON.stringify({
      channel: 'phone',
      anonymous: false,
      name: 'Kim Exempel',
      questions: [{ board: 'socialnamnden', caseType: 'hemtjanst', asked: 'x', answered: 'y', settle: 'answered' }],
    }),
  })
  expect(answer.status).toBe(403)
  const rows = (await decisions()).slice(before)
  expect(rows).toEqual([
    expect.objectContaining({ acts: ['advise'], outcome: 'deny', because: 'UNDERTAKING_MISSING', case_type: 'hemtjanst' }),
  ])
  const kase = aCase('tekniska-namnden', 'lekplats')
  await writeCases(w.logins, [kase])
  await w.as('maj', (tx) => writeNote(tx, kase.id, { body: 'Noterat.' }))
  expect(await decisions()).toHaveLength(before + 1)
})

test('nobody but the job reads it, and nobody writes it by hand', async () => {
  for (const person of ['alva', 'maj', 'disa']) {
    await expect(w.as(person, (tx) => tx.all(z.unknown(), sql`select * from decision_event`))).rejects.toThrow()
    await expect(
      w.as(person, (tx) =>
        tx.run(
          sql`insert into decision_event (at, board_id, acts, anonymous, carries_personal_data, outcome, because, clause_ids) values (now(), 1, '{}', false, false, 'permit', 'x', '{}')`,
        ),
      ),
    ).rejects.toThrow()
  }
  const forged = sql`select record_decision('tekniska-namnden', null, '{receive}', null, null, null, false, true, 'permit', 'x', '{}', null)`
  await expect(w.as('maj', (tx) => tx.all(z.unknown(), forged))).rejects.toThrow()
  await expect(w.service((tx) => tx.all(z.unknown(), forged))).rejects.toThrow()
  const Column = z.object({ name: z.string() })
  const columns = await w.owner((tx) =>
    tx.all(Column, sql`select attname as name from pg_attribute where attrelid = 'decision_event'::regclass and attnum > 0`),
  )
  expect(columns.map(({ name }) => name).filter((name) => /case_id|contact|employee|actor|hand|session/.test(name))).toEqual([])
})

test('it is gone after a hundred days, and not before', async () => {
  const before = await decisions()
  await w.pass(99)
  await register('parkering')
  await listWhatIsDue(w.db, keeps)
  expect(await decisions()).toHaveLength(before.length + 1)
  await w.pass(1.1)
  await listWhatIsDue(w.db, keeps)
  expect((await decisions()).map(({ case_type }) => case_type)).toEqual(['parkering'])
})
