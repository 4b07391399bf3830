import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Bulletins, Coverage } from '../../../contracts/briefing.ts'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import type { Serving } from '../../serve.ts'
import { ask, loadStanding } from '../instruction/index.ts'
import { readMe } from '../staff/index.ts'
import { listBulletins } from './list-bulletins.ts'
import { publishBulletin, withdrawBulletin } from './publish-bulletin.ts'
import { readBulletin } from './read-bulletin.ts'
import { readCoverage } from './read-coverage.ts'

// What must be read, and what closes when it hasn't been. Axel leads the centre, Bodil works for stadsbyggnadsnämnden, Alva and Sami are agents.

const own = 'stadsbyggnadsnamnden'
let w: World
let serving: Serving
beforeAll(async () => {
  w = await world()
  serving = await w.serve({ role: 'web' })
}, 60_000)
afterAll(() => w.end())

const asked = {
  kind: 'bulletin' as const,
  title: 'Ny rutin för besök',
  body: 'Så här gör vi från måndag.',
  hands: ['agent' as const],
  readByDays: 14,
}
const publish = (person: string, more: object = {}) => w.as(person, (tx) => publishBulletin(tx, { ...asked, board: null, ...more }))
const N = z.object({ n: z.coerce.number() })
const sees = async (person: string, board = own) =>
  (
    await w.as(person, (tx) =>
      tx.one(
        N,
        sql`select count(*) as n from case_type t join board b on b.id = t.board_id where b.code = ${board} and t.id = any (centre_case_types())`,
      ),
    )
  ).n > 0
const because = (person: string, act: 'receive' | 'handle' | 'handover', board = own) =>
  w.as(person, async (tx) => ask(await loadStanding(tx), [act], { board, caseType: null, channel: 'phone' }).because)
async function call(person: string, method: string, path: string) {
  const actor = await w.actor(person)
  const answer = await fetch(`${serving.url}${path}`, {
    method,
    headers: { cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '' },
  })
  return { status: answer.status, text: await answer.text() }
}
const withdrawAll = async (ids: readonly string[]) => {
  for (const id of ids) await w.as('axel', (tx) => withdrawBulletin(tx, id))
}

test('A12: unread for fourteen days it takes the personal data away in both walls, and read it is back in the very next request', async () => {
  const { id } = await publish('axel')
  const { caseId } = await w.mail({ subject: 'Bygglov för altan' })
  await w.pass(13, 23)
  expect([await sees('alva'), await because('alva', 'receive')]).toEqual([true, 'CLAUSE_PERMITS'])
  expect((await call('alva', 'GET', '/v1/cases')).status).toBe(200)
  await w.pass(0, 2)
  expect([await sees('alva'), await because('alva', 'receive')]).toEqual([false, 'BULLETIN_UNREAD'])
  expect(await because('alva', 'handover')).toBe('CLAUSE_PERMITS') // the floor opens nobody's data
  for (const path of ['/v1/cases', `/v1/cases/${caseId}`, '/v1/contacts'])
    expect(await call('alva', 'GET', path)).toMatchObject({ status: 403, text: expect.stringContaining('bulletin_unread') })
  expect((await w.as('alva', readMe)).unread).toEqual({ count: 1, overdue: 1 })
  expect((await call('alva', 'POST', `/v1/bulletins/${id}/receipt`)).status).toBe(200)
  expect((await call('alva', 'GET', '/v1/cases')).status).toBe(200)
  expect([await sees('alva'), await because('alva', 'receive')]).toEqual([true, 'CLAUSE_PERMITS'])
  expect(await sees('sami')).toBe(false) // hers is hers
  await withdrawAll([id])
  expect(await sees('sami')).toBe(true)
})

test('A12: a board’s own bulletin closes that board only, and for those it was written to only; officers and auditors as well', async () => {
  const { id } = await publish('bodil', { board: own, hands: ['agent', 'officer', 'auditor'], readByDays: 3 })
  await w.pass(4)
  expect([await sees('alva'), await sees('alva', 'tekniska-namnden')]).toEqual([false, true])
  expect([await because('disa', 'handover'), await because('maj', 'handle', 'tekniska-namnden')]).toEqual(['NOT_THIS_HAND', 'OWN_BOARD'])
  const content = (person: string, hand: string) =>
    w.as(
      person,
      async (tx) => (await tx.one(N, sql`select count(*) as n from board where code = ${own} and id = any (content_boards(${hand}))`)).n,
    )
  expect([await content('bodil', 'officer'), await content('disa', 'auditor')]).toEqual([1, 0]) // who publishes has read it
  await w.as('disa', (tx) => readBulletin(tx, id))
  expect(await content('disa', 'auditor')).toBe(1)
  await withdrawAll([id])
})

