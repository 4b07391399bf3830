import { z } from 'zod'
import type { JudgeLogItem } from '../../../contracts/log-control.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { findIdentityNumbers } from '../secrecy/index.ts'

const Outcome = z.object({ outcome: z.enum(['missing', 'signed', 'own', 'judged']), board: z.int().nullable() })

/**
 * A reviewer's word on one row, with a reason; until the statement is signed it may be changed.
 * The reason is about an event and never holds an identity number (L5).
 * @throws not_found, log_own_event, log_control_signed, identity_number_in_text
 */
export async function judgeLogItem(
  tx: Tx,
  { id, number }: { id: string; number: number },
  { verdict, reason }: z.infer<typeof JudgeLogItem>,
): Promise<void> {
  if (findIdentityNumbers(reason).length > 0)
    throw new Problem('identity_number_in_text', { errors: [{ field: 'reason', code: 'identity_number' }] })
  const { outcome, board } = await tx.one(
    Outcome,
    sql`select judge_log_item(${id}, ${number}, ${verdict}, ${reason}) as outcome, (select board_id from log_control where id = ${id}) as board`,
  )
  if (outcome === 'missing' || board === null) throw new Problem('not_found')
  if (outcome === 'own') throw new Problem('log_own_event')
  if (outcome === 'signed') throw new Problem('log_control_signed')
  await record(tx, 'log.judged', { boardId: board, facts: { number, verdict } })
}
