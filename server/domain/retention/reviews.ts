import { z } from 'zod'
import { Retention } from '../../../contracts/instruction.ts'
import type { Reviews } from '../../../contracts/retention.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { type Because, judgedObsolete, retentionSentence } from '../rule/index.ts'
import { judgedToStay, reckon } from './reschedule.ts'
import type { One } from './schedule.ts'

/** Where a person's "obsolete" is the answer that was asked for; in the others something else has to be mended first. */
const answerable: ReadonlySet<string> = new Set<Because>(['judgement', 'unknown'])

/** Whether it waits for a judgement now, and the names of the two answers. null: nobody is asked. */
export async function inReview(tx: Tx, one: One): Promise<{ judged: string; stays: string; mayGo: boolean } | null> {
  const found = (await reckon(tx, one.kind, [one.id])).get(one.id)
  if (found?.clock.action !== 'review') return null
  const { fate, now } = found
  if (fate.state === 'review' && fate.at !== null && fate.at > now) return null
  return { judged: fate.judged ?? judgedObsolete, stays: judgedToStay, mayGo: fate.state === 'review' && answerable.has(fate.because) }
}

const Row = z.object({
  id: z.string(),
  subject: z.enum(['case', 'contact']),
  number: z.string().nullable(),
  board: z.string(),
  board_name: z.string(),
  type_name: z.string(),
  on: z.string().nullable(),
  now: z.boolean(),
  because: z.string().nullable(),
  rule_id: z.string(),
  rule: Retention,
})

/** What waits for somebody's judgement, of what the actor may see: those whose day has come first, then those of the coming month. */
export async function listReviews(tx: Tx, lang: 'sv' | 'en', limit = 200): Promise<z.infer<typeof Reviews>> {
  const rows = await tx.all(
    Row,
    sql`select s.id, s.subject, s.number, b.code as board, b.name as board_name, t.name as type_name, k.due_on::text as "on", k.due_at is null or k.due_at <= ombud_now() as now, k.because, b.code || '/' || k.clause_id as rule_id, k.rule
      from clock k join (select c.id, 'case' as subject, c.number, c.board_id, c.case_type_id from "case" c union all select c.id, 'contact', null, c.board_id, c.case_type_id from contact c) s on s.id = coalesce(k.case_id, k.contact_id)
      join board b on b.id = s.board_id join case_type t on t.id = s.case_type_id
      where k.state = 'running' and k.action = 'review' and (k.due_at is null or k.due_at <= ombud_now() + interval '31 days') order by k.due_at nulls first, s.id limit ${limit}`,
  )
  return {
    reviews: rows.map(({ id, subject, number, board, board_name, type_name, on, now, because, rule_id, rule }) => ({
      id,
      subject,
      number,
      board,
      boardName: board_name,
      caseTypeName: type_name,
      on,
      now,
      because: because ?? 'judgement',
      ruleId: rule_id,
      sentence: retentionSentence(rule, lang),
      mayGo: subject === 'case' && answerable.has(because ?? 'judgement'),
    })),
  }
}
