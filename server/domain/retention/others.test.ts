import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { clauseOf } from '../../../test/any-instruction.ts'
import { exempelbyFiles } from '../../../test/exempelby-rules.ts'
import { type World, world } from '../../../test/world.ts'
import { keeps } from '../../modules.ts'
import { sql } from '../../platform/db.ts'
import { acceptHandover, closeCase, handOver } from '../case/index.ts'
import { putInForce } from '../instruction/index.ts'
import { eraseBatch } from './erase.ts'
import { listWhatIsDue } from './jobs.ts'

const board = 'tekniska-namnden'
let w: World
beforeAll(async () => {
  w = await world()
  const seeded = exempelbyFiles.find((each) => each.board === board)
  if (!seeded) throw new Error('no such board')
  const nothingOpen = { others: 'case', where: { not: { fact: 'case.state', is: 'closed' } }, count: 'none' } as const
  const rule = clauseOf({
    id: 'inget-annat-oppet',
    effect: 'oblige',
    requirement: 'B18',
    caseTypes: ['parkering'],
    retention: {
      record: 'case',
      copy: 'ombud',
      due: { after: 'case.closed', length: 5, unit: 'days', calendar: 'calendar' },
      bound: 'exact',
      provided: nothingOpen,
      action: 'delete',
      part: null,
      steps: [],
      sameAs: null,
      disposalDecision: { date: '2025-11-18', organ: 'tekniska nämnden', paragraph: '§ 135' },
      quarantineDays: 0,
    },
  })
  await w.owner((tx) =>
    putInForce(
      tx,
      { ...seeded, version: 99, reviewBy: '2060-12-31', validTo: null, clauses: [...seeded.clauses, rule] },
      'inget annat öppet',
    ),
  )
})
afterAll(() => w.end())

async function taken(from: string, to = board, officer = 'maj', caseType = 'parkering'): Promise<string> {
  const { caseId } = await w.mail({ from, body: 'Hej.' })
  await w.as('alva', (tx) => handOver(tx, caseId, { version: 1, board: to, caseType, reason: 'Ert.' }))
  await w.as(officer, (tx) => acceptHandover(tx, caseId, { version: 2 }))
  return caseId
}
const close = (id: string) => w.as('maj', (tx) => closeCase(tx, id, { version: 3, outcome: 'atgardad' }))
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
const left = async (...ids: string[]) =>
  (await w.owner((tx) => tx.all(z.object({ id: z.string() }), sql`select id from "case" where id = any (${ids}::uuid[])`))).length

test('B18: K12 a case stays while the same person has another open at the board, and another’s or another board’s don’t matter', async () => {
  const [mine, myOther, alone] = [await taken('kim@exempelby.test'), await taken('Kim@Exempelby.test'), await taken('robin@exempelby.test')]
  const elsewhere = await taken('robin@exempelby.test', 'stadsbyggnadsnamnden', 'bodil', 'bygglov')
  await close(mine)
  await close(alone)
  await w.pass(20)
  await night()
  expect(await left(mine, myOther)).toBe(2)
  expect(await left(alone)).toBe(0)
  expect(await left(elsewhere)).toBe(1)
  await close(myOther)
  await w.pass(10)
  await night()
  expect(await left(mine, myOther)).toBe(0)
})

test('B18: K12 where nobody can know whose case it is it is asked about, and takes nothing away', async () => {
  const id = await taken('love@exempelby.test')
  await w.owner((tx) => tx.run(sql`update participant set email = null, phone = null where case_id = ${id}`))
  await close(id)
  await w.pass(20)
  await night()
  expect(await left(id)).toBe(1)
})

test('K12: who has which cases is told to nobody who reads', async () => {
  const id = await taken('sam@exempelby.test')
  await expect(w.as('maj', (tx) => tx.one(z.unknown(), sql`select others_of_person(${id})`))).rejects.toMatchObject({ code: '42501' })
})
