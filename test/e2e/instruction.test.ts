import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { demoPassword } from '../../db/seed/exempelby/people.ts'
import { startDraft } from '../../server/domain/instruction/start-draft.ts'
import { sql } from '../../server/platform/db.ts'
import type { Serving } from '../../server/serve.ts'
import { type World, world } from '../world.ts'
import { deskOf, faults, launch } from './agent-desk.ts'

// A board officer who has never seen code: writes, proposes, signs, stops; and the screens of everyone else obey.

let w: World
let serving: Serving
let browser: Browser
let cases: Record<'torghandel' | 'parkering', string>

/** A case that waits, before the worker is there to take the mail itself. */
async function caseOf(type: string, subject: string): Promise<string> {
  const { caseId } = await w.mail({ subject })
  const where = sql`update "case" set board_id = t.board_id, case_type_id = t.id from case_type t where t.code = ${type} and "case".id = ${caseId}`
  await w.owner((tx) => tx.run(where))
  return caseId
}
beforeAll(async () => {
  w = await world()
  cases = { torghandel: await caseOf('torghandel', 'Torgplats i juni'), parkering: await caseOf('parkering', 'Hål i staketet') }
  serving = await w.serve()
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await w?.end()
})

const board = 'stadsbyggnadsnamnden'
const at = (path: string) => `${serving.url}${path}`
const desk = (person: string, more = {}) => deskOf(person, { browser, url: at('/'), ...more })
const saved = (page: Page) => page.getByText('Sparat', { exact: true }).waitFor()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).press('Enter')

/** Signs in the open dialog, below the changes it shows. */
async function sign(page: Page, paragraph: string) {
  await page.getByLabel('Paragraf i protokollet').fill(paragraph)
  await page.getByLabel('Ditt lösenord').fill(demoPassword)
  await page.keyboard.press('Control+Enter')
}

/** A draft as it stands in force, opened to be written. */
async function openDraft(page: Page): Promise<string> {
  const id = await w.as('bodil', (tx) => startDraft(tx, board, { from: 'in-force' }, 'sv'))
  await page.goto(at(`/instruction-versions/${id}`))
  await saved(page)
  return id
}
const soon = { timeout: 10_000 }
const Title = z.object({ title: z.string() })
const titleOf = (id: string) => w.owner((tx) => tx.one(Title, sql`select title from instruction_version where uid = ${id}`))

test('A2, A9, A38, B1: an officer writes a retention rule by keyboard, sees what it would lead to, both parties sign, and every screen and the public notice obey without reload', async () => {
  const found: Record<string, string[]> = {}
  const agent = await desk('alva')
  await agent.goto(at(`/cases/${cases.torghandel}`))
  await agent.getByRole('heading', { level: 1, name: 'Torgplats i juni' }).waitFor()

  const officer = await desk('bodil')
  await officer.goto(at(`/instructions/${board}/versions`))
  await press(officer, 'Skapa utkast')
  await officer.getByRole('dialog').waitFor()
  found.begin = await faults(officer)
  await officer.getByRole('dialog').getByRole('button', { name: 'Skapa utkast' }).press('Enter')
  await press(officer, 'Ny punkt under Gallring och bevarande')
  await officer.keyboard.type('Ärenden om torghandel gallras 45 dagar efter att de har avslutats.')
  const card = officer.getByRole('article').filter({ has: officer.getByLabel('Ordalydelse') })
  await card.getByLabel('Hur länge').fill('45')
  await card.getByLabel('Enhet').press('d')
  await card.getByRole('radio', { name: 'Bara dessa' }).press(' ')
  await card.getByRole('checkbox', { name: 'Tillstånd för torghandel' }).press(' ')
  await card.getByText(/Gallring kräver ett beslut/i).waitFor()
  await card.getByLabel('Beslutat av').fill('stadsbyggnadsnämnden')
  await card.getByLabel('Dag', { exact: true }).fill('2026-11-20')
  await card.getByLabel('Paragraf', { exact: true }).fill('§ 140')
  await card.getByRole('complementary').getByText('45 dagar efter att ärendet avslutades').waitFor()
  found.editor = await faults(officer)
  await officer.getByText('Inget behöver ändras').waitFor()
  await saved(officer)
  await officer.getByRole('link', { name: 'Konsekvenser', exact: true }).press('Enter')
  await press(officer, 'Räkna ut konsekvenserna')
  await officer.getByText(/^Uträknat/).waitFor({ timeout: 30_000 })
  found.consequences = await faults(officer)
  await press(officer, 'Lägg fram för nämnden')
  await officer.getByText('Framlagd').first().waitFor()

  await press(officer, 'Godkänn för nämnden')
  await officer.getByRole('dialog').getByText('45 dagar').first().waitFor()
  found.signing = await faults(officer)
  await sign(officer, '§ 141')
  await officer.getByText('Nämndens godkännande är underskrivet.').waitFor()

  const centre = await desk('axel')
  await centre.goto(officer.url())
  await press(centre, 'Godta för kontaktcenter')
  await centre.getByRole('dialog').getByText('45 dagar').first().waitFor()
  await sign(centre, '§ 52')
  await centre.getByText('Gäller', { exact: true }).first().waitFor({ timeout: 20_000 })
  found.signed = await faults(centre)

  // the agent has not reloaded: what the new version asks of them stands on the screen
  await agent
    .getByText(/sekretessförbindelse/)
    .first()
    .waitFor({ timeout: 20_000 })
  const outside = await (await browser.newContext({ locale: 'sv-SE' })).newPage()
  await outside.goto(at('/integritet'))
  await expect.poll(() => outside.getByText(/45 dagar/).count(), soon).toBeGreaterThan(0)
  expect(Object.entries(found).filter(([, faulty]) => faulty.length > 0)).toEqual([])
  await Promise.all([agent, officer, centre, outside].map((page) => page.context().close()))
}, 120_000)

