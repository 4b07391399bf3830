import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { queueJob } from '../../platform/jobs.ts'
import { record } from '../audit/index.ts'
import { findIdentityNumbers } from '../secrecy/index.ts'

const Made = z.object({ notice: z.uuid().nullable() })
const BoardRow = z.object({ id: z.int() })

/**
 * Tells a board that a clause of its instruction breaks the law: GDPR 28(3), last sentence (A10). The clause permits nothing from this
 * transaction on; the board keeps it with its reasons, or changes it. The notice speaks of a rule and never of a person.
 * @returns id of the notice
 * @throws not_found, identity_number_in_text
 */
export async function sayInfringing(
  tx: Tx,
  board: string,
  { clause, laws, words }: { clause: string; laws: readonly string[]; words: string },
): Promise<string> {
  if (findIdentityNumbers(words).length > 0)
    throw new Problem('identity_number_in_text', { errors: [{ field: 'words', code: 'identity_number' }] })
  const found = await tx.maybe(BoardRow, sql`select id from board where code = ${board}`)
  if (!found) throw new Problem('not_found')
  const { notice } = await tx.one(Made, sql`select say_infringing(${found.id}, ${clause}, ${laws}, ${words}) as notice`)
  if (notice === null) throw new Problem('not_found')
  await record(tx, 'clause.paused', { boardId: found.id, facts: { clause: `${board}/${clause}`, notice } })
  await queueJob(tx, 'deliver-notice', { notice }, { key: `notice-${notice}` })
  return notice
}
