import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { acts } from '../../../contracts/instruction.ts'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { caseQueries, caseViewOf } from '../case/index.ts'
import { deliverNotice } from '../duty/deliver-notice.ts'
import { ask, inForceQuery, loadRules, loadStanding, rulesOf } from '../instruction/index.ts'
import { addEmployee } from '../staff/index.ts'
import { breakGlass, listGlass, mendGlass, secondGlass } from './break-glass.ts'
import { declareConflict } from './declare-conflict.ts'
import { giveAccessBack, listAccessReviews, openAccessReviews, reviewAccess } from './review-access.ts'
import { whoSees } from './who-sees.ts'

// Maj works for tekniska nämnden, Idris for socialnämnden, Bodil for stadsbyggnadsnämnden; Alva and Sami are agents, Axel leads the centre.

let w: World
beforeAll(async () => {
  w = await world()
}, 60_000)
afterAll(() => w.end())

const Ids = z.object({ opened: z.array(z.string()) })
const Facts = z.object({ facts: z.record(z.string(), z.unknown()).nullable() })
const one = (person: string) =>
  w
    .owner((tx) => tx.one(z.object({ id: z.uuid() }), sql`select id from employee where email = ${`${person}@exempelby.test`}`))
    .then(({ id }) => id)
const opens = async (person: string, caseId: string) =>
  (await w.as(person, (tx) => tx.one(Ids, sql`select open_cases(${[caseId]}, 'threat', 'read') as opened`))).opened.length === 1
const view = async (person: string, caseId: string) => {
  const [inForce = [], ...rest] = await w.db.ask(await w.actor(person), [inForceQuery, ...caseQueries(caseId, 'threat')])
  return caseViewOf(rest, rulesOf(inForce) ?? (await w.as(person, loadRules)), 'threat', 'sv')
}
/** A case that has come to another board, and to a kind of its own choosing. */
async function caseAt(board: string, sealed = false, from = 'Kim <kim@example.org>') {
  const { caseId, number } = await w.mail({ from, body: `Brev ${Math.random()}` })
  await w.owner((tx) =>
    tx.run(
      sql`update "case" set (board_id, case_type_id, holder) = (select t.board_id, t.id, 'board' from case_type t join board b on b.id = t.board_id where b.code = ${board} and (t.secrecy = 'sealed') = ${sealed} order by t.id limit 1) where id = ${caseId}`,
    ),
  )
  return { caseId, number }
}

test('B14: the glass opens one case of another board for its time, reads only, tells the board within a minute and marks what was opened', async () => {
  const { caseId, number } = await caseAt('tekniska-namnden')
  expect(await opens('idris', caseId)).toBe(false)
  await w.as('idris', (tx) => breakGlass(tx, { number, reason: 'life', minutes: 30 }))
  const notice = await w.owner((tx) => tx.one(z.object({ id: z.uuid() }), sql`select id from board_notice where kind = 'glass'`))
  // the job stands in the queue from the same transaction, so that nothing but the database has to work
  const { jobs } = await w.as('drift', (tx) =>
    tx.one(z.object({ jobs: z.coerce.number() }), sql`select sum(count) as jobs from waiting_jobs() where task = 'deliver-notice'`),
  )
  expect(jobs).toBe(1)
  await w.service((tx) => deliverNotice(tx, notice.id))
  const { seconds } = await w.owner((tx) =>
    tx.one(
      z.object({ seconds: z.number() }),
      sql`select extract(epoch from delivered_at - owed_at)::float8 as seconds from board_notice where id = ${notice.id}`,
    ),
  )
  expect(seconds).toBeLessThanOrEqual(60)
  const seen = await view('idris', caseId)
  expect(seen).toMatchObject({ readable: true, keptFrom: 'glass' })
  expect(seen.participants[0]?.email).toBe('kim@example.org')
  expect(seen.why.email).toMatchObject({ outcome: 'permit', because: 'BROKEN_GLASS', laws: ['BrB 24:4'] })
  expect(Object.values(seen.can).filter(({ outcome }) => outcome === 'permit')).toEqual([])
  const { facts } = await w.owner((tx) =>
    tx.one(
      Facts,
      sql`select facts from access_event where case_ids @> array[${caseId}::uuid] and hand = 'officer' order by id desc limit 1`,
    ),
  )
  expect(facts).toEqual({ glass: caseId })
  expect((await w.as('maj', listGlass)).glasses[0]).toMatchObject({
    by: { name: 'Idris Holmér' },
    state: 'open',
    opened: 1,
    reason: 'life',
    mine: false,
  })
  expect((await w.as('bodil', listGlass)).glasses).toEqual([]) // neither hers nor her board's
  // someone else's glass opens nothing, and after its time neither does one's own
  expect(await opens('bodil', caseId)).toBe(false)
  await w.pass(0, 1)
  expect([await opens('idris', caseId), (await w.as('maj', listGlass)).glasses[0]?.state]).toEqual([false, 'ended'])
})

