import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { loadRules } from '../instruction/index.ts'
import { decideCase } from './decide-case.ts'
import { acceptHandover, caseQueries, caseViewOf, closeCase, handOver } from './index.ts'
import { listDecisions, reportDecisions } from './list-decisions.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

/** A case that stadsbyggnadsnämnden has taken over; version 3. */
async function held(caseType: string): Promise<string> {
  const { caseId } = await w.mail()
  await w.as('alva', (tx) => handOver(tx, caseId, { version: 1, board: 'stadsbyggnadsnamnden', caseType, reason: 'Ert.' }))
  await w.as('bodil', (tx) => acceptHandover(tx, caseId, { version: 2 }))
  return caseId
}

const canDecide = async (person: string, id: string) => {
  const actor = await w.actor(person)
  return caseViewOf(await w.db.ask(actor, caseQueries(id, 'guidance')), await w.db.as(actor, loadRules), 'guidance', 'sv').can.decide
}

test('A36: whoever has the board’s delegation by name decides, and the decision names it and is listed for the next meeting', async () => {
  const id = await held('bygglov')
  expect(await canDecide('bodil', id)).toMatchObject({ outcome: 'permit' })
  await w.as('bodil', (tx) => decideCase(tx, id, { version: 3, kind: 'approval' }))
  await w.as('bodil', (tx) => closeCase(tx, id, { version: 4, outcome: 'beslutad' }))
  const { decisions } = await w.as('bodil', listDecisions)
  const mine = decisions.find(({ caseId }) => caseId === id)
  expect(mine).toMatchObject({ kind: 'approval', by: 'Bodil Malmgren', delegation: 'SBN 2026-01-14 § 7 p. 2.1', reportedOn: null })
  const ids = [mine?.id ?? '']
  expect(await w.as('maj', (tx) => reportDecisions(tx, { ids, on: '2026-12-10' }))).toBe(0)
  expect(await w.as('bodil', (tx) => reportDecisions(tx, { ids, on: '2026-12-10' }))).toBe(1)
  expect(await w.as('bodil', (tx) => reportDecisions(tx, { ids, on: '2026-12-24' }))).toBe(0)
  expect((await w.as('maj', listDecisions)).decisions.filter(({ caseId }) => caseId === id)).toEqual([])
})

test('A36, A37: without a delegation for that case type nobody decides, in the code or in the database, and nothing is closed as decided', async () => {
  const id = await held('stadsbyggnadsfraga')
  expect(await canDecide('bodil', id)).toMatchObject({ outcome: 'deny', because: 'PENDING_DELEGATION', laws: ['KL 6:37', 'KL 7:5'] })
  await expect(w.as('bodil', (tx) => decideCase(tx, id, { version: 3, kind: 'approval' }))).rejects.toMatchObject({
    code: 'delegation_missing',
  })
  await expect(w.as('bodil', (tx) => closeCase(tx, id, { version: 3, outcome: 'beslutad' }))).rejects.toMatchObject({
    code: 'decision_missing',
  })
  const { own } = await w.owner((tx) => tx.one(z.object({ own: z.int() }), sql`select min(id) as own from delegation`))
  const insert = (person: string) =>
    w.as(person, (tx) =>
      tx.run(
        sql`insert into decision (case_id, board_id, delegation_id, employee_id, kind, decided_at) select ${id}, b.id, ${own}, actor_id(), 'approval', ombud_now() from board b where b.code = 'stadsbyggnadsnamnden'`,
      ),
    )
  await expect(insert('bodil')).rejects.toMatchObject({ code: '42501' })
  await expect(
    w.as('bodil', (tx) =>
      tx.run(sql`update "case" set state = 'closed', outcome = 'beslutad', closed_at = now(), dispose_review = true where id = ${id}`),
    ),
  ).rejects.toMatchObject({ code: '42501' })
})

test('A36, B22: an agent decides nothing while no clause lets the centre decide, delegation or not', async () => {
  const { caseId } = await w.mail()
  await expect(w.as('alva', (tx) => decideCase(tx, caseId, { version: 1, kind: 'approval' }))).rejects.toMatchObject({
    code: 'not_permitted',
  })
  expect(await canDecide('alva', caseId)).toMatchObject({ outcome: 'deny' })
})

test('A36: a delegation that has ended lets nobody decide', async () => {
  const id = await held('bygglov')
  await w.owner((tx) => tx.run(sql`update delegation set valid_to = ombud_now() - interval '1 second'`))
  await expect(w.as('bodil', (tx) => decideCase(tx, id, { version: 3, kind: 'approval' }))).rejects.toMatchObject({
    code: 'delegation_missing',
  })
})
