import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { AskQuestion } from '../../../contracts/contact.ts'
import { type World, world } from '../../../test/world.ts'
import { closeCase, newCode } from '../../domain/case/index.ts'
import type { App } from '../../platform/app.ts'
import { sql } from '../../platform/db.ts'
import { queueJob } from '../../platform/jobs.ts'
import type { Serving } from '../../serve.ts'
import { readAssets } from './assets.ts'
import { frame, viewIn } from './frame.ts'
import { newOnce } from './once.ts'
import { receiptPage } from './receipt-page.ts'
import { readWithCode, receiveQuestionOnce } from './receive.ts'

let w: World
let serving: Serving
beforeAll(async () => {
  w = await world()
  // behind a proxy, so that each sender can have an address of its own
  serving = await w.serve({ publicUrl: 'http://kontakt.exempelby.test', trustedProxies: ['127.0.0.1'] })
})
afterAll(() => w.end())

const Count = z.object({ n: z.int() })
const arrivals = async () =>
  (
    await w.owner((tx) =>
      tx.one(Count, sql`select count(*)::int as n from arrival a join channel c on c.id = a.channel_id where c.kind = 'form'`),
    )
  ).n

let senders = 0
/** Everyone writes from a place of their own, unless a test says otherwise. */
const from = (headers: Record<string, string>) => {
  senders += 1
  return { 'x-forwarded-for': `198.51.100.${senders % 250}`, ...headers }
}

async function send(path: string, given: RequestInit, headers: Record<string, string>) {
  const answer = await fetch(`${serving.url}${path}`, { ...given, headers: from(headers), redirect: 'manual' })
  return { answer, page: await answer.text() }
}
const get = (path: string, headers: Record<string, string> = {}) => send(path, {}, headers)
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  send(path, { method: 'POST', body: new URLSearchParams(fields) }, headers)

const hiddenIn = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''
const codeIn = (page: string) => /id="the-code"[^>]*>([^<]+)</.exec(page)?.[1] ?? ''

/** The form as a browser would send it. */
async function filledForm(more: Record<string, string> = {}): Promise<Record<string, string>> {
  const { page } = await get('/fraga')
  return {
    noticeVersion: hiddenIn(page, 'noticeVersion'),
    once: hiddenIn(page, 'once'),
    subject: 'Trasig gatlykta',
    body: 'Den vid lekplatsen.',
    ...more,
  }
}

async function askAndWait(more: Record<string, string> = {}): Promise<string> {
  const code = codeIn((await post('/fraga', await filledForm(more))).page)
  await expect.poll(async () => (await post('/svar', { code })).page, { timeout: 10_000 }).toContain('Ärendenummer')
  return code
}

const Case = z.object({ id: z.uuid(), version: z.int(), anonymous: z.boolean(), notice_version: z.string().nullable(), people: z.int() })
const newestCase = () =>
  w.owner((tx) =>
    tx.one(
      Case,
      sql`select c.id, c.version, c.anonymous, k.notice_version, (select count(*)::int from participant p where p.case_id = c.id) as people from "case" c join contact k on k.id = c.contact_id order by c.opened_at desc limit 1`,
    ),
  )

test('B1: the form shows the sentences that matter most, links to the whole notice and stores which version was shown', async () => {
  const { page } = await get('/fraga')
  const { page: english } = await get('/fraga?lang=en')
  for (const words of ['personuppgiftsansvarig', 'rättsliga grunden', 'gallras uppgifterna', 'inom EU/EES']) expect(page).toContain(words)
  for (const words of ['controller', 'legal basis', 'data is destroyed', 'within the EU/EEA']) expect(english).toContain(words)
  expect(page).toContain('href="/integritet"')
  await askAndWait()
  expect((await newestCase()).notice_version).toBe(hiddenIn(page, 'noticeVersion'))
})

test('B6: without a name the case is anonymous; with one it is not; and the button without details drops what was typed', async () => {
  await askAndWait()
  expect(await newestCase()).toMatchObject({ anonymous: true, people: 0 })
  await askAndWait({ name: 'Kim Påhittad', email: 'kim@example.org' })
  expect(await newestCase()).toMatchObject({ anonymous: false, people: 1 })
  await askAndWait({ name: 'Kim Påhittad', email: 'inte en adress', anonymous: 'yes' })
  expect(await newestCase()).toMatchObject({ anonymous: true, people: 0 })
})

test('P16: whoever has the code reads what is kept, which clause says so, until when and what would stop it', async () => {
  const code = await askAndWait()
  const { page } = await post('/svar', { code })
  const words = page.replace(/<[^>]*>/g, ' ')
  for (const each of [
    'Det här sparas om dig',
    '1 meddelande som du har skrivit',
    'Punkt kommunstyrelsen/',
    'Arkivlagen 10 §',
    'någon begär ut handlingarna',
  ])
    expect(words).toContain(each)
  expect((await post('/svar?lang=en', { code })).page).toContain('What would change that')
})

