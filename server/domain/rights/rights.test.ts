import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Reply, RouteName } from '../../../contracts/api.ts'
import { api, type Route } from '../../../contracts/api.ts'
import type { RightsKind } from '../../../contracts/rights.ts'
import type { Hand } from '../../../contracts/words.ts'
import { type World, world } from '../../../test/world.ts'
import { readForm } from '../../channel/portal/index.ts'
import { receiveQuestionOnce } from '../../channel/portal/receive.ts'
import { keeps } from '../../modules.ts'
import type { App } from '../../platform/app.ts'
import { addPeriod } from '../../platform/calendar.ts'
import { sql } from '../../platform/db.ts'
import { routeCase } from '../case/index.ts'
import { contactTasks } from '../contact/index.ts'
import { dutyTasks } from '../duty/jobs.ts'
import { findDue } from '../retention/find-due.ts'
import { eraseBatch } from '../retention/index.ts'
import { rightsTasks, takesUp } from './index.ts'

let w: World
let app: App
let url: string
beforeAll(async () => {
  w = await world()
  const serving = await w.serve({ role: 'web' })
  app = { ...serving.app, db: w.db, files: w.files, clock: w.clock }
  url = serving.url ?? ''
}, 60_000)
afterAll(() => w.end())

type Answer<N extends RouteName> = {
  status: number
  body: Reply<N> & { code?: string; verdict?: { clauses: { id: string; requirement: string }[] } }
}
async function call<N extends RouteName>(
  person: string,
  name: N,
  { params = {}, body, hand }: { params?: Record<string, string>; body?: object; hand?: Hand } = {},
): Promise<Answer<N>> {
  const route: Route = api[name]
  const actor = await w.actor(person, hand)
  const answer = await fetch(`${url}${route.path.replace(/:(\w+)/g, (_, key: string) => params[key] ?? '')}`, {
    method: route.method,
    headers: {
      cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: answer.status, body: JSON.parse(await answer.text()) }
}

/** What the worker does with what waits: notices are delivered, and whoever asked is told. */
async function work(): Promise<void> {
  const [deliver] = dutyTasks(undefined)
  const [tell] = rightsTasks
  const Ids = z.object({ id: z.uuid() })
  for (const { id } of await w.owner((tx) => tx.all(Ids, sql`select id from board_notice where delivered_at is null`)))
    await deliver?.run({ notice: id }, app)
  for (const { id } of await w.owner((tx) => tx.all(Ids, sql`select id from rights_request where told_at is null`)))
    await tell?.run({ request: id }, app)
}

const Form = { noticeVersion: '', subject: 'Begäran', address: '', propertyDesignation: '', phone: '', name: '' }
let forms = 0
async function portal(kind: RightsKind, given: { email?: string; body?: string; leads?: string[] }): Promise<string> {
  forms += 1
  const once = `${forms}`.padStart(43, 'a')
  const { code } = await receiveQuestionOnce(app, { ...Form, email: given.email ?? '', body: given.body ?? 'Jag vill veta.' }, once, {
    kind,
    leads: given.leads ?? [],
  })
  const [read] = contactTasks({ form: readForm }, takesUp)
  const waiting = await w.owner((tx) => tx.all(z.object({ id: z.uuid() }), sql`select id from arrival where state = 'waiting'`))
  for (const { id } of waiting) await read?.run({ arrival: id }, app)
  return code ?? ''
}
const Request = z.object({
  id: z.uuid(),
  case_id: z.uuid(),
  kind: z.string(),
  channel: z.string(),
  received_at: z.date(),
  due_at: z.date(),
  boards: z.array(z.string()),
  closed_at: z.date().nullable(),
})
const requests = () =>
  w.owner((tx) =>
    tx.all(
      Request,
      sql`select r.id, r.case_id, r.kind, r.channel, r.received_at, r.due_at, r.closed_at, (select array_agg(b.code order by b.code) from rights_part p join board b on b.id = p.board_id where p.request_id = r.id) as boards from rights_request r order by r.received_at desc, r.id`,
    ),
  )
const newest = async () => {
  const [first] = await requests()
  if (!first) throw new Error('no request')
  return first
}
const partAt = async (board: string, requestId: string) =>
  (
    await w.owner((tx) =>
      tx.one(
        z.object({ id: z.uuid() }),
        sql`select p.id from rights_part p join board b on b.id = p.board_id where b.code = ${board} and p.request_id = ${requestId}`,
      ),
    )
  ).id

describe('rights', () => {
  test('A14, B23: the same request by mail, portal, phone and desk is the same object, with its clock from when it came', async () => {
    const from = 'Kim Exempel <kim.samma@example.org>'
    // what the boards have: a case at the technical board, a question answered at the building board
    const known = await w.mail({ from, subject: 'Lekplats' })
    await w.as('alva', (tx) => routeCase(tx, known.caseId, { version: 1, board: 'tekniska-namnden', caseType: 'lekplats' }))
    const asked = { board: 'stadsbyggnadsnamnden', caseType: 'bygglov', asked: 'Hur', answered: 'Så', settle: 'answered' }
    await call('alva', 'registerContact', {
      body: { channel: 'phone', anonymous: false, email: 'kim.samma@example.org', questions: [asked] },
    })
    const mailed = await w.mail({ from, subject: 'Registerutdrag', body: 'Skicka allt ni har om mig.' })
    await w.pass(2)
    const taken = await call('alva', 'takeUpRights', { params: { id: mailed.caseId }, body: { kind: 'access' } })
    expect(taken.status).toBe(201)
    await portal('access', { email: 'Kim.Samma@example.org' })
    for (const channel of ['phone', 'visit'])
      expect(
        (await call('alva', 'registerRights', { body: { channel, kind: 'access', words: 'Vad har ni?', email: 'kim.samma@example.org' } }))
          .status,
      ).toBe(201)
    const found = (await requests()).filter(({ kind }) => kind === 'access')
    expect(found.map(({ channel }) => channel).sort()).toEqual(['email', 'form', 'phone', 'visit'])
    for (const { boards, received_at, due_at } of found) {
      expect(boards).toEqual(['kommunstyrelsen', 'stadsbyggnadsnamnden', 'tekniska-namnden'])
      // one month from the receipt as the board's rule promises, never later than the law's
      expect(due_at).toEqual(addPeriod(received_at, { length: 1, unit: 'months', calendar: 'calendar' }).at)
    }
    const came = await w.owner((tx) =>
      tx.all(
        z.object({ at: z.date() }),
        sql`select coalesce(a.received_at, k.started_at) as at from rights_request r join "case" c on c.id = r.case_id join contact k on k.id = c.contact_id left join arrival a on a.case_id = c.id order by r.received_at desc, r.id`,
      ),
    )
    expect(found.map(({ received_at }) => received_at)).toEqual(came.map(({ at }) => at))
  })

  test('A14: each holding board has a part with its day and a receipt, by a job that needs no mail server, and the person is told which', async () => {
    // the jobs that forward and tell stand in the queue from the same transactions
    const Jobs = z.object({ task: z.string(), count: z.int() })
    const jobs = await w.as('drift', (tx) =>
      tx.all(Jobs, sql`select task, count from waiting_jobs() where task in ('deliver-notice', 'tell-rights') order by task`),
    )
    expect(jobs).toEqual([
      { task: 'deliver-notice', count: 12 },
      { task: 'tell-rights', count: 4 },
    ])
    await work()
    const { body } = await call('maj', 'listRights')
    expect(body.parts.length).toBe(4)
    for (const part of body.parts)
      expect(part).toMatchObject({ mine: true, forwardedAt: expect.any(String), dueAt: expect.any(String), readAt: null, caseId: null })
    const [part] = body.parts
    // the notice is due when the answer is, so that what is late is shown to the board and its auditor as everything owed is
    const owed = (await call('maj', 'listDuties')).body.notices.filter(({ kind }) => kind === 'rights')
    expect(owed.map(({ dueAt }) => dueAt).sort()).toEqual(body.parts.map(({ dueAt }) => dueAt).sort())
    const opened = await call('maj', 'readRightsPart', { params: { id: part?.id ?? '' } })
    expect(opened.body).toMatchObject({ person: { email: 'kim.samma@example.org' }, part: { readAt: expect.any(String) } })
    expect((await call('bodil', 'readRightsPart', { params: { id: part?.id ?? '' } })).status).toBe(404)
    const log = await w.owner((tx) =>
      tx.one(z.object({ n: z.int() }), sql`select count(*)::int as n from access_event where purpose = 'rights' and hand = 'officer'`),
    )
    expect(log.n).toBe(1)
    const told = await w.owner((tx) =>
      tx.all(
        z.object({ body: z.string() }),
        sql`select m.body from message m join rights_request r on r.case_id = m.case_id where m.subject = 'Din begäran är mottagen'`,
      ),
    )
    expect(told).toHaveLength(4)
    for (const { body: words } of told)
      for (const board of ['Kommunstyrelsen', 'Stadsbyggnadsnämnden', 'Tekniska nämnden']) expect(words).toContain(board)
  })

  test('A14: an agent doesn’t answer what the boards have stored, and sends what is told to everyone', async () => {
    const { case_id: id } = (await requests()).find(({ channel }) => channel === 'email') ?? { case_id: '' }
    const { version } = await w.owner((tx) => tx.one(z.object({ version: z.int() }), sql`select version from "case" where id = ${id}`))
    const refused = await call('alva', 'writeAnswer', { params: { id }, body: { version, subject: 'Sv', body: 'Vi har det här om dig.' } })
    expect(refused).toMatchObject({ status: 403, body: { code: 'not_permitted' } })
    expect(refused.body.verdict?.clauses.map(({ requirement }) => requirement)).toContain('A14')
    const refusals = await w.owner((tx) =>
      tx.one(z.object({ n: z.int() }), sql`select count(*)::int as n from refusal where case_id = ${id} and act = 'exercise'`),
    )
    expect(refusals.n).toBe(1)
    expect((await call('alva', 'sendNoticeText', { params: { id } })).status).toBe(201)
    const sent = await w.owner((tx) =>
      tx.all(
        z.object({ body: z.string() }),
        sql`select m.body from message m join outgoing o on o.message_id = m.id where m.case_id = ${id} and o.kind = 'answer'`,
      ),
    )
    expect(sent).toEqual([{ body: expect.stringContaining('Så behandlar kommunen personuppgifter') }])
  })

  test('A14: what only an address led to isn’t told to whoever typed it, and under sealed secrecy the centre names no board', async () => {
    const hidden = await w.mail({ from: 'Lo Exempel <lo@example.org>', subject: 'Hemtjänst' })
    const moved = await w.as('alva', (tx) => routeCase(tx, hidden.caseId, { version: 1, board: 'socialnamnden', caseType: 'hemtjanst' }))
    expect(moved.id).toBe(hidden.caseId)
    const said = await call('alva', 'registerRights', {
      body: { channel: 'phone', kind: 'access', words: 'Allt', email: 'lo@example.org' },
    })
    expect(said.body).toMatchObject({ boards: ['Kommunstyrelsen'], more: true })
    expect((await newest()).boards).toEqual(['kommunstyrelsen', 'socialnamnden'])
    const code = await portal('access', { email: 'lo@example.org' })
    const page = await fetch(`${url}/svar`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ code }),
    })
    const text = await page.text()
    expect(text).toContain('Kommunstyrelsen')
    expect(text).not.toContain('Socialnämnden')
    expect((await newest()).boards).toEqual(['kommunstyrelsen', 'socialnamnden'])
    const known = await call('alva', 'registerRights', {
      body: { channel: 'phone', kind: 'access', words: 'Allt', numbers: [hidden.number] },
    })
    expect(known.body).toMatchObject({ boards: ['Kommunstyrelsen', 'Socialnämnden'], more: false, code: expect.any(String) })
  })

  test('L6, B23: nobody has to say who they are, and reading about rights stores nothing', async () => {
    const rows = () =>
      w.owner((tx) =>
        tx.one(
          z.object({ n: z.int() }),
          sql`select (select count(*) from contact)::int + (select count(*) from arrival)::int + (select count(*) from access_event)::int as n`,
        ),
      )
    const before = await rows()
    const page = await fetch(`${url}/rattigheter`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Inget sparas om dig')
    expect(await rows()).toEqual(before)
    const code = await portal('rectification', { body: 'Rätta min adress.' })
    expect(code).toHaveLength(code.length)
    const request = await newest()
    expect(request).toMatchObject({ kind: 'rectification', boards: ['kommunstyrelsen'] })
    const people = await w.owner((tx) =>
      tx.one(z.object({ n: z.int() }), sql`select count(*)::int as n from participant where case_id = ${request.case_id}`),
    )
    expect(people.n).toBe(0)
  })

  test('L7: a longer time is taken once, with reasons, inside the first month; it is overdue after its day', async () => {
    await call('alva', 'registerRights', { body: { channel: 'phone', kind: 'erasure', words: 'Ta bort' } })
    const { id, received_at } = await newest()
    const params = { id: await partAt('kommunstyrelsen', id) }
    expect((await call('vera', 'extendRightsPart', { params, body: { reasons: '' } })).status).toBe(422)
    const longer = await call('vera', 'extendRightsPart', { params, body: { reasons: 'Mycket att gå igenom.' } })
    expect(longer.body.part.dueAt).toBe(addPeriod(received_at, { length: 3, unit: 'months', calendar: 'working' }).at.toISOString())
    expect(JSON.stringify(longer.body.letter)).toContain('Mycket att gå igenom.')
    expect((await call('vera', 'extendRightsPart', { params, body: { reasons: 'Igen.' } })).body.code).toBe('rights_not_open')
    await call('alva', 'registerRights', { body: { channel: 'phone', kind: 'erasure', words: 'Ta bort' } })
    const late = { id: await partAt('kommunstyrelsen', (await newest()).id) }
    await w.pass(36)
    expect((await call('vera', 'extendRightsPart', { params: late, body: { reasons: 'För sent.' } })).body.code).toBe('rights_not_open')
    const list = (await call('vera', 'listRights')).body.parts
    expect(list.find((part) => part.id === late.id)?.overdue).toBe(true)
    expect(list.find((part) => part.id === params.id)?.overdue).toBe(false)
    // and the data protection officer sees it, without what was asked
    const seen = (await call('disa', 'listRights')).body.parts.find((part) => part.id === late.id)
    expect(seen).toMatchObject({ overdue: true, mine: false })
    expect((await call('disa', 'readRightsPart', { params: late })).status).toBe(404)
  })

  test('X12, B34: a refusal has ground and reasons, says how it is appealed and where to complain, and alone closes the request', async () => {
    const code = await portal('erasure', { body: 'Ta bort allt.' })
    await work()
    const { id, case_id } = await newest()
    const params = { id: await partAt('kommunstyrelsen', id) }
    const { version } = await w.owner((tx) => tx.one(z.object({ version: z.int() }), sql`select version from "case" where id = ${case_id}`))
    expect((await call('vera', 'closeCase', { params: { id: case_id }, body: { version, outcome: 'besvarad' } })).body.code).toBe(
      'rights_not_decided',
    )
    expect((await call('vera', 'decideRightsPart', { params, body: { outcome: 'refused', reasons: '' } })).status).toBe(422)
    expect((await call('bodil', 'decideRightsPart', { params, body: { outcome: 'granted' } })).body.code).toBe('rights_not_open')
    const decided = await call('vera', 'decideRightsPart', {
      params,
      body: { outcome: 'refused', lawId: 'GDPR 17.3 b', reasons: 'Handlingen ska bevaras.' },
    })
    const letter = JSON.stringify(decided.body.letter)
    for (const word of ['förvaltningsrätten', 'tre veckor', 'imy.se', 'GDPR 17.3 b', 'Handlingen ska bevaras.'])
      expect(letter).toContain(word)
    expect((await newest()).closed_at).not.toBeNull()
    const page = await fetch(`${url}/svar`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ code }),
    })
    const text = await page.text()
    for (const word of ['förvaltningsrätten', 'imy.se', 'Handlingen ska bevaras.']) expect(text).toContain(word)
    expect((await call('vera', 'closeCase', { params: { id: case_id }, body: { version, outcome: 'besvarad' } })).status).toBe(200)
  })
})