test('B14: what is sealed wants two; the one who asks is never the second; the board can close it', async () => {
  const { caseId, number } = await caseAt('socialnamnden', true)
  const { id } = await w.as('maj', (tx) => breakGlass(tx, { number, reason: 'child', minutes: 60 }))
  expect(await opens('maj', caseId)).toBe(false)
  await expect(w.as('maj', (tx) => secondGlass(tx, id))).rejects.toMatchObject({ code: 'not_found' })
  await expect(w.as('bodil', (tx) => secondGlass(tx, id))).rejects.toMatchObject({ code: 'not_found' })
  expect((await w.as('idris', listGlass)).glasses[0]).toMatchObject({ state: 'waits', canSecond: true })
  await w.as('idris', (tx) => secondGlass(tx, id))
  expect(await opens('maj', caseId)).toBe(true)
  await w.as('idris', (tx) => mendGlass(tx, id))
  expect(await opens('maj', caseId)).toBe(false)
})

test('B14, A25: an emergency opens neither one’s own matter nor what isn’t there, and never longer than an hour', async () => {
  const { caseId, number } = await caseAt('tekniska-namnden', false, 'I <idris.privat@example.org>')
  await w.as('idris', (tx) => declareConflict(tx, { kind: 'own', point: 'mail', value: 'idris.privat@example.org' }))
  await expect(w.as('idris', (tx) => breakGlass(tx, { number, reason: 'life', minutes: 10 }))).rejects.toMatchObject({
    code: 'case_not_found',
  })
  await expect(w.as('idris', (tx) => breakGlass(tx, { number: 'SBN-1900-000001', reason: 'life', minutes: 10 }))).rejects.toMatchObject({
    code: 'case_not_found',
  })
  const free = await caseAt('tekniska-namnden')
  await expect(w.as('bodil', (tx) => tx.one(z.unknown(), sql`select break_glass(${free.number}, 'life', 61)`))).rejects.toThrow()
  expect(await opens('idris', caseId)).toBe(false)
})