test('B7: nothing about the person has to be filled in, and the fields are folded away until someone wants them', async () => {
  const { page } = await get('/fraga')
  expect(page).toMatch(/<details class="person"><summary>/)
  expect(page.match(/ required/g)).toHaveLength(2)
})

test('P10: the warning that it may become public stands before the name, with a way to send without it', async () => {
  const { page } = await get('/fraga')
  const [warning, name, without] = ['allmän handling', 'id="name"', 'name="anonymous"'].map((words) => page.indexOf(words))
  expect(warning).toBeGreaterThan(0)
  expect(warning).toBeLessThan(name ?? 0)
  expect(name).toBeLessThan(without ?? 0)
})

test('faults stand beside their fields and in a summary, and everything typed is kept', async () => {
  const typed = { subject: '  ', body: 'Rad ett\n<script>alert(1)</script>', email: 'inte en adress', name: 'Kim "Påhittad"' }
  const { answer, page } = await post('/fraga', { ...(await filledForm()), ...typed })
  expect(answer.status).toBe(422)
  expect(page).toContain('<a href="#subject">Skriv vad det gäller</a>')
  expect(page).toMatch(/<a href="#email">Skriv en e-postadress/)
  expect(page).toMatch(/id="email"[^>]*aria-describedby="email-hint email-fault"[^>]*aria-invalid="true"/)
  expect(page).toContain('Rad ett\n&lt;script>alert(1)&lt;/script>')
  expect(page).toContain('Kim &quot;Påhittad&quot;')
  expect(page).toMatch(/<details class="person" open>/)
})

test('the same form sent twice is one question with one code; other words are another question', async () => {
  const form = await filledForm()
  const before = await arrivals()
  const [first, second] = await Promise.all([post('/fraga', form), post('/fraga', form)])
  expect(codeIn(first.page)).toMatch(/^([0-9a-z]{5}-){5}[0-9a-z]$/)
  expect(codeIn(second.page)).toBe(codeIn(first.page))
  const third = await post('/fraga', { ...form, body: 'Något helt annat.' })
  expect(codeIn(third.page)).not.toBe(codeIn(first.page))
  expect(await arrivals()).toBe(before + 2)
})

test('D5: for ten minutes the same form shows its code again; after that not, and the page says so', async () => {
  const form = AskQuestion.parse({ subject: 'Trasig bänk', body: 'Vid dammen.', noticeVersion: '' })
  const once = newOnce()
  const { code } = await receiveQuestionOnce(serving.app, form, once)
  await expect.poll(async () => (await readWithCode(serving.app, code ?? '')).number, { timeout: 10_000 }).not.toBeNull()
  const after = (minutes: number): App => ({ ...serving.app, clock: { now: () => new Date(Date.now() + minutes * 60_000), shiftMs: 0 } })
  expect(await receiveQuestionOnce(after(9), form, once)).toEqual({ code, fresh: false })
  expect(await receiveQuestionOnce(after(11), form, once)).toEqual({ code: null, fresh: false })
  const view = viewIn('sv', { chosen: false, municipality: 'Exempelby', demo: false, assets: readAssets() })
  expect(frame(view, receiptPage(view, { code: null, fresh: false, mailed: false, fields: {} }))).toContain('inte visa den igen')
})

test('the receipt and the conversation stay in no cache, no cookie is set and no address holds the code', async () => {
  const { answer, page } = await post('/fraga', await filledForm())
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('set-cookie')).toBeNull()
  const code = codeIn(page)
  const read = await post('/svar', { code })
  expect(read.answer.headers.get('cache-control')).toBe('no-store')
  expect(read.answer.headers.get('set-cookie')).toBeNull()
  expect(code).not.toBe('')
  for (const [, address] of `${page}${read.page}`.matchAll(/(?:href|action|src)="([^"]*)"/g))
    expect(address).not.toContain(code.slice(0, 5))
})

test('more can be written with the code; sent twice it is there once; a code may be written as one likes', async () => {
  const code = await askAndWait()
  const { page } = await post('/svar', { code: `  ${code.toUpperCase().replaceAll('-', ' ')} ` })
  const more = { code, once: hiddenIn(page, 'once'), body: 'Den blinkar också.' }
  expect((await post('/svar/meddelande', more)).page).toContain('Det du skrev har kommit fram')
  const { page: after } = await post('/svar/meddelande', more)
  expect(after.match(/Den blinkar också\./g)).toHaveLength(1)
  expect((await post('/svar/meddelande', { ...more, body: ' ' })).answer.status).toBe(422)
})

