import { z } from 'zod'
import { acts } from '../../../contracts/instruction.ts'
import type { WhoSees, WhoSeesQuery } from '../../../contracts/need.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { ask, loadRules, standingOf, verdictOf } from '../instruction/index.ts'
import { actReading } from '../rule/index.ts'

const Found = z.object({
  given: z.unknown(),
  name: z.string(),
  assigned: z.int(),
  conflicts: z.int(),
  types: z.array(z.string()),
})

/**
 * What someone may do with each case type of a board at an instant, with why: their facts as the database has them, put to the engine that answers
 * them. For whoever leads the centre, and for officers and auditors of the board. That it was asked is in the log.
 * @throws not_found when the board or the person isn't there for the one who asks
 */
export async function whoSees(
  tx: Tx,
  { employee, hand, board, at }: z.infer<typeof WhoSeesQuery>,
  lang: 'sv' | 'en',
): Promise<z.infer<typeof WhoSees>> {
  const found = await tx.maybe(
    Found,
    sql`
    select standing_of(e.id, ${hand}, coalesce(${at ?? null}::timestamptz, ombud_now())) as given, e.name, x.assigned, x.conflicts,
      array(select t.code from case_type t where t.board_id = b.id order by t.code) as types
    from employee e join board b on b.code = ${board}, access_facts(e.id, b.id) x
    where e.id = ${employee} and (b.id = any (actor_boards(actor_hand())) or cardinality(actor_signs('contact-centre')) > 0)`,
  )
  if (!found) throw new Problem('not_found')
  const given = z.object({ now: z.coerce.date() }).loose().parse(found.given)
  const standing = standingOf({ ...given, employee_id: employee, hand }, await loadRules(tx))
  const cells = found.types.flatMap((caseType) =>
    acts.map((act) => {
      const { outcome, because, sentence, clauses, laws } = verdictOf(
        ask(standing, [act], { board, caseType, channel: null }),
        standing,
        lang,
      )
      return { act, actName: actReading(act, lang), caseType, outcome, because, sentence, clauses: clauses.map(({ id }) => id), laws }
    }),
  )
  await record(tx, 'access.asked-of', { facts: { employee, hand, board } })
  return {
    employee: { id: employee, name: found.name },
    hand,
    board,
    at: given.now.toISOString(),
    signed: standing.undertakings.some((each) => each.board === board),
    unbriefed: (standing.unbriefed ?? []).includes(board),
    removed: (standing.removed ?? []).includes(board),
    assigned: found.assigned,
    conflicts: found.conflicts,
    cells,
  }
}
