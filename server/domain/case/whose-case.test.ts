import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { loadRules } from '../instruction/index.ts'
import { acceptHandover, assignCase, closeCase, handOver, routeCase, writeNote } from './index.ts'
import { caseQueries, caseViewOf } from './read-case.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const view = async (person: string, id: string) => {
  const actor = await w.actor(person)
  return caseViewOf(await w.db.ask(actor, caseQueries(id, 'guidance')), await w.db.as(actor, loadRules), 'guidance', 'sv')
}
const offerTo = (id: string, board: string, caseType: string) =>
  w.as('alva', (tx) => handOver(tx, id, { version: 1, board, caseType, reason: 'Gäller er.' }))

test('A29: a case that came before the board had an instruction is closed under the first that is in force', async () => {
  const { caseId } = await w.mail()
  await w.owner((tx) => tx.run(sql`update "case" set instruction_version_id = null where id = ${caseId}`))
  await w.as('alva', (tx) => closeCase(tx, caseId, { version: 1, outcome: 'besvarad' }))
  const { row, disappears, instruction } = await view('alva', caseId)
  expect({ state: row.state, clock: disappears.state, version: instruction.version }).toEqual({
    state: 'closed',
    clock: 'running',
    version: 1,
  })
})

test('whoever a case is offered to may write the note that the page says they may', async () => {
  const { caseId } = await w.mail()
  await offerTo(caseId, 'tekniska-namnden', 'trafiksakerhet')
  expect((await view('maj', caseId)).can.note.outcome).toBe('permit')
  await w.as('maj', (tx) => writeNote(tx, caseId, { body: 'Vi tittar på det.' }))
})

test('A1: the centre doesn’t move a case that a board has taken over', async () => {
  const { caseId } = await w.mail()
  const type = await w.owner((tx) =>
    tx.one(
      z.object({ board: z.string(), type: z.string() }),
      sql`select b.code as board, t.code as type from instruction_grant g join instruction_version v on v.id = g.version_id and v.state = 'in-force'
        join case_type t on t.id = any (g.case_type_ids) join board b on b.id = t.board_id where g.act = 'handle' and g.channel is null and b.code <> 'kommunstyrelsen' order by t.id limit 1`,
    ),
  )
  await w.as('alva', (tx) => routeCase(tx, caseId, { version: 1, board: type.board, caseType: type.type }))
  await w.owner((tx) => tx.run(sql`update "case" set holder = 'board' where id = ${caseId}`))
  expect((await view('alva', caseId)).can.route.outcome).toBe('deny')
  await expect(
    w.as('alva', (tx) => routeCase(tx, caseId, { version: 2, board: 'kommunstyrelsen', caseType: 'orouterat' })),
  ).rejects.toMatchObject({ code: 'not_permitted', facts: { refusal: { because: 'BOARD_ONLY', caseId } } })
})

test('A6: a change of a case that one may only look at is refused with its trace, not said to be missing', async () => {
  const { caseId } = await w.mail()
  await offerTo(caseId, 'tekniska-namnden', 'trafiksakerhet')
  await w.as('maj', (tx) => acceptHandover(tx, caseId, { version: 2 }))
  await w.owner((tx) =>
    tx.run(
      sql`insert into instruction_grant (version_id, act, case_type_ids, valid_from) select v.id, 'status.read', array[c.case_type_id], v.valid_from from "case" c join instruction_version v on v.board_id = c.board_id and v.state = 'in-force' where c.id = ${caseId}`,
    ),
  )
  const handles = await w.as('alva', (tx) =>
    tx.one(z.object({ may: z.boolean() }), sql`select may(array['handle'], case_type_id) as may from "case" where id = ${caseId}`),
  )
  expect(handles.may).toBe(false)
  await expect(w.as('alva', (tx) => writeNote(tx, caseId, { body: 'Jag skriver ändå.' }))).rejects.toMatchObject({
    code: 'not_permitted',
    facts: { refusal: { caseId, boardCode: 'tekniska-namnden' } },
  })
})

test('A3, L5: an agent’s reason for a hand-over holds no identity number', async () => {
  const { caseId } = await w.mail()
  const reason = 'Gäller 121212-1212.'
  await expect(
    w.as('alva', (tx) => handOver(tx, caseId, { version: 1, board: 'tekniska-namnden', caseType: 'trafiksakerhet', reason })),
  ).rejects.toMatchObject({ code: 'identity_number_in_text' })
})

test('a case is given to someone who works here and could see it, and to nobody else', async () => {
  const { caseId } = await w.mail()
  const { id: bodil } = await w.owner((tx) =>
    tx.one(z.object({ id: z.uuid() }), sql`select id from employee where email = 'bodil@exempelby.test'`),
  )
  for (const to of [randomUUID(), bodil])
    await expect(w.as('alva', (tx) => assignCase(tx, caseId, { version: 1, to }))).rejects.toMatchObject({ code: 'invalid_input' })
})
