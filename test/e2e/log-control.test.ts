import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLogKeys, witnessAll } from '../../server/domain/audit/index.ts'
import { caseQueries } from '../../server/domain/case/index.ts'
import type { Serving } from '../../server/serve.ts'
import { aCase, writeCases } from '../closed-cases.ts'
import { sequenceAll } from '../log-attacks.ts'
import { type World, world } from '../world.ts'
import { deskOf, faults, launch } from './agent-desk.ts'

let w: World
let serving: Serving
let browser: Browser
const kase = aCase('tekniska-namnden', 'lekplats')
beforeAll(async () => {
  w = await world()
  await writeCases(w.logins, [kase])
  const keys = openLogKeys(w.settings)
  const alva = await w.actor('alva')
  await w.db.ask(alva, caseQueries(kase.id, 'guidance'))
  await w.service((tx) => sequenceAll(tx, keys))
  await w.pass(2)
  await w.service((tx) => witnessAll(tx, keys))
  await w.service((tx) => sequenceAll(tx, keys))
  serving = await w.serve({ role: 'web' })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await w?.end()
})

const pictures = process.env.OMBUD_PICTURES
const picture = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

test('L56, A18: an officer starts a log control, judges every row by keyboard and signs the statement', async () => {
  const page = await deskOf('maj', { browser, url: `${serving.url}/` })
  await page.getByRole('link', { name: 'Logg', exact: true }).click()
  await page.getByRole('link', { name: 'Loggkontroll' }).click()
  await page.getByText('Ingen loggkontroll är gjord.').waitFor()
  await page.getByLabel('Från').fill(new Date(w.clock.now().getTime() - 4 * 86_400_000).toISOString().slice(0, 10))
  await page.getByLabel('Till').fill(new Date(w.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10))
  await page.getByLabel('Till').press('Enter')
  await page.getByText('Öppnat utan samband').first().waitFor()
  expect(await page.getByRole('button', { name: 'Skriv under utlåtandet' }).isEnabled()).toBe(false)
  expect(await faults(page)).toEqual([])
  await picture(page, 'log-control-wide')
  const forms = await page.getByLabel('Skäl').count()
  for (let n = 0; n < forms; n += 1) {
    await page.getByLabel('Skäl').nth(n).fill('Ringde om lekplatsen.')
    await page.getByLabel('Skäl').nth(n).press('Enter')
    await expect.poll(() => page.getByText('Bedömd av').count()).toBe(n + 1)
  }
  await page.getByRole('button', { name: 'Skriv under utlåtandet' }).press('Enter')
  await page.getByText('Underskriften stämmer.').waitFor()
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
  expect(await faults(page)).toEqual([])
  await picture(page, 'log-control-narrow')
})
