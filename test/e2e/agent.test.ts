import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { closeCase } from '../../server/domain/case/index.ts'
import { certify } from '../../server/domain/retention/certify.ts'
import { eraseBatch } from '../../server/domain/retention/index.ts'
import { listWhatIsDue, removeFiles } from '../../server/domain/retention/jobs.ts'
import { keeps } from '../../server/modules.ts'
import { sql } from '../../server/platform/db.ts'
import type { Serving } from '../../server/serve.ts'
import { type World, world } from '../world.ts'
import { deskOf, faults, launch, signIn } from './agent-desk.ts'

let w: World
let serving: Serving
let browser: Browser
beforeAll(async () => {
  w = await world()
  serving = await w.serve({ role: 'web' }) // w.mail() takes the worker's part, at the moment the test wants it
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await w?.end()
})

const at = (path: string) => `${serving.url}${path}`
const desk = (person: string, more = {}) => deskOf(person, { browser, url: at('/'), ...more })
/** A folder for pictures, for whoever wants to look. */
const pictures = process.env.OMBUD_PICTURES
const Body = z.object({ body: z.string() })

test('an agent answers a mail by keyboard alone, undoes it within ten seconds and sends it again', async () => {
  const mail = await w.mail({ from: 'Rut Ask <rut@boende.test>', subject: 'Öppettider på återvinningen' })
  const page = await desk('alva')
  await page.getByRole('link', { name: /Öppettider på återvinningen/ }).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Öppettider på återvinningen' }).waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('Hej Rut! Vi har öppet till klockan 18.')
  await page.getByRole('button', { name: 'Skicka till rut@boende.test' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('Svaret till rut@boende.test skickas strax.').waitFor()
  await page.keyboard.press('u')
  await expect.poll(() => page.getByLabel('Ditt svar').inputValue()).toBe('Hej Rut! Vi har öppet till klockan 18.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Svaret till rut@boende.test skickas strax.').waitFor()
  const sent = await w.owner((tx) =>
    tx.all(
      z.object({ state: z.string() }),
      sql`select state from outgoing where case_id = ${mail.caseId} and kind = 'answer' order by state`,
    ),
  )
  expect(sent.map(({ state }) => state)).toEqual(['cancelled', 'queued'])
  await page.context().close()
})

test('B6: a general anonymous call is registered and closed with two keys besides the text', async () => {
  const page = await desk('alva')
  await page.keyboard.press('Alt+n')
  await page.keyboard.type('När öppnar biblioteket på lördagar?')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Kontakten är registrerad.').waitFor()
  await page.getByText(/Försvinner \d+ \p{L}+ \d{4}/u).waitFor()
  const found = await w.owner((tx) =>
    tx.all(
      z.object({ anonymous: z.boolean(), state: z.string(), outcome: z.string().nullable() }),
      sql`select c.anonymous, q.state, q.outcome from contact c join question q on q.contact_id = c.id where c.channel = 'phone'`,
    ),
  )
  expect(found).toEqual([{ anonymous: true, state: 'answered', outcome: 'besvarad' }])
  await page.context().close()
})

test('B15: a case is handed over with a reason, and accepted by an officer of the board', async () => {
  const mail = await w.mail({ subject: 'Släckt gatlykta' })
  const agent = await desk('sami')
  await agent.goto(at(`/cases/${mail.caseId}`))
  await agent.getByRole('heading', { level: 1, name: 'Släckt gatlykta' }).waitFor()
  await agent.keyboard.press('h')
  await agent.getByRole('combobox').fill('gatubel')
  await agent.keyboard.press('Enter')
  await agent.getByLabel('Varför lämnar du över?').fill('Hela gatan är mörk.')
  await agent.keyboard.press('Control+Enter')
  await agent.getByText('Ärendet är överlämnat och väntar på att tas emot.').waitFor()

  const officer = await desk('maj')
  await officer
    .getByRole('navigation', { name: 'Huvudmeny' })
    .getByRole('link', { name: /Att ta emot/ })
    .click()
  await officer.getByRole('link', { name: new RegExp(mail.number) }).click()
  await officer.getByText('Hela gatan är mörk.').waitFor()
  await officer.getByRole('button', { name: 'Ta emot', exact: true }).click()
  await officer.getByText(/^Mottaget/).waitFor()
  const kase = await w.owner((tx) =>
    tx.one(
      z.object({ holder: z.string(), code: z.string() }),
      sql`select c.holder, b.code from "case" c join board b on b.id = c.board_id where c.id = ${mail.caseId}`,
    ),
  )
  expect(kase).toEqual({ holder: 'board', code: 'tekniska-namnden' })
  await Promise.all([agent.context().close(), officer.context().close()])
})

test('A3, P4, L5: a masked number says why in the list and in the case, and each detail about a person says which clause shows it', async () => {
  await w.mail({ from: 'Siv Ek <siv@boende.test>', subject: 'Mitt nummer 121212-1212', body: 'Jag är 19121212-1212 och har flyttat.' })
  const page = await desk('alva')
  const row = page.getByRole('listitem').filter({ hasText: 'Mitt nummer 121212-••••' })
  await row.getByRole('button', { name: 'Varför är personnumret maskerat?' }).focus()
  await page.keyboard.press('Enter')
  const why = page.getByRole('dialog')
  expect(await why.innerText()).toMatch(/aldrig helt i listor[\s\S]*Dataskyddslagen 3:10/)
  expect(await faults(page)).toEqual([])
  if (pictures) await page.screenshot({ path: `${pictures}/masked-list.png` })
  await page.keyboard.press('Escape')

  await row.getByRole('link').press('Enter')
  const number = page.getByRole('button', { name: 'Varför är 19121212-•••• maskerat?' })
  await number.focus()
  await page.keyboard.press('Enter')
  expect(await why.innerText()).toContain('ingen punkt i instruktionen tillåter det')
  if (pictures) await page.screenshot({ path: `${pictures}/masked-case.png` })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Varför får jag se e-postadressen?' }).press('Enter')
  expect(await why.innerText()).toMatch(/kommunstyrelsen\/[a-z-]+ · [AB]\d+/)
  if (pictures) await page.screenshot({ path: `${pictures}/seen-detail.png` })
  await page.keyboard.press('Escape')
  expect(await faults(page)).toEqual([])
  if (pictures) {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.screenshot({ path: `${pictures}/case-390.png` })
  }
  await page.context().close()
})

test('when the session ends, one signs in where one stands and nothing typed is lost', async () => {
  const mail = await w.mail({ subject: 'Fråga om snöröjning' })
  const page = await desk('alva')
  await page.goto(at(`/cases/${mail.caseId}`))
  await page.getByRole('heading', { level: 1, name: 'Fråga om snöröjning' }).waitFor()
  await page.context().clearCookies()
  await page.keyboard.press('n')
  // Long enough for a draft to be kept, and refused, in the middle of the writing.
  await page.keyboard.type('Ringde, ingen svarade.', { delay: 60 })
  await page.waitForTimeout(900)
  await page.keyboard.type(' Försöker i morgon.', { delay: 60 })
  await page.keyboard.press('Control+Enter')
  await page.getByRole('dialog', { name: 'Logga in igen' }).waitFor()
  await signIn(page, 'alva')
  await page.getByText('Anteckningen är sparad.').waitFor()
  const notes = await w.owner((tx) => tx.all(Body, sql`select body from note where case_id = ${mail.caseId}`))
  expect(notes).toEqual([{ body: 'Ringde, ingen svarade. Försöker i morgon.' }])
  await page.context().close()
})

test('two agents never overwrite each other: who writes is told, keeps the text, and sends on what they have read', async () => {
  const mail = await w.mail({ subject: 'Hål i vägen' })
  const page = await desk('alva')
  await page.goto(at(`/cases/${mail.caseId}`))
  await page.getByRole('heading', { level: 1, name: 'Hål i vägen' }).waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('Hej! Vi skickar någon.')
  const other = await desk('sami')
  await other.goto(at(`/cases/${mail.caseId}`))
  await other.getByText('Alva Ekdahl skriver').waitFor()
  await other.getByRole('button', { name: 'Ta', exact: true }).click()
  await page.getByText(/har ändrat ärendet medan du skrev/).waitFor()
  expect(await page.getByLabel('Ditt svar').inputValue()).toBe('Hej! Vi skickar någon.')
  await page.getByRole('button', { name: 'Jag har läst det nya' }).click()
  await page.getByRole('button', { name: /^Skicka till/ }).click()
  await page.getByText(/skickas strax/).waitFor()
  await Promise.all([page.context().close(), other.context().close()])
})

/** A case of last year that has gone, as the worker's jobs take it: the first certificate there is. Then everyone's time is what it was. */
async function erasedLongAgo(): Promise<void> {
  const { caseId } = await w.mail({ subject: 'Det som är borta' })
  await w.as('alva', (tx) => closeCase(tx, caseId, { version: 1, outcome: 'besvarad' }))
  await w.pass(800)
  await listWhatIsDue(w.db, keeps)
  const ids = (await w.owner((tx) => tx.all(z.object({ id: z.string() }), sql`select id from disposal where subject_id = ${caseId}`))).map(
    ({ id }) => id,
  )
  await w.eraser((tx) => eraseBatch(tx, ids, keeps))
  await removeFiles(w.db, w.files, ids)
  await w.eraser((tx) => certify(tx, ids, { keeps, residue: { pagesAndLogDays: null, backupDays: 90 } }))
  await w.pass(-800)
}

test('X10: what is gone shows its certificate: rule, decision, counts, and what wasn’t reached', async () => {
  await erasedLongAgo()
  const page = await desk('alva')
  await page.goto(at('/disposals/1'))
  await page.getByRole('heading', { level: 1, name: /Gallringsintyg 1/ }).waitFor()
  await page.getByText('Kedjan av intyg är hel').waitFor()
  await page.getByText('Gallringsbeslut', { exact: true }).waitFor()
  expect(await page.getByText('Det som är borta').count()).toBe(0)
  expect(await faults(page)).toEqual([])
  await page.context().close()
})

const screens = [
  '/inbox/waiting',
  '/inbox/open?board=kommunstyrelsen',
  '/search',
  '/contacts',
  '/disposals',
  '/instructions',
  '/instructions/socialnamnden',
  '/instructions/socialnamnden/undertaking',
  '/disposals/1',
  '/contacts/not/here',
] as const

test.each([
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
] as const)(
  'axe finds nothing on any screen at $width px, $colorScheme',
  async ({ width, height, colorScheme }) => {
    const mail = await w.mail({ subject: 'Bygglov för altan' })
    const found: Record<string, string[]> = {}
    const signedOut = await (await browser.newContext({ viewport: { width, height }, colorScheme })).newPage()
    await signedOut.goto(at('/'))
    await signedOut.getByLabel('E-post').waitFor()
    found.signIn = await faults(signedOut)
    await signedOut.context().close()
    const page = await desk('alva', { viewport: { width, height }, colorScheme })
    for (const screen of [...screens, `/cases/${mail.caseId}`, `/inbox/waiting?case=${mail.caseId}`]) {
      await page.goto(at(screen))
      await page.getByRole('main').waitFor()
      await page.waitForLoadState('load')
      await page.waitForFunction(() => !document.querySelector('.waiting'))
      found[screen] = await faults(page)
    }
    for (const [key, name] of [
      ['r', 'composer'],
      ['e', 'closing'],
      ['?', 'keys'],
      ['Alt+n', 'new contact'],
    ] as const) {
      await page.keyboard.press('Escape')
      await page.getByRole('main').focus()
      await page.keyboard.press(key)
      await page.waitForTimeout(300)
      found[name] = await faults(page)
      await page.keyboard.press('Escape')
    }
    await page.goto(at('/contacts'))
    await page.getByRole('row').nth(1).getByRole('link').click()
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
    found.contact = await faults(page)
    const operator = await desk('drift', { viewport: { width, height }, colorScheme })
    await operator.goto(at('/operations'))
    await operator.getByRole('table').first().waitFor()
    found.operations = await faults(operator)
    await operator.context().close()
    expect(Object.entries(found).filter(([, faulty]) => faulty.length > 0)).toEqual([])
    await page.context().close()
  },
  120_000,
)
