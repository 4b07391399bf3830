import { z } from 'zod'
import type { InstructionInForce, Retention } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import { usualHours } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { eventsIn, fateOf } from '../rule/index.ts'
import { type Scheduled, type Started, whenDue } from './due.ts'
import { stop } from './stop.ts'

/** One case or one contact. */
export type One = { kind: 'case' | 'contact'; id: string }

/** `at`: the instant the trigger happened. `department`, `caseType`: codes; null for a contact that never got a type. */
export type Scheduling = {
  subject: One
  board: { id: number; code: string }
  department: string | null
  caseType: string | null
  record: 'case' | 'contact'
  trigger: string
  at: Date
  instruction: InstructionInForce
}

/**
 * Starts the clock of something that has ended, in the transaction that ends it, in the caller's hand. An older clock of the same subject
 * is stopped. The rule is kept with the clock: a later version of the instruction doesn't move it (B19).
 * @throws no_retention_rule: no clause of the board speaks of it, or it would destroy without a decision to cite (arkivlagen 10 §; B18, L49)
 */
export async function schedule(
  tx: Tx,
  { subject, board, department, caseType, record, trigger, at, instruction }: Scheduling,
): Promise<Scheduled> {
  const known = { facts: {}, events: { [trigger]: [at] }, openingHours: usualHours, now: null }
  const { ruleId, retention, because } = fateOf({ board: board.code, department, caseType, record }, [instruction], known)
  if (ruleId === null || retention === null || because === 'no-decision')
    throw new Problem('no_retention_rule', { board: board.code, caseType })
  const started = whenDue(retention, trigger, at)
  await stop(tx, subject)
  await writeClock(tx, subject, { versionId: instruction.versionId, clauseId: clauseIdOf(ruleId), rule: retention, started })
  return { ruleId, versionId: instruction.versionId, state: started.state, on: started.on, at: started.at }
}

export type ClockRow = { versionId: number; clauseId: string; rule: Retention; started: Started }

export async function writeClock(tx: Tx, { kind, id }: One, { versionId, clauseId, rule, started }: ClockRow): Promise<void> {
  const caseId = kind === 'case' ? id : null
  const contactId = kind === 'contact' ? id : null
  await tx.run(sql`
    insert into clock (case_id, contact_id, version_id, clause_id, trigger, started_at, due_at, due_on, action, state, rule)
    values (${caseId}, ${contactId}, ${versionId}, ${clauseId}, ${eventsIn(rule.due ?? 'case.closed')[0] ?? 'case.closed'}, ${started.startedAt}, ${started.at}, ${started.on}, ${rule.action}, ${started.clock}, ${JSON.stringify(rule)})`)
}

const BoardCode = z.object({ code: z.string() })

/** The board whose rule it is, by the version that holds it. */
export async function ruleIdOf(tx: Tx, versionId: number, clauseId: string): Promise<string> {
  const { code } = await tx.one(
    BoardCode,
    sql`select b.code from instruction_version v join board b on b.id = v.board_id where v.id = ${versionId}`,
  )
  return `${code}/${clauseId}`
}

const clauseIdOf = (clauseKey: string) => clauseKey.slice(clauseKey.indexOf('/') + 1)
