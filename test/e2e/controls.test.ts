import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { controlTasks } from '../../server/domain/control/index.ts'
import type { Serving } from '../../server/serve.ts'
import { type World, world } from '../world.ts'
import { deskOf, faults, launch } from './agent-desk.ts'

let w: World
let serving: Serving
let browser: Browser
beforeAll(async () => {
  w = await world()
  serving = await w.serve({ role: 'web' })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await w?.end()
})

const at = (path: string) => `${serving.url}${path}`
const desk = (person: string, more = {}) => deskOf(person, { browser, url: at('/'), ...more })
const pictures = process.env.OMBUD_PICTURES
const picture = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}
/** The worker's job of every minute. */
const probe = async (settings: Partial<Serving['app']['settings']> = {}) => {
  for (const task of controlTasks) await task.run({}, { ...serving.app, db: w.db, settings: { ...serving.app.settings, ...settings } })
}

/** Whoever runs the centre enters a company in the register, with the keyboard. */
async function addSubProcessor(): Promise<void> {
  const keeper = await desk('drift')
  await keeper.goto(at('/controls'))
  await keeper.getByRole('button', { name: 'Lägg till underbiträde' }).click()
  await keeper.getByLabel('Namn').fill('Molnet i Norr AB')
  await keeper.getByRole('textbox', { name: 'Kod' }).fill('molnet')
  await keeper.getByLabel('Vad de gör').fill('Driver verksamhetssystemet Lyktan')
  expect(await faults(keeper)).toEqual([])
  await picture(keeper, 'register-add-1440')
  await keeper.keyboard.press('Control+Enter')
  await keeper.getByRole('heading', { name: /Molnet i Norr AB/ }).waitFor()
  await picture(keeper, 'controls-operator-1440')
  await keeper.context().close()
}

async function onPhone(page: Page): Promise<void> {
  const small = await (
    await browser.newContext({
      viewport: { width: 390, height: 844 },
      ...{ locale: 'sv-SE', reducedMotion: 'reduce', colorScheme: 'dark', storageState: await page.context().storageState() },
    })
  ).newPage()
  await small.goto(at('/controls'))
  await small.getByText('2 åtgärder fungerar inte').waitFor()
  await small.getByText('Mer om åtgärden').first().click()
  expect(await small.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  expect(await faults(small)).toEqual([])
  await picture(small, 'controls-390')
  await small.context().close()
}

test('A4, A8, X5: a board’s signer sees what works, then what fails first and what is closed, and consents to a sub-processor with the keyboard', async () => {
  const page = await desk('bodil')
  await page.goto(at('/controls'))
  await page.getByText('Inget har prövats än').waitFor()
  await probe()
  await page.reload()
  await page.getByText('Allt som används fungerar.').waitFor()
  expect(await faults(page)).toEqual([])
  await picture(page, 'controls-1440')

  chmodSync(join(w.settings.keysFolder, 'kek'), 0o644)
  await probe({ sessionHours: 12 })
  await page.reload()
  await page.getByText('2 åtgärder fungerar inte').waitFor()
  expect(await page.getByRole('list').getByRole('heading', { level: 3 }).first().textContent()).toBe('Nyckeln ligger för sig')
  await page.getByText(/Stadsbyggnadsnämnden: kontaktcenter får inte spela in/).waitFor()
  await page.getByRole('row', { name: /En session tar slut.*10 timmar.*12 timmar/ }).waitFor()
  await page.getByText('Mer om åtgärden').first().focus()
  await page.keyboard.press('Enter')
  await page.getByText('outsideData: 1').waitFor()
  expect(await faults(page)).toEqual([])
  await picture(page, 'controls-failing-1440')

  await addSubProcessor()

  await page.reload()
  await page.getByLabel('Paragraf i protokollet').fill('§ 41')
  await page.getByLabel('Beslutsdag').fill('2026-11-03')
  await page.getByRole('button', { name: 'Godkänn för Stadsbyggnadsnämnden' }).press('Enter')
  await page.getByText(/Godkänd av Stadsbyggnadsnämnden \(§ 41/).waitFor()
  expect(await faults(page)).toEqual([])

  await onPhone(page)

  // the event is among what the board has been told
  await page.goto(at('/duties'))
  await page.getByRole('heading', { name: 'Fungerar inte: Nyckeln ligger för sig' }).waitFor()
  await picture(page, 'duties-control-1440')

  // a quarter later there is a report
  chmodSync(join(w.settings.keysFolder, 'kek'), 0o600)
  await w.pass(100)
  await probe()
  const later = await desk('bodil')
  await later.goto(at('/controls'))
  await later.getByRole('link', { name: /Stadsbyggnadsnämnden, 20\d\d-Q\d/ }).click()
  await later.getByText('Underskriften stämmer.').waitFor()
  expect(await faults(later)).toEqual([])
  await picture(later, 'control-report-1440')
  await page.context().close()
  await later.context().close()
})
