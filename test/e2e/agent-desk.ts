import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium as browsers, type Page } from 'playwright-core'
import { demoPassword } from '../../db/seed/exempelby/people.ts'
import { chromium } from '../chromium.ts'

/** Debian's Chromium, without a word to anyone outside. */
export const launch = () =>
  browsers.launch({
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

/** A desk of one's own: signed in as `alva` → alva@exempelby.test, by the form that everyone uses. */
export async function deskOf(
  person: string,
  { browser, url, ...more }: { browser: Browser; url: string } & BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'sv-SE', reducedMotion: 'reduce', ...more })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto(url)
  await signIn(page, person)
  await page.getByRole('heading', { level: 1, name: 'Att ta hand om' }).waitFor()
  return page
}

export async function signIn(page: Page, person: string) {
  await page.getByRole('textbox', { name: 'E-post' }).fill(`${person}@exempelby.test`)
  await page.getByLabel('Lösenord').fill(demoPassword)
  await page.getByLabel('Lösenord').press('Enter')
}

/** What axe finds against WCAG 2.2 AA, as "rule: elements"; empty when nothing is wrong. */
export async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)
}
