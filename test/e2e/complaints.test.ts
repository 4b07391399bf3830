import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCase } from '../../server/domain/case/index.ts'
import type { Serving } from '../../server/serve.ts'
import { type World, world } from '../world.ts'
import { deskOf, faults, launch } from './agent-desk.ts'

// What is owed to whoever applies or complains: the offer before closing, the warning before a name, the code for someone without one.

let w: World
let serving: Serving
let browser: Browser
let caseId: string
beforeAll(async () => {
  w = await world()
  caseId = (await w.mail({ subject: 'Bidrag till bullerskydd' })).caseId
  await w.as('alva', (tx) => routeCase(tx, caseId, { version: 1, board: 'stadsbyggnadsnamnden', caseType: 'bullerbidrag' }))
  serving = await w.serve()
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await w?.end()
})

const desk = () => deskOf('alva', { browser, url: `${serving.url}/` })
const folder = process.env.OMBUD_PICTURES
const widths = [1440, 390] as const
async function picture(page: Page, name: string) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png` })
    expect(await faults(page)).toEqual([])
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('A35: no outcome can be chosen until the offer of the e-service is answered', async () => {
  const page = await desk()
  await page.goto(`${serving.url}/cases/${caseId}`)
  await page.getByRole('button', { name: 'Avsluta' }).first().click()
  const outcome = page.getByRole('list', { name: 'Resultat' }).getByRole('button').first()
  await outcome.waitFor()
  expect(await outcome.isDisabled()).toBe(true)
  await picture(page, 'offer')
  await page.getByText('Nej tack', { exact: true }).click()
  expect(await outcome.isDisabled()).toBe(false)
  await outcome.click()
  await page.getByText('Ärendet är avslutat.').first().waitFor()
})

test('A28, P10: the agent is shown the warning when a name is written, and reads out the code when none is', async () => {
  const page = await desk()
  await page.keyboard.press('Alt+n')
  await page.getByRole('textbox', { name: 'Fråga', exact: true }).fill('Det luktar illa i parken.')
  await page.getByText('Anonym', { exact: true }).click()
  await page.getByLabel('Namn', { exact: true }).fill('Kim Exempel')
  await page.getByText('Namnet kan bli offentligt').waitFor()
  await picture(page, 'warning')
  await page.getByRole('button', { name: 'Gör anonym' }).click()
  await page.getByText('Namnet kan bli offentligt').waitFor({ state: 'detached' })
  await page.locator('.question .segment').filter({ hasText: 'Blir ärende' }).first().click()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Läs upp koden nu' }).waitFor()
  expect(await page.locator('.read-out dd').innerText()).toMatch(/^([0-9a-z]{5}-){5}[0-9a-z]$/)
  await picture(page, 'code')
  await page.getByRole('button', { name: 'Koden är uppläst' }).click()
  await page.getByRole('heading', { name: 'Läs upp koden nu' }).waitFor({ state: 'detached' })
})
