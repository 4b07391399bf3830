import { z } from 'zod'
import { Retention } from '../../../contracts/instruction.ts'
import type { Disappears } from '../../../contracts/words.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { retentionSentence } from '../rule/index.ts'

const Row = z.object({
  dispose_on: z.string().nullable(),
  dispose_at: z.date().nullable(),
  dispose_rule: z.string().nullable(),
  keep_forever: z.boolean(),
  dispose_review: z.boolean(),
  clock_state: z.string().nullable(),
  rule: Retention.nullable(),
  held: z.boolean(),
})

/** When a case disappears, why, and by which decision. */
export const disappearsQuery = (caseId: string): Sql => sql`
  select c.dispose_on, c.dispose_at, c.dispose_rule, c.keep_forever, c.dispose_review, k.state as clock_state, k.rule,
    exists (select from hold h where h.case_id = c.id and h.released_at is null and h.expires_at > ombud_now()) as held
  from "case" c left join clock k on k.case_id = c.id and k.state <> 'stopped' where c.id = ${caseId}`

export async function readDisappears(tx: Tx, caseId: string, lang: 'sv' | 'en'): Promise<Disappears> {
  return disappearsOf(await tx.maybe(z.unknown(), disappearsQuery(caseId)), lang)
}

export function disappearsOf(given: unknown, lang: 'sv' | 'en'): Disappears {
  if (given === undefined) return { on: null, at: null, state: 'not-started', ruleId: null, sentence: notYet[lang] }
  const row = Row.parse(given)
  return {
    on: row.dispose_on,
    at: row.dispose_at?.toISOString() ?? null,
    ruleId: row.dispose_rule,
    state: stateOf(row),
    sentence: row.rule === null ? notYet[lang] : retentionSentence(row.rule, lang),
  }
}

function stateOf(row: z.infer<typeof Row>): Disappears['state'] {
  if (row.held) return 'held'
  if (row.keep_forever) return 'kept'
  if (row.clock_state === 'waiting') return 'waiting-for-receipt'
  if (row.dispose_review) return 'review'
  return row.dispose_at === null ? 'not-started' : 'running'
}

const notYet = { sv: 'Klockan börjar gå när ärendet avslutas.', en: 'The clock starts when the case is closed.' } as const
