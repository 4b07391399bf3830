import { afterAll, beforeAll, expect, test } from 'vitest'
import { CaseListQuery } from '../../../contracts/case.ts'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { listCases } from './index.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

test('cases that were opened at the same instant are all on some page of the list', async () => {
  const made: string[] = []
  for (let n = 0; n < 5; n += 1) made.push((await w.mail({ subject: `Samtidigt ${n}` })).caseId)
  await w.owner((tx) =>
    tx.run(
      sql`update "case" set opened_at = date_trunc('second', now()) + interval '1 day 123456 microseconds' where id = any (${made}::uuid[])`,
    ),
  )
  const seen: string[] = []
  let before: string | undefined
  for (let page = 0; page < 3; page += 1) {
    const query = CaseListQuery.parse({ view: 'open', limit: 2, ...(before ? { before } : {}) })
    const { cases, next } = await w.as('alva', (tx) => listCases(tx, query))
    seen.push(...cases.map(({ id }) => id))
    before = next ?? undefined
  }
  expect(seen.filter((id) => made.includes(id)).sort()).toEqual(made.sort())
})

test.each(['nonsense', 'a,b', '2026-01-01T00:00:00Z', ',', "2026-01-01T00:00:00.000Z,1' or 1=1"])(
  'a cursor that was made up is refused as input: %s',
  (before) => {
    expect(CaseListQuery.safeParse({ before }).success).toBe(false)
  },
)
