import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { api, type Route } from '../contracts/api.ts'
import { sql } from '../server/platform/db.ts'
import type { Serving } from '../server/serve.ts'
import { type World, world } from './world.ts'

// A21: every route there is, as somebody of each hand who has signed nothing. What a route gives without a signature is a short list, and none of it is about a resident.

/** Gives no personal data of residents: oneself, what is public in the instruction, what a board is owed, and the way to sign and to read. */
const givesNobody = [
  'me',
  'signOut',
  'organisation',
  'quiz',
  'signUndertaking',
  'listBulletins',
  'readBulletin',
  'publishBulletin',
  'listConflicts',
  'declareConflict',
  'withdrawConflict',
  'listGlass',
  'secondGlass',
  'mendGlass',
  'accessReviews',
  'reviewAccess',
  'giveAccessBack',
  'whoSees',
  'withdrawBulletin',
  'undertakingCoverage',
  'listConnectors',
  'acknowledgeConnector',
  'counts',
  'listInstructions',
  'readInstruction',
  'listGaps',
  'reportGap',
  'readGap',
  'refuseGap',
  'answerGap',
  'listDuties',
  'doDuty',
  'readNotice',
  'answerNotice',
  'sayInfringing',
  'listVersions',
  'readVersion',
  'readVersionDiff',
  'proposeVersion',
  'approveVersion',
  'acceptVersion',
  'returnVersion',
  'endVersion',
  'stopInstruction',
  'liftStop',
  'acknowledgeLift',
  'reviewInstruction',
  'bringKey',
  'startDraft',
  'readDraft',
  'saveDraft',
  'exportYaml',
  'listTemplates',
  'clauseForm',
  'writeComment',
  'resolveComment',
  'readOffboarding',
  'listJobs',
  'recordOfProcessing',
  'noticeFaults',
  'certificate',
  'listForms',
  'publishForm',
  'listLinks',
  'listControls',
  'controlReport',
  'addSubProcessor',
  'endSubProcessor',
  'consentToSubProcessor',
  'withdrawConsent',
  // one's own account, and who may sign in: nothing of a board is in them
  'account',
  'endSession',
  'endOtherSessions',
  'stepUp',
  'offerPasskey',
  'addPasskey',
  'removePasskey',
  'offerCode',
  'confirmCode',
  'removeCode',
  'changePassword',
  'access',
  'mapGroup',
  'unmapGroup',
  'makeScimToken',
  'revokeScimToken',
  'demandSecondFactor',
  'offerLink',
  'clearFactors',
]
const routes: [string, Route][] = Object.entries(api)
const personal = routes.filter(([, { who, unsigned }]) => who !== 'open' && !unsigned)
/** An agent, an officer who leads, an officer of a board, an auditor, and whoever runs the machines (A21: managers and IT as well). */
const people = { alva: 'agent', axel: 'officer', bodil: 'officer', disa: 'auditor', drift: 'officer' } as const

const zRow = z.object({ hand: z.string() })
let w: World
let serving: Serving
beforeAll(async () => {
  w = await world()
  serving = await w.serve({ role: 'web' })
}, 60_000)
afterAll(() => w.end())

const revoke = (person: string) =>
  w.owner((tx) =>
    tx.run(
      sql`update undertaking set revoked_at = ombud_now() where revoked_at is null and employee_id = (select id from employee where email = ${`${person}@exempelby.test`})`,
    ),
  )
async function call(person: string, method: string, path: string) {
  const actor = await w.actor(person)
  const bodiless = method === 'GET' || method === 'DELETE'
  const answer = await fetch(`${serving.url}${path.replace(/:number/, '1').replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')}`, {
    method,
    headers: {
      cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '',
      ...(bodiless ? {} : { 'content-type': 'application/json' }),
    },
    body: bodiless ? null : '{}',
  })
  return { status: answer.status, text: await answer.text() }
}

test('A21: the routes that need no signature are the ones we think', () => {
  expect(
    routes
      .filter(([, { unsigned }]) => unsigned)
      .map(([name]) => name)
      .sort(),
  ).toEqual(givesNobody.sort())
})

describe.each(Object.entries(people))('%s, who has signed nothing', (person, hand) => {
  beforeAll(() => revoke(person))
  test.each(personal.filter(([, { who }]) => who !== 'open' && who.includes(hand)))(
    'A21: %s is refused with UNDERTAKING_MISSING',
    async (_, { method, path }) => {
      const answer = await call(person, method, path)
      expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('"code":"undertaking_missing"') })
    },
  )
  test.each(['GET /v1/cases/:id/attachments/:attachment', ...(hand === 'officer' ? ['POST /v1/offboardings/:id/parts/:number'] : [])])(
    'A21: and %s, outside the contract',
    async (line) => {
      const [method = '', path = ''] = line.split(' ')
      expect((await call(person, method, path)).status).toBe(403)
    },
  )
})

test('A21: a refusal of someone who has signed nothing leaves a row', async () => {
  const rows = await w.owner((tx) =>
    tx.all(zRow, sql`select distinct hand from refusal where because = 'UNDERTAKING_MISSING' order by hand`),
  )
  expect(rows.map(({ hand }) => hand)).toEqual(['agent', 'auditor', 'officer'])
})

test('A21: what is revoked shows no case in the very next statement, and is refused in words within five seconds', async () => {
  const { caseId } = await w.mail({ subject: 'Fråga om parkering' })
  await w.owner((tx) =>
    tx.run(
      sql`update "case" set board_id = t.board_id, case_type_id = t.id from case_type t join board b on b.id = t.board_id where b.code = 'tekniska-namnden' and t.code = 'parkering' and "case".id = ${caseId}`,
    ),
  )
  for (const person of ['sami', 'maj']) {
    expect(await call(person, 'GET', `/v1/cases/${caseId}`)).toMatchObject({ status: 200 })
    await revoke(person)
    const next = await call(person, 'GET', `/v1/cases/${caseId}`)
    expect(next).toMatchObject({ status: 403, text: expect.stringContaining('"code":"undertaking_missing"') })
    expect((await call(person, 'GET', '/v1/cases?view=open')).text).not.toContain(caseId)
    await expect.poll(async () => (await call(person, 'GET', '/v1/cases')).text, { timeout: 5_000 }).toContain('undertaking_missing')
  }
})
