import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Controls } from '../../../contracts/control.ts'
import { StatusShown } from '../../../contracts/lookup.ts'
import { draftOf, nextFile } from '../../../test/drafts.ts'
import { type World, world } from '../../../test/world.ts'
import { startFakeCaseSystems } from '../../connector/case-system/fake.ts'
import { keeps } from '../../modules.ts'
import { sql } from '../../platform/db.ts'
import { openLog } from '../../platform/log.ts'
import type { CaseSystemSetting } from '../../platform/settings.ts'
import { serve } from '../../serve.ts'
import { assignCase } from '../case/index.ts'
import { proposeVersion } from '../instruction/propose-version.ts'
import { readDraft } from '../instruction/read-draft.ts'
import { probeControls } from './probe-controls.ts'

const board = 'stadsbyggnadsnamnden'
let w: World
let fake: Awaited<ReturnType<typeof startFakeCaseSystems>>
let systems: CaseSystemSetting[]
let url: string
let caseId: string
beforeAll(async () => {
  w = await world()
  fake = await startFakeCaseSystems()
  systems = fake.systems.map((system) => (system.code === 'lyktan' ? { ...system, subProcessor: 'molnet' } : system))
  await start()
  caseId = (await w.mail()).caseId
  const alva = await w.owner((tx) => tx.one(z.object({ id: z.string() }), sql`select id from employee where email = 'alva@exempelby.test'`))
  await w.as('alva', (tx) => assignCase(tx, caseId, { version: 1, to: alva.id }))
}, 60_000)
afterAll(async () => {
  await w.end()
  await fake.stop()
})

const start = async () => {
  url = (await w.serve({ role: 'web', caseSystems: systems })).url ?? ''
}
async function call(person: string, method: string, path: string, body?: object, hand?: 'officer' | 'agent') {
  const actor = await w.actor(person, hand)
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const json: unknown = await answer.json()
  return { status: answer.status, json }
}
/** What the system said, and how many questions reached it. */
async function asked(caseType = 'bygglov', reference = 'BYGG 2026-000123') {
  const before = fake.seen.length
  const { status, json } = await call('alva', 'POST', '/v1/lookups', { caseId, board, caseType, reference })
  return { outcome: status === 201 ? StatusShown.parse(json).outcome : status, left: fake.seen.length - before }
}
const probe = () => probeControls({ db: w.db, files: w.files, settings: { ...w.settings, caseSystems: systems }, keeps, demo: true })
const molnet = { code: 'molnet', name: 'Molnet i Norr AB', whatFor: 'Drift av Lyktan', region: 'EU/EEA' }
const register = async (person = 'bodil') => Controls.parse((await call(person, 'GET', '/v1/controls', undefined, 'officer')).json)

test('X5: a system that somebody else runs can’t start without an entry, nor with one that no board has consented to', async () => {
  expect(await asked()).toEqual({ outcome: 'not-available', left: 0 })
  expect((await call('bodil', 'POST', '/v1/sub-processors', molnet)).status).toBe(404)
  const added = await call('drift', 'POST', '/v1/sub-processors', molnet)
  expect(added.status).toBe(201)
  expect((await call('drift', 'POST', '/v1/sub-processors', molnet)).status).toBe(422)
  await start()
  expect(await asked()).toEqual({ outcome: 'not-available', left: 0 })
  // what nobody else runs is asked all the while
  expect(await asked('klagomal-felanmalan', 'FEL-2026-0815')).toEqual({ outcome: 'found', left: 1 })
})

test('X5: with the consent of whoever signs for the board, and its paragraph, it starts for that board; taken back, it is asked no more from that moment', async () => {
  const { id } = (await register()).subProcessors[0] ?? { id: '' }
  const given = { board, paragraph: '§ 41', on: '2026-11-03' }
  expect((await call('maj', 'POST', `/v1/sub-processors/${id}/consent`, given)).status).toBe(404)
  expect((await call('maj', 'POST', `/v1/sub-processors/${id}/consent`, { ...given, board: 'tekniska-namnden' })).status).toBe(200)
  await start()
  // it has an entry and another board's consent, and so starts; for this board it is asked nothing
  expect(await asked()).toEqual({ outcome: 'not-available', left: 0 })
  expect((await call('bodil', 'POST', `/v1/sub-processors/${id}/consent`, given)).status).toBe(200)
  expect((await register()).subProcessors[0]?.consents).toContainEqual({
    board,
    boardName: 'Stadsbyggnadsnämnden',
    paragraph: '§ 41',
    on: '2026-11-03',
  })
  await probe()
  expect(await asked()).toEqual({ outcome: 'found', left: 1 })
  expect((await call('bodil', 'POST', `/v1/sub-processors/${id}/withdrawal`, { board })).status).toBe(200)
  expect(await asked()).toEqual({ outcome: 'not-available', left: 0 })
  // and at the next probe the act itself is closed for the board, with the measure named
  await probe()
  expect((await asked()).outcome).toBe(403)
  const { controls } = await register()
  expect(controls.find(({ measure, board: of }) => measure === 'sub-processors' && of === board)).toMatchObject({ state: 'fails' })
  expect((await call('bodil', 'POST', `/v1/sub-processors/${id}/consent`, given)).status).toBe(200)
  await probe()
  expect(await asked()).toEqual({ outcome: 'found', left: 1 })
})

