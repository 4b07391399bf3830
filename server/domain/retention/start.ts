import { z } from 'zod'
import { Retention } from '../../../contracts/instruction.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { type Scheduled, whenDue } from './due.ts'
import { type One, ruleIdOf, writeClock } from './schedule.ts'
import { stop } from './stop.ts'

const Waiting = z.object({ version_id: z.int(), clause_id: z.string(), rule: Retention })

/**
 * Starts a clock that waits for `trigger`, for instance the receipt of delivery (B20). The waiting row is stopped and a running one written,
 * so that what was waited for, and since when, can be read afterwards.
 * @returns null when nothing waits for it: the clock runs from another event, or the subject isn't closed yet
 */
export async function start(tx: Tx, { subject, trigger, at }: { subject: One; trigger: string; at: Date }): Promise<Scheduled | null> {
  const { kind, id } = subject
  const waiting = await tx.maybe(
    Waiting,
    kind === 'case'
      ? sql`select version_id, clause_id, rule from clock where case_id = ${id} and state = 'waiting' and trigger = ${trigger}`
      : sql`select version_id, clause_id, rule from clock where contact_id = ${id} and state = 'waiting' and trigger = ${trigger}`,
  )
  if (!waiting) return null
  const started = whenDue(waiting.rule, trigger, at)
  await stop(tx, subject)
  await writeClock(tx, subject, { versionId: waiting.version_id, clauseId: waiting.clause_id, rule: waiting.rule, started })
  return {
    ruleId: await ruleIdOf(tx, waiting.version_id, waiting.clause_id),
    versionId: waiting.version_id,
    state: started.state,
    on: started.on,
    at: started.at,
  }
}
