import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { assignCase, routeCase } from '../../server/domain/case/index.ts'
import { sql } from '../../server/platform/db.ts'
import type { Serving } from '../../server/serve.ts'
import { type World, world } from '../world.ts'
import { deskOf, faults, launch } from './agent-desk.ts'

// Help with an application: the agent begins beside the case, the applicant ends it without a script. And the page that says which links work.

let w: World
let serving: Serving
let browser: Browser
let caseId: string
beforeAll(async () => {
  w = await world()
  caseId = (await w.mail({ subject: 'Vill sälja honung på torget' })).caseId
  await w.as('alva', (tx) => routeCase(tx, caseId, { version: 1, board: 'stadsbyggnadsnamnden', caseType: 'torghandel' }))
  const { id } = await w.owner((tx) =>
    tx.one(z.object({ id: z.string() }), sql`select id from employee where email = 'alva@exempelby.test'`),
  )
  await w.as('alva', (tx) => assignCase(tx, caseId, { version: 2, to: id }))
  serving = await w.serve()
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await w?.end()
})

const folder = process.env.OMBUD_PICTURES
async function picture(page: Page, name: string) {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    if (folder) await page.screenshot({ path: `${folder}/application-${name}-${width}.png` })
    expect(await faults(page), `${name} ${width}`).toEqual([])
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('A33, A34, A35: the agent helps beside the case by keyboard, the applicant changes and submits without a script, and the agent sees that it has ended', {
  timeout: 120_000,
}, async () => {
  const page = await deskOf('alva', { browser, url: `${serving.url}/` })
  await page.goto(`${serving.url}/cases/${caseId}`)
  await page.getByRole('button', { name: /Hjälp med ansökan/ }).waitFor()
  await page.keyboard.press('p')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Vad gäller det?').waitFor()
  expect(await dialog.getByLabel('Vad gäller det?').locator('option:checked').innerText()).toContain('torgplats')
  // the offer of the e-service first
  expect(await dialog.getByRole('button', { name: 'Börja' }).isDisabled()).toBe(true)
  await picture(page, 'start')
  await dialog.getByText('Nej tack', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Börja' }).press('Enter')
  await page.getByRole('heading', { name: 'Lämna koden till den sökande' }).waitFor()
  const code = await page.locator('.read-out dd').innerText()
  await picture(page, 'code')
  await page.getByRole('button', { name: 'Koden är lämnad' }).press('Enter')
  await page.getByLabel('Namn', { exact: true }).fill('Kim Exempel')
  await page.getByLabel('Vad ska du sälja?').fill('Honung')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Sparat. Bara den sökande kan skicka in.').waitFor()
  await picture(page, 'filled')

  const resident = await (
    await browser.newContext({ javaScriptEnabled: false, locale: 'sv-SE', viewport: { width: 1440, height: 900 } })
  ).newPage()
  await resident.goto(`${serving.url}/ansokan`)
  await resident.getByLabel('Kod').fill(code)
  await resident.getByRole('button', { name: 'Visa min ansökan' }).press('Enter')
  expect(await resident.getByLabel('Vad ska du sälja?').inputValue()).toBe('Honung')
  await resident.getByLabel('Vad ska du sälja?').fill('Honung och ljus')
  await resident.getByRole('button', { name: 'Skicka in ansökan' }).click()
  await resident.getByRole('alert').waitFor()
  if (folder)
    for (const width of [1440, 390]) {
      await resident.setViewportSize({ width, height: 1600 })
      await resident.screenshot({ path: `${folder}/application-portal-${width}.png`, fullPage: true })
    }
  await resident.getByLabel('Första dagen').fill('2026-12-05')
  await resident.getByLabel('Antal dagar').fill('2')
  await resident.getByLabel('Jag har läst igenom allt').check()
  await resident.getByRole('button', { name: 'Skicka in ansökan' }).click()
  await resident.getByRole('heading', { name: 'Din ansökan är inskickad' }).waitFor()

  await page.keyboard.press('Escape')
  await page.goto(`${serving.url}/applications`)
  await page.getByText('Inskickad', { exact: true }).waitFor()
  await picture(page, 'list')
  await page.getByRole('link', { name: 'Ansökan om torgplats' }).click()
  await page.getByText('Den sökande har skickat in ansökan.').waitFor()
  await picture(page, 'ended')
})

test('A33: the applicant’s pages have no serious fault of accessibility, in either language', { timeout: 60_000 }, async () => {
  const page = await (await browser.newContext({ locale: 'sv-SE', viewport: { width: 390, height: 900 } })).newPage()
  const forms = await w.owner((tx) =>
    tx.one(
      z.object({ id: z.int() }),
      sql`select f.id from form_version f join case_type t on t.id = f.case_type_id where t.code = 'matavfall'`,
    ),
  )
  const desk = await deskOf('alva', { browser, url: `${serving.url}/` })
  const code = await desk.evaluate(async (form) => {
    const answer = await fetch('/v1/applications', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ form, channel: 'visit', eServiceOffer: 'declined' }),
    })
    return ((await answer.json()) as { code: string }).code
  }, forms.id)
  page.setDefaultTimeout(5_000)
  await page.goto(`${serving.url}/ansokan?lang=en`)
  expect(await faults(page)).toEqual([])
  await page.getByLabel('Code').fill(code)
  await page.getByRole('button', { name: 'Show my application' }).click()
  await page.getByText('Nothing has been filled in yet.').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Submit the application' }).click()
  await page.getByRole('alert').waitFor()
  expect(await faults(page)).toEqual([])
  if (folder) await page.screenshot({ path: `${folder}/application-refused.png`, fullPage: true })
  await page.getByRole('button', { name: 'Throw the draft away' }).click()
  await page.getByRole('heading', { name: 'Do you want to throw the draft away?' }).waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Yes, throw it away' }).click()
  await page.getByRole('heading', { name: 'The draft has been thrown away' }).waitFor()
  expect(await faults(page)).toEqual([])
})

test('B31: the page of links says that nobody has looked, where nobody has been let to', async () => {
  const page = await deskOf('bodil', { browser, url: `${serving.url}/` })
  await w.owner((tx) =>
    tx.run(
      sql`insert into link (id, board_id, url, used_in, first_at) select gen_random_uuid(), id, 'https://www.imy.se/exempel', '{B31}', ombud_now() from board where hosts_contact_centre on conflict do nothing`,
    ),
  )
  await page.goto(`${serving.url}/links`)
  await page.getByText('Länkarna kontrolleras inte.').waitFor()
  await page.getByText('Inte kontrollerad', { exact: true }).first().waitFor()
  await picture(page, 'links')
})
