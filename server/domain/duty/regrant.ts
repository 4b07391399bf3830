import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { grantsOfRules, loadRules } from '../instruction/index.ts'

const Board = z.object({ code: z.string() })

/** Makes the rows that row security reads again from the clauses that hold: without those that are paused (A10). As the service. */
export async function regrant(tx: Tx, boardId: number): Promise<void> {
  const { code } = await tx.one(Board, sql`select code from board where id = ${boardId}`)
  const { instructions } = await loadRules(tx)
  const instruction = instructions.find(({ board }) => board === code)
  if (instruction)
    await tx.all(z.unknown(), sql`select replace_grants(${instruction.versionId}, ${await grantsOfRules(tx, instruction)}::jsonb)`)
}
