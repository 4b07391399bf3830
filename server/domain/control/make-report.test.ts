import { createHash, createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ControlReport, Controls } from '../../../contracts/control.ts'
import { type World, world } from '../../../test/world.ts'
import { keeps } from '../../modules.ts'
import { sql } from '../../platform/db.ts'
import { makeReports } from './make-report.ts'
import { probeControls } from './probe-controls.ts'

let w: World
let url: string
beforeAll(async () => {
  w = await world()
  url = (await w.serve({ role: 'web' })).url ?? ''
}, 60_000)
afterAll(() => w.end())

const probe = (sessionHours = 10, smtpUrl?: string) =>
  probeControls({ db: w.db, files: w.files, settings: { ...w.settings, sessionHours, smtpUrl }, keeps, demo: true })
const make = () => w.service((tx) => makeReports(tx, w.settings))
async function get(person: string, path: string, hand: 'officer' | 'auditor' | 'agent' = 'officer') {
  const actor = await w.actor(person, hand)
  return fetch(`${url}${path}`, { headers: { cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '' } })
}

test('A8: when the quarter has ended each board has one signed report of how its measures worked, and of what was closed', async () => {
  await probe()
  expect(await make()).toBe(0)
  await w.pass(0, 1)
  await probe(12, 'smtp://post.example.org')
  await w.pass(0, 2)
  await probe()
  await w.pass(100)
  await probe()
  const boards = await w.owner((tx) =>
    tx.all(z.object({ id: z.int() }), sql`select board_id as id from instruction_version where state = 'in-force'`),
  )
  expect(await make()).toBe(boards.length)
  expect(await make()).toBe(0)

  const listed = Controls.parse(await (await get('maj', '/v1/controls')).json()).reports
  expect(listed.map(({ board }) => board)).toEqual(['tekniska-namnden'])
  const quarter = listed[0]?.quarter ?? ''
  const report = ControlReport.parse(await (await get('maj', `/v1/controls/tekniska-namnden/reports/${quarter}`)).json())
  const body = z
    .object({
      board: z.string(),
      notices: z.number(),
      measures: z.array(
        z.object({ measure: z.string(), failedSeconds: z.number(), blocks: z.array(z.object({ acts: z.array(z.string()) })) }),
      ),
    })
    .parse(JSON.parse(report.body))
  expect(body).toMatchObject({ board: 'tekniska-namnden', notices: 4 })
  const of = (measure: string) => body.measures.find((each) => each.measure === measure)
  expect(of('session-limits')).toMatchObject({ blocks: [] })
  expect(of('session-limits')?.failedSeconds).toBeGreaterThanOrEqual(7200)
  expect(of('session-limits')?.failedSeconds).toBeLessThan(7260)
  expect(of('mail-encrypted')?.blocks.map(({ acts }) => acts)).toEqual([['reply']])
  expect(of('row-security')).toMatchObject({ failedSeconds: 0, blocks: [] })
  // anyone who has the text, the key and the signature can verify it
  const key = createPublicKey({ key: Buffer.from(report.publicKey, 'base64'), format: 'der', type: 'spki' })
  const hash = createHash('sha256').update(report.body).digest()
  expect(verify(null, hash, key, Buffer.from(report.signature, 'base64'))).toBe(true)
  const failures = report.document.sections.find(({ id }) => id === 'avbrott')?.blocks[0]
  expect(failures?.kind === 'table' ? failures.rows.map((row) => [row[0], row[3]]) : null).toEqual([
    ['E-post går krypterad', 'ge återkoppling'],
    ['Sessioner tar slut', '–'],
  ])
  expect(report).toMatchObject({ hash: hash.toString('hex'), intact: true })
  const pdf = await get('maj', `/v1/controls/tekniska-namnden/reports/${quarter}/pdf`)
  expect({ status: pdf.status, type: pdf.headers.get('content-type'), starts: (await pdf.text()).slice(0, 5) }).toEqual({
    status: 200,
    type: 'application/pdf',
    starts: '%PDF-',
  })

  // no other board's
  expect((await get('bodil', `/v1/controls/tekniska-namnden/reports/${quarter}`)).status).toBe(404)
  expect((await get('bodil', `/v1/controls/tekniska-namnden/reports/${quarter}/pdf`)).status).toBe(404)
  expect((await get('alva', `/v1/controls/tekniska-namnden/reports/${quarter}`, 'agent')).status).toBe(404)

  // a figure that is bettered afterwards is seen
  await w.owner((tx) => tx.run(sql`update control_report set body = replace(body, '"notices":4', '"notices":0')`))
  expect(ControlReport.parse(await (await get('maj', `/v1/controls/tekniska-namnden/reports/${quarter}`)).json()).intact).toBe(false)
})