test('nothing written is lost: two windows on one draft, a lost line, and a step back', async () => {
  const page = await desk('bodil')
  const id = await openDraft(page)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await saved(other)
  await page.getByLabel('Instruktionens rubrik').fill('Den förstas rubrik')
  await expect.poll(async () => (await titleOf(id)).title, soon).toBe('Den förstas rubrik')
  await other.getByLabel('Instruktionens rubrik').fill('Den andras rubrik')
  await other.getByText(/Någon annan har ändrat utkastet medan du skrev/).waitFor()
  expect((await titleOf(id)).title).toBe('Den förstas rubrik')
  await press(other, 'Ta den andras')
  await expect.poll(() => other.getByLabel('Instruktionens rubrik').inputValue(), soon).toBe('Den förstas rubrik')
  await press(other, 'Ångra ändringen')
  await expect.poll(async () => (await titleOf(id)).title, soon).toBe('Den andras rubrik')

  await other.context().setOffline(true)
  await other.getByLabel('Instruktionens rubrik').fill('Skriven utan lina')
  await other.getByText('Inte sparat än, försöker igen').waitFor()
  await other.close()
  await page.context().setOffline(false)
  const again = await page.context().newPage()
  await again.goto(page.url())
  await expect.poll(() => again.getByLabel('Instruktionens rubrik').inputValue(), soon).toBe('Skriven utan lina')
  await expect.poll(async () => (await titleOf(id)).title, soon).toBe('Skriven utan lina')
  await page.context().close()
})

test('A9: a stop empties an agent’s open screen without reload, and both parties lift it', async () => {
  const agent = await desk('alva')
  await agent.goto(at(`/cases/${cases.parkering}`))
  await agent.getByRole('heading', { level: 1, name: 'Hål i staketet' }).waitFor()
  const officer = await desk('maj')
  await officer.goto(at('/instructions/tekniska-namnden/versions'))
  await press(officer, 'Stoppa instruktionen')
  await officer.getByLabel('Varför?').fill('Fel i gallringen.')
  await officer.getByRole('dialog').getByRole('button', { name: 'Stoppa instruktionen' }).press('Enter')
  await officer.getByText('Stoppat nu: allt').waitFor()
  await agent.getByRole('heading', { level: 1, name: 'Hål i staketet' }).waitFor({ state: 'detached' })
  await officer.reload()
  await officer.getByText('Stoppat nu: allt').waitFor()
  expect(await faults(officer)).toEqual([])
  await press(officer, 'Häv stoppet')
  await sign(officer, '§ 9')
  await officer.getByText('Nämnden har hävt stoppet').waitFor()
  const centre = await desk('axel')
  await centre.goto(officer.url())
  await press(centre, 'Bekräfta att stoppet hävs')
  await sign(centre, '§ 10')
  await officer.getByText('Stoppat nu: allt').waitFor({ state: 'detached', timeout: 20_000 })
  await agent.getByRole('heading', { level: 1, name: 'Hål i staketet' }).waitFor({ timeout: 20_000 })
  await Promise.all([agent, officer, centre].map((page) => page.context().close()))
}, 90_000)

test('A7, A38: a version is returned with a reason, two are compared as a diff, and the yearly review is recorded', async () => {
  const page = await desk('bodil')
  const id = await openDraft(page)
  await press(page, 'Ändra punkt 1.2')
  await page.getByLabel('Ordalydelse').fill('Instruktionen säger hur kontaktcenter får använda uppgifterna.')
  await saved(page)
  await press(page, 'Klar')
  await press(page, 'Lägg fram för nämnden')
  await press(page, 'Återsänd')
  await page.getByLabel('Varför?').fill('Nämnden vill ha med bygglov.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Återsänd: Nämnden vill ha med bygglov.').waitFor()
  await page.getByRole('button', { name: 'Ändra punkt 1.2' }).waitFor()
  await page.goto(at(`/instruction-versions/${id}?part=changes`))
  await page.locator('del', { hasText: 'talar' }).waitFor()
  await page.locator('ins', { hasText: 'säger' }).waitFor()
  expect(await faults(page)).toEqual([])
  await page.goto(at(`/instructions/${board}/versions`))
  await press(page, 'Anteckna genomgång')
  await page.getByLabel('Paragraf i protokollet').fill('§ 150')
  await page.keyboard.press('Control+Enter')
  await page.getByText(/Genomgången är antecknad. § 150/).waitFor()
  await page.context().close()
})
