import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { queueJob } from '../../platform/jobs.ts'
import { caseIsHeld, contactIsHeld, ruleIsPaused } from './held.ts'

const Found = z.object({ id: z.string(), state: z.enum(['due', 'held']) })
const Due = z.object({ id: z.string() })

/** How many go in one transaction: large enough for a night of a big centre in minutes, small enough that nobody waits for its locks. */
const batchSize = 100

/**
 * Lists what is due on the database's clock: closed, its clock run out, under a rule with a decision to cite, and not already listed.
 * An open hold, or a rule that is said to break the law, lists it as held; one that nothing holds any more becomes due the same day (T21). Queues the erasing of what is due.
 * At most `limit` new ones a call; may run twice and be killed anywhere. In the eraser's hand.
 * @returns how many were listed; fewer than `limit` means that there are no more
 */
export async function findDue(tx: Tx, { limit }: { limit: number }): Promise<{ listed: number; due: string[] }> {
  // what somebody has asked for is held for as long as the question is open, ninety days at a time (A15, T21)
  await tx.all(z.unknown(), sql`select renew_rights_holds()`)
  // held in a round that is over: it was opened again and given another end, which is listed on its own day
  await tx.run(
    sql`update disposal d set state = 'withdrawn', late_because = 'withdraw' where d.state = 'held' and d.offboarding_id is null
      and not exists (select from clock k where (k.case_id = d.subject_id or k.contact_id = d.subject_id) and k.state in ('waiting', 'running') and (k.due_at = d.due_at or k.held_by is not null))`,
  )
  const listed = [...(await listCases(tx, limit)), ...(await listContacts(tx, limit))]
  const freed = await tx.all(
    Due,
    sql`update disposal d set state = 'due' where d.state = 'held' and not exists (
      select from hold h where h.released_at is null and h.expires_at > ombud_now()
        and (h.case_id = d.subject_id or h.contact_id = d.subject_id or h.contact_id = (select c.contact_id from "case" c where c.id = d.subject_id)))
      and (d.offboarding_id is not null or not exists (select from clock k where (k.case_id = d.subject_id or k.contact_id = d.subject_id) and k.state = 'running' and ${ruleIsPaused}))
    returning d.id`,
  )
  // a disposal whose job was given up, or that was stopped, is tried again each time: it stays due until it is gone
  const left = await tx.all(Due, sql`select id from disposal where state = 'due' and found_at < ombud_now() order by due_at limit ${limit}`)
  const due = [...new Set([...listed.filter(({ state }) => state === 'due'), ...freed, ...left].map(({ id }) => id))]
  for (let from = 0; from < due.length; from += batchSize) await queueErase(tx, due.slice(from, from + batchSize))
  return { listed: listed.length, due }
}

/** One job for many disposals, named by their ids and nothing else. */
async function queueErase(tx: Tx, ids: readonly string[]): Promise<void> {
  await queueJob(tx, 'erase', asPayload(ids), { key: `erase ${ids[0]}` })
}

export function asPayload(disposals: readonly string[]): Record<string, string> {
  return Object.fromEntries(disposals.map((id, index) => [`disposal${index}`, id]))
}

function listCases(tx: Tx, limit: number) {
  return tx.all(
    Found,
    sql`insert into disposal (id, subject, subject_id, board_id, case_type_id, version_id, clause_id, due_at, found_at, state)
      select gen_random_uuid(), 'case', c.id, c.board_id, c.case_type_id, k.version_id, k.clause_id, k.due_at, ombud_now(),
        case when ${caseIsHeld} or ${ruleIsPaused} then 'held' else 'due' end
      from clock k join "case" c on c.id = k.case_id
      where k.state = 'running' and k.action = 'delete' and k.due_at <= ombud_now() and (k.by_law or jsonb_typeof(k.rule -> 'disposalDecision') = 'object') and k.look_at is null and c.state = 'closed'
        and not exists (select from disposal d where d.subject_id = c.id and d.state in ('due', 'held'))
      order by k.due_at limit ${limit}
      on conflict (subject_id) where state in ('due', 'held') do nothing
      returning id, state`,
  )
}

function listContacts(tx: Tx, limit: number) {
  return tx.all(
    Found,
    sql`insert into disposal (id, subject, subject_id, board_id, case_type_id, version_id, clause_id, due_at, found_at, state)
      select gen_random_uuid(), 'contact', c.id, c.board_id, c.case_type_id, k.version_id, k.clause_id, k.due_at, ombud_now(),
        case when ${contactIsHeld} or ${ruleIsPaused} then 'held' else 'due' end
      from clock k join contact c on c.id = k.contact_id
      where k.state = 'running' and k.action = 'delete' and k.due_at <= ombud_now() and (k.by_law or jsonb_typeof(k.rule -> 'disposalDecision') = 'object') and k.look_at is null and c.ended_at is not null
        and not exists (select from disposal d where d.subject_id = c.id and d.state in ('due', 'held'))
      order by k.due_at limit ${limit}
      on conflict (subject_id) where state in ('due', 'held') do nothing
      returning id, state`,
  )
}
