import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { loadRules } from '../instruction/index.ts'
import { listCases, searchCases } from './index.ts'
import { liftMark, markSecrecy } from './mark-secrecy.ts'
import { caseQueries, caseViewOf } from './read-case.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

/** A case of Bodil's board, which its officers hold. */
async function boardsCase(subject: string): Promise<string> {
  const { caseId } = await w.mail({ subject, body: `${subject} och mer` })
  await w.owner(async (tx) => {
    await tx.run(
      sql`update "case" c set board_id = t.board_id, case_type_id = t.id, holder = 'board' from case_type t where c.id = ${caseId} and t.code = 'bygglov'`,
    )
    await tx.run(sql`update case_summary s set case_type_id = c.case_type_id from "case" c where c.id = s.case_id and c.id = ${caseId}`)
  })
  return caseId
}
const view = async (person: string, id: string) => {
  const actor = await w.actor(person)
  return caseViewOf(await w.db.ask(actor, caseQueries(id, 'guidance')), await w.db.as(actor, loadRules), 'guidance', 'sv')
}
const mark = (person: string, id: string, provision: string, messageId: string | null = null) =>
  w.as(person, (tx) => markSecrecy(tx, id, { provision, messageId }))

test('A20, L41: a mark has three fields: provision, date and authority; it stands in the case and its lists, and leaves a trace', async () => {
  const id = await boardsCase('qzmärkordet')
  const markId = await mark('bodil', id, '26:1')
  const { secrecyMarks, secrecy, row } = await view('bodil', id)
  expect(secrecyMarks).toMatchObject([{ id: markId, provision: '26:1', boardName: 'Stadsbyggnadsnämnden', markedAt: expect.any(String) }])
  expect(secrecy).toMatchObject({ level: 'reverse', provisions: ['26:1'] })
  expect(row).toMatchObject({ marked: true, sealed: true, subject: '', preview: '' })
  const trace = await w.owner((tx) =>
    tx.all(
      z.object({ event: z.string(), facts: z.unknown() }),
      sql`select event, facts from audit_event where case_id = ${id} and event like 'secrecy.%'`,
    ),
  )
  expect(trace).toEqual([{ event: 'secrecy.marked', facts: { mark: markId, provision: '26:1' } }])
  await expect(mark('bodil', id, '26:1')).rejects.toMatchObject({ code: 'invalid_input' })
})

test('A20, L21: where a mark presumes secrecy the words leave lists and search, and come back when it is lifted', async () => {
  const id = await boardsCase('qzförsvinnordet')
  const hits = () => w.as('bodil', async (tx) => (await searchCases(tx, 'qzförsvinnordet', { hashOf: () => [] })).map((hit) => hit.id))
  expect(await hits()).toEqual([id])
  const markId = await mark('bodil', id, '25:1')
  expect(await hits()).toEqual([])
  await w.as('bodil', (tx) => liftMark(tx, id, markId))
  expect(await hits()).toEqual([id])
  expect((await view('bodil', id)).secrecyMarks).toEqual([])
  const { cases } = await w.as('bodil', (tx) => listCases(tx, { view: 'open', limit: 100 }))
  expect(cases.find((row) => row.id === id)).toMatchObject({ marked: false, sealed: false, subject: 'qzförsvinnordet' })
  // that it stood, and who lifted it, stays
  const kept = await w.owner((tx) =>
    tx.all(z.object({ lifted: z.boolean() }), sql`select lifted_by is not null as lifted from secrecy_mark where case_id = ${id}`),
  )
  expect(kept).toEqual([{ lifted: true }])
})

test('L41: a mark may be of one message, which must be the case’s own', async () => {
  const [id, other] = [await boardsCase('ett'), await boardsCase('två')]
  const messageOf = (of: string) =>
    w.owner((tx) => tx.one(z.object({ id: z.string() }), sql`select id from message where case_id = ${of} order by at limit 1`))
  await mark('bodil', id, '21:1', (await messageOf(id)).id)
  expect((await view('bodil', id)).row).toMatchObject({ marked: true, sealed: false })
  await expect(mark('bodil', id, '21:1', (await messageOf(other)).id)).rejects.toMatchObject({ code: 'not_found' })
})

test('L41: another board’s officers neither mark nor lift, and nobody lifts but an officer', async () => {
  const id = await boardsCase('tre')
  const markId = await mark('bodil', id, '21:1')
  await expect(mark('maj', id, '25:1')).rejects.toMatchObject({ code: 'case_not_found' })
  await expect(w.as('maj', (tx) => liftMark(tx, id, markId))).rejects.toMatchObject({ code: 'case_not_found' })
  await w.owner((tx) => tx.run(sql`update "case" set holder = 'centre' where id = ${id}`))
  await expect(w.as('alva', (tx) => liftMark(tx, id, markId))).rejects.toMatchObject({ code: 'not_found' })
  // the three fields don't change
  await expect(w.as('bodil', (tx) => tx.run(sql`update secrecy_mark set provision = '25:1' where id = ${markId}`))).rejects.toThrow(
    /permission denied/,
  )
})
