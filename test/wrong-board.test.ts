import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { api, type Given, type Route, type RouteName } from '../contracts/api.ts'
import { acceptHandover, closeCase, handOver, routeCase, writeAnswer, writeNote } from '../server/domain/case/index.ts'
import { registerContact } from '../server/domain/contact/index.ts'
import { askSimulation } from '../server/domain/simulation/ask-simulation.ts'
import { sql } from '../server/platform/db.ts'
import type { Serving } from '../server/serve.ts'
import { draftOf, nextFile } from './drafts.ts'
import { type World, world } from './world.ts'

// A6, B14, T2: whoever has no business with a board gets nothing about it from any route, list, count, search or live event, and can't tell
// a hidden case from one that doesn't exist. Generated over all routes: a route without a sample here doesn't compile.

const marker = 'Vintergatukompost'
let w: World
let serving: Serving
let url: string
let ids: {
  held: string
  centre: string
  contact: string
  outgoing: string
  hold: string
  attachment: string
  version: string
  simulation: string
}

beforeAll(async () => {
  w = await world()
  const held = await w.mail({ subject: `${marker} ett`, body: marker, from: `${marker} <kim@example.org>` })
  await w.as('alva', (tx) => handOver(tx, held.caseId, { version: 1, board: 'stadsbyggnadsnamnden', caseType: 'bygglov', reason: marker }))
  await w.as('bodil', (tx) => acceptHandover(tx, held.caseId, { version: 2 }))
  await w.as('bodil', (tx) => writeNote(tx, held.caseId, { body: marker }))
  const { outgoingId } = await w.as('bodil', (tx) => writeAnswer(tx, held.caseId, { version: 3, subject: marker, body: marker }))
  const centre = await w.mail({ subject: `${marker} två`, body: marker })
  await w.as('alva', (tx) => routeCase(tx, centre.caseId, { version: 1, board: 'stadsbyggnadsnamnden', caseType: 'bygglov' }))
  const closed = await w.mail({ subject: marker })
  await w.as('alva', (tx) => routeCase(tx, closed.caseId, { version: 1, board: 'stadsbyggnadsnamnden', caseType: 'bygglov' }))
  await w.owner((tx) =>
    tx.run(
      sql`update undertaking set revoked_at = now() where employee_id = (select id from employee where email = 'sami@exempelby.test') and version_id in (select v.id from instruction_version v join board b on b.id = v.board_id where b.code in ('stadsbyggnadsnamnden', 'kommunstyrelsen'))`,
    ),
  )
  const { id: contact } = await w.as('alva', (tx) =>
    registerContact(tx, {
      channel: 'phone',
      anonymous: false,
      name: marker,
      questions: [{ board: 'stadsbyggnadsnamnden', caseType: 'bygglov', asked: marker, answered: marker, settle: 'answered' }],
    }),
  )
  const { id: hold } = await w.owner((tx) =>
    tx.one(
      z.object({ id: z.string() }),
      sql`insert into hold (case_id, ground, placed_at, expires_at) values (${held.caseId}, 'incident', now(), now() + interval '1 day') returning id`,
    ),
  )
  await w.as('bodil', (tx) => closeCase(tx, held.caseId, { version: 4, outcome: 'atgardad' })).catch(() => undefined)
  const version = await draftOf(
    w,
    'bodil',
    nextFile('stadsbyggnadsnamnden', () => ({ title: marker })),
  )
  const simulation = await w.as('bodil', (tx) => askSimulation(tx, version))
  ids = {
    held: held.caseId,
    centre: centre.caseId,
    contact,
    outgoing: outgoingId,
    hold,
    attachment: randomUUID(),
    version,
    simulation,
  }
  serving = await w.serve({ role: 'web' })
  url = serving.url ?? ''
}, 60_000)
afterAll(() => w.end())

const signing = { paragraph: '§ 1', date: '2026-01-02', password: 'exempelby' }
/** What stands beside a case that is there; an id of nothing stays one. */
const known = (id: string, beside: string) => (id === ids.held || id === ids.centre ? beside : id)

/** The security measures, and who else handles the data. */
const ofControls = (id: string) => ({
  listControls: {},
  controlReport: { params: { board: 'stadsbyggnadsnamnden', quarter: '2026-Q1' } },
  addSubProcessor: null, // about no case
  endSubProcessor: { params: { id } },
  consentToSubProcessor: { params: { id }, body: { board: 'tekniska-namnden', paragraph: '§ 1', on: '2026-01-02' } },
  withdrawConsent: { params: { id }, body: { board: 'tekniska-namnden' } },
})

