import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { clauseOf } from '../../../test/any-instruction.ts'
import { exempelbyFiles } from '../../../test/exempelby-rules.ts'
import { type World, world } from '../../../test/world.ts'
import { keeps } from '../../modules.ts'
import { sql } from '../../platform/db.ts'
import { declareHappening } from '../case/declare-happening.ts'
import { acceptHandover, closeCase, handOver } from '../case/index.ts'
import { caseQueries, caseViewOf } from '../case/read-case.ts'
import { loadRules, putInForce } from '../instruction/index.ts'
import { eraseBatch } from './erase.ts'
import { listWhatIsDue } from './jobs.ts'

const board = 'tekniska-namnden'
let w: World
beforeAll(async () => {
  w = await world()
  const seeded = exempelbyFiles.find((each) => each.board === board)
  if (!seeded) throw new Error('no such board')
  const hold = (id: string, caseType: string, mode: 'freeze' | 'defer') =>
    clauseOf({
      id,
      effect: 'oblige',
      requirement: 'B18',
      caseTypes: [caseType],
      hold: { records: ['case'], from: 'supervision.opened', until: 'supervision.closed', mode },
    })
  const clauses = [...seeded.clauses, hold('vilar', 'parkering', 'freeze'), hold('stannar', 'lekplats', 'defer')]
  await w.owner((tx) => putInForce(tx, { ...seeded, version: 99, reviewBy: '2060-12-31', validTo: null, clauses }, 'tillsyn fryser'))
})
afterAll(() => w.end())

async function closed(caseType: string): Promise<string> {
  const { caseId } = await w.mail({ body: 'Hej.' })
  await w.as('alva', (tx) => handOver(tx, caseId, { version: 1, board, caseType, reason: 'Ert.' }))
  await w.as('maj', (tx) => acceptHandover(tx, caseId, { version: 2 }))
  await w.as('maj', (tx) => closeCase(tx, caseId, { version: 3, outcome: 'atgardad' }))
  return caseId
}
const view = async (id: string) => {
  const actor = await w.actor('maj')
  return caseViewOf(await w.db.ask(actor, caseQueries(id, 'guidance')), await w.db.as(actor, loadRules), 'guidance', 'sv')
}
const happens = (id: string, event: string) => w.as('maj', (tx) => declareHappening(tx, id, { event }))
async function night(): Promise<void> {
  await listWhatIsDue(w.db, keeps)
  const due = await w.owner((tx) => tx.all(z.object({ id: z.string() }), sql`select id from disposal where state = 'due'`))
  await w.eraser((tx) =>
    eraseBatch(
      tx,
      due.map(({ id }) => id),
      keeps,
    ),
  )
}
const left = async (id: string) => (await w.owner((tx) => tx.all(z.unknown(), sql`select from "case" where id = ${id}`))).length

test('D2: K13 what a clause freezes can’t be opened while it lasts, and is gone the same day it ends when its own day has passed', async () => {
  const id = await closed('parkering')
  expect((await view(id)).readable).toBe(true)
  await happens(id, 'supervision.opened')
  const frozen = await view(id)
  expect(frozen).toMatchObject({ readable: false, participants: [], row: { subject: null, preview: null, sender: null } })
  expect(frozen.timeline.every(({ kind }) => kind === 'event')).toBe(true)
  expect(frozen.disappears).toMatchObject({ state: 'held', sentence: expect.stringContaining('ingen läser det under tiden') })
  await w.pass(3 * 366)
  await night()
  expect(await left(id)).toBe(1)
  await happens(id, 'supervision.closed')
  await night()
  expect(await left(id)).toBe(0)
})

test('D2: K13 what a clause only defers is read as before', async () => {
  const id = await closed('lekplats')
  await happens(id, 'supervision.opened')
  expect(await view(id)).toMatchObject({ readable: true, disappears: { state: 'held', sentence: expect.not.stringContaining('läser') } })
  await happens(id, 'supervision.closed')
  expect((await view(id)).disappears.state).toBe('running')
})
