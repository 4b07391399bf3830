import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLogKeys, sequenceLog, verifyLog } from '../../server/domain/audit/index.ts'
import { writeNote } from '../../server/domain/case/index.ts'
import { chainHash } from '../../server/domain/retention/index.ts'
import { sql } from '../../server/platform/db.ts'
import type { Serving } from '../../server/serve.ts'
import { aCase, writeCases } from '../closed-cases.ts'
import { type World, world } from '../world.ts'
import { deskOf, faults, launch } from './agent-desk.ts'

let w: World
let serving: Serving
let browser: Browser
const kase = aCase('tekniska-namnden', 'lekplats')
beforeAll(async () => {
  w = await world()
  await writeCases(w.logins, [kase])
  await w.owner((tx) => tx.run(sql`update "case" set number = 'EX-2026-77' where id = ${kase.id}`))
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
const signed = () => w.service((tx) => sequenceLog(tx, { keys: openLogKeys(w.settings), limit: 5_000 }))

test('A18, L56, T17: an officer says why, reads the board’s log with proofs by keyboard, sees a row that was bent, and takes a file home', async () => {
  for (let n = 0; n < 60; n++) await w.as('maj', (tx) => writeNote(tx, kase.id, { body: 'Noterat.' }))
  await signed()
  const page = await deskOf('maj', { browser, url: `${serving.url}/` })
  await page.getByRole('link', { name: 'Logg', exact: true }).click()
  await page.getByText('Välj varför och vilken tid').waitFor()
  expect(await faults(page)).toEqual([])
  await picture(page, 'log-before')
  await page.getByLabel('Varför läses loggen?').selectOption('rights')
  await page.getByLabel('Ärendenummer').fill('ex-2026-77')
  await page.getByLabel('Ärendenummer').press('Enter')
  await page.getByText(/Underskrivet till och med rad/).waitFor()
  expect(await page.getByRole('row').count()).toBe(51)
  expect(await page.getByRole('cell', { name: 'Stämmer', exact: true }).count()).toBe(50)
  expect(await faults(page)).toEqual([])
  await picture(page, 'log-wide')
  await page.getByRole('button', { name: 'Visa äldre rader' }).press('Enter')
  await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(60)
  await w.owner((tx) =>
    tx.run(
      sql`update audit_event set employee_id = null where id = (select max(id) from audit_event where case_id = ${kase.id} and event = 'note.written')`,
    ),
  )
  await page.getByLabel('Slag').selectOption('audit')
  await page.getByRole('button', { name: 'Visa', exact: true }).press('Enter')
  await page.getByText('radens innehåll har ändrats').waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Hämta som fil' }).click()])
  const lines = readFileSync(await download.path(), 'utf8').split('\n')
  expect(verifyLog([{ name: 'file', lines }], { chain: chainHash }).findings.map(({ fault }) => fault)).toEqual(['row-changed'])
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
  expect(await faults(page)).toEqual([])
  await picture(page, 'log-narrow')
})