test('A12: the days are counted from when somebody began, for whoever came after it was published', async () => {
  const { id } = await publish('axel', { readByDays: 5 })
  await w.as('alva', (tx) => readBulletin(tx, id))
  await w.pass(30)
  await w.owner((tx) =>
    tx.run(
      sql`update assignment set valid_from = ombud_now() where employee_id = (select id from employee where email = 'sami@exempelby.test')`,
    ),
  )
  expect([await sees('alva'), await sees('sami')]).toEqual([true, true])
  const [mine] = (await w.as('sami', listBulletins)).mine
  expect(mine).toMatchObject({ id, readAt: null, overdue: false })
  await w.pass(5, 1)
  expect(await sees('sami')).toBe(false)
  expect((await w.as('sami', listBulletins)).mine[0]?.overdue).toBe(true)
  await withdrawAll([id])
})

test('A12: an officer writes for the own board only, the one who signs for the centre for all, and nobody else', async () => {
  await expect(publish('bodil', { board: 'tekniska-namnden' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(publish('bodil')).rejects.toMatchObject({ code: 'not_found' })
  await expect(
    w.as('alva', (tx) => tx.all(z.unknown(), sql`select publish_bulletin(1, 'bulletin', 'xxx', 'xxx', '{agent}', 3)`)),
  ).rejects.toMatchObject({ code: '42501' })
  await expect(
    w.as('bodil', (tx) => tx.all(z.unknown(), sql`select publish_bulletin(null, 'bulletin', 'xxx', 'xxx', '{agent}', 3)`)),
  ).rejects.toMatchObject({ code: '42501' })
  const { id } = await publish('axel', { board: 'tekniska-namnden', kind: 'training', hands: ['officer'] })
  await expect(w.as('bodil', (tx) => withdrawBulletin(tx, id))).rejects.toMatchObject({ code: 'not_found' })
  await expect(w.as('alva', (tx) => readBulletin(tx, id))).rejects.toMatchObject({ code: 'not_found' })
  expect((await w.as('alva', listBulletins)).mine.map((each) => each.id)).not.toContain(id)
  expect((await w.as('maj', listBulletins)).mine.find((each) => each.id === id)?.kind).toBe('training')
  await w.as('maj', (tx) => withdrawBulletin(tx, id)) // a board's own, whoever wrote it
})

test('A12: who has read it: names for whoever leads the centre, counts for a board, nothing for an agent', async () => {
  const { id } = await publish('bodil', { board: own })
  await w.as('alva', (tx) => readBulletin(tx, id))
  await w.as('alva', (tx) => readBulletin(tx, id)) // twice is once
  const of = async (person: string) => Bulletins.parse(await w.as(person, listBulletins)).sent.find((each) => each.id === id)?.reading
  const board = await of('bodil')
  expect(board).toEqual([{ hand: 'agent', people: 3, read: 1, missing: null }])
  expect((await of('axel'))?.[0]?.missing).toEqual(['Sami Lindroth', 'Tuva Norrby'])
  expect([await of('alva'), await of('maj')]).toEqual([undefined, undefined])
  expect((await w.as('alva', (tx) => tx.all(N, sql`select count(*) as n from bulletin_receipt`)))[0]?.n).toBeLessThan(4) // one's own only
  await withdrawAll([id])
})

test('A23: the board sees how many have signed, expire soon, or have something unread: its own board only, and nobody’s name', async () => {
  const { id } = await publish('axel', { readByDays: 2 })
  const coverage = async (person: string) => Coverage.parse(await w.as(person, readCoverage)).boards
  await w.pass(3)
  const [board, ...others] = await coverage('bodil')
  expect([board?.board, others]).toEqual([own, []])
  const agents = board?.hands.find(({ hand }) => hand === 'agent')
  expect(agents).toEqual({ hand: 'agent', people: 3, signed: 3, soon: 0, unread: 3, overdue: 3 })
  expect(JSON.stringify(board)).not.toMatch(/Alva|Sami|Tuva/)
  await w.owner((tx) =>
    tx.run(
      sql`update undertaking set revoked_at = ombud_now() where employee_id = (select id from employee where email = 'sami@exempelby.test') and version_id in (select v.id from instruction_version v join board b on b.id = v.board_id where b.code = ${own})`,
    ),
  )
  expect((await coverage('bodil'))[0]?.hands.find(({ hand }) => hand === 'agent')?.signed).toBe(2)
  expect((await coverage('maj'))[0]?.hands.find(({ hand }) => hand === 'agent')?.signed).toBe(3)
  expect(await coverage('disa')).toHaveLength(6)
  await w.pass(290)
  expect((await coverage('maj'))[0]?.hands.find(({ hand }) => hand === 'agent')).toMatchObject({ signed: 3, soon: 3 })
  await withdrawAll([id])
})
