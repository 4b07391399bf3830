import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { type Finding, findInText, guardVersion } from '../secrecy/index.ts'
import type { Judged } from './guard-text.ts'

type Text = { caseId: string; messageId?: string; noteId?: string }
type Kept = Omit<Finding, 'start' | 'end'> & { part: 'subject' | 'body'; start: number; end: number; clauses: readonly string[] }

/**
 * What stands in a text that is kept: kinds, places and rules, never its words (T10). `judged`: what the guard said when it was written, with the clauses
 * that let it stand (L5). The text itself is never altered.
 */
export async function keepFindings(tx: Tx, { caseId, messageId, noteId }: Text, given: Words): Promise<void> {
  await tx.run(sql`
    insert into text_finding (case_id, message_id, note_id, version, scanned_at, findings)
    values (${caseId}, ${messageId ?? null}, ${noteId ?? null}, ${guardVersion}, ombud_now(), ${JSON.stringify(keptOf(given))})`)
}

export type Words = { subject?: string; body: string; judged?: readonly Judged[] | undefined }

function keptOf({ subject = '', body, judged }: Words): Kept[] {
  const clausesOf = (found: Finding) => judged?.find(({ kind, rule }) => kind === found.kind && rule === found.rule)?.clauses ?? []
  const of = (part: 'subject' | 'body', text: string): Kept[] =>
    findInText(text)
      .slice(0, 500)
      .map(({ kind, start, end, rule, certainty }: Finding) => ({
        kind,
        part,
        start,
        end,
        rule,
        certainty,
        clauses: clausesOf({ kind, start, end, rule, certainty }),
      }))
  return [...of('subject', subject), ...of('body', body)]
}

const Waiting = z.object({
  id: z.uuid(),
  case_id: z.uuid(),
  kind: z.enum(['message', 'note']),
  subject: z.string(),
  body: z.string(),
  was: z.array(z.looseObject({ kind: z.string(), rule: z.string(), clauses: z.array(z.string()) })).nullable(),
})
const Cases = z.object({ ids: z.array(z.uuid()) })
const casesAtATime = 20

/**
 * One batch of the nightly reading: texts that this edition of the rules hasn't read, or that have been altered since, with a log row for the cases they
 * are in. Each batch is a transaction, so a night that ends early goes on where it was.
 * @returns how many texts were read; none = nothing is left
 */
export async function scanTexts(tx: Tx): Promise<number> {
  const { ids } = await tx.one(Cases, sql`select cases_to_scan(${guardVersion}, ${casesAtATime}) as ids`)
  if (ids.length === 0) return 0
  await tx.all(z.unknown(), sql`select open_for_work(${ids}, '{}', 'routing', 'service')`)
  const texts = await tx.all(
    Waiting,
    sql`
    select m.id, m.case_id, 'message' as kind, m.subject, m.body, f.findings as was from message m left join text_finding f on f.message_id = m.id
      where m.case_id = any (${ids}::uuid[]) and (f.version is distinct from ${guardVersion} or m.altered_at > f.scanned_at)
    union all
    select n.id, n.case_id, 'note', '', n.body, f.findings from note n left join text_finding f on f.note_id = n.id
      where n.case_id = any (${ids}::uuid[]) and (f.version is distinct from ${guardVersion} or n.altered_at > f.scanned_at)`,
  )
  for (const each of texts) await scanAgain(tx, each)
  return texts.length
}

/** The clauses that let something stand when it was written are kept: they are the recorded reason (L5). */
async function scanAgain(tx: Tx, { id, case_id, kind, subject, body, was }: z.infer<typeof Waiting>): Promise<void> {
  const found = keptOf({ subject, body }).map((each) => ({
    ...each,
    clauses: was?.find((before) => before.kind === each.kind && before.rule === each.rule)?.clauses ?? [],
  }))
  const key = kind === 'message' ? sql`message_id` : sql`note_id`
  const again = await tx.run(
    sql`update text_finding set version = ${guardVersion}, scanned_at = ombud_now(), findings = ${JSON.stringify(found)} where ${key} = ${id}`,
  )
  if (again === 0)
    await tx.run(
      sql`insert into text_finding (case_id, ${key}, version, scanned_at, findings) values (${case_id}, ${id}, ${guardVersion}, ombud_now(), ${JSON.stringify(found)})`,
    )
}