/** What is owed to boards, and their gaps. */
const ofDuties = (id: string) => ({
  reportGap: null, // about no case
  readGap: { params: { id } },
  refuseGap: { params: { id }, body: { reason: 'xxx' } },
  answerGap: { params: { id }, body: {} },
  listDuties: {},
  doDuty: { params: { id } },
  readNotice: { params: { id } },
  answerNotice: { params: { id }, body: { answer: 'noted' as const, reason: '' } },
  sayInfringing: null, // about no case, and it stops a clause
  readLog: { body: { board: 'stadsbyggnadsnamnden', purpose: 'control' as const, from: '2020-01-01', to: '2099-12-31' } },
  listLogControls: {},
  startLogControl: { body: { board: 'stadsbyggnadsnamnden', from: '2020-01-01', to: '2020-01-31' } },
  readLogControl: { params: { id } },
  judgeLogItem: { params: { id, number: 1 }, body: { verdict: 'in-order' as const, reason: 'xxx' } },
  signLogControl: { params: { id } },
})

const ofRights = (id: string) => ({
  registerRights: null, // about no case that exists
  takeUpRights: { params: { id }, body: { kind: 'access' as const, numbers: [], contacts: [] } },
  sendNoticeText: { params: { id } },
  listRights: {},
  readRightsPart: { params: { id } },
  takeRightsPart: { params: { id } },
  extendRightsPart: { params: { id }, body: { reasons: 'xxx' } },
  decideRightsPart: { params: { id }, body: { outcome: 'granted' as const, reasons: '' } },
})

/** About oneself, or for administrators: nothing of a board is in any of them. */
const ofSignIn = {
  signInWays: {},
  signIn: null,
  signInCode: null,
  askForPasskey: { body: {} },
  signInPasskey: null,
  account: {},
  endSession: { params: { session: randomUUID() } },
  endOtherSessions: null, // would end those that the tests use
  stepUp: null, // the same
  offerPasskey: { body: {} },
  addPasskey: null,
  removePasskey: { params: { passkey: randomUUID() }, body: {} },
  offerCode: null,
  confirmCode: { body: { code: '123456' } },
  removeCode: { body: {} },
  changePassword: null,
  access: {},
  mapGroup: { body: { group: 'x', hand: 'agent' as const, board: 'stadsbyggnadsnamnden' } },
  unmapGroup: { params: { mapping: 1 } },
  makeScimToken: { body: { name: 'x' } },
  revokeScimToken: { params: { token: randomUUID() } },
  demandSecondFactor: { body: { hand: 'agent' as const, demanded: true } },
  offerLink: { body: { employee: randomUUID() } },
  clearFactors: { body: { employee: randomUUID() } },
}

const ofCases = (id: string) => ({
  openCase: { params: { id }, query: {} },
  assignCase: { params: { id }, body: { version: 1, to: null } },
  writeNote: { params: { id }, body: { body: 'x' } },
  writeAnswer: { params: { id }, body: { version: 1, subject: 'x', body: 'x' } },
  undoAnswer: { params: { id, outgoing: ids.outgoing } },
  routeCase: { params: { id }, body: { version: 1, board: 'tekniska-namnden', caseType: 'parkering' } },
  splitCase: { params: { id }, body: { version: 1, board: 'tekniska-namnden', caseType: 'parkering', text: 'x' } },
  testHandOver: { params: { id }, body: { board: 'tekniska-namnden', ground: '10:2' as const, answers: {} } },
  handOver: { params: { id }, body: { version: 1, board: 'tekniska-namnden', caseType: 'parkering', reason: 'x' } },
  acceptHandover: { params: { id }, body: { version: 1 } },
  returnHandover: { params: { id }, body: { version: 1, reason: 'x' } },
  decideCase: { params: { id }, body: { version: 1, kind: 'approval' as const } },
  listDecisions: {},
  reportDecisions: { body: { ids: [id], on: '2026-12-01' } },
  closeCase: { params: { id }, body: { version: 1, outcome: 'besvarad' } },
  reopenCase: { params: { id }, body: { version: 1 } },
  confirmDelivery: { params: { id }, body: { version: 1 } },
  markSecrecy: { params: { id }, body: { provision: '26:1' } },
  liftSecrecyMark: { params: { id, mark: id } },
  placeHold: { params: { id }, body: { ground: 'incident' as const, days: 3 } },
  declareHappening: { params: { id }, body: { event: 'decision.final' } },
  listReviews: {},
  judgeReview: { params: { id }, body: { judgement: 'keep' as const, reason: 'inte än' } },
  releaseHold: { params: { id, hold: ids.hold } },
  bePresent: { params: { id }, body: { writing: false } },
  keepDraft: { body: { kind: 'note' as const, caseId: id, body: { text: 'x' } } },
  contactDraft: {},
  registerContact: null,
  listContacts: {},
  contactDuties: { query: { board: 'stadsbyggnadsnamnden', caseType: 'bygglov', channel: 'phone' as const } },
  openContact: { params: { id: known(id, ids.contact) }, query: {} },
  listDisposals: {},
})

