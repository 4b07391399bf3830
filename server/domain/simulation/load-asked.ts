import { z } from 'zod'
import { InstructionFile, type InstructionInForce } from '../../../contracts/instruction.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { loadRules } from '../instruction/index.ts'
import type { RulesInForce } from '../rule/index.ts'
import { asOnItsFirstDay } from './draft.ts'

/** What is asked about, read once and kept by the worker for as long as it works with it. */
export type Asked = {
  basis: string
  versionId: number
  boardId: number
  board: string
  /** The version in force as its file; null when the board has none. */
  before: InstructionFile | null
  after: InstructionFile
  draft: InstructionInForce
  inForce: InstructionInForce | null
  rules: RulesInForce
}

const Row = z.object({
  version_id: z.int(),
  board_id: z.int(),
  board: z.string(),
  basis: z.string(),
  content: InstructionFile,
  now: z.date(),
})
const Before = z.object({ content: InstructionFile })

/** Hash of a version's text and rules as they are now. */
export const basisOf = sql`sha256(convert_to(v.content::text, 'UTF8'))`

export async function loadAsked(tx: Tx, simulation: string): Promise<Asked> {
  const row = await tx.one(
    Row,
    sql`select s.version_id, s.board_id, b.code as board, encode(${basisOf}, 'hex') as basis, v.content, ombud_now() as now
      from simulation s join instruction_version v on v.id = s.version_id join board b on b.id = s.board_id where s.id = ${simulation}`,
  )
  const before = await tx.maybe(
    Before,
    sql`select content from instruction_version where board_id = ${row.board_id} and state = 'in-force'`,
  )
  const rules = await loadRules(tx)
  return {
    basis: row.basis,
    versionId: row.version_id,
    boardId: row.board_id,
    board: row.board,
    before: before?.content ?? null,
    after: row.content,
    draft: asOnItsFirstDay(row.content, row.version_id, row.now.getTime()),
    inForce: rules.instructions.find(({ board }) => board === row.board) ?? null,
    rules,
  }
}