test('X5: an instruction that names somebody without an entry, or without the board’s consent, is told so on save and can’t be proposed', async () => {
  const named = (name: string) =>
    nextFile(board, (file) => ({ clauses: file.clauses.map((clause, at) => (at === 0 ? { ...clause, subProcessors: [name] } : clause)) }))
  const checks = async (id: string) =>
    (await w.as('bodil', (tx) => readDraft(tx, id, 'sv'))).checks.filter(({ requirement }) => requirement === 'X5').map(({ text }) => text)
  const unknown = await draftOf(w, 'bodil', named('Okänd Drift AB'))
  expect(await checks(unknown)).toEqual(['underbiträdet Okänd Drift AB finns inte i registret'])
  await expect(w.as('bodil', (tx) => proposeVersion(tx, unknown))).rejects.toMatchObject({ code: 'instruction_faults' })
  const { id } = (await register()).subProcessors[0] ?? { id: '' }
  const known = await draftOf(w, 'bodil', named('Molnet i Norr AB'))
  expect(await checks(known)).toEqual([])
  await call('bodil', 'POST', `/v1/sub-processors/${id}/withdrawal`, { board })
  expect(await checks(known)).toEqual(['nämnden har inte godkänt underbiträdet Molnet i Norr AB'])
  await call('bodil', 'POST', `/v1/sub-processors/${id}/consent`, { board, paragraph: '§ 43', on: '2026-11-03' })
})

test('X5: a mail channel that somebody else runs takes nothing in and sends nothing while they have no entry; its boards are told, and warned on save', async () => {
  const smtpListen = { host: '127.0.0.1', port: 0, given: false }
  const opens = async () => {
    const settings = { ...w.settings, role: 'worker' as const, smtpListen }
    const serving = await serve({ settings, logins: w.logins, demo: true, log: openLog('silent') })
    await serving.stop()
    return serving.smtpPort !== null
  }
  expect(await opens()).toBe(true)
  await w.owner((tx) =>
    tx.run(
      sql`update installation set organisation = jsonb_set(organisation, '{channels}', (select jsonb_agg(case c ->> 'kind' when 'email' then c || '{"subProcessor": "postgangen"}' else c end) from jsonb_array_elements(organisation -> 'channels') c))`,
    ),
  )
  expect(await opens()).toBe(false)
  await probe()
  const of = (await register()).controls.find((each) => each.measure === 'sub-processors' && each.board === board)
  expect({ state: of?.state, closed: of?.blocked[0]?.acts }).toEqual({ state: 'fails', closed: ['föra över uppgifter'] })
  const id = await draftOf(
    w,
    'bodil',
    nextFile(board, () => ({})),
  )
  const checks = (await w.as('bodil', (tx) => readDraft(tx, id, 'sv'))).checks.filter(({ requirement }) => requirement === 'X5')
  expect(checks.map(({ severity, text }) => [severity, text])).toEqual([
    ['warning', 'kanalen epost drivs av postgangen, som nämnden inte har godkänt'],
  ])
  expect((await call('drift', 'POST', '/v1/sub-processors', { ...molnet, code: 'postgangen', name: 'Postgången AB' })).status).toBe(201)
  expect(await opens()).toBe(false)
  const entry = (await register()).subProcessors.find(({ code }) => code === 'postgangen')
  await call('bodil', 'POST', `/v1/sub-processors/${entry?.id}/consent`, { board, paragraph: '§ 42', on: '2026-11-03' })
  expect(await opens()).toBe(true)
  await w.owner((tx) =>
    tx.run(
      sql`update installation set organisation = jsonb_set(organisation, '{channels}', (select jsonb_agg(c - 'subProcessor') from jsonb_array_elements(organisation -> 'channels') c))`,
    ),
  )
})

test('X5: who is ended stays in the register and starts nothing; another board’s officer and an agent write nothing in it', async () => {
  const { id } = (await register()).subProcessors[0] ?? { id: '' }
  expect((await call('bodil', 'POST', `/v1/sub-processors/${id}/end`, {})).status).toBe(404)
  expect((await call('alva', 'GET', '/v1/controls')).status).toBe(404)
  expect((await call('drift', 'POST', `/v1/sub-processors/${id}/end`, {})).status).toBe(200)
  const ended = (await register()).subProcessors.find(({ code }) => code === 'molnet')
  expect(ended).toMatchObject({ canConsent: [] })
  expect(ended?.endedAt).not.toBeNull()
  await start()
  expect(await asked()).toEqual({ outcome: 'not-available', left: 0 })
})
