import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type World, world } from '../../../test/world.ts'
import { keeps } from '../../modules.ts'
import { sql } from '../../platform/db.ts'
import { acceptHandover, closeCase, handOver } from '../case/index.ts'
import { caseQueries, caseViewOf } from '../case/read-case.ts'
import { answerNotice } from '../duty/read-duties.ts'
import { sayInfringing } from '../duty/say-infringing.ts'
import { loadRules } from '../instruction/index.ts'
import { eraseBatch } from './erase.ts'
import { listWhatIsDue } from './jobs.ts'

const board = 'tekniska-namnden'
let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

async function closed(): Promise<string> {
  const { caseId } = await w.mail({ body: 'Hej.' })
  await w.as('alva', (tx) => handOver(tx, caseId, { version: 1, board, caseType: 'parkering', reason: 'Ert.' }))
  await w.as('maj', (tx) => acceptHandover(tx, caseId, { version: 2 }))
  await w.as('maj', (tx) => closeCase(tx, caseId, { version: 3, outcome: 'atgardad' }))
  return caseId
}
const Listed = z.object({ id: z.string(), state: z.string() })
const listed = (id: string) => w.owner((tx) => tx.all(Listed, sql`select id, state from disposal where subject_id = ${id}`))
/** What is due goes, also what was listed before the rule was paused. */
async function night(ids: readonly string[] = []): Promise<void> {
  await listWhatIsDue(w.db, keeps)
  const due = await w.owner((tx) => tx.all(Listed, sql`select id, state from disposal where state = 'due'`))
  await w.eraser((tx) => eraseBatch(tx, [...ids, ...due.map(({ id }) => id)], keeps))
}
const view = async (id: string) => {
  const actor = await w.actor('maj')
  return caseViewOf(await w.db.ask(actor, caseQueries(id, 'guidance')), await w.db.as(actor, loadRules), 'guidance', 'sv')
}
const left = async (id: string) => (await w.owner((tx) => tx.all(z.unknown(), sql`select from "case" where id = ${id}`))).length

test('A10, B18: what a rule that is said to break the law would destroy stays until the board has answered, and says why', async () => {
  const [early, late] = [await closed(), await closed()]
  await w.pass(400)
  // one is listed before anything is said about the rule
  await listWhatIsDue(w.db, keeps)
  const listedBefore = await listed(early)
  expect(listedBefore.map(({ state }) => state)).toEqual(['due'])
  const clause = (await view(late)).disappears.ruleId?.split('/')[1] ?? ''
  const notice = await w.as('alva', (tx) =>
    sayInfringing(tx, board, { clause, laws: ['arkivlagen 10 §'], words: 'Beslutet omfattar inte detta.' }),
  )

  await night(listedBefore.map(({ id }) => id))
  expect([await left(early), await left(late)]).toEqual([1, 1])
  expect((await listed(early)).map(({ state }) => state)).toEqual(['held'])
  const { disappears } = await view(late)
  expect(disappears.state).toBe('held')
  expect(disappears.sentence).toContain('strida mot lagen')

  await w.service((tx) => tx.run(sql`update board_notice set delivered_at = ombud_now() where id = ${notice}`))
  await w.as('maj', (tx) => answerNotice(tx, notice, { answer: 'kept', reason: 'Beslutet omfattar detta.' }, 'sv'))
  await night()
  expect([await left(early), await left(late)]).toEqual([0, 0])
})
