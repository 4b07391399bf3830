import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

/** A folder for pictures, for whoever wants to look. */
const pictures = process.env.OMBUD_PICTURES
async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return
  await page.screenshot({ path: `${pictures}/${name}-1440.png` })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.screenshot({ path: `${pictures}/${name}-390.png` })
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('T10, L3, L5: what may not stand in a note is shown while it is written, and mended with one key', async () => {
  const { caseId } = await w.mail({ subject: 'Gungan är trasig', body: 'Hälsar Kim, 121212-1212.' })
  const page = await deskOf('alva', { browser, url: `${serving.url}/` })
  await page.goto(`${serving.url}/cases/${caseId}`)
  await page.getByText('Innehåller: personnummer').waitFor()
  await page.keyboard.press('n')
  const note = page.getByRole('textbox', { name: 'Anteckning' })
  await note.fill('Ringde Kim 121212-1212, som har diabetes. Konto 8327-9, 123 456 789-0.')
  const found = page.getByRole('status', { name: 'Personuppgifter i texten' })
  await found.getByText('personnummer', { exact: true }).waitFor()
  expect(await found.innerText()).toMatch(/Dataskyddslagen 3:10[\s\S]*GDPR 9/)
  await picture(page, 'guard')
  expect(await faults(page)).toEqual([])
  await found.getByRole('button', { name: 'Maskera personnummer' }).press('Enter')
  await expect.poll(() => note.inputValue()).toMatch(/121212-••••/)
  await found.getByRole('button', { name: 'Ta bort hälsa' }).press('Enter')
  await found.getByRole('button', { name: 'bankkonto behövs här' }).press('Enter')
  await expect.poll(() => found.innerText()).toBe('')
  await note.press('Control+Enter')
  await page.getByText('Ringde Kim 121212-••••, som har.').waitFor()
}, 60_000)

test('T10: whoever asks the guard more often than anyone types is told to wait, and an ordinary text is left in peace', async () => {
  const { caseId } = await w.mail()
  const actor = await w.actor('alva')
  const ask = () =>
    fetch(`${serving.url}/v1/texts/judgements`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '' },
      body: JSON.stringify({ text: 'När töms tunnan?', place: { caseId } }),
    })
  const first = await ask()
  expect([first.status, await first.json()]).toEqual([200, { findings: [] }])
  const states: number[] = []
  for (let at = 0; at < 95; at++) states.push((await ask()).status)
  expect(states.filter((status) => status === 200).length).toBeLessThanOrEqual(90)
  expect(states.at(-1)).toBe(429)
}, 60_000)
