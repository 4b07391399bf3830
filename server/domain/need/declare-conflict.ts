import { z } from 'zod'
import type { Conflicts, DeclareConflict } from '../../../contracts/need.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Made = z.object({ id: z.uuid().nullable() })
const Done = z.object({ done: z.boolean() })
const Mark = z.object({
  id: z.uuid(),
  kind: z.enum(['own', 'relative', 'other']),
  point: z.enum(['mail', 'phone', 'address', 'household', 'identity']),
  declared_at: z.date(),
})
const Count = z.object({
  employee_id: z.uuid(),
  name: z.string(),
  kind: z.enum(['own', 'relative', 'other']),
  declared: z.int(),
  met: z.int(),
})

/**
 * Says by which mail, phone, address or identity number a matter would be one's own or that of someone close. The database hashes it with a key
 * of its own and looks through what is here already. Twice is once.
 * @throws invalid_input when it can't be read as such a point
 * Rule: FL 16–18; requirements A25, D8
 */
export async function declareConflict(tx: Tx, { kind, point, value, surname, employee }: z.infer<typeof DeclareConflict>): Promise<void> {
  const { id } = await tx.one(
    Made,
    sql`select declare_conflict(coalesce(${employee ?? null}::uuid, actor_id()), ${kind}, ${point}, ${value}, ${surname ?? null}) as id`,
  )
  if (id === null) throw new Problem('invalid_input', { errors: [{ field: 'value', code: 'unreadable' }] })
}

/** @throws not_found when it isn't there, or one doesn't lead the person it is about */
export async function withdrawConflict(tx: Tx, id: string): Promise<void> {
  const { done } = await tx.one(Done, sql`select withdraw_conflict(${id}) as done`)
  if (!done) throw new Problem('not_found')
}

/** One's own, without the points; and for those who lead, counts. */
export async function listConflicts(tx: Tx): Promise<z.infer<typeof Conflicts>> {
  const mine = await tx.all(
    Mark,
    sql`select id, kind, point, declared_at from conflict_mark where employee_id = (select actor_id()) and withdrawn_at is null order by declared_at desc`,
  )
  const counts = await tx.all(Count, sql`select * from conflict_counts()`)
  return {
    mine: mine.map(({ declared_at, ...mark }) => ({ ...mark, declaredAt: declared_at.toISOString() })),
    counts: counts.map(({ employee_id: id, name, ...count }) => ({ ...count, employee: { id, name } })),
  }
}

/** Back to the queue, for a colleague. Nothing of the case is read. @throws case_not_found when it isn't one that concerns the actor */
export async function passOn(tx: Tx, caseId: string): Promise<void> {
  const { done } = await tx.one(Done, sql`select pass_on_case(${caseId}) as done`)
  if (!done) throw new Problem('case_not_found')
}

/** Names who sees a colleague's matter. @throws case_not_found, also when that person is who it concerns */
export async function nameForConflict(tx: Tx, caseId: string, employee: string): Promise<void> {
  const { done } = await tx.one(Done, sql`select name_for_conflict(${caseId}, ${employee}) as done`)
  if (!done) throw new Problem('case_not_found')
}
