import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptHandover, closeCase, handOver } from '../../server/domain/case/index.ts'
import { putInForce } from '../../server/domain/instruction/index.ts'
import { sql } from '../../server/platform/db.ts'
import type { Serving } from '../../server/serve.ts'
import { clauseOf } from '../any-instruction.ts'
import { exempelbyFiles } from '../exempelby-rules.ts'
import { type World, world } from '../world.ts'
import { deskOf, faults, launch } from './agent-desk.ts'

const board = 'tekniska-namnden'
let w: World
let serving: Serving
let browser: Browser
beforeAll(async () => {
  w = await world()
  const seeded = exempelbyFiles.find((each) => each.board === board)
  if (!seeded) throw new Error('no such board')
  const judged = clauseOf({
    id: 'bedoms-har',
    effect: 'oblige',
    requirement: 'B18',
    caseTypes: ['parkering'],
    retention: {
      record: 'case',
      copy: 'ombud',
      due: { judged: 'obsolete.judged', reviewFrom: { after: 'case.closed', length: 10, unit: 'days', calendar: 'calendar' } },
      bound: 'exact',
      provided: null,
      action: 'delete',
      part: null,
      steps: [],
      sameAs: null,
      disposalDecision: { date: '2025-11-18', organ: 'tekniska nämnden', paragraph: '§ 135' },
      quarantineDays: 0,
    },
  })
  const file = { ...seeded, version: 88, clauses: [...seeded.clauses, judged] }
  await w.owner((tx) => putInForce(tx, file, 'bedömningarnas egen källtext'))
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
async function closed(): Promise<string> {
  const { caseId } = await w.mail({ body: 'Hej.' })
  await w.as('alva', (tx) => handOver(tx, caseId, { version: 1, board, caseType: 'parkering', reason: 'Ert.' }))
  await w.as('maj', (tx) => acceptHandover(tx, caseId, { version: 2 }))
  await w.as('maj', (tx) => closeCase(tx, caseId, { version: 3, outcome: 'atgardad' }))
  return caseId
}

test('B18: K03 an officer reads what waits and why, judges with the keyboard alone, gives the reason, and the queue is empty', async () => {
  const id = await closed()
  const page = await deskOf('maj', { browser, url: `${serving.url}/` })
  await page.goto(`${serving.url}/reviews`)
  await page.getByText('Kommer', { exact: true }).waitFor()
  expect(await page.getByRole('button', { name: /^Bedöm/ }).count()).toBe(0)
  await w.owner((tx) => tx.run(sql`update clock set due_at = ombud_now() - interval '1 day' where case_id = ${id}`))
  await w.owner((tx) => tx.run(sql`update happening set at = at - interval '12 days' where case_id = ${id}`))
  await page.reload()
  await page.getByText('Väntar på bedömning').waitFor()
  await page.getByText(`${board}/bedoms-har`).waitFor()
  expect(await faults(page)).toEqual([])
  await picture(page, 'reviews-1440')
  await page.setViewportSize({ width: 390, height: 844 })
  await picture(page, 'reviews-390')
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: /^Bedöm/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel(/^Skäl/).focus()
  await page.keyboard.type('Tvist pågår om avgiften.')
  expect(await faults(page)).toEqual([])
  await picture(page, 'reviews-judge-1440')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Ingenting väntar på en bedömning.').waitFor()
  await page.goto(`${serving.url}/cases/${id}`)
  await page.getByText('Tvist pågår om avgiften.').first().waitFor()
  await page.context().close()
})