test('D5: a code that never was and one whose case has been erased get the same answer', async () => {
  const code = await askAndWait()
  const { id, version } = await newestCase()
  await w.as('alva', (tx) => closeCase(tx, id, { version, outcome: 'besvarad' }))
  expect((await post('/svar', { code })).page).toContain('Allt tas bort')
  await w.pass(120)
  await w.service((tx) => queueJob(tx, 'find-due', {}))
  await expect
    .poll(async () => (await w.owner((tx) => tx.one(Count, sql`select count(*)::int as n from "case" where id = ${id}`))).n, {
      timeout: 20_000,
    })
    .toBe(0)
  const [erased, never] = [await post('/svar', { code }), await post('/svar', { code: newCode() })]
  expect([erased.answer.status, never.answer.status]).toEqual([404, 404])
  const withoutTyped = (page: string) => page.replaceAll(/value="[0-9a-z-]{31}"/g, '')
  expect(withoutTyped(erased.page)).toBe(withoutTyped(never.page))
  expect(erased.page).toContain('Koden stämmer inte')
})

test('B35: the notice is a page with its day and version, each sentence with the clauses that make it true', async () => {
  const { page } = await get('/integritet')
  expect(page).toMatch(/Publicerad \d+ \p{L}+ \d{4}, version [0-9a-f]{16}\./u)
  const sentences = page.match(/<p id="said-/g)?.length ?? 0
  expect(sentences).toBeGreaterThan(50)
  expect(page.match(/Varför är det sant\?/g)).toHaveLength(sentences)
  expect(page).toContain('<code>kommunstyrelsen/ansvar-kontaktcenter</code>')
  expect(page).toContain('I korthet')
  expect(page).toContain('<a href="https://www.imy.se/privatperson/utfora-arenden/lamna-ett-klagomal/"')
})

test('B1, B5, B17: what holds in one channel and at one board has a page of its own, and nothing of another’s stands there', async () => {
  const { page: phone } = await get('/integritet/kanal/phone')
  expect(phone).toContain('Så hanterar vi dina uppgifter: telefon')
  expect(phone).toContain('lyssna på en inspelning av samtalet')
  const { page: form } = await get('/integritet/kanal/form')
  expect(form).not.toContain('E-post (kontakt@exempelby.test)')
  const { page: social } = await get('/integritet/namnd/socialnamnden?lang=en')
  expect(social).toContain('<html lang="en">')
  expect(social).toContain('Cases of Socialnämnden are destroyed 7 days after')
  expect(social).not.toContain('Trafikavdelningen')
  expect(social).toContain('href="/integritet/namnd/socialnamnden?lang=sv"')
  for (const path of ['kanal/brevduva', 'namnd/finns-inte', '0000000000000000', 'kanal/__proto__'])
    expect((await get(`/integritet/${path}`)).answer.status).toBe(404)
})

test('B35: every version that was published is listed and stays readable', async () => {
  const { page } = await get('/integritet/versioner')
  const [, version = ''] = /href="\/integritet\/([0-9a-f]{16})"/.exec(page) ?? []
  const { answer, page: shown } = await get(`/integritet/${version}`)
  expect(answer.status).toBe(200)
  expect(shown).toContain(`version ${version}`)
})

test('Swedish first; English by the browser’s wish or by choice, and a choice goes along in the links', async () => {
  expect((await get('/svar', { 'accept-language': 'de' })).page).toContain('<html lang="sv">')
  expect((await get('/svar', { 'accept-language': 'en-GB,en' })).page).toContain('<html lang="en">')
  const { page } = await get('/svar?lang=en', { 'accept-language': 'sv' })
  expect(page).toContain('<html lang="en">')
  expect(page).toContain('href="/fraga?lang=en"')
  const form = await filledForm({ change: 'form', subject: '' })
  const changed = await post('/fraga?lang=en', form)
  expect(changed.answer.status).toBe(200)
  expect(changed.page).toContain('Den vid lekplatsen.')
})

test('what goes wrong on the residents’ addresses is a page and not JSON', async () => {
  const wrong = [
    [await get('/fraga/finns-inte'), 404],
    [await post('/fraga', await filledForm(), { 'sec-fetch-site': 'cross-site' }), 403],
    [await post('/fraga', { body: 'x'.repeat(300_000) }), 413],
    [await send('/fraga', { method: 'POST', body: '{}' }, { 'content-type': 'application/json' }), 415],
  ] as const
  for (const [{ answer, page }, status] of wrong) {
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(page).toContain('<h1>')
  }
  const back = await get('/svar/meddelande')
  expect([back.answer.status, back.answer.headers.get('location')]).toEqual([303, '/svar'])
})

test('after sixty forms in a minute from one place the answer is a page that says wait', async () => {
  const here = { 'x-forwarded-for': '203.0.113.9' }
  let last = await post('/fraga', {}, here)
  for (let n = 0; n < 60; n += 1) last = await post('/fraga', {}, here)
  expect(last.answer.status).toBe(429)
  expect(last.page).toContain('Vänta en minut')
})
