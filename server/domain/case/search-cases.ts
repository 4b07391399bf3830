import { z } from 'zod'
import type { CaseRow } from '../../../contracts/case.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { lookupsOf } from '../../platform/sealed-text.ts'
import type { TermHash } from '../audit/index.ts'
import { refuseSelection } from './guard-text.ts'
import { readRows } from './list-cases.ts'
import { lookupForm } from './summarise.ts'

const atMost = 50
const Found = z.object({ id: z.uuid() })
const Ids = z.object({ ids: z.array(z.uuid()) })

/**
 * Finds cases by number, name, phone, address, property designation or words, newest first. The index is searched with the actor's case
 * types in the where clause, and every hit is read again through row security: what may not be seen is neither shown nor counted.
 */
export async function searchCases(
  tx: Tx,
  q: string,
  { lang = 'sv', hashOf }: { lang?: 'sv' | 'en'; hashOf: TermHash },
): Promise<CaseRow[]> {
  refuseSelection(q)
  const byNumber = /^[a-zåäö]{1,6}-\d{4}-\d{1,8}$/i.test(q.trim())
  const { ids } = await tx.one(
    Ids,
    byNumber
      ? sql`select coalesce(array_agg(id), '{}') as ids from "case" where number = upper(${q.trim()})`
      : sql`select search_case_ids(${q}, ${likeForm(q)}, ${atMost}) as ids`,
  )
  const sealed = await sealedIds(tx, q)
  const rows = await readRows(tx, [...new Set([...ids, ...sealed])], { act: 'search', byWords: !byNumber, lang, terms: hashOf(q) })
  return rows.sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1)).slice(0, atMost)
}

/** Sealed cases are in no index; an address, a telephone number or an identity number that is known exactly finds them by its keyed hash (L33). */
async function sealedIds(tx: Tx, q: string): Promise<string[]> {
  const hashes = tx.hashes(lookupsOf(q))
  if (hashes.length === 0) return []
  return (
    await tx.all(Found, sql`select distinct case_id as id from sealed_lookup where hash = any (${hashes}::bytea[]) limit ${atMost}`)
  ).map(({ id }) => id)
}

/** What people type is taken literally: % and _ are letters here. */
const likeForm = (q: string) => lookupForm(q).replace(/[\\%_]/g, '\\$&')
