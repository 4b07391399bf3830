import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium as browsers, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { demoPassword } from '../../db/seed/exempelby/people.ts'
import { sql } from '../../server/platform/db.ts'
import type { Serving } from '../../server/serve.ts'
import { chromium } from '../chromium.ts'
import { type World, world } from '../world.ts'

let w: World
let serving: Serving
let browser: Browser
beforeAll(async () => {
  w = await world()
  serving = await w.serve()
  browser = await browsers.launch({
    executablePath: chromium,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
})
afterAll(async () => {
  await browser?.close()
  await w.end()
})

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const

async function openPage(more: Parameters<Browser['newContext']>[0] = {}): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: sizes[1], locale: 'sv-SE', ...more })
  return { context, page: await context.newPage() }
}

async function ask(page: Page, fields: Record<string, string> = {}): Promise<string> {
  await page.goto(`${serving.url}/fraga`)
  await page.getByLabel('Vad gäller det?').fill('Trasig gatlykta')
  await page.getByLabel('Din fråga').fill('Lyktan vid lekplatsen är släckt.')
  if (Object.keys(fields).length > 0) await page.getByText('Vill du ha svar till dig?').click()
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value)
  await page.getByRole('button', { name: 'Skicka frågan' }).click()
  await page.getByRole('heading', { name: 'Skriv upp koden' }).waitFor()
  return (await page.locator('#the-code').textContent()) ?? ''
}

/** Opens the conversation; it takes the worker a moment to make a case of a new question. */
async function read(page: Page, code: string): Promise<void> {
  await page.goto(`${serving.url}/svar`)
  await page.getByLabel('Kod').fill(code)
  await page.getByRole('button', { name: 'Visa min fråga' }).click()
  await expect
    .poll(
      async () => {
        await page.getByRole('button', { name: 'Titta efter nya svar' }).click()
        return page.getByText('Ärendenummer').count()
      },
      { timeout: 20_000 },
    )
    .toBe(1)
}

