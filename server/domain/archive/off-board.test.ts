import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aCase, closeCases, writeCases } from '../../../test/closed-cases.ts'
import { fileOfBoard, inForce, manager, signingOf, workerActs } from '../../../test/signed-version.ts'
import { type World, world } from '../../../test/world.ts'
import { keeps } from '../../modules.ts'
import { sql } from '../../platform/db.ts'
import { registerContact } from '../contact/index.ts'
import { signEnding } from '../instruction/sign-version.ts'
import { offBoardAll } from './jobs.ts'
import { rowsOfBoard } from './purge-board.ts'
import { readOffboarding } from './read-offboarding.ts'

const board = 'tekniska-namnden'
const picture = Buffer.from('en påhittad bild')
const Count = z.object({ n: z.coerce.number() })

let w: World
let url: string
beforeAll(async () => {
  w = await world()
  url = (await w.serve({ role: 'web' })).url ?? ''
}, 60_000)
afterAll(() => w.end())

const count = async (query: ReturnType<typeof sql>) => (await w.owner((tx) => tx.one(Count, query))).n
const run = (given: Partial<Parameters<typeof offBoardAll>[0]> = {}) => offBoardAll({ db: w.db, files: w.files, keeps: keeps, ...given })
const progress = (person = 'maj') => w.as(person, (tx) => readOffboarding(tx, board))
const boardId = async () => (await w.owner((tx) => tx.one(z.object({ id: z.int() }), sql`select id from board where code = ${board}`))).id
const leftOf = async () => {
  const id = await boardId()
  return w.service((tx) => rowsOfBoard(tx, id))
}

/** Cases with everything that hangs on them, and attachments whose bytes can be read. */
async function casesOf(of: string, type: string, texts: readonly string[]) {
  const given = texts.map((text) => aCase(of, type, { text }))
  await writeCases(w.logins, given)
  for (const { id, contactId, fileIds } of given) {
    const stored = await w.files.put(picture)
    await w.owner(async (tx) => {
      await tx.run(
        sql`insert into stored_file (id, sha256, size_bytes, wrapped_key, stored_at, case_id, contact_id) values (${stored.id}, decode(${stored.sha256}, 'hex'), ${stored.sizeBytes}, ${stored.wrappedKey}, ombud_now(), ${id}, ${contactId})`,
      )
      await tx.run(sql`update attachment set file_id = ${stored.id} where case_id = ${id}`)
      await tx.run(sql`delete from stored_file where id = ${fileIds[1]}`)
    })
  }
  return given
}

async function endInstruction(): Promise<void> {
  const { uid } = await w.owner((tx) =>
    tx.one(
      z.object({ uid: z.uuid() }),
      sql`select v.uid from instruction_version v join board b on b.id = v.board_id where b.code = ${board} and v.state = 'in-force'`,
    ),
  )
  for (const [person, party] of [
    ['maj', 'board'],
    [manager, 'contact-centre'],
  ] as const) {
    const signing = await signingOf(w, person, party)
    await w.as(person, (tx) => signEnding(tx, uid, signing))
  }
  await workerActs(w)
}

async function fetchPart(person: string, part: number): Promise<{ status: number; text: string }> {
  const actor = await w.actor(person)
  const { id } = await w.owner((tx) =>
    tx.one(z.object({ id: z.uuid() }), sql`select o.id from offboarding o where o.state <> 'cancelled' order by started_at desc limit 1`),
  )
  const answer = await fetch(`${url}/v1/offboardings/${id}/parts/${part}`, {
    method: 'POST',
    headers: { cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '' },
  })
  return { status: answer.status, text: await answer.text() }
}

const heldUntil = sql`ombud_now() + interval '10 days'`
const ofBoard = sql`from "case" c join board b on b.id = c.board_id where b.code = ${board}`
const Export = z.object({
  format: z.literal('ombud-export-1'),
  cases: z.array(
    z.object({
      id: z.string(),
      messages: z.array(z.object({ body: z.string() })),
      notes: z.array(z.object({ body: z.string() })),
      attachments: z.array(z.object({ base64: z.string() })),
    }),
  ),
})

