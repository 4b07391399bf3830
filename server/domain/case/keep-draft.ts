import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'

export type Draft = { kind: 'answer' | 'note' | 'contact'; caseId: string | null; body: Record<string, unknown> }

/** Keeps what someone is writing, for them alone, so that nothing typed is ever lost. It goes with the case, or when it has lain untouched. @returns when */
export async function keepDraft(tx: Tx, { kind, caseId, body }: Draft): Promise<Date> {
  if (caseId !== null) await tx.all(z.unknown(), sql`select open_cases(${[caseId]}, 'assistance', 'draft')`)
  const kept = sql`update draft set body = ${JSON.stringify(body)}, touched_at = ombud_now() where employee_id = actor_id() and kind = ${kind} and case_id is not distinct from ${caseId}`
  if ((await tx.run(kept)) === 0)
    await tx.run(
      sql`insert into draft (employee_id, case_id, kind, body, touched_at) values (actor_id(), ${caseId}, ${kind}, ${JSON.stringify(body)}, ombud_now()) on conflict do nothing`,
    )
  const { now } = await tx.one(z.object({ now: z.date() }), sql`select ombud_now() as now`)
  return now
}

/** The one draft of a new contact. */
export async function readContactDraft(tx: Tx): Promise<Record<string, unknown> | null> {
  const found = await tx.maybe(
    z.object({ body: z.record(z.string(), z.unknown()) }),
    sql`select body from draft where employee_id = actor_id() and kind = 'contact' and case_id is null`,
  )
  return found && Object.keys(found.body).length > 0 ? found.body : null
}

/** What has been sent or written down is no draft any more. Drafts are emptied here; rows are the eraser's to take. */
export async function emptyDraft(tx: Tx, kind: 'answer' | 'note', caseId: string): Promise<void> {
  await tx.run(
    sql`update draft set body = '{}', touched_at = ombud_now() where employee_id = actor_id() and kind = ${kind} and case_id = ${caseId}`,
  )
}
