import { randomUUID } from 'node:crypto'
import type { Address } from '../../../contracts/channel.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import type { MessagePart } from '../rule/index.ts'
import { lacking, partLines, sayingFor } from './compose.ts'
import { queueOutgoing } from './queue-outgoing.ts'

const nothingSaid: { must: readonly MessagePart[]; never: readonly MessagePart[] } = { must: [], never: [] }

/**
 * Tells the sender that their message is here and what it is called, with what the instruction says a receipt holds (K26). Where a clause says
 * that nothing is told, or it can't be known whether one does, none leaves and the log says why. No word of what they wrote goes back (L57).
 * As the service.
 */
export async function queueReceipt(
  tx: Tx,
  caseId: string,
  { to, inReplyTo, subject }: { to: Address; inReplyTo: string | null; subject: string },
): Promise<void> {
  const { saying, words, municipality, number } = await sayingFor(tx, { caseId, event: 'message.received', at: null, messageId: null })
  if (saying.state === 'suppressed' || saying.state === 'unknown') {
    const ask = saying.state === 'unknown' ? saying.ask.join(' ') : ''
    return record(tx, 'receipt.withheld', { caseId, facts: { because: saying.state, clauses: saying.clauseIds.join(' '), ask } })
  }
  const { must, never } = saying.state === 'owed' ? saying : nothingSaid
  const { sentences, sender } = partLines(must, never, words)
  const messageId = randomUUID()
  // In the sender's own thread; with a form there is none, and the words of the subject stay inside.
  const title = inReplyTo === null ? `Vi har tagit emot din fråga${never.includes('case-number') ? '' : ` (${number})`}` : `Sv: ${subject}`
  const body = [
    'Hej!',
    [
      'Vi har tagit emot ditt meddelande.',
      ...(never.includes('case-number') ? [] : [`Ditt ärende har nummer ${number}.`]),
      ...sentences,
    ].join(' '),
    'Svara på det här mejlet om du vill lägga till något.\nHur vi hanterar dina uppgifter läser du på kommunens webbplats.',
    `${[municipality, 'Kontaktcenter', ...sender.filter((line) => line !== municipality && line !== 'Kontaktcenter')].join('\n')}\n`,
  ].join('\n\n')
  await tx.run(sql`
    insert into message (id, case_id, direction, at, subject, body, to_email, to_name, in_reply_to, channel) values (${messageId}, ${caseId}, 'out', ombud_now(), ${title}, ${body}, ${to.email}, ${to.name}, ${inReplyTo}, 'email')`)
  const lacks = lacking(body, words, { must, never })
  if (lacks !== '') await record(tx, 'receipt.lacks', { caseId, facts: { parts: lacks } })
  await queueOutgoing(tx, { caseId, messageId, kind: 'receipt', waitMs: 0 })
}
