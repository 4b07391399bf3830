import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { demoPassword } from '../../../db/seed/exempelby/people.ts'
import { fileOfBoard, manager, reworded, workerActs } from '../../../test/signed-version.ts'
import { type World, world } from '../../../test/world.ts'
import { createDraft } from './index.ts'

const board = 'stadsbyggnadsnamnden'

let w: World
let url: string
beforeAll(async () => {
  w = await world()
  url = (await w.serve({ role: 'web' })).url ?? ''
}, 60_000)
afterAll(() => w.end())

const Answer = z.looseObject({
  code: z.string().optional(),
  state: z.string().optional(),
  hash: z.string().optional(),
  diffHash: z.string().nullish(),
})
async function call(person: string, path: string, body?: object) {
  const actor = await w.actor(person)
  const answer = await fetch(`${url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    body: body ? JSON.stringify(body) : null,
  })
  return { status: answer.status, ...Answer.parse(await answer.json()) }
}
const signing = { paragraph: '§ 12', date: '2026-11-20', password: demoPassword }

test('A2, A38: from draft to in force by the API: who may not is told nothing, a wrong password signs nothing, and what was signed is shown', async () => {
  const id = await w.as('bodil', (tx) => createDraft(tx, { board, file: fileOfBoard(board, reworded) }))
  const at = `/v1/instruction-versions/${id}`
  for (const person of ['alva', 'disa', 'maj']) {
    expect((await call(person, `${at}/proposal`, {})).status).toBe(404)
    expect((await call(person, `/v1/instructions/${board}/stops`, { reason: 'nej tack' })).status).toBe(404)
  }
  expect(await call('bodil', `${at}/proposal`, {})).toMatchObject({
    status: 200,
    state: 'proposed',
    can: { approve: true, return: true, accept: false },
  })
  const diff = await call(manager, `${at}/diff`)
  expect(diff).toMatchObject({ status: 200, diff: { widens: false, material: false, clauses: [{ change: 'changed', fields: ['text'] }] } })
  const body = { ...signing, diffHash: diff.hash }
  for (const person of ['alva', 'disa']) expect((await call(person, `${at}/approval`, body)).status).toBe(404)
  expect(await call('bodil', `${at}/approval`, { ...body, password: 'fel' })).toMatchObject({ status: 401, code: 'wrong_password' })
  expect(await call('bodil', `${at}/approval`, { ...body, diffHash: '0'.repeat(64) })).toMatchObject({ status: 409, code: 'diff_changed' })
  expect(await call('bodil', `${at}/approval`, { ...body, date: '2099-01-01' })).toMatchObject({ status: 422, code: 'invalid_input' })
  expect(await call('bodil', `${at}/approval`, body)).toMatchObject({ status: 200, state: 'approved' })
  expect(await call(manager, `${at}/acceptance`, body)).toMatchObject({
    status: 200,
    state: 'accepted',
    signatures: [
      { party: 'board', signer: 'Bodil Malmgren', paragraph: '§ 12', date: '2026-11-20' },
      { party: 'contact-centre', signer: 'Axel Strandmark' },
    ],
  })
  await workerActs(w)
  expect(await call('alva', at)).toMatchObject({ status: 200, state: 'in-force' })
  const { diffHash } = await call('alva', at)
  expect(diffHash).toBe(diff.hash)
})

test('A9: stop, lift and acknowledgement by the API', async () => {
  expect(await call('bodil', `/v1/instructions/${board}/stops`, { reason: 'Vi utreder.' })).toMatchObject({
    status: 201,
    stops: [{ acts: [], caseTypes: [] }],
  })
  const list = await call('bodil', `/v1/instructions/${board}/versions`)
  const { stops } = z.object({ stops: z.array(z.object({ id: z.uuid() })) }).parse(list)
  const at = `/v1/stops/${stops[0]?.id}`
  expect((await call('maj', `${at}/lift`, signing)).status).toBe(404)
  expect((await call('bodil', `${at}/lift`, signing)).status).toBe(200)
  expect((await call(manager, `${at}/acknowledgement`, signing)).status).toBe(200)
  await workerActs(w)
  expect(await call('bodil', `/v1/instructions/${board}/versions`)).toMatchObject({ stops: [] })
})

test('guesses at the password are counted with those at the door, and then it rests', async () => {
  const id = await w.as('maj', (tx) => createDraft(tx, { board: 'tekniska-namnden', file: fileOfBoard('tekniska-namnden') }))
  await call('maj', `/v1/instruction-versions/${id}/proposal`, {})
  const guess = () => call('maj', `/v1/instruction-versions/${id}/approval`, { ...signing, password: 'fel', diffHash: '0'.repeat(64) })
  for (let n = 0; n < 8; n += 1) expect((await guess()).code).toBe('wrong_password')
  expect((await guess()).code).toBe('too_many_attempts')
  expect((await call('maj', `/v1/instruction-versions/${id}/approval`, { ...signing, diffHash: '0'.repeat(64) })).code).toBe(
    'too_many_attempts',
  )
})