describe('records', () => {
  test('A15, C2: a record held at the centre is examined there, asked for by nobody in particular, and held from the same instant until it is decided', async () => {
    const question = { board: 'kommunstyrelsen', caseType: 'allman-vagledning', asked: 'Öppettider', answered: 'Åtta', settle: 'answered' }
    const { id: contact } = (await call('alva', 'registerContact', { body: { channel: 'phone', anonymous: true, questions: [question] } }))
      .body
    const asked = await call('alva', 'registerRights', {
      body: { channel: 'phone', kind: 'records', words: 'Er anteckning', contacts: [contact] },
    })
    expect(asked).toMatchObject({ status: 201, body: { boards: ['Kommunstyrelsen'], code: expect.any(String) } })
    const { id, case_id } = await newest()
    const Hold = z.object({ seconds: z.number(), ground: z.string() })
    const [hold] = await w.owner((tx) =>
      tx.all(
        Hold,
        sql`select extract(epoch from h.placed_at - r.received_at)::float8 as seconds, h.ground from hold h cross join rights_request r where h.contact_id = ${contact} and r.id = ${id}`,
      ),
    )
    expect(hold?.ground).toBe('records-request')
    expect(Math.abs(hold?.seconds ?? 9)).toBeLessThanOrEqual(1)
    const people = await w.owner((tx) =>
      tx.one(z.object({ n: z.int() }), sql`select count(*)::int as n from participant where case_id = ${case_id}`),
    )
    expect(people.n).toBe(0)
    // its day comes and goes, and so do ninety days: it is still there
    const state = () =>
      w.owner((tx) => tx.maybe(z.object({ state: z.string() }), sql`select state from disposal where subject_id = ${contact}`))
    for (let turn = 0; turn < 16; turn += 1) {
      await w.pass(30)
      await w.eraser((tx) => findDue(tx, { limit: 1000 }))
    }
    expect(await state()).toEqual({ state: 'held' })
    const params = { id: await partAt('kommunstyrelsen', id) }
    const opened = await call('vera', 'readRightsPart', { params })
    expect(opened.body.items).toHaveLength(1)
    expect((await call('vera', 'decideRightsPart', { params, body: { outcome: 'granted' } })).status).toBe(200)
    await w.eraser((tx) => findDue(tx, { limit: 1000 }))
    expect(await state()).toEqual({ state: 'due' })
  })

  test('A15, C2: a record that a board holds is forwarded within a minute, and whoever asked is told which board', async () => {
    const held = await w.mail({ from: 'Eli Exempel <eli@example.org>', subject: 'Lampa' })
    await w.as('alva', (tx) => routeCase(tx, held.caseId, { version: 1, board: 'tekniska-namnden', caseType: 'gatubelysning' }))
    const code = await portal('records', { leads: [held.number] })
    await work()
    const { id, boards } = await newest()
    expect(boards).toEqual(['tekniska-namnden'])
    const forwarded = await w.owner((tx) =>
      tx.one(
        z.object({ seconds: z.number(), held: z.boolean() }),
        sql`select extract(epoch from n.delivered_at - r.received_at)::float8 as seconds, exists (select from hold h where h.case_id = ${held.caseId} and h.released_at is null) as held
          from rights_request r join rights_part p on p.request_id = r.id join board_notice n on n.id = p.notice_id where r.id = ${id}`,
      ),
    )
    expect(forwarded.seconds).toBeLessThanOrEqual(60)
    expect(forwarded.held).toBe(true)
    const page = await fetch(`${url}/svar`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ code }),
    })
    expect(await page.text()).toContain('Tekniska nämnden')
    const refused = await call('maj', 'decideRightsPart', {
      params: { id: await partAt('tekniska-namnden', id) },
      body: { outcome: 'refused', lawId: 'OSL 21:7', reasons: 'Det röjer någon annan.' },
    })
    expect(JSON.stringify(refused.body.letter)).toContain('kammarrätten')
  })

  test('B18: what was asked and decided goes with its case on its day; that the board was told stays, and names nobody', async () => {
    await call('alva', 'registerRights', { body: { channel: 'phone', kind: 'access', words: 'Något kort' } })
    const { id, case_id } = await newest()
    const params = { id: await partAt('kommunstyrelsen', id) }
    await call('vera', 'decideRightsPart', { params, body: { outcome: 'granted', reasons: 'Lämnades ut.' } })
    const { version } = await w.owner((tx) => tx.one(z.object({ version: z.int() }), sql`select version from "case" where id = ${case_id}`))
    expect((await call('vera', 'closeCase', { params: { id: case_id }, body: { version, outcome: 'besvarad' } })).status).toBe(200)
    const Rows = z.object({ n: z.int() })
    const rows = () =>
      w.owner((tx) =>
        tx.one(
          Rows,
          sql`select (select count(*) from rights_request where case_id = ${case_id})::int + (select count(*) from rights_part where case_id = ${case_id})::int + (select count(*) from rights_text where case_id = ${case_id})::int + (select count(*) from message where case_id = ${case_id})::int as n`,
        ),
      )
    expect((await rows()).n).toBeGreaterThanOrEqual(4)
    const { due } = await w.owner((tx) =>
      tx.one(z.object({ due: z.date() }), sql`select dispose_at as due from "case" where id = ${case_id}`),
    )
    await w.pass(Math.floor((due.getTime() - w.clock.now().getTime()) / 86_400_000))
    const night = async () => {
      const { due: ids } = await w.eraser((tx) => findDue(tx, { limit: 1000 }))
      for (const one of ids) await w.eraser((tx) => eraseBatch(tx, [one], keeps))
    }
    await night()
    expect((await rows()).n).toBeGreaterThanOrEqual(4)
    await w.pass(2)
    await night()
    expect((await rows()).n).toBe(0)
    const notices = await w.owner((tx) =>
      tx.one(Rows, sql`select count(*)::int as n from board_notice where kind = 'rights' and answer = 'noted'`),
    )
    expect(notices.n).toBeGreaterThan(0)
  })

  test('C2: intake is never refused: a number that leads nowhere is still taken in, at the centre’s own board', async () => {
    const asked = await call('alva', 'registerRights', {
      body: { channel: 'visit', kind: 'records', words: 'Något gammalt', numbers: ['TN-1999-000001'] },
    })
    expect(asked).toMatchObject({ status: 201, body: { boards: ['Kommunstyrelsen'] } })
  })
})