/** The agent at the other end, through the API as the app does it. */
async function agent() {
  const call = async (method: string, path: string, body?: unknown, cookie = '') => {
    const answer = await fetch(`${serving.url}${path}`, {
      method,
      headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', body: (await answer.json()) as unknown }
  }
  const { cookie } = await call('POST', '/v1/sessions', { email: 'alva@exempelby.test', password: demoPassword })
  return async (method: string, path: string, body?: unknown) => (await call(method, path, body, cookie)).body
}
const Cases = z.object({ cases: z.array(z.object({ id: z.uuid(), number: z.string() })) })
const Opened = z.object({ version: z.int() })

test('a resident asks without a name, reads the answer with the code and writes more', async () => {
  const { page, context } = await openPage()
  const code = await ask(page)
  await read(page, code)
  const number = (await page.locator('dd').first().textContent()) ?? ''

  const as = await agent()
  const kase = Cases.parse(await as('GET', '/v1/cases')).cases.find((each) => each.number === number)
  if (!kase) throw new Error(`the agent doesn't see ${number}`)
  const { version } = Opened.parse(await as('GET', `/v1/cases/${kase.id}?purpose=guidance`))
  await as('POST', `/v1/cases/${kase.id}/answers`, { version, subject: 'Gatlyktan', body: 'Vi byter lampan på torsdag.' })
  await expect
    .poll(
      async () => {
        await page.getByRole('button', { name: 'Titta efter nya svar' }).click()
        return page.getByText('Vi byter lampan på torsdag.').count()
      },
      { timeout: 25_000, interval: 500 },
    )
    .toBe(1)
  expect(await page.getByText('Kommunen svarade').count()).toBe(1)

  await page.getByLabel('Skriv mer').fill('Tack! Den bredvid blinkar också.')
  await page.getByRole('button', { name: 'Skicka', exact: true }).click()
  await page.getByText('Det du skrev har kommit fram').waitFor()
  expect(await page.locator('.messages > li').allTextContents()).toHaveLength(3)
  expect(page.url()).not.toContain(code.slice(0, 5))
  expect(await context.cookies()).toEqual([])
  await context.close()
}, 60_000)

test('everything works without script, and Enter in a field sends what was typed', async () => {
  const { page, context } = await openPage({ javaScriptEnabled: false })
  const code = await ask(page, { Namn: 'Kim Påhittad' })
  expect(await page.getByRole('button', { name: 'Kopiera koden' }).isVisible()).toBe(false)
  await read(page, code)
  await page.goto(`${serving.url}/fraga`)
  await page.getByText('Vill du ha svar till dig?').click()
  await page.getByLabel('Vad gäller det?').fill('Återvinningen')
  await page.getByLabel('Din fråga').fill('När är den öppen?')
  await page.getByLabel('Namn').fill('Kim Påhittad')
  await page.getByLabel('Namn').press('Enter')
  const again = (await page.locator('#the-code').textContent()) ?? ''
  await read(page, again)
  const people = await w.owner((tx) =>
    tx.all(z.object({ name: z.string().nullable() }), sql`select name from participant where case_id is not null`),
  )
  expect(people.map(({ name }) => name)).toEqual(['Kim Påhittad', 'Kim Påhittad'])
  await context.close()
}, 60_000)

test('by keyboard: the skip link comes first, the summary of faults has the focus and leads to the field', async () => {
  const { page, context } = await openPage({ viewport: sizes[0] })
  await page.goto(`${serving.url}/fraga`)
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').textContent()).toBe('Hoppa till innehållet')
  await page.getByLabel('Vad gäller det?').focus()
  await page.keyboard.press('Enter')
  await page.locator('.faults:focus').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.locator(':focus').getAttribute('id')).toBe('subject')
  await context.close()
})

test('going back from the receipt finds what was typed, and other words are a new question', async () => {
  const { page, context } = await openPage()
  const first = await ask(page)
  await page.goBack()
  await page.getByLabel('Din fråga').fill('Den blinkar nu.')
  await page.getByLabel('Vad gäller det?').fill('Trasig gatlykta')
  await page.getByRole('button', { name: 'Skicka frågan' }).click()
  await page.locator('#the-code').waitFor()
  expect(await page.locator('#the-code').textContent()).not.toBe(first)
  await context.close()
})

test('the other language keeps the page, the code and what was typed', async () => {
  const { page, context } = await openPage()
  const code = await ask(page)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Write down the code' }).waitFor()
  expect(await page.locator('#the-code').textContent()).toBe(code)
  await read(page, code)
  await page.getByRole('button', { name: 'English' }).click()
  expect(await page.getByText('Case number').count()).toBe(1)
  await context.close()
})

/** Nothing serious by axe, and nothing wider than the window. In the dark only the colours are others. */
async function isSound(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (scheme === 'dark'
    ? axe.withRules(['color-contrast'])
    : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
  ).analyze()
  expect(
    violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
  ).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), page.url()).toBe(0)
}

for (const viewport of sizes)
  for (const colorScheme of ['light', 'dark'] as const)
    test(`every page is sound at ${viewport.width} pixels, ${colorScheme}`, async () => {
      const { page, context } = await openPage({ viewport, colorScheme })
      const code = await ask(page)
      await isSound(page, colorScheme)
      await read(page, code)
      await isSound(page, colorScheme)
      for (const path of [
        '/fraga',
        '/svar',
        '/integritet',
        '/integritet/kanal/phone',
        '/integritet/namnd/socialnamnden?lang=en',
        '/integritet/versioner',
        '/instruktion/tekniska-namnden',
        '/allmanna-handlingar',
        '/fraga/finns-inte',
      ]) {
        await page.goto(`${serving.url}${path}`)
        if (path === '/integritet') await page.locator('summary').first().click()
        await isSound(page, colorScheme)
      }
      await page.goto(`${serving.url}/fraga`)
      await page.getByText('Vill du ha svar till dig?').click()
      await page.getByLabel('E-post').fill('ingen adress')
      await page.getByRole('button', { name: 'Skicka frågan' }).click()
      await page.locator('.faults').waitFor()
      await isSound(page, colorScheme)
      await context.close()
    }, 120_000)
