import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import type { DecideRights } from '../../../contracts/rights.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { findIdentityNumbers } from '../secrecy/index.ts'
import { longestOf } from './due.ts'

const Done = z.object({ done: z.boolean() })
const Received = z.object({ received_at: z.date() })

/** Somebody at the board has it in hand. @throws rights_not_open */
export async function takePart(tx: Tx, id: string): Promise<void> {
  await mustBeDone(tx, sql`select take_rights_part(${id}) as done`)
  await record(tx, 'rights.part-taken', { facts: { part: id } })
}

/** Two months more, once, with the reasons, before the first month is out (GDPR 12.3). @throws rights_not_open, identity_number_in_text */
export async function extendPart(tx: Tx, id: string, { reasons }: { reasons: string }): Promise<void> {
  refuseIdentityNumbers(reasons)
  const found = await tx.maybe(
    Received,
    sql`select r.received_at from rights_part p join rights_request r on r.id = p.request_id where p.id = ${id}`,
  )
  if (!found) throw new Problem('not_found')
  await mustBeDone(tx, sql`select extend_rights_part(${id}, ${longestOf(found.received_at)}, ${reasons}) as done`)
  await record(tx, 'rights.part-extended', { facts: { part: id } })
}

/**
 * The board's decision on its part; a refusal, whole or in part, has its ground and reasons, or isn't one (X12, L8). Holds for what was asked
 * for end here (A15), and the last decision closes the request. @throws rights_not_open, invalid_input, identity_number_in_text
 */
export async function decidePart(tx: Tx, id: string, { outcome, lawId, reasons }: z.output<typeof DecideRights>): Promise<void> {
  refuseIdentityNumbers(reasons)
  if (outcome !== 'granted') {
    const missing = [...(lawId === undefined ? ['lawId'] : []), ...(reasons.length < 3 ? ['reasons'] : [])]
    if (missing.length > 0) throw new Problem('invalid_input', { errors: missing.map((field) => ({ field, code: 'too_small' })) })
  }
  await mustBeDone(tx, sql`select decide_rights_part(${id}, ${outcome}, ${lawId ?? null}, ${reasons}) as done`)
  await record(tx, 'rights.part-decided', { facts: { part: id, outcome } })
}

async function mustBeDone(tx: Tx, question: ReturnType<typeof sql>): Promise<void> {
  const { done } = await tx.one(Done, question)
  if (!done) throw new Problem('rights_not_open')
}

function refuseIdentityNumbers(words: string): void {
  if (findIdentityNumbers(words).length > 0)
    throw new Problem('identity_number_in_text', { errors: [{ field: 'reasons', code: 'identity_number' }] })
}
