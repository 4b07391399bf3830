import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import type { Alteration } from '../../platform/keeps.ts'
import { summariseAgain } from './summarise.ts'

const Message = z.object({
  id: z.string(),
  at: z.date(),
  channel: z.string(),
  subject: z.string(),
  body: z.string(),
  to_email: z.string().nullable(),
  to_name: z.string().nullable(),
})
const Note = z.object({ id: z.string(), at: z.date(), body: z.string() })

/** A message without what shall go. Its marked-up form goes whole: what it shows stands in the text. */
export async function alterMessages(tx: Tx, caseId: string, { ruleId, fields, text, meant }: Alteration): Promise<number> {
  const messages = await tx.all(
    Message,
    sql`select id, at, channel, subject, body, to_email, to_name from message where case_id = ${caseId}`,
  )
  const without = (field: string, value: string | null) => (fields.includes(field) ? null : value)
  let changed = 0
  for (const each of messages) {
    const left = {
      subject: text(each.subject),
      body: text(each.body),
      email: without('email', each.to_email),
      name: without('name', each.to_name),
    }
    const same = left.subject === each.subject && left.body === each.body && left.email === each.to_email && left.name === each.to_name
    if (same || !meant('message', each)) continue
    changed += await tx.run(
      sql`update message set subject = ${left.subject}, body = ${left.body}, html = null, to_email = ${left.email}, to_name = ${left.name}, altered_at = ombud_now(), altered_rule = ${ruleId} where id = ${each.id}`,
    )
  }
  return changed
}

export async function alterNotes(tx: Tx, caseId: string, { ruleId, text, meant }: Alteration): Promise<number> {
  const notes = await tx.all(Note, sql`select id, at, body from note where case_id = ${caseId}`)
  let changed = 0
  for (const { id, at, body } of notes)
    if (meant('note', { at, channel: null }) && text(body) !== body)
      changed += await tx.run(
        sql`update note set body = ${text(body)}, altered_at = ombud_now(), altered_rule = ${ruleId} where id = ${id}`,
      )
  return changed
}

const OfCase = z.object({ case_type_id: z.int(), sealed: z.boolean() })

/** Lists and search know nothing that the case no longer says. */
export async function alterSummary(tx: Tx, caseId: string): Promise<number> {
  const { case_type_id: caseTypeId, sealed } = await tx.one(
    OfCase,
    sql`select c.case_type_id, t.secrecy = 'sealed' as sealed from "case" c join case_type t on t.id = c.case_type_id where c.id = ${caseId}`,
  )
  await summariseAgain(tx, { caseId, caseTypeId, sealed })
  return 0
}
