import { z } from 'zod'
import type { Act } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { queueJob } from '../../platform/jobs.ts'
import { record } from '../audit/index.ts'

const Board = z.object({ id: z.int(), mine: z.boolean(), signs: z.boolean(), types: z.array(z.object({ id: z.int(), code: z.string() })) })
const Made = z.object({ id: z.uuid().nullable() })

/**
 * The board stops its instruction at once, in whole or for some acts or case types; it needs nobody else's signature. Both walls read the row in
 * their next statement. An empty list = all. @returns the stop's id
 * @throws not_found (another board, or nothing in force), not_a_signer, invalid_input
 * Rule: GDPR art. 28(3)(a); requirement A9
 */
export async function stopInstruction(
  tx: Tx,
  given: { board: string; acts: readonly Act[]; caseTypes: readonly string[]; reason: string },
): Promise<string> {
  const board = await tx.maybe(
    Board,
    sql`
    select b.id, b.id = any (actor_boards('officer')) as mine, b.id = any (actor_signs('board')) as signs,
      coalesce((select json_agg(json_build_object('id', t.id, 'code', t.code)) from case_type t where t.board_id = b.id), '[]') as types from board b where b.code = ${given.board}`,
  )
  if (!board?.mine) throw new Problem('not_found')
  if (!board.signs) throw new Problem('not_a_signer')
  const types = board.types.filter(({ code }) => given.caseTypes.includes(code))
  if (types.length < new Set(given.caseTypes).size)
    throw new Problem('invalid_input', { errors: [{ field: 'caseTypes', code: 'unknown' }] })
  const { id } = await tx.one(
    Made,
    sql`select stop_instruction(${board.id}, ${[...new Set(given.acts)]}, ${types.map((type) => type.id)}::int[], ${given.reason}) as id`,
  )
  if (id === null) throw new Problem('not_found')
  await record(tx, 'instruction.stopped', { boardId: board.id, facts: { stop: id, acts: given.acts.length, caseTypes: types.length } })
  // the public is told at once, too (B1)
  await queueJob(tx, 'publish-notice', {}, { key: 'publish-notice' })
  return id
}
