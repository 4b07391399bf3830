import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Address } from '../../../contracts/channel.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { queueOutgoing } from './queue-outgoing.ts'

const Facts = z.object({ number: z.string(), municipality: z.string(), channel: z.string() })

/** Tells the sender that their message is here and what it is called. No word of what they wrote goes back (L57). As the service. */
export async function queueReceipt(
  tx: Tx,
  caseId: string,
  { to, inReplyTo, subject }: { to: Address; inReplyTo: string | null; subject: string },
): Promise<void> {
  const { number, municipality } = await tx.one(
    Facts,
    sql`select c.number, c.channel, i.municipality from "case" c, installation i where c.id = ${caseId}`,
  )
  const messageId = randomUUID()
  // In the sender's own thread; with a form there is none, and the words of the subject stay inside.
  const title = inReplyTo === null ? `Vi har tagit emot din fråga (${number})` : `Sv: ${subject}`
  const body = `Hej!\n\nVi har tagit emot ditt meddelande. Ditt ärende har nummer ${number}.\n\nSvara på det här mejlet om du vill lägga till något.\nHur vi hanterar dina uppgifter läser du på kommunens webbplats.\n\n${municipality}\nKontaktcenter\n`
  await tx.run(sql`
    insert into message (id, case_id, direction, at, subject, body, to_email, to_name, in_reply_to, channel) values (${messageId}, ${caseId}, 'out', ombud_now(), ${title}, ${body}, ${to.email}, ${to.name}, ${inReplyTo}, 'email')`)
  await queueOutgoing(tx, { caseId, messageId, kind: 'receipt', waitMs: 0 })
}
