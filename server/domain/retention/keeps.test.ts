import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type RetentionWorld, retentionWorld } from '../../../test/closed-cases.ts'
import { keeps } from '../../modules.ts'
import { sql } from '../../platform/db.ts'

let w: RetentionWorld
beforeAll(async () => {
  w = await retentionWorld()
})
afterAll(() => w.end())

const Table = z.object({ name: z.string(), comment: z.string() })

test('every table that points at a case or a contact has a keeper that says how it ends', async () => {
  const tables = await w.owner((tx) =>
    tx.all(
      Table,
      sql`select distinct c.relname::text as name, obj_description(c.oid) as comment from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and (a.attname in ('case_id', 'contact_id') or c.relname in ('case', 'contact')) order by 1`,
    ),
  )
  expect(tables.length).toBeGreaterThan(15)
  const kept = new Map(keeps.map(({ table, holds }) => [table, holds]))
  expect(tables.filter(({ name }) => !kept.has(name))).toEqual([])
  // "personal data: yes" in the schema and "content" in the keeper are the same promise
  expect(tables.filter(({ name, comment }) => comment.startsWith('personal data: yes') !== (kept.get(name) === 'content'))).toEqual([])
})
