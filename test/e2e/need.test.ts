import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { assignCase } from '../../server/domain/case/index.ts'
import { openAccessReviews } from '../../server/domain/need/review-access.ts'
import { sql } from '../../server/platform/db.ts'
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
const pictures = process.env.OMBUD_PICTURES
const picture = async (page: Page, name: string) => {
  if (!pictures) return
  await page.screenshot({ path: join(pictures, `${name}-1440.png`) })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.screenshot({ path: join(pictures, `${name}-390.png`) })
  await page.setViewportSize({ width: 1440, height: 900 })
}
const Id = z.object({ id: z.uuid() })

test('A6, A25, B14: with the keyboard: a reason opens a colleague’s case, one’s own matter is declared and passed on, an emergency is told', async () => {
  const { caseId } = await w.mail({ subject: 'Trasig lampa', body: 'Lampan på gatan är trasig.' })
  const sami = await w.owner((tx) => tx.one(Id, sql`select id from employee where email = 'sami@exempelby.test'`))
  await w.as('sami', (tx) => assignCase(tx, caseId, { version: 1, to: sami.id }))
  const page = await deskOf('alva', { browser, url: at('/') })
  await page.goto(at(`/cases/${caseId}`))
  await page.getByText('Öppna det med skäl, så är det öppet').waitFor()
  expect(await page.getByText('Lampan på gatan är trasig.').count()).toBe(0)
  await picture(page, 'reason')
  expect(await faults(page)).toEqual([])
  await page.keyboard.press('2')
  await page.getByText('Lampan på gatan är trasig.').waitFor()

  await page.goto(at('/conflicts'))
  await page.getByRole('textbox', { name: 'Uppgift' }).fill('alva.privat@example.org')
  await page.getByRole('textbox', { name: 'Uppgift' }).press('Enter')
  await page.getByText('Uppgiften är bortglömd').waitFor()
  await picture(page, 'conflicts')
  expect(await faults(page)).toEqual([])
  const own = await w.mail({ from: 'Alva <alva.privat@example.org>', body: 'Mitt eget brev.' })
  await page.goto(at(`/cases/${own.caseId}`))
  await page.getByText('Du kan inte öppna det.').waitFor()
  expect(await page.getByText('Mitt eget brev.').count()).toBe(0)
  await picture(page, 'conflict')
  await page.keyboard.press('l')
  await page.getByText('Ärendet ligger i kön för en kollega.').waitFor()

  const free = await w.mail({ body: 'Jag orkar inte mer.' })
  await page.goto(at('/glass'))
  await page.getByRole('textbox', { name: 'Ärendenummer' }).fill(free.number)
  await page.getByRole('textbox', { name: 'Ärendenummer' }).press('Enter')
  await page.getByText('Nämnden har fått veta.').waitFor()
  await picture(page, 'glass')
  expect(await faults(page)).toEqual([])
})

test('A6: the board’s officer confirms one and removes another, and asks what a third may do', async () => {
  await w.service(openAccessReviews)
  const page = await deskOf('bodil', { browser, url: at('/') })
  await page.goto(at('/access-reviews'))
  await page.getByRole('button', { name: 'Behöver den: Sami Lindroth, Kommunvägledare' }).press('Enter')
  await page.getByText('Bekräftad · Bodil Malmgren').waitFor()
  await page.getByRole('button', { name: 'Ta bort: Alva Ekdahl, Kommunvägledare' }).press('Enter')
  await page.getByText('Borttagen · Bodil Malmgren').waitFor()
  await page.getByLabel('Person', { exact: true }).selectOption({ label: 'Sami Lindroth' })
  await page.getByLabel('Nämnd', { exact: true }).selectOption({ label: 'Stadsbyggnadsnämnden' })
  await page.getByRole('button', { name: 'Visa', exact: true }).press('Enter')
  await page.getByRole('cell', { name: 'Bygglov', exact: true }).waitFor()
  await picture(page, 'access-reviews')
  await page.getByRole('cell', { name: 'Bygglov', exact: true }).scrollIntoViewIfNeeded()
  await picture(page, 'who-sees')
  expect(await faults(page)).toEqual([])
})
