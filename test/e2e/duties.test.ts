import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { dutyTasks } from '../../server/domain/duty/index.ts'
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
const desk = (person: string, more = {}) => deskOf(person, { browser, url: at('/'), ...more })
const pictures = process.env.OMBUD_PICTURES
const picture = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}
const phone = { viewport: { width: 390, height: 844 } }

/** What the worker does: notices are delivered, and the night's duties become rows. */
async function work(): Promise<void> {
  const run = async (name: string, payload: Record<string, string>) =>
    dutyTasks(undefined)
      .find((task) => task.name === name)
      ?.run(payload, { ...serving.app, db: w.db })
  const waiting = await w.owner((tx) => tx.all(z.object({ id: z.uuid() }), sql`select id from board_notice where delivered_at is null`))
  for (const { id } of waiting) await run('deliver-notice', { notice: id })
  await run('watch-duties', {})
}
const report = async (person: string, body: object) => {
  const actor = await w.actor(person)
  const cookie = 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : ''
  const answer = await fetch(at('/v1/gaps'), {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(201)
}

test('A13: an officer opens a gap, reads how often it was met, changes the words of the prepared clause and takes it in', async () => {
  const gap = { board: 'tekniska-namnden', act: 'handle', caseType: 'fordonsflytt', channel: 'phone', mission: 'assistance' }
  for (let n = 0; n < 6; n++) await report('alva', { ...gap, channel: n % 3 === 0 ? 'email' : 'phone' })
  await report('alva', { ...gap, act: 'status.tell', caseType: 'parkering' })
  await work()
  const page = await desk('maj')
  await page.goto(at('/gaps'))
  await page.getByRole('link', { name: 'Får kontaktcenter arbeta i ärendet?' }).waitFor()
  expect(await faults(page)).toEqual([])
  await picture(page, 'gaps-1440')
  await page.getByRole('link', { name: 'Får kontaktcenter arbeta i ärendet?' }).click()
  await page.getByRole('heading', { name: 'Förberedd punkt' }).waitFor()
  expect(await faults(page)).toEqual([])
  await picture(page, 'gap-1440')
  await page.getByText(/Läst \d/).waitFor()
  const small = await (
    await browser.newContext({ ...phone, locale: 'sv-SE', reducedMotion: 'reduce', storageState: await page.context().storageState() })
  ).newPage()
  await small.goto(page.url())
  await small.getByRole('heading', { name: 'Förberedd punkt' }).waitFor()
  expect(await small.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await picture(small, 'gap-390')
  await small.goto(at('/gaps'))
  await small.getByRole('link', { name: 'Får kontaktcenter arbeta i ärendet?' }).waitFor()
  await picture(small, 'gaps-390')
  await small.context().close()
  await page.getByLabel('Ordalydelse').fill('Kontaktcenter sköter själv ärenden om flyttade fordon.')
  await page.getByRole('button', { name: 'Ta in punkten i vårt utkast' }).click()
  await page.getByRole('heading', { name: 'Besvarat med en punkt' }).waitFor()
  await picture(page, 'gap-answered-1440')
  await page.context().close()
})

test('A10: an agent says that a clause breaks the law; the board’s officer sees it paused and answers with reasons', async () => {
  const agent = await desk('alva')
  await agent.goto(at('/instructions/stadsbyggnadsnamnden'))
  const clause = agent.locator('li.clause').filter({ hasText: 'status-offentlig' })
  await clause.getByText('Beslutad ordalydelse').click()
  await clause.getByRole('button', { name: /bryter mot lag/ }).click()
  await agent.getByLabel('Lagrum').fill('OSL 21:1; GDPR 6')
  await agent.getByLabel('Vad är fel?').fill('Punkten låter uppgifter lämnas utan att någon prövar skadan.')
  expect(await faults(agent)).toEqual([])
  await picture(agent, 'infringing-1440')
  await agent.getByRole('button', { name: 'Säg till nämnden' }).click()
  await agent.getByText('Nämnden får veta det.').waitFor()
  await agent.context().close()
  await work()
  const officer = await desk('bodil')
  await officer.goto(at('/duties'))
  await officer.getByRole('button', { name: 'Öppna' }).first().click()
  await officer.getByText('Punkten är pausad och tillåter inget').waitFor()
  expect(await faults(officer)).toEqual([])
  await picture(officer, 'duties-1440')
  await officer.setViewportSize({ width: 390, height: 844 })
  await picture(officer, 'duties-390')
  expect(await officer.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await officer.setViewportSize({ width: 1440, height: 900 })
  await officer.getByLabel('Skäl').fill('Uppgifterna är offentliga.')
  await officer.getByRole('button', { name: 'Vi behåller punkten' }).click()
  await officer.getByText('Svaret är lämnat.').waitFor()
  await officer.context().close()
})

test('K23: an officer marks a recurring duty as done', async () => {
  await work()
  const page = await desk('drift')
  await page.goto(at('/duties'))
  await page.getByRole('button', { name: 'Gjort: Gå igenom loggarna' }).first().waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Gjort: Gå igenom loggarna' }).first().click()
  await page.getByText('Uppgiften är markerad som gjord.').waitFor()
  await picture(page, 'times-1440')
  await page.setViewportSize({ width: 390, height: 844 })
  await picture(page, 'times-390')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await page.context().close()
})

test('K22: a case shows calmly what is promised and by when, and says so when it was broken', async () => {
  const { caseId } = await w.mail({ subject: 'Hål i Ekgatan' })
  const page = await desk('alva')
  await page.goto(at(`/cases/${caseId}`))
  await page.getByText(/Svar senast/).waitFor()
  expect(await faults(page)).toEqual([])
  await picture(page, 'case-running-1440')
  await page.setViewportSize({ width: 390, height: 844 })
  await picture(page, 'case-running-390')
  await page.context().close()
  await w.pass(6)
  const later = await desk('alva')
  await later.goto(at(`/cases/${caseId}`))
  await later.getByText(/Svar skulle ha lämnats/).waitFor()
  expect(await faults(later)).toEqual([])
  await picture(later, 'case-breached-1440')
  await later.context().close()
})