describe('X8: a board that leaves', () => {
  let mine: Awaited<ReturnType<typeof casesOf>>
  let others: Awaited<ReturnType<typeof casesOf>>
  beforeAll(async () => {
    mine = await casesOf(board, 'lekplats', ['Gungan är trasig.', 'Sanden är slut.', 'Staketet lutar.'])
    others = await casesOf('stadsbyggnadsnamnden', 'klagomal-felanmalan', ['Skylten är borta.'])
    await closeCases(w.db, [mine[0]?.id ?? ''])
    await w.owner((tx) =>
      tx.run(
        sql`insert into hold (case_id, ground, placed_at, expires_at) values (${mine[1]?.id}, 'records-request', ombud_now(), ${heldUntil})`,
      ),
    )
    // words asked under the board, in a contact that is kommunstyrelsen's
    await w.as('alva', (tx) =>
      registerContact(tx, {
        channel: 'phone',
        anonymous: true,
        questions: [{ board, caseType: 'lekplats', asked: 'Är lekplatsen öppen?', answered: 'Ja.', settle: 'answered' }],
      }),
    )
  })

  test('X8, A38: once ended by both, all that is the board’s own is made ready; a run that fails is gone on with', async () => {
    expect((await leftOf()).length).toBeGreaterThan(8)
    await run()
    await expect(progress()).rejects.toMatchObject({ code: 'not_found' })
    await endInstruction()
    const broken = { ...w.files, put: () => Promise.reject(new Error('the disk went away')) }
    await expect(run({ files: broken })).rejects.toThrow('the disk went away')
    expect(await progress()).toMatchObject({ state: 'exporting', parts: [] })
    await run()
    expect(await progress()).toMatchObject({ state: 'exported', parts: [{ part: 1 }, { part: 2 }], can: { fetch: true } })
    expect(await count(sql`select count(*) as n from access_event where act = 'export' and ${mine[0]?.id} = any (case_ids)`)).toBe(1)
  })

  test('X8: only the board’s own signer is given it, once, and nothing goes before that', async () => {
    for (const person of ['alva', 'bodil', 'disa', manager]) expect((await fetchPart(person, 1)).status).toBe(404)
    await run()
    expect(await count(sql`select count(*) as n ${ofBoard}`)).toBe(3)
    const first = await fetchPart('maj', 1)
    expect(first.status).toBe(200)
    const { cases } = Export.parse(JSON.parse(first.text))
    expect(cases.map(({ id }) => id).sort()).toEqual(mine.map(({ id }) => id).sort())
    expect(cases.flatMap(({ messages }) => messages.map(({ body }) => body)).sort()).toEqual(mine.map(({ text }) => text).sort())
    for (const { notes, attachments } of cases) {
      expect(notes).toHaveLength(1)
      expect(attachments.map(({ base64 }) => Buffer.from(base64, 'base64').toString())).toEqual([picture.toString()])
    }
    expect(first.text).not.toContain('Skylten är borta')
    expect((await fetchPart('maj', 2)).text).toContain('Är lekplatsen öppen?')
    await w.pass(0, 2)
    expect((await fetchPart('maj', 1)).status).toBe(404)
  })

  test('X8: then nothing of it is left in any table or file, each erasure certified; what is under a hold goes when the hold ends', async () => {
    await run()
    expect(await count(sql`select count(*) as n ${ofBoard}`)).toBe(1)
    expect(await progress()).toMatchObject({ state: 'purging' })
    await w.pass(11)
    await run()
    // the worker removes the files and writes the certificates
    await w.serve({ role: 'worker' })
    const uncertified = sql`select count(*) as n from disposal where offboarding_id is not null and state <> 'certified'`
    await expect.poll(() => count(uncertified), { timeout: 20_000 }).toBe(0)
    await run()
    expect(await progress()).toMatchObject({ state: 'done' })
    expect((await progress()).certificates).toBeGreaterThanOrEqual(3)
    expect(await leftOf()).toEqual([])
    expect(await count(sql`select count(*) as n from question_text where asked = 'Är lekplatsen öppen?'`)).toBe(0)
    const { body } = await w.owner((tx) =>
      tx.one(
        z.object({ body: z.string() }),
        sql`select c.body from certificate c join disposal d on d.id = c.disposal_id where d.subject_id = ${mine[2]?.id}`,
      ),
    )
    expect(JSON.parse(body)).toMatchObject({ board, ground: { law: 'GDPR 28(3)(g)' } })
    expect(await count(sql`select count(*) as n from offboarding_part where wrapped_key is not null`)).toBe(0)
    const onDisk = []
    for await (const id of w.files.list()) onDisk.push(id)
    expect(onDisk).toHaveLength(1) // the other board's attachment
    expect(await count(sql`select count(*) as n from message where case_id = ${others[0]?.id}`)).toBe(1)
  }, 60_000)

  test('X8: with a new instruction in force before the purge, nothing is taken', async () => {
    const again = fileOfBoard(board)
    await inForce(w, board, { ...again, validTo: null })
    const [kept] = await casesOf(board, 'lekplats', ['Rutschkanan är hal.'])
    await endInstruction()
    await run()
    expect(await progress()).toMatchObject({ state: 'exported' })
    await inForce(w, board, again)
    await run()
    expect(await progress()).toMatchObject({ state: 'cancelled' })
    await w.pass(1)
    await run()
    expect(await count(sql`select count(*) as n from "case" where id = ${kept?.id}`)).toBe(1)
    expect((await fetchPart('maj', 1)).status).toBe(404)
  })
})
