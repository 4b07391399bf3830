import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { partLines, sayingFor } from './compose.ts'
import { queueOutgoing } from './queue-outgoing.ts'

const To = z.object({ email: z.string(), name: z.string().nullable() })

/**
 * Tells whoever wrote what has become of it, at the address they gave, as a receipt does and under the same clauses: where one says that nothing
 * is told, nothing is (K26). The case must be opened. As the service. @returns whether something leaves
 */
export async function queueTold(
  tx: Tx,
  caseId: string,
  { subject, sentences }: { subject: string; sentences: readonly string[] },
): Promise<boolean> {
  const to = await tx.maybe(To, sql`select email, name from participant where case_id = ${caseId} and email is not null limit 1`)
  if (!to) return false
  const { saying, words, municipality } = await sayingFor(tx, { caseId, event: 'message.received', at: null, messageId: null })
  if (saying.state === 'suppressed' || saying.state === 'unknown') {
    await record(tx, 'receipt.withheld', { caseId, facts: { because: saying.state, clauses: saying.clauseIds.join(' ') } })
    return false
  }
  const { sender } = partLines(saying.state === 'owed' ? saying.must : [], saying.state === 'owed' ? saying.never : [], words)
  const messageId = randomUUID()
  const from = [municipality, 'Kontaktcenter', ...sender.filter((line) => line !== municipality && line !== 'Kontaktcenter')].join('\n')
  const body = `${['Hej!', ...sentences, from].join('\n\n')}\n`
  await tx.run(
    sql`insert into message (id, case_id, direction, at, subject, body, to_email, to_name, channel) values (${messageId}, ${caseId}, 'out', ombud_now(), ${subject}, ${body}, ${to.email}, ${to.name}, 'email')`,
  )
  await queueOutgoing(tx, { caseId, messageId, kind: 'receipt', waitMs: 0 })
  return true
}