const ofVersions = (id: string) => ({
  listVersions: { params: { board: 'stadsbyggnadsnamnden' } },
  readVersion: { params: { id } },
  readVersionDiff: { params: { id }, query: {} },
  proposeVersion: { params: { id }, body: {} },
  approveVersion: { params: { id }, body: { ...signing, diffHash: '0'.repeat(64) } },
  acceptVersion: { params: { id }, body: { ...signing, diffHash: '0'.repeat(64) } },
  returnVersion: { params: { id }, body: { reason: 'inte än' } },
  endVersion: { params: { id }, body: { ...signing, party: 'board' as const } },
  stopInstruction: { params: { board: 'stadsbyggnadsnamnden' }, body: { reason: 'inte än' } },
  liftStop: { params: { id }, body: signing },
  acknowledgeLift: { params: { id }, body: signing },
  reviewInstruction: {
    params: { board: 'stadsbyggnadsnamnden' },
    body: { paragraph: '§ 1', date: '2026-01-02', result: 'unchanged' as const },
  },
  bringKey: {
    params: { board: 'stadsbyggnadsnamnden' },
    body: { party: 'board' as const, publicKey: `${'A'.repeat(59)}=`, password: 'exempelby' },
  },
  startDraft: { params: { board: 'stadsbyggnadsnamnden' }, body: { from: 'in-force' as const } },
  readDraft: { params: { id } },
  saveDraft: {
    params: { id },
    body: {
      revision: 0,
      file: {
        board: 'stadsbyggnadsnamnden',
        version: 2,
        title: 'x',
        validFrom: '2026-01-01T00:00:00Z',
        validTo: null,
        reviewBy: '2026-12-31',
        approvals: [],
        clauses: [],
      },
    },
  },
  exportYaml: { params: { id } },
  listTemplates: { params: { board: 'stadsbyggnadsnamnden' } },
  clauseForm: { params: { board: 'stadsbyggnadsnamnden' } },
  writeComment: { params: { id }, body: { clause: 'x', text: 'x' } },
  resolveComment: { params: { id }, body: { resolved: true } },
  simulate: { params: { id: known(id, ids.version) } },
  latestSimulation: { params: { id: known(id, ids.version) } },
  readSimulation: { params: { id: known(id, ids.simulation) } },
  cancelSimulation: { params: { id: known(id, ids.simulation) } },
  readOffboarding: { params: { board: 'stadsbyggnadsnamnden' } },
})

/** A well-formed call of every route about one case. */
const samples = (id: string): { [N in RouteName]: Given<N> | null } => ({
  ...ofSignIn,
  signOut: null,
  me: {},
  organisation: {},
  signUndertaking: null, // about oneself
  listBulletins: {},
  readBulletin: { params: { id } },
  listConflicts: {},
  declareConflict: null, // about no case
  withdrawConflict: { params: { mark: id } },
  passOn: { params: { id } },
  nameForConflict: { params: { id }, body: { employee: id } },
  openWithReason: { params: { id }, body: { reason: 'check' } },
  listGlass: {},
  breakGlass: null, // B14: reaches across boards, and tells them
  secondGlass: { params: { glass: id } },
  mendGlass: { params: { glass: id } },
  accessReviews: {},
  reviewAccess: { params: { review: id }, body: { employee: id, hand: 'agent', verdict: 'removed' } },
  giveAccessBack: { body: { employee: id, hand: 'agent', board: 'tekniska-namnden' } },
  whoSees: { query: { employee: id, hand: 'agent', board: 'tekniska-namnden' } },
  publishBulletin: null, // about no case
  withdrawBulletin: { params: { id } },
  undertakingCoverage: {},
  listConnectors: {},
  acknowledgeConnector: { params: { system: 'lyktan' }, body: { version: 'x' } },
  quiz: { params: { board: 'tekniska-namnden' } },
  notice: {},
  instructionDocument: { params: { board: 'tekniska-namnden' } },
  instructionJsonLd: { params: { board: 'tekniska-namnden' } },
  recordOfProcessing: {},
  descriptionOfRecords: {},
  noticeFaults: {},
  listNotices: {},
  noticeVersion: { params: { version: '0123456789abcdef' } },
  askQuestion: null, // public
  readConversation: { body: { code: 'a'.repeat(26) } },
  followUp: { body: { code: 'a'.repeat(26), body: 'x' } },
  counts: {},
  listCases: { query: { view: 'open', limit: 100 } },
  searchCases: { body: { q: marker } },
  ...ofCases(id),
  certificate: { params: { number: 1 } },
  listInstructions: {},
  readInstruction: { params: { board: 'stadsbyggnadsnamnden' } },
  ...ofVersions(id),
  listGaps: {},
  listForms: {},
  publishForm: null, // an officer's own board only; its refusal is proved with the forms
  listApplications: {},
  startApplication: { body: { form: 1, channel: 'phone' } },
  readApplication: { params: { id } },
  writeApplication: { params: { id }, body: { revision: 0, values: { name: 'x' } } },
  listLinks: {},
  lookUpCatalogue: {},
  judgeText: { body: { text: 'x', place: { caseId: id } } },
  askStatus: { body: { caseId: id, board: 'stadsbyggnadsnamnden', caseType: 'bygglov', reference: 'BYGG 2026-000123' } },
  testTelling: { params: { id }, body: { answers: {} } },
  tellStatus: { params: { id }, body: { recipient: 'public', identityLevel: 'none' } },
  ...ofDuties(id),
  ...ofControls(id),
  ...ofRights(id),
  listJobs: {},
})

