import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { demand, loadStanding } from '../instruction/index.ts'
import { queueOutgoing, undoMs } from '../outbox/index.ts'
import { happeningOf } from '../retention/index.ts'
import { actsNeeded } from './acts.ts'
import { nextVersion } from './change-case.ts'
import { guardText } from './guard-text.ts'
import { emptyDraft } from './keep-draft.ts'
import { keepFindings } from './keep-findings.ts'
import { asked, type LockedCase, lockCase } from './lock-case.ts'
import { refuseBoardsAnswer } from './rights-of-case.ts'

const Recipient = z.object({
  email: z.string().nullable(),
  name: z.string().nullable(),
  message_id: z.string().nullable(),
  retrieval: z.boolean(),
  now: z.date(),
})

export type WrittenAnswer = { kase: LockedCase; messageId: string; outgoingId: string; undoUntil: Date }

/**
 * Answers the person in a case. By mail it leaves as a job after the commit and after the time to undo; in an anonymous conversation it is
 * there to be read with the code when that time has passed. `general`: what is told to everyone, which no board has to decide (A14).
 * @throws case_not_found, case_changed, case_already_closed, case_not_answerable, not_permitted, identity_number_in_text, special_category_in_text
 */
export async function writeAnswer(
  tx: Tx,
  id: string,
  { version, subject, body, general = false }: { version: number; subject: string; body: string; general?: boolean },
): Promise<WrittenAnswer> {
  const kase = await lockCase(tx, id, version)
  if (kase.state === 'closed') throw new Problem('case_already_closed')
  const standing = await loadStanding(tx)
  await demand(tx, standing, actsNeeded.answer, asked(kase))
  if (!general) await refuseBoardsAnswer(tx, standing, kase)
  guardText(standing, asked(kase), subject)
  const judged = guardText(standing, asked(kase), body)
  const to = await findRecipient(tx, id)
  if (to.email === null && !to.retrieval) throw new Problem('case_not_answerable')
  const messageId = randomUUID()
  await tx.run(sql`
    with happened as (${happeningOf({ kind: 'case', id }, 'message.answered')})
    insert into message (id, case_id, direction, at, author_id, subject, body, to_email, to_name, in_reply_to, channel)
    values (${messageId}, ${id}, 'out', ombud_now(), ${standing.employeeId}, ${subject}, ${body}, ${to.email}, ${to.name}, ${to.message_id}, ${to.email === null ? kase.channel : 'email'})`)
  await keepFindings(tx, { caseId: id, messageId }, { subject, body, judged })
  await emptyDraft(tx, 'answer', id)
  const outgoingId = await queueOutgoing(tx, { caseId: id, messageId, kind: 'answer', waitMs: undoMs })
  // Whoever answers a case that nobody has taken has taken it.
  await tx.run(
    sql`update "case" set state = 'open', assignee_id = coalesce(assignee_id, ${standing.employeeId}), ${nextVersion} where id = ${id}`,
  )
  await record(tx, 'message.written', { caseId: id })
  return { kase, messageId, outgoingId, undoUntil: new Date(to.now.getTime() + undoMs) }
}

/** The person's own address, and what their last message is called, for threading. */
function findRecipient(tx: Tx, caseId: string): Promise<z.infer<typeof Recipient>> {
  return tx.one(
    Recipient,
    sql`
    select p.email, p.name, m.message_id, c.answerable and p.email is null as retrieval, ombud_now() as now
    from "case" c left join lateral (select email, name from participant where case_id = c.id and email is not null limit 1) p on true
    left join lateral (select message_id from message where case_id = c.id and direction = 'in' order by at desc limit 1) m on true where c.id = ${caseId}`,
  )
}
