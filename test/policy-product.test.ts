import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { acceptHandover, closeCase, handOver } from '../server/domain/case/index.ts'
import { putInForce } from '../server/domain/instruction/index.ts'
import { eraseBatch } from '../server/domain/retention/erase.ts'
import { listWhatIsDue } from '../server/domain/retention/jobs.ts'
import { keeps } from '../server/modules.ts'
import { sql } from '../server/platform/db.ts'
import { readRules } from '../tools/try/read-files.ts'
import { exempelbyFiles } from './exempelby-rules.ts'
import { type World, world } from './world.ts'

// The rules under test/policy are tried on the product's functions; here the same text is obeyed by the whole product, once for each mechanism.

const board = 'tekniska-namnden'
const clauseOf = (file: string, id: string, caseType: string) => {
  const text = readFileSync(new URL(`./policy/${file}`, import.meta.url), 'utf8')
  const found = readRules([{ path: file, text }])
    .rules.flatMap(({ clauses }) => clauses)
    .find((clause) => clause.id === id)
  if (found === undefined) throw new Error(`${file} has no ${id}`)
  return { ...found, id: `prov-${caseType}`, caseTypes: [caseType] }
}

let w: World
beforeAll(async () => {
  w = await world()
  const seeded = exempelbyFiles.find((each) => each.board === board)
  if (!seeded) throw new Error('no such board')
  const tried = [
    clauseOf('retention.yaml', 'sex-manader-eller-pa-begaran', 'parkering'),
    clauseOf('more-retention.yaml', 'tva-hela-ar', 'fordonsflytt'),
    clauseOf('archive.yaml', 'halsoskydd', 'lekplats'),
  ]
  await w.owner((tx) =>
    putInForce(tx, { ...seeded, version: 99, clauses: [...seeded.clauses, ...tried] }, 'rules of test/policy in the product'),
  )
})
afterAll(() => w.end())

async function closed(caseType: string): Promise<string> {
  const { caseId } = await w.mail({ body: 'Hej.' })
  await w.as('alva', (tx) => handOver(tx, caseId, { version: 1, board, caseType, reason: 'Ert.' }))
  await w.as('maj', (tx) => acceptHandover(tx, caseId, { version: 2 }))
  await w.as('maj', (tx) => closeCase(tx, caseId, { version: 3, outcome: 'atgardad' }))
  return caseId
}

async function night(): Promise<void> {
  await listWhatIsDue(w.db, keeps)
  const due = await w.owner((tx) => tx.all(z.object({ id: z.string() }), sql`select id from disposal where state = 'due'`))
  await w.eraser((tx) =>
    eraseBatch(
      tx,
      due.map(({ id }) => id),
      keeps,
    ),
  )
}
const exists = async (id: string) => (await w.owner((tx) => tx.all(z.unknown(), sql`select 1 from "case" where id = ${id}`))).length === 1

test('B18: rules of test/policy are obeyed by the whole product: after a period, at a year’s end, and never', async () => {
  const [period, years, never] = [await closed('parkering'), await closed('fordonsflytt'), await closed('lekplats')]
  await w.pass(170)
  await night()
  expect([await exists(period), await exists(years), await exists(never)]).toEqual([true, true, true])
  await w.pass(20)
  await night()
  expect([await exists(period), await exists(years), await exists(never)]).toEqual([false, true, true])
  // two whole years after this one, so at least 731 days and at most 1 096 from now on
  await w.pass(2 * 365 - 190)
  await night()
  expect([await exists(years), await exists(never)]).toEqual([true, true])
  await w.pass(370)
  await night()
  expect([await exists(years), await exists(never)]).toEqual([false, true])
})
