import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import type { Sent } from '../../../contracts/channel.ts'
import { type World, world } from '../../../test/world.ts'
import type { App } from '../../platform/app.ts'
import { sql } from '../../platform/db.ts'
import { undoAnswer, writeAnswer } from '../case/index.ts'
import { outboxTasks, queueWaiting, type Send } from './index.ts'

let w: World
let app: App
beforeAll(async () => {
  w = await world()
  app = (await w.serve({ role: 'web' })).app
})
afterAll(() => w.end())

const answer = async () => {
  const { caseId } = await w.mail()
  const { outgoingId } = await w.as('alva', (tx) => writeAnswer(tx, caseId, { version: 1, subject: 'Sv', body: 'Hej Kim!' }))
  return { caseId, outgoingId }
}
const run = async ({ caseId, outgoingId }: { caseId: string; outgoingId: string }, send: Send | undefined) => {
  const [task] = outboxTasks(send)
  await task?.run({ outgoing: outgoingId, case: caseId }, { ...app, db: w.db })
}
const stateOf = async (id: string) =>
  (await w.owner((tx) => tx.one(z.object({ state: z.string() }), sql`select state from outgoing where id = ${id}`))).state

test('an answer that is on its way to the mail server can’t be taken back: nobody is told that it was', async () => {
  const one = await answer()
  let undone: unknown
  const send: Send = async () => {
    undone = await w.as('alva', (tx) => undoAnswer(tx, one.caseId, one.outgoingId)).catch((error: unknown) => error)
    return { outcome: 'accepted', response: '250 ok' } satisfies Sent
  }
  await run(one, send)
  expect(undone).toMatchObject({ code: 'too_late_to_undo' })
  expect(await stateOf(one.outgoingId)).toBe('sent')
})

test('an answer that waits for a mail server to be configured can still be taken back', async () => {
  const one = await answer()
  await expect(run(one, undefined)).rejects.toThrow(/no outgoing mail server/)
  expect(await w.as('alva', (tx) => undoAnswer(tx, one.caseId, one.outgoingId))).toBe('Hej Kim!')
})

test('A4: while what protects mail fails, an answer of that board’s waits and isn’t sent; another board’s goes; when it works again it is taken up', async () => {
  const one = await answer()
  const sent: string[] = []
  const send: Send = async ({ id }) => {
    sent.push(id)
    return { outcome: 'accepted', response: '250 ok' }
  }
  const close = (board: string) =>
    w.owner((tx) =>
      tx.run(sql`with failed as (insert into control_state (measure, state, since, probed_at, until) values ('mail-encrypted', 'fails', now(), now(), now()) returning id)
        insert into control_block (board_id, state_id, measure, acts, blocked_at) select b.id, f.id, 'mail-encrypted', '{reply}', now() from board b, failed f where b.code = ${board}`),
    )
  await close('kommunstyrelsen')
  await expect(run(one, send)).rejects.toThrow(/protects mail/)
  expect({ sent, state: await stateOf(one.outgoingId) }).toEqual({ sent: [], state: 'queued' })
  await w.owner((tx) => tx.run(sql`update control_block set lifted_at = now()`))
  await close('tekniska-namnden')
  await run(one, send)
  expect({ sent, state: await stateOf(one.outgoingId) }).toEqual({ sent: [one.outgoingId], state: 'sent' })
})

test('a start queues nothing twice: one message has one job', async () => {
  const { outgoingId } = await answer()
  await w.owner((tx) => tx.run(sql`update outgoing set not_before = now() - interval '1 hour' where id = ${outgoingId}`))
  await w.service(queueWaiting)
  const { host, port, user, password } = inject('testServer')
  const client = new pg.Client({ host, port, user, password, database: String(w.logins.web.database) })
  await client.connect()
  const { rows } = await client.query(`select id from graphile_worker._private_jobs where payload ->> 'outgoing' = $1`, [outgoingId])
  await client.end()
  expect(rows).toHaveLength(1)
})
