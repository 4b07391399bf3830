import { z } from 'zod'
import type { OutgoingMessage, Sent } from '../../../contracts/channel.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { partLines, sayingFor } from './compose.ts'

const Row = z.object({
  /** A4: what protects mail on its way doesn’t work just now. */
  waits: z.boolean(),
  id: z.uuid(),
  message_id: z.uuid(),
  at: z.date(),
  state: z.enum(['queued', 'sent', 'given-up', 'cancelled']),
  kind: z.enum(['answer', 'receipt']),
  to_email: z.string().nullable(),
  to_name: z.string().nullable(),
  subject: z.string(),
  body: z.string(),
  in_reply_to: z.string().nullable(),
  token: z.string().nullable(),
  attempts: z.int(),
})
/** What a channel is given to send. `message` null: nothing leaves the house, the answer waits to be read with the code. */
export type Owed = {
  state: 'queued' | 'sent' | 'given-up' | 'cancelled'
  message: OutgoingMessage | null
  attempts: number
  waits: boolean
}

/** Reads a message that is owed, as the service: the case is opened for the sending and the row is there to see. Undefined when it has been erased. */
export async function readOwed(tx: Tx, { caseId, outgoingId }: { caseId: string; outgoingId: string }): Promise<Owed | undefined> {
  await tx.all(z.unknown(), sql`select open_for_work(${[caseId]}, '{}', 'routing', 'service')`)
  const row = await tx.maybe(
    Row,
    sql`
    select exists (select from control_block b join "case" c on c.board_id = b.board_id where c.id = o.case_id and b.lifted_at is null and 'reply' = any (b.acts)) as waits, o.id, o.message_id, m.at, o.state, o.kind, m.to_email, m.to_name, m.subject, m.body, m.in_reply_to, k.token, o.attempts
    from outgoing o join message m on m.id = o.message_id left join case_key k on k.case_id = o.case_id and k.kind = 'reply' where o.id = ${outgoingId} for update of o`,
  )
  if (!row) return undefined
  const { id, subject, in_reply_to: inReplyTo } = row
  const text = row.kind === 'answer' && row.to_email !== null ? await withSender(tx, caseId, row) : row.body
  const message =
    row.to_email === null
      ? null
      : {
          id,
          to: { name: row.to_name, email: row.to_email },
          subject,
          text,
          replyToken: row.token ?? '',
          inReplyTo,
          references: inReplyTo === null ? [] : [inReplyTo],
          automatic: row.kind === 'receipt',
        }
  return { state: row.state, message, attempts: row.attempts, waits: row.waits && message !== null }
}

/**
 * An answer carries who sends it where the instruction says so (K26), below what was written. A part of the block that stands there already
 * isn't said twice.
 */
async function withSender(
  tx: Tx,
  caseId: string,
  { body, message_id, at }: Pick<z.infer<typeof Row>, 'body' | 'message_id' | 'at'>,
): Promise<string> {
  const { saying, words } = await sayingFor(tx, { caseId, event: 'message.answered', at, messageId: message_id })
  if (saying.state !== 'owed') return body
  const { sentences, sender } = partLines(saying.must, saying.never, words)
  const lines = [...sentences, ...sender].filter((line) => !body.includes(line))
  return lines.length === 0 ? body : `${body.trimEnd()}\n\n${lines.join('\n')}\n`
}

/** Marks, in the transaction that read it, that the message is being sent: from the commit on it can't be taken back (`cancelOutgoing`). */
export async function claimOwed(tx: Tx, outgoingId: string): Promise<void> {
  await tx.run(sql`update outgoing set attempts = attempts + 1 where id = ${outgoingId} and state = 'queued'`)
}

/** Writes how a sending ended. `accepted` is final; `again` leaves it queued; `never` gives up and a person must look. */
export async function settleOwed(tx: Tx, { caseId, outgoingId, sent }: { caseId: string; outgoingId: string; sent: Sent }): Promise<void> {
  await tx.all(z.unknown(), sql`select open_for_work(${[caseId]}, '{}', 'routing', 'service')`)
  const state = { accepted: 'sent', again: 'queued', never: 'given-up' }[sent.outcome]
  // The server's words may quote the address: its code is enough.
  const response = /^\d{3}( \d\.\d+\.\d+)?/.exec(sent.response)?.[0] ?? sent.response.slice(0, 40)
  await tx.run(
    sql`update outgoing set state = ${state}, last_response = ${response}, sent_at = case when ${state} = 'sent' then ombud_now() end where id = ${outgoingId} and state = 'queued'`,
  )
  if (state === 'sent') await record(tx, 'message.sent', { caseId })
  if (state === 'given-up') await record(tx, 'message.given-up', { caseId, facts: { response } })
}