test('A6: what the simulator says of someone is what they are answered, and what the rows give them, for every act and case type', async () => {
  for (const [person, hand, board, asker] of [
    ['alva', 'agent', 'stadsbyggnadsnamnden', 'axel'],
    ['alva', 'agent', 'socialnamnden', 'idris'],
    ['bodil', 'officer', 'stadsbyggnadsnamnden', 'bodil'],
    ['maj', 'officer', 'stadsbyggnadsnamnden', 'disa'],
  ] as const) {
    const employee = await one(person)
    const told = await w.as(asker, (tx) => whoSees(tx, { employee, hand, board }, 'sv'))
    const own = await w.as(person, async (tx) => {
      const standing = await loadStanding(tx)
      return told.cells.map(({ act, caseType }) => ask(standing, [act], { board, caseType, channel: null }))
    })
    expect(told.cells.map(({ outcome, because }) => ({ outcome, because }))).toEqual(
      own.map(({ outcome, because }) => ({ outcome, because })),
    )
    if (hand !== 'agent') continue
    const Rows = z.object({ types: z.array(z.string()) })
    for (const act of acts) {
      const { types } = await w.as(person, (tx) =>
        tx.one(
          Rows,
          sql`select array(select t.code from case_type t join board b on b.id = t.board_id where b.code = ${board} and t.id = any (granted_case_types(array[${act}::text])) order by t.code) as types`,
        ),
      )
      const permitted = told.cells
        .filter((cell) => cell.act === act && cell.outcome === 'permit' && cell.because === 'CLAUSE_PERMITS')
        .map(({ caseType }) => caseType)
      // a grant for one channel only stands in the rows of that channel
      for (const type of types) expect(permitted).toContain(type)
    }
  }
  const employee = await one('alva')
  await expect(w.as('maj', (tx) => whoSees(tx, { employee, hand: 'agent', board: 'socialnamnden' }, 'sv'))).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('A6: each quarter the board goes through everyone; who is removed is signed out and meets closed walls until it is given back', async () => {
  expect(await w.service(openAccessReviews)).toBeGreaterThan(0)
  expect(await w.service(openAccessReviews)).toBe(0)
  const mine = async () => (await w.as('bodil', listAccessReviews)).reviews.filter(({ board }) => board === 'stadsbyggnadsnamnden')
  const [review] = await mine()
  const names = review?.lines.map(({ employee, hand }) => `${employee.name} ${hand}`) ?? []
  expect(names).toEqual(
    expect.arrayContaining(['Alva Ekdahl agent', 'Bodil Malmgren officer', 'Disa Öhman auditor', 'Sami Lindroth agent']),
  )
  expect(names).not.toContain('Maj Törnqvist officer')
  const [alva, bodil] = [await one('alva'), await one('bodil')]
  const { caseId } = await caseAt('stadsbyggnadsnamnden')
  await w.owner((tx) =>
    tx.run(sql`update "case" set holder = 'centre', case_type_id = (select id from case_type where code = 'bygglov') where id = ${caseId}`),
  )
  expect(await opens('alva', caseId)).toBe(true)
  const before = await w.actor('alva')
  const line = { employee: alva, hand: 'agent' as const, verdict: 'removed' as const }
  await expect(w.as('maj', (tx) => reviewAccess(tx, review?.id ?? '', line))).rejects.toMatchObject({ code: 'not_found' })
  await expect(
    w.as('bodil', (tx) => reviewAccess(tx, review?.id ?? '', { employee: bodil, hand: 'officer', verdict: 'confirmed' })),
  ).rejects.toMatchObject({ code: 'not_found' })
  await w.as('bodil', (tx) => reviewAccess(tx, review?.id ?? '', line))
  expect((await w.db.as(before, (tx) => tx.one(z.object({ who: z.uuid().nullable() }), sql`select actor_id() as who`))).who).toBeNull()
  w.forget()
  const because = async () =>
    w.as(
      'alva',
      async (tx) => ask(await loadStanding(tx), ['receive'], { board: 'stadsbyggnadsnamnden', caseType: 'bygglov', channel: null }).because,
    )
  expect([await opens('alva', caseId), await because()]).toEqual([false, 'ACCESS_REMOVED'])
  expect((await mine())[0]?.lines.find(({ employee }) => employee.id === alva)).toMatchObject({
    verdict: 'removed',
    closed: true,
    decidedBy: 'Bodil Malmgren',
  })
  await w.as('bodil', (tx) => giveAccessBack(tx, { employee: alva, hand: 'agent', board: 'stadsbyggnadsnamnden' }))
  expect([await opens('alva', caseId), await because()]).toEqual([true, 'CLAUSE_PERMITS'])
  await w.pass(31)
  expect((await mine()).at(-1)).toMatchObject({ overdue: true, doneAt: null })
})

test('A6: hands that together give more than each alone are refused when they are given, with the reason', async () => {
  const give = (assignments: Parameters<typeof addEmployee>[1]['assignments']) =>
    w.owner((tx) =>
      addEmployee(tx, {
        name: 'Nina Provberg',
        email: `nina${Math.random()}@exempelby.test`,
        password: 'exempelby',
        operator: false,
        assignments,
      }),
    )
  await expect(
    give([
      { hand: 'agent', board: 'kommunstyrelsen' },
      { hand: 'officer', board: 'tekniska-namnden' },
    ]),
  ).rejects.toThrow(/both-sides/)
  await expect(
    give([
      { hand: 'officer', board: 'tekniska-namnden' },
      { hand: 'auditor', board: 'tekniska-namnden' },
    ]),
  ).rejects.toThrow(/does-and-audits/)
  await expect(
    give([
      { hand: 'officer', board: 'tekniska-namnden', signs: 'board' },
      { hand: 'officer', board: 'kommunstyrelsen', signs: 'contact-centre' },
    ]),
  ).rejects.toThrow(/signs-both/)
  // nor by changing what is given
  await expect(
    w.owner((tx) =>
      tx.run(
        sql`update assignment set board_id = (select id from board where code = 'tekniska-namnden') where hand = 'officer' and employee_id = (select id from employee where email = 'tuva@exempelby.test')`,
      ),
    ),
  ).rejects.toThrow(/both-sides/)
  await give([
    { hand: 'agent', board: 'kommunstyrelsen' },
    { hand: 'officer', board: 'kommunstyrelsen' },
  ]) // the centre's own authority
  await give([
    { hand: 'officer', board: 'tekniska-namnden' },
    { hand: 'auditor', board: 'socialnamnden' },
  ])
})
