import { z } from 'zod'
import type { PublishBulletin } from '../../../contracts/briefing.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'

const Board = z.object({ id: z.int(), mine: z.boolean() })
const Made = z.object({ id: z.uuid() })

/**
 * Publishes what everyone of these hands must have read within so many days: an officer for those of the own board, whoever signs for the centre
 * for every board. Whoever publishes has read it.
 * @throws not_found when the board isn't one's own
 * Rule: GDPR art. 32(4), 39(1)(b); Cybersäkerhetslag (2025:1506) 2:4; requirement A12
 */
export async function publishBulletin(
  tx: Tx,
  { board, kind, title, body, hands, readByDays }: z.infer<typeof PublishBulletin>,
): Promise<{ id: string }> {
  const { leads } = await tx.one(z.object({ leads: z.boolean() }), sql`select cardinality(actor_signs('contact-centre')) > 0 as leads`)
  const found =
    board === null
      ? null
      : await tx.maybe(Board, sql`select id, id = any (actor_boards('officer')) as mine from board where code = ${board}`)
  if (found === undefined || !(leads || found?.mine)) throw new Problem('not_found')
  const made = await tx.one(
    Made,
    sql`select publish_bulletin(${found?.id ?? null}, ${kind}, ${title}, ${body}, ${[...new Set(hands)]}, ${readByDays}) as id`,
  )
  await record(tx, 'bulletin.published', { ...(found ? { boardId: found.id } : {}), facts: { bulletin: made.id, kind, days: readByDays } })
  return made
}

/** Takes a bulletin back: it is no longer to be read, and closes nothing. @throws not_found when it isn't there, or isn't one's own to take back */
export async function withdrawBulletin(tx: Tx, id: string): Promise<void> {
  const { done } = await tx.one(z.object({ done: z.boolean() }), sql`select withdraw_bulletin(${id}) as done`)
  if (!done) throw new Problem('not_found')
  await record(tx, 'bulletin.withdrawn', { facts: { bulletin: id } })
}
