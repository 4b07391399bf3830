import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { routeCase } from '../../server/domain/case/index.ts'
import { registerContact } from '../../server/domain/contact/index.ts'
import { sql } from '../../server/platform/db.ts'
import type { Serving } from '../../server/serve.ts'
import { type World, world } from '../world.ts'
import { deskOf, faults, launch } from './agent-desk.ts'

let w: World
let serving: Serving
let browser: Browser
let known: { caseId: string; number: string }
let mailed: { caseId: string }
let contact: string
beforeAll(async () => {
  w = await world()
  // before the worker of the served product, which would take them across as well
  known = await w.mail({ from: 'Kim Exempel <kim@example.org>', subject: 'Lekplats' })
  await w.as('alva', (tx) => routeCase(tx, known.caseId, { version: 1, board: 'tekniska-namnden', caseType: 'lekplats' }))
  mailed = await w.mail({ subject: 'Registerutdrag' })
  const question = {
    board: 'kommunstyrelsen',
    caseType: 'allman-vagledning',
    asked: 'Öppettider',
    answered: 'Åtta',
    settle: 'answered' as const,
  }
  contact = (await w.as('alva', (tx) => registerContact(tx, { channel: 'phone', anonymous: true, questions: [question] }))).id
  serving = await w.serve()
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await w?.end()
})

const at = (path: string) => `${serving.url}${path}`
const desk = (person: string) => deskOf(person, { browser, url: at('/') })
const pictures = process.env.OMBUD_PICTURES
async function look(page: Page, name: string): Promise<void> {
  expect(await faults(page)).toEqual([])
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    if (pictures) await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('A14, B23: a resident asks without script, an agent takes in by keyboard, the board decides and the resident reads why', async () => {
  const context = await browser.newContext({ locale: 'sv-SE', javaScriptEnabled: false })
  const resident = await context.newPage()
  resident.setDefaultTimeout(10_000)
  await resident.goto(at('/rattigheter'))
  if (pictures)
    for (const width of [1440, 390]) {
      await resident.setViewportSize({ width, height: 900 })
      await resident.screenshot({ path: `${pictures}/portal-rights-${width}.png`, fullPage: true })
    }
  await resident.getByRole('button', { name: 'Skicka begäran' }).click()
  await resident.getByRole('alert').getByText('Välj vad du vill').waitFor()
  await resident.getByLabel('Ta bort uppgifter om mig').check()
  await resident.getByLabel('Skriv vad det gäller').fill('Ta bort det om lekplatsen.')
  await resident.getByLabel('Ärendenummer eller koder').fill(known.number)
  await resident.getByRole('button', { name: 'Skicka begäran' }).click()
  const code = (await resident.locator('#the-code').textContent()) ?? ''

  const agent = await desk('alva')
  await agent.goto(at('/rights/new'))
  await look(agent, 'rights-new')
  await agent.getByLabel('Vad personen säger').fill('Vill se allt om mig.')
  await agent.getByLabel('Ärendenummer eller koder').fill(known.number)
  await agent.keyboard.press('Control+Enter')
  await agent.getByText('Begäran är lämnad till Kommunstyrelsen, Tekniska nämnden.').waitFor()
  await look(agent, 'rights-taken')
  await agent.goto(at('/rights'))
  await agent
    .getByRole('cell', { name: /Radering/ })
    .first()
    .waitFor()
  await look(agent, 'rights-agent')
  await agent.context().close()

  const officer = await desk('maj')
  await officer.goto(at('/rights'))
  await officer.getByRole('link', { name: 'Radering' }).click()
  await officer.getByText('Ta bort det om lekplatsen.').waitFor()
  await officer.getByRole('button', { name: 'Ta dig an' }).click()
  await officer.getByText('Pågår', { exact: true }).waitFor()
  await officer.getByText('Avslås').click()
  await officer.getByLabel('Lagrum').fill('GDPR 17.3 b')
  await officer.getByLabel('Skäl').first().fill('Handlingen ska bevaras.')
  await look(officer, 'rights-part')
  await officer.getByRole('button', { name: 'Besluta' }).click()
  await officer.getByRole('heading', { name: 'Hur du överklagar' }).waitFor()
  await look(officer, 'rights-decided')
  const pdf = await officer.request.get(at((await officer.getByRole('link', { name: 'Öppna som PDF' }).getAttribute('href')) ?? ''))
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  await officer.context().close()

  await resident.goto(at('/svar'))
  await resident.getByLabel('Kod').fill(code)
  await resident.getByRole('button', { name: 'Visa min fråga' }).click()
  await resident.getByText('förvaltningsrätten').waitFor()
  if (pictures)
    for (const width of [1440, 390]) {
      await resident.setViewportSize({ width, height: 900 })
      await resident.screenshot({ path: `${pictures}/portal-decided-${width}.png`, fullPage: true })
    }
  await context.close()
}, 120_000)

test('A15: somebody asks to read the note of a call, from the contact itself, and it is held', async () => {
  const page = await desk('alva')
  await page.goto(at(`/contacts/${contact}`))
  await page.getByRole('link', { name: 'Någon begär att få läsa den här anteckningen' }).click()
  await page.getByText('Den gallras inte innan begäran är avgjord.').waitFor()
  await page.getByLabel('Vad personen säger').fill('Er anteckning om öppettider.')
  await look(page, 'rights-of-contact')
  await page.getByRole('button', { name: 'Ta emot begäran' }).click()
  await page.getByText('Begäran är lämnad till Kommunstyrelsen.').waitFor()
  const { n } = await w.owner((tx) =>
    tx.one(z.object({ n: z.int() }), sql`select count(*)::int as n from hold where contact_id = ${contact} and released_at is null`),
  )
  expect(n).toBe(1)
  await page.context().close()
})

test('B23: an agent makes a mail a request from the case itself', async () => {
  const again = await desk('alva')
  await again.goto(at(`/cases/${mailed.caseId}`))
  await again.getByRole('button', { name: 'Gör till begäran' }).click()
  await look(again, 'rights-dialog')
  await again.getByLabel('Vad begärs?').focus()
  await again.keyboard.press('Control+Enter')
  await again.getByText('Begäran är mottagen').waitFor()
  await again.context().close()
}, 120_000)
