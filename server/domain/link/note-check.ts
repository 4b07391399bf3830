import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { LinkOutcome } from '../../../contracts/link.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { queueJob } from '../../platform/jobs.ts'
import { record } from '../audit/index.ts'

const everyHours = 12
const Due = z.object({ id: z.uuid(), url: z.string() })
export type DueLink = z.infer<typeof Due>

/** Those that are to be looked at: twice a day, and one that didn't answer again the next hour, so that a dead one is told well within a day (B31). */
export const dueLinks = (tx: Tx): Promise<DueLink[]> =>
  tx.all(
    Due,
    sql`select id, url from link where gone_at is null and (checked_at is null or checked_at <= ombud_now() - make_interval(hours => ${everyHours})
      or outcome not in ('ok', 'redirected') and dead_since is null) order by checked_at nulls first limit 200`,
  )

export type Found = { outcome: LinkOutcome; status: number | null; landedAt: string | null }
const lives = (outcome: string) => outcome === 'ok' || outcome === 'redirected'
/** No server was asked that could have had a bad moment: the first look is enough. */
const certain: readonly string[] = ['not-found', 'tls-fault', 'private-address', 'redirect-loop', 'bad-redirect']

const Link = z.object({
  board_id: z.int(),
  url: z.string(),
  used_in: z.array(z.string()),
  outcome: z.string().nullable(),
  dead_since: z.date().nullable(),
})

/**
 * Writes in the check log what was found, and tells the board whose words the address stands in when it is dead. One that didn't answer is asked
 * once more before anyone is told. @returns the notice, when one is owed now
 */
export async function noteCheck(tx: Tx, id: string, { outcome, status, landedAt }: Found): Promise<string | null> {
  const link = await tx.maybe(
    Link,
    sql`select board_id, url, used_in, outcome, dead_since from link where id = ${id} and gone_at is null for update`,
  )
  if (!link) return null
  await tx.run(
    sql`insert into link_check (link_id, at, outcome, status, landed_at) values (${id}, ombud_now(), ${outcome}, ${status}, ${landedAt?.slice(0, 2000) ?? null})`,
  )
  const alive = lives(outcome)
  const sure = certain.includes(outcome) || (link.outcome !== null && !lives(link.outcome))
  const dies = !alive && sure && link.dead_since === null
  const notice = dies ? randomUUID() : null
  if (notice !== null) {
    await tx.run(sql`insert into board_notice (id, board_id, direction, kind, words, owed_at)
      values (${notice}, ${link.board_id}, 'to-board', 'dead-link', ${wordsOf(link, outcome, status)}, ombud_now())`)
    await queueJob(tx, 'deliver-notice', { notice }, { key: `notice-${notice}` })
    await record(tx, 'link.dead', { boardId: link.board_id, facts: { link: id, outcome } })
  }
  if (alive && link.dead_since !== null) await record(tx, 'link.back', { boardId: link.board_id, facts: { link: id } })
  await tx.run(sql`update link set checked_at = ombud_now(), outcome = ${outcome},
    dead_since = case when ${alive} then null when ${dies} then ombud_now() else dead_since end, notice_id = coalesce(${notice}, notice_id) where id = ${id}`)
  return notice
}

const found: Record<LinkOutcome, string> = {
  ok: 'svarade',
  redirected: 'hänvisade vidare',
  'not-found': 'sidan finns inte',
  refused: 'servern vägrar visa sidan',
  'server-fault': 'servern svarar med ett fel',
  timeout: 'inget svar inom rimlig tid',
  'tls-fault': 'certifikatet går inte att lita på',
  unreachable: 'servern går inte att nå',
  'private-address': 'adressen leder in i ett privat nät',
  'redirect-loop': 'hänvisningarna tar aldrig slut',
  'bad-redirect': 'hänvisningen leder ingenstans',
}

const wordsOf = ({ url, used_in }: z.infer<typeof Link>, outcome: LinkOutcome, status: number | null): string =>
  `Länken ${url} fungerar inte: ${found[outcome]}${status === null ? '' : ` (${status})`}. Den visas för allmänheten här: ${used_in.join(', ')}. Rätta adressen i instruktionen eller formuläret.`
