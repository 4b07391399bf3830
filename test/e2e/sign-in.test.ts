import { createServer } from 'node:net'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addEmployee } from '../../server/domain/staff/index.ts'
import { codeOf, stepAt } from '../../server/domain/staff/totp.ts'
import { sql } from '../../server/platform/db.ts'
import { type World, world } from '../world.ts'
import { faults, launch } from './agent-desk.ts'

// How someone who works here signs in and looks after it: by keyboard, with Chromium's own authenticator, which answers as a security key does.

let w: World
let browser: Browser
let url = ''
const password = 'tillräckligt långt'
const email = 'nyckel@exempelby.test'

beforeAll(async () => {
  w = await world()
  const port = await freePort()
  url = `http://localhost:${port}` // a passkey belongs to a name, never to a number
  await w.serve({ role: 'web', publicUrl: url, http: { host: '127.0.0.1', port, given: true } })
  await w.owner(async (tx) => {
    await addEmployee(tx, {
      name: 'Nora Nyckel',
      email,
      password,
      operator: true,
      assignments: [{ hand: 'agent', board: 'kommunstyrelsen' }],
    })
    // what is asked of an agent before the first case isn't this journey's
    await tx.run(
      sql`insert into undertaking (employee_id, version_id, signed_at, quiz, signature_hash) select e.id, v.id, ombud_now(), '[]', sha256('x') from employee e, instruction_version v where e.email = ${email} and v.state = 'in-force'`,
    )
  })
  browser = await launch()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await w?.end()
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return typeof address === 'object' && address ? address.port : 0
}
const pictures = process.env.OMBUD_PICTURES
async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return
  await page.screenshot({ path: `${pictures}/${name}-1440.png`, fullPage: true })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.screenshot({ path: `${pictures}/${name}-390.png`, fullPage: true })
  await page.setViewportSize({ width: 1440, height: 900 })
}
async function newPage(): Promise<{ page: Page; cdp: CDPSession }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'sv-SE', reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  return { page, cdp: await context.newCDPSession(page) }
}
const bytesOf = (text: string) => {
  const bits = [...text.replace(/\s/g, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
/** Tab until it has the focus: what can't be reached that way isn't there for everyone. */
async function tabTo(page: Page, name: RegExp | string): Promise<void> {
  for (let turn = 0; turn < 80; turn += 1) {
    const here = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '')
    const labelled = await page.evaluate(() => {
      const active = document.activeElement
      return active instanceof HTMLInputElement ? [...(active.labels ?? [])].map((label) => label.textContent).join(' ') : ''
    })
    if (typeof name === 'string' ? here.trim() === name || labelled.trim() === name : name.test(here) || name.test(labelled)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${name} can’t be reached by Tab`)
}
const press = async (page: Page, name: RegExp | string) => {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}

async function addAuthenticator(page: Page): Promise<{ secret: Buffer; step: number }> {
  await press(page, 'Lägg till kodapp')
  const secret = bytesOf(await page.locator('.secret').innerText())
  expect(await faults(page)).toEqual([])
  await picture(page, 'account-code')
  const step = stepAt(Date.now())
  await tabTo(page, 'Kod, sex siffror')
  await page.keyboard.type('000000')
  await page.keyboard.press('Enter')
  await page.getByText(/Koden stämmer inte/).waitFor()
  await tabTo(page, 'Kod, sex siffror')
  await page.keyboard.type(codeOf(secret, step))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Spara återställningskoderna' }).waitFor()
  await picture(page, 'account-recovery')
  await press(page, 'Jag har sparat dem')
  await page.getByText(/10 återställningskoder kvar/).waitFor()
  return { secret, step }
}

/** The other browser is out, since a new way to sign in ends every session there was; now it needs a code. */
async function signInByCode(elsewhere: Page, { secret, step }: { secret: Buffer; step: number }): Promise<void> {
  await elsewhere.reload()
  await elsewhere.getByLabel('E-post').fill(email)
  await elsewhere.getByLabel('Lösenord').fill(password)
  await elsewhere.keyboard.press('Enter')
  await elsewhere.getByRole('heading', { name: 'Skriv koden från din app' }).waitFor()
  expect(await faults(elsewhere)).toEqual([])
  await picture(elsewhere, 'sign-in-code')
  await elsewhere.keyboard.type(codeOf(secret, step))
  await elsewhere.keyboard.press('Enter')
  await elsewhere.getByRole('heading', { level: 1, name: 'Mitt konto' }).waitFor()
}

async function endTheOther(page: Page, elsewhere: Page): Promise<void> {
  await page.reload()
  await page.getByRole('heading', { name: 'Inloggningar' }).waitFor()
  await press(page, /^Avsluta inloggningen från/)
  await expect.poll(() => page.getByRole('button', { name: /^Avsluta inloggningen från/ }).count()).toBe(0)
  await elsewhere.reload()
  await elsewhere.getByLabel('E-post').waitFor()
}

/** A new password asks again who it is; the passkey answers. */
async function changeWithPasskey(page: Page): Promise<void> {
  await tabTo(page, 'Nytt lösenord')
  await page.keyboard.type('ett helt annat lösenord')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Visa att det är du' }).waitFor()
  expect(await faults(page)).toEqual([])
  await picture(page, 'its-you')
  await press(page, 'Använd passernyckel')
  await page.getByText('Lösenordet är bytt.').waitFor()
  await press(page, 'Ta bort Jobbdatorn')
  await page.getByText('Du har inga passernycklar.').waitFor()
}

test('by keyboard: a password, a passkey, sign in with it, an authenticator, a code, and ending what one doesn’t know', async () => {
  const { page, cdp } = await newPage()
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto(`${url}/account`)
  await page.getByLabel('E-post').waitFor()
  expect(await faults(page)).toEqual([])
  await picture(page, 'sign-in')
  await tabTo(page, 'E-post')
  await page.keyboard.type(email)
  await tabTo(page, 'Lösenord')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Mitt konto' }).waitFor()

  // a passkey
  await tabTo(page, 'Namn på den nya nyckeln')
  await page.keyboard.type('Jobbdatorn')
  await page.keyboard.press('Enter')
  await page.getByText('Jobbdatorn', { exact: true }).waitFor()
  expect(await faults(page)).toEqual([])
  await picture(page, 'account')
  const { page: elsewhere } = await newPage()
  await elsewhere.goto(`${url}/account`)
  await elsewhere.getByLabel('E-post').fill(email)
  await elsewhere.getByLabel('Lösenord').fill(password)
  await elsewhere.keyboard.press('Enter')
  await elsewhere.getByRole('heading', { level: 1, name: 'Mitt konto' }).waitFor()

  // sign in with it, without a word typed
  await page.context().clearCookies()
  await page.reload()
  await page.getByLabel('E-post').waitFor()
  await press(page, 'Logga in med passernyckel')
  await page.getByRole('heading', { level: 1, name: 'Mitt konto' }).waitFor()
  await page.getByText(/med passernyckel/).waitFor()

  const { secret, step } = await addAuthenticator(page)
  await signInByCode(elsewhere, { secret, step: step + 1 })
  await endTheOther(page, elsewhere)
  await changeWithPasskey(page)
  await page.context().close()
  await elsewhere.context().close()
}, 120_000)

test('by keyboard: an administrator maps a group, makes a token and takes it back, and demands a second step', async () => {
  await w.owner((tx) => tx.run(sql`update employee set operator = true where email = 'maj@exempelby.test'`))
  const { page } = await newPage()
  await page.goto(`${url}/access`)
  await page.getByLabel('E-post').fill('maj@exempelby.test')
  await page.getByLabel('Lösenord').fill('exempelby')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Inloggning och behörighet' }).waitFor()
  await tabTo(page, 'Grupp')
  await page.keyboard.type('Handläggare miljö')
  await press(page, 'Lägg till')
  await page.getByRole('cell', { name: 'Handläggare miljö', exact: true }).waitFor()
  await tabTo(page, 'Namn på en ny nyckel')
  await page.keyboard.type('Entra ID')
  await page.keyboard.press('Enter')
  expect(await page.locator('.secret').innerText()).toMatch(/^[\w-]{43}$/)
  expect(await faults(page)).toEqual([])
  await picture(page, 'access')
  await press(page, 'Återkalla Entra ID')
  await page.getByText('Återkallad').waitFor()
  await press(page, 'Ta bort rollen från Handläggare miljö')
  await page.getByText('Inga grupper ger roller.').waitFor()
  const demand = page.getByRole('checkbox', { name: 'Granskare' })
  await demand.focus()
  await page.keyboard.press('Space')
  await expect.poll(() => demand.isChecked()).toBe(true)
  await page.context().close()
}, 60_000)
