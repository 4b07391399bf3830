import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import type { ReviewInstruction } from '../../../contracts/versions.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { latestReview } from './version-states.ts'

const Board = z.object({ id: z.int(), mine: z.boolean(), signs: z.boolean() })
const Done = z.object({ done: z.boolean() })

/**
 * The board has gone through its instruction: §, day, what came of it and when it is next, at most twelve months on. The version's own days don't
 * move: what is overdue can be reviewed, not extended (A7).
 * @throws not_found, not_a_signer, review_too_late, invalid_input (a day that hasn't been)
 */
export async function reviewInstruction(tx: Tx, board: string, given: z.infer<typeof ReviewInstruction>): Promise<void> {
  const found = await tx.maybe(
    Board,
    sql`select id, id = any (actor_boards('officer')) as mine, id = any (actor_signs('board')) as signs from board where code = ${board}`,
  )
  if (!found?.mine) throw new Problem('not_found')
  if (!found.signs) throw new Problem('not_a_signer')
  const nextBy = given.nextBy ?? latestReview(given.date)
  if (nextBy > latestReview(given.date) || nextBy <= given.date) throw new Problem('review_too_late')
  const { done } = await tx.one(
    Done,
    sql`select review_instruction(${found.id}, ${given.paragraph}, ${given.date}, ${given.result}, ${nextBy}) as done`,
  )
  if (!done) throw new Problem('invalid_input', { errors: [{ field: 'date', code: 'not_yet' }] })
  await record(tx, 'instruction.reviewed', { boardId: found.id, facts: { result: given.result, nextBy } })
}
