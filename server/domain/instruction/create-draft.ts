import { z } from 'zod'
import { InstructionFile } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'

const Board = z.object({ id: z.int() })
const Made = z.object({ uid: z.uuid() })

/**
 * A new draft of a board's instruction, by an officer of that board; the database numbers it. `source`: the file as text, if it came as one.
 * @returns its id
 * @throws not_found for another board's officer
 */
export async function createDraft(
  tx: Tx,
  { board, file, source = '' }: { board: string; file: z.input<typeof InstructionFile>; source?: string },
): Promise<string> {
  const own = await tx.maybe(Board, sql`select id from board where code = ${board} and id = any (actor_boards('officer'))`)
  if (!own) throw new Problem('not_found')
  const content = { ...InstructionFile.parse({ ...file, board }), approvals: [] }
  const { uid } = await tx.one(Made, sql`select create_draft(${own.id}, ${JSON.stringify(content)}, ${source}) as uid`)
  await record(tx, 'instruction.drafted', { boardId: own.id, facts: { version: uid } })
  return uid
}
