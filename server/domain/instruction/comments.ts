import { z } from 'zod'
import type { ClauseComment, WriteComment } from '../../../contracts/drafts.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { findIdentityNumbers } from '../secrecy/index.ts'
import { findVersion } from './find-version.ts'

type Comment = z.infer<typeof ClauseComment>
const Row = z.object({
  id: z.uuid(),
  clause_id: z.string(),
  author: z.uuid(),
  author_name: z.string(),
  body: z.string(),
  at: z.date(),
  resolved_at: z.date().nullable(),
  resolved_by: z.string().nullable(),
})

/** What is said about the clauses of a version, by whom, and what is settled. */
export async function readComments(tx: Tx, versionId: number): Promise<Comment[]> {
  const rows = await tx.all(
    Row,
    sql`
    select c.id, c.clause_id, c.author, e.name as author_name, c.body, c.at, c.resolved_at, r.name as resolved_by
    from instruction_comment c join employee e on e.id = c.author left join employee r on r.id = c.resolved_by where c.version_id = ${versionId} order by c.at`,
  )
  return rows.map(({ id, clause_id, author, author_name, body, at, resolved_at, resolved_by }) => ({
    id,
    clause: clause_id,
    author: { id: author, name: author_name },
    text: body,
    at: at.toISOString(),
    resolvedAt: resolved_at?.toISOString() ?? null,
    resolvedBy: resolved_by,
  }))
}

/** Says something about a clause, and of nobody. @throws identity_number_in_text; not_found for whoever is neither at the board nor signs for the centre */
export async function writeComment(tx: Tx, id: string, { clause, text }: z.infer<typeof WriteComment>): Promise<Comment[]> {
  if (findIdentityNumbers(text).length > 0)
    throw new Problem('identity_number_in_text', { errors: [{ field: 'text', code: 'identity_number' }] })
  const version = await findVersion(tx, id)
  if (!version.mine && !version.signs_centre) throw new Problem('not_found')
  await tx.run(
    sql`insert into instruction_comment (version_id, clause_id, author, body, at) values (${version.id}, ${clause}, actor_id(), ${text}, ombud_now())`,
  )
  return readComments(tx, version.id)
}

const Settled = z.object({ version_id: z.int() })

/** Settles a comment, or takes it up again. @throws not_found */
export async function resolveComment(tx: Tx, id: string, resolved: boolean): Promise<Comment[]> {
  const changed = await tx.maybe(
    Settled,
    sql`
    update instruction_comment set resolved_at = case when ${resolved} then ombud_now() end, resolved_by = case when ${resolved} then actor_id() end
    where id = ${id} returning version_id`,
  )
  if (!changed) throw new Problem('not_found')
  return readComments(tx, changed.version_id)
}
