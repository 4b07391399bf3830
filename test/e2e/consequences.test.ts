import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Clause } from '../../contracts/instruction.ts'
import { registerContact } from '../../server/domain/contact/index.ts'
import { newMemory, workOn } from '../../server/domain/simulation/work.ts'
import { sql } from '../../server/platform/db.ts'
import { aCase, closeCases, writeCases } from '../closed-cases.ts'
import { draftOf, nextFile } from '../drafts.ts'
import { type World, world } from '../world.ts'
import { deskOf, faults, launch } from './agent-desk.ts'

// An officer asks what a draft would change, leaves, comes back, cancels, asks again and reads the answer.

const board = 'tekniska-namnden'
let w: World
let browser: Browser
let url: string
let version: string

const Found = z.object({ id: z.uuid() })
const newest = () => w.owner((tx) => tx.one(Found, sql`select id from simulation order by queued_at desc limit 1`))
/** The worker is not running: its work is done by hand, so that the screen can be looked at on the way. */
const batches = async (many: number) => {
  const { id } = await newest()
  const memory = newMemory(20)
  for (let n = 0; n < many && (await w.service((tx) => workOn(tx, id, memory))); n++);
}

beforeAll(async () => {
  w = await world()
  browser = await launch()
  await seed()
  url = (await w.serve({ role: 'web' })).url ?? ''
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await w?.end()
})

async function seed(): Promise<void> {
  const types = ['gatubelysning', 'lekplats', 'vintervag', 'parkering', 'trafiksakerhet']
  for (let n = 0; n < 60; n++)
    await w.as('alva', (tx) =>
      registerContact(tx, {
        channel: n % 3 === 0 ? 'visit' : 'phone',
        anonymous: false,
        name: 'Kim Exempel',
        questions: [
          {
            board,
            caseType: types[n % 5] ?? '',
            asked: 'Hur är det?',
            answered: n % 2 ? 'Så här.' : '',
            settle: n % 2 ? 'answered' : 'case',
            eServiceOffer: 'not-relevant',
          },
        ],
      }),
    )
  const closed = types.flatMap((caseType) => Array.from({ length: 12 }, () => aCase(board, caseType)))
  await writeCases(w.logins, closed)
  await closeCases(
    w.db,
    closed.map(({ id }) => id),
  )
  await w.pass(40)
  const file = nextFile(board, ({ clauses }) => {
    const like = clauses.find(({ id }) => id === 'utlamnande')
    if (!like) throw new Error('no clause to change')
    const shorter = (clause: Clause): Clause =>
      clause.retention?.record !== 'case'
        ? clause
        : {
            ...clause,
            retention: {
              ...clause.retention,
              due: { after: 'case.closed', length: clause.id === 'gallring-vintervag' ? 30 : 300, unit: 'days', calendar: 'calendar' },
            },
          }
    return {
      clauses: [
        ...clauses.map(shorter),
        {
          ...like,
          id: 'belysning-till-namnden',
          effect: 'refer',
          acts: ['receive', 'advise'],
          caseTypes: ['gatubelysning'],
          text: 'Frågor om gatubelysning tas emot av gatudriften själv.',
        },
        {
          ...like,
          id: 'inte-i-receptionen',
          effect: 'deny',
          acts: ['receive'],
          channels: ['visit'],
          caseTypes: ['parkering', 'lekplats'],
          text: 'Ärenden om parkering och lekplatser tas inte emot vid besök.',
        },
      ],
    }
  })
  version = await draftOf(w, 'maj', file)
}

const at = async (page: Page) => {
  await page.goto(`${url}/instruction-versions/${version}?part=consequences`)
  await page.getByRole('group', { name: /Konsekvenser|Consequences/ }).waitFor()
}
/** What a designer looks at: PICTURES=folder keeps the screens, as tall as they are. */
const picture = async (page: Page, name: string) => {
  if (!process.env.PICTURES) return
  const { width = 1440, height = 900 } = page.viewportSize() ?? {}
  const tall = await page.evaluate(() => document.querySelector('main')?.scrollHeight ?? 900)
  await page.setViewportSize({ width, height: Math.max(height, tall + 160) })
  await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` })
  await page.setViewportSize({ width, height })
}

test('P5: an officer asks what a draft would change, leaves and comes back, cancels, asks again and reads it in sentences and tables', async () => {
  const page = await deskOf('maj', { browser, url })
  await at(page)
  await picture(page, 'none')
  // by keyboard alone
  await page.getByRole('button', { name: 'Räkna ut konsekvenserna' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Väntar på sin tur').waitFor()
  await batches(3)
  await page.getByText(/Räknar: \d+ av \d+/).waitFor()
  await picture(page, 'running')
  await page.goto(`${url}/instructions`)
  await at(page)
  await page.getByText(/Räknar: \d+ av \d+/).waitFor()
  await page.getByRole('button', { name: 'Avbryt' }).press('Enter')
  await page.getByText('Uträkningen avbröts.').waitFor()
  await batches(1) // the worker finds out, and counts nothing more
  await page.getByRole('button', { name: 'Räkna om' }).press('Enter')
  await page.getByText('Väntar på sin tur').waitFor()
  await batches(1000)
  await page.getByText(/Uträknat/).waitFor()
  expect(await page.locator('.consequences-sum').innerText()).toMatch(/kommunvägledare måste skriva under igen/)
  await page.getByRole('table', { name: 'Svar som ändras, efter uppgift och kanal' }).waitFor()
  await page.getByRole('table', { name: 'Hur långt gallringsdagarna flyttas' }).waitFor()
  expect(await faults(page)).toEqual([])
  await picture(page, 'done-1440')
}, 60_000)

test('the consequences can be read on a phone, in the dark and in English', async () => {
  const page = await deskOf('maj', { browser, url, viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  await at(page)
  await page.getByText(/Uträknat/).waitFor()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  expect(wide).toBe(false)
  expect(await faults(page)).toEqual([])
  await picture(page, 'done-390-dark')
  await page.evaluate(() => localStorage.setItem('ombud.language', 'en'))
  await page.reload()
  await page.getByRole('heading', { name: 'In short' }).waitFor()
  await page.getByText(/Worked out/).waitFor()
  await picture(page, 'done-390-en')
}, 60_000)
