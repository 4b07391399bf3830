import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import type { Serving } from '../../serve.ts'

// The applicant's page over HTTP, without a script, beside the agent's own calls; the worker runs.

let w: World
let serving: Serving
beforeAll(async () => {
  w = await world()
  serving = await w.serve({ publicUrl: 'http://kontakt.exempelby.test', trustedProxies: ['127.0.0.1'] })
}, 60_000)
afterAll(() => w.end())

let senders = 0
async function send(path: string, given: RequestInit = {}) {
  senders += 1
  const answer = await fetch(`${serving.url}${path}`, {
    ...given,
    headers: { 'x-forwarded-for': `198.51.100.${senders % 250}`, 'accept-language': 'sv' },
    redirect: 'manual',
  })
  return { status: answer.status, page: await answer.text(), cache: answer.headers.get('cache-control') }
}
const post = (fields: Record<string, string>, path = '/ansokan') => send(path, { method: 'POST', body: new URLSearchParams(fields) })
async function call(person: string, method: string, path: string, body?: object) {
  const actor = await w.actor(person)
  const answer = await fetch(`${serving.url}${path}`, {
    method,
    headers: {
      cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const Forms = z.object({ forms: z.array(z.object({ id: z.number(), caseType: z.string() })) })
const Started = z.object({ id: z.string(), code: z.string() })

async function help(caseType: string, values: Record<string, string>) {
  const { forms } = Forms.parse((await call('alva', 'GET', '/v1/forms')).body)
  const form = forms.find((each) => each.caseType === caseType)?.id
  const begun = await call('alva', 'POST', '/v1/applications', { form, channel: 'phone', eServiceOffer: 'declined' })
  expect(begun.status).toBe(201)
  const { id, code } = Started.parse(begun.body)
  const written = await call('alva', 'PUT', `/v1/applications/${id}`, { revision: 0, values })
  expect(written.status).toBe(200)
  return { id, code }
}
const revisionIn = (page: string) => /name="revision" value="(\d+)"/.exec(page)?.[1] ?? ''
const fault = { place: 'Ekgatan 4', what: 'Lampan är trasig', email: 'kim@example.org' }

test('A33, A34: what the agent began the applicant reads, changes, confirms and submits; it becomes a case at the board whose form it is, with a receipt and marks', async () => {
  const { id, code } = await help('felanmalan-gata-park', fault)
  const opened = await post({ code, act: 'open' })
  expect(opened).toMatchObject({ status: 200, cache: 'no-store' })
  expect(opened.page).toContain('Lampan är trasig')
  expect(opened.page).toContain('Ifyllt av kontaktcenter. Stämmer det?')
  expect(opened.page).not.toContain('<script')
  const revision = revisionIn(opened.page)
  const unsure = await post({ code, act: 'submit', revision, 'f-what': 'Lampan blinkar' })
  expect(unsure.status).toBe(422)
  expect(unsure.page).toContain('Kryssa i att du har läst igenom')
  expect((await call('alva', 'GET', `/v1/applications/${id}`)).body).toMatchObject({ application: { state: 'draft' } })
  const done = await post({ code, act: 'submit', revision: revisionIn(unsure.page), 'f-what': 'Lampan blinkar', confirmed: 'yes' })
  expect(done.status).toBe(200)
  expect(done.page).toContain('Din ansökan är inskickad')
  // the same once more changes nothing
  expect((await post({ code, act: 'submit', revision: revisionIn(unsure.page), confirmed: 'yes' })).page).toContain(
    'Din ansökan är inskickad',
  )
  const Case = z.object({
    board: z.string(),
    type: z.string(),
    body: z.string(),
    subject: z.string(),
    contact_board: z.string(),
    receipts: z.int(),
    email: z.string().nullable(),
  })
  const cases = () =>
    w.owner((tx) =>
      tx.all(
        Case,
        sql`select b.code as board, t.code as type, m.body, m.subject, cb.code as contact_board, (select count(*)::int from outgoing o where o.case_id = c.id and o.kind = 'receipt') as receipts, (select p.email from participant p where p.case_id = c.id) as email
          from "case" c join board b on b.id = c.board_id join case_type t on t.id = c.case_type_id join message m on m.case_id = c.id and m.direction = 'in' join contact k on k.id = c.contact_id join board cb on cb.id = k.board_id where c.channel = 'form'`,
      ),
    )
  await expect.poll(async () => (await cases()).length, { timeout: 10_000 }).toBe(1)
  const [kase] = await cases()
  expect(kase).toMatchObject({
    board: 'stadsbyggnadsnamnden',
    type: 'felanmalan-gata-park',
    contact_board: 'kommunstyrelsen',
    receipts: 1,
    email: 'kim@example.org',
  })
  expect(kase?.body).toContain('Var är felet? (ifyllt av kontaktcenter):\nEkgatan 4')
  expect(kase?.body).toContain('Vad är fel?:\nLampan blinkar')
  expect(kase?.body).toContain('Den sökande har läst igenom allt, bekräftat det och skickat in det.')
  expect(kase?.body).toContain('version 1')
  const conversation = await post({ code }, '/svar')
  expect(conversation.status).toBe(200)
  expect(conversation.page).toContain('Lampan blinkar')
  expect((await call('alva', 'PUT', `/v1/applications/${id}`, { revision: 9, values: { what: 'x' } })).body).toMatchObject({
    code: 'application_ended',
  })
})

test('A33: the applicant saves, is told of what came in between, and throws the draft away', async () => {
  const { id, code } = await help('felanmalan-gata-park', fault)
  const revision = revisionIn((await post({ code, act: 'open' })).page)
  const saved = await post({ code, act: 'save', revision, 'f-place': 'Ekgatan 5' })
  expect(saved.page).toContain('Utkastet är sparat. Det är inte inskickat.')
  const late = await call('alva', 'PUT', `/v1/applications/${id}`, { revision: Number(revision), values: { place: 'Ekgatan 6' } })
  expect(late).toMatchObject({ status: 409, body: { code: 'application_changed' } })
  await call('alva', 'PUT', `/v1/applications/${id}`, { revision: Number(revisionIn(saved.page)), values: { what: 'Lampan är röd' } })
  const missed = await post({ code, act: 'submit', revision: revisionIn(saved.page), confirmed: 'yes', 'f-place': 'Ekgatan 7' })
  expect(missed.status).toBe(409)
  expect(missed.page).toContain('Någon skrev i utkastet medan du hade det öppet')
  expect(missed.page).toContain('Ekgatan 7')
  expect((await post({ code, act: 'discard' })).page).toContain('Vill du kasta utkastet?')
  expect((await post({ code, act: 'open' })).page).toContain('Lampan är röd')
  const gone = await post({ code, act: 'discard-yes' })
  expect(gone.page).toContain('Utkastet är kastat')
  expect(gone.page).not.toContain('Lampan')
  expect((await call('alva', 'GET', `/v1/applications/${id}`)).body).toMatchObject({ application: { state: 'discarded' }, answers: [] })
})

test('A33: faults are told by each field; a code that never was and one whose draft is gone look the same', async () => {
  const { code } = await help('torghandel', { name: 'Kim Exempel', days: 'fem' })
  const revision = revisionIn((await post({ code, act: 'open' })).page)
  const { status, page } = await post({ code, act: 'submit', revision, confirmed: 'yes' })
  expect(status).toBe(422)
  for (const words of ['Vad ska du sälja?: fältet måste fyllas i', 'Antal dagar: skriv ett tal', 'href="#f-goods"'])
    expect(page).toContain(words)
  const never = await post({ code: 'a'.repeat(26), act: 'open' })
  expect(never.status).toBe(404)
  expect(never.page).toContain('Koden stämmer inte, eller så är utkastet borttaget')
  expect((await post({ code: 'kort', act: 'open' })).status).toBe(422)
  expect((await send('/ansokan')).page).toContain('Bara du kan skicka in')
})

test('A33: when the applicant has written, the day of the draft moves', async () => {
  const { id, code } = await help('felanmalan-gata-park', fault)
  const Day = z.object({ on: z.string().nullable() })
  const day = async () => (await w.owner((tx) => tx.one(Day, sql`select dispose_on::text as "on" from contact where id = ${id}`))).on
  const before = await day()
  expect(before).not.toBeNull()
  await w.pass(5)
  const revision = revisionIn((await post({ code, act: 'open' })).page)
  await post({ code, act: 'save', revision, 'f-what': 'Lampan är borta' })
  await expect.poll(day, { timeout: 10_000 }).not.toBe(before)
  expect(Date.parse((await day()) ?? '') - Date.parse(before ?? '')).toBe(5 * 86_400_000)
})
