import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { loadRules } from '../instruction/index.ts'
import { closeCase, routeCase } from './index.ts'
import { caseQueries, caseViewOf } from './read-case.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const board = 'stadsbyggnadsnamnden'
async function caseOf(caseType: string): Promise<string> {
  const { caseId } = await w.mail({ subject: 'Min ansökan' })
  await w.as('alva', (tx) => routeCase(tx, caseId, { version: 1, board, caseType }))
  return caseId
}
const view = async (id: string) => {
  const actor = await w.actor('alva')
  return caseViewOf(await w.db.ask(actor, caseQueries(id, 'application')), await w.db.as(actor, loadRules), 'application', 'sv')
}
const stored = (id: string) =>
  w.owner((tx) =>
    tx.one(
      z.object({ state: z.string(), offer: z.string().nullable() }),
      sql`select state, e_service_offer as offer from "case" where id = ${id}`,
    ),
  )

test('A35: a case that is closed without an answer to the offer of the e-service is refused and stays open', async () => {
  const id = await caseOf('bullerbidrag')
  expect((await view(id)).eServiceOffer).toEqual({ owed: true, answer: null })
  await expect(w.as('alva', (tx) => closeCase(tx, id, { version: 2, outcome: 'besvarad' }))).rejects.toMatchObject({
    code: 'e_service_offer_unanswered',
  })
  expect(await stored(id)).toEqual({ state: 'new', offer: null })
})

test.each(['accepted', 'declined', 'not-relevant'] as const)(
  'A35: with the answer %s the case is closed and keeps it as a code',
  async (answer) => {
    const id = await caseOf('bullerbidrag')
    await w.as('alva', (tx) => closeCase(tx, id, { version: 2, outcome: 'besvarad', eServiceOffer: answer }))
    expect(await stored(id)).toEqual({ state: 'closed', offer: answer })
  },
)

test('A35: a case type that the clause doesn’t reach is closed without any offer', async () => {
  const id = await caseOf('bygglov')
  expect((await view(id)).eServiceOffer).toEqual({ owed: false, answer: null })
  await w.as('alva', (tx) => closeCase(tx, id, { version: 2, outcome: 'besvarad' }))
  expect(await stored(id)).toEqual({ state: 'closed', offer: null })
})
