import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { publishBulletin } from '../../server/domain/briefing/publish-bulletin.ts'
import { toSign } from '../../server/domain/instruction/draw-quiz.ts'
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
/** A folder for pictures, for whoever wants to look. */
const pictures = process.env.OMBUD_PICTURES
const picture = async (page: Page, name: string) => {
  if (!pictures) return
  await page.screenshot({ path: join(pictures, `${name}-1440.png`), fullPage: true })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.screenshot({ path: join(pictures, `${name}-390.png`), fullPage: true })
  await page.setViewportSize({ width: 1440, height: 900 })
}
const board = 'kultur-och-fritidsnamnden'

test('A12, A22: an agent signs with the keyboard: a wrong answer is explained, new questions are right; then reads what closed the cases', async () => {
  await w.owner((tx) =>
    tx.run(
      sql`update undertaking set revoked_at = ombud_now() where employee_id = (select id from employee where email = 'alva@exempelby.test')`,
    ),
  )
  const { pool } = await w.owner((tx) => toSign(tx, { board }))
  const page = await desk('alva', { viewport: { width: 1440, height: 900 } })
  await page.getByText('Du har inte skrivit under sekretessförbindelsen').first().waitFor()
  await page.goto(at('/instructions'))
  await page.getByRole('link', { name: /Skriv under – Kultur/ }).waitFor()
  await picture(page, 'instructions')
  await page.getByRole('link', { name: /Skriv under – Kultur/ }).press('Enter')
  const answer = async (wrongAt: number | null) => {
    const groups = page.locator('.quiz-question')
    await groups.first().waitFor()
    for (let n = 0; n < (await groups.count()); n += 1) {
      const said = ((await groups.nth(n).locator('legend').textContent()) ?? '').replace(/^\d+\.\s*/, '')
      const permits = pool.find((each) => each.said.sv === said)?.permits === true
      const radio = groups
        .nth(n)
        .getByRole('radio', { name: (n === wrongAt) !== permits ? 'Det får jag' : 'Det får jag inte', exact: true })
      await radio.focus()
      await page.keyboard.press('Space')
    }
  }
  await answer(0)
  expect(await faults(page)).toEqual([])
  await picture(page, 'undertaking')
  await page.getByRole('button', { name: 'Skriv under' }).press('Enter')
  await page.getByText('1 svar var fel. Inget är underskrivet.').waitFor()
  await expect.poll(() => faults(page), { timeout: 15_000 }).toEqual([]) // once what was said of the pending button has gone
  await picture(page, 'undertaking-wrong')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await answer(null)
  await page.getByRole('button', { name: 'Skriv under' }).press('Enter')
  await page.getByText('Underskrivet. Nämndens ärenden är öppna för dig.').waitFor()
  await page.getByText('Din underskrift gäller till').first().waitFor()
  await w.as('axel', (tx) =>
    publishBulletin(tx, {
      board: null,
      kind: 'training',
      title: 'Säkrare samtal',
      body: 'Så här gör vi när någon vill vara anonym.\n\nLäs instruktionens punkt om anonyma kontakter.',
      hands: ['agent'],
      readByDays: 3,
    }),
  )
  await w.pass(4)
  await page.context().close()
  const later = await desk('alva', { viewport: { width: 1440, height: 900 } })
  await later.getByRole('alert').getByText('Du har ett meddelande som skulle ha varit läst').waitFor()
  await picture(later, 'closed')
  await later.getByRole('alert').getByRole('link', { name: 'Meddelanden' }).press('Enter')
  await later.getByRole('button', { name: 'Läs: Säkrare samtal' }).press('Enter')
  await later.getByRole('button', { name: 'Jag har läst' }).waitFor()
  expect(await faults(later)).toEqual([])
  await picture(later, 'bulletins')
  await later.keyboard.press('Enter')
  await later.getByText('Du har läst allt').waitFor()
  await later.goto(at('/inbox/waiting'))
  await later.getByRole('main').waitFor()
  await expect.poll(() => later.getByRole('alert').count()).toBe(0)
  await later.context().close()
}, 120_000)

test('A12, A23: the one who leads publishes and sees who hasn’t read; a board sees counts, and how many have signed', async () => {
  const page = await desk('axel', { viewport: { width: 1440, height: 900 } })
  await page.goto(at('/bulletins'))
  await page.getByRole('button', { name: 'Nytt meddelande' }).press('Enter')
  await page.keyboard.type('Nya öppettider i receptionen')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Från måndag stänger receptionen klockan 17.')
  expect(await faults(page)).toEqual([])
  await picture(page, 'publish')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Nya öppettider i receptionen' }).waitFor()
  await page.getByText(/Alva Ekdahl, Sami Lindroth, Tuva Norrby/).waitFor()
  expect(await faults(page)).toEqual([])
  await picture(page, 'published')
  await page.context().close()
  const officer = await desk('maj', { viewport: { width: 1440, height: 900 } })
  await officer.goto(at('/signatures'))
  await officer
    .getByRole('img', { name: /har skrivit under/ })
    .first()
    .waitFor()
  expect(await officer.getByRole('main').textContent()).not.toMatch(/Alva|Sami/)
  expect(await faults(officer)).toEqual([])
  await picture(officer, 'coverage')
  await officer.context().close()
  const read = await w.owner((tx) => tx.one(z.object({ n: z.coerce.number() }), sql`select count(*) as n from bulletin`))
  expect(read.n).toBe(2)
}, 120_000)