async function call(person: string, name: RouteName, given: object): Promise<{ status: number; code: string; text: string }> {
  const route: Route = api[name]
  const { params = {}, query = {}, body } = given as { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: object }
  const path = route.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key])))
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))
  const actor = await w.actor(person)
  const answer = await fetch(`${url}${path}?${search}`, {
    method: route.method,
    headers: {
      cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  return { status: answer.status, code: /"code":"(\w+)"/.exec(text)?.[1] ?? '', text }
}

const names = Object.keys(api) as RouteName[]
for (const person of ['maj', 'idris', 'sami'])
  describe(`${person}, who has no business with the board`, () => {
    test.each(names)(
      'A6, B14: %s gives nothing of another board’s case, and the same answer as for one that doesn’t exist',
      async (name) => {
        for (const id of [ids.held, ids.centre]) {
          const given = samples(id)[name]
          if (given === null) continue
          const hidden = await call(person, name, given)
          for (const secret of [marker, ids.held, ids.centre, ids.contact].filter((word) => !JSON.stringify(given).includes(word)))
            expect(hidden.text, `${name} tells ${secret}`).not.toContain(secret)
          if (/:id/.test(api[name].path)) {
            const absent = await call(person, name, samples(randomUUID())[name] ?? {})
            expect({ status: hidden.status, code: hidden.code }).toEqual({ status: absent.status, code: absent.code })
            expect(hidden.status).toBeGreaterThanOrEqual(400)
          }
        }
      },
    )
  })

test('the same routes do answer those whose case it is, so that the test above can fail', async () => {
  for (const name of ['openCase', 'listCases', 'searchCases'] as const)
    expect((await call('bodil', name, samples(ids.held)[name] ?? {})).text).toContain(marker)
  expect((await call('alva', 'openContact', samples(ids.held).openContact ?? {})).text).toContain(marker)
})

test('B14: an attachment of another board’s case is not found', async () => {
  const actor = await w.actor('maj')
  const answer = await fetch(`${url}/v1/cases/${ids.held}/attachments/${ids.attachment}`, {
    headers: { cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '' },
  })
  expect(answer.status).toBe(404)
})

test('A6: a live event about another board’s case reaches its own people only', async () => {
  const listen = async (person: string) => {
    const actor = await w.actor(person)
    const ended = new AbortController()
    const answer = await fetch(`${url}/v1/live`, {
      headers: { cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '' },
      signal: ended.signal,
    })
    const heard: string[] = []
    const reading = (async () => {
      for await (const part of answer.body ?? []) heard.push(Buffer.from(part).toString())
    })().catch(() => undefined)
    const end = () => {
      ended.abort()
      return reading
    }
    return { heard, end }
  }
  const [own, foreign] = [await listen('bodil'), await listen('maj')]
  await w.as('bodil', (tx) => writeNote(tx, ids.held, { body: 'hörs' }))
  await expect.poll(() => own.heard.join('')).toContain(ids.held)
  expect(foreign.heard.join('')).not.toContain(ids.held)
  await Promise.all([own.end(), foreign.end()])
})

test('nobody who isn’t signed in gets anything from a route that isn’t open', async () => {
  for (const name of names.filter((each) => api[each].who !== 'open' && each !== 'signOut')) {
    const given = samples(ids.held)[name] ?? {}
    const route: Route = api[name]
    const answer = await fetch(`${url}${route.path.replace(/:(\w+)/g, ids.held)}`, {
      method: route.method,
      headers: { 'content-type': 'application/json', cookie: `ombud=agent.${'x'.repeat(43)}` },
      ...(route.method === 'GET' ? {} : { body: JSON.stringify('body' in given ? given.body : {}) }),
    })
    expect([401, 404, 422], name).toContain(answer.status)
    expect(await answer.text()).not.toContain(marker)
  }
})
