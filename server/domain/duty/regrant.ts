import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { loadRules } from '../instruction/index.ts'
import { compileGrants, netGrants } from '../rule/index.ts'

const Type = z.object({ id: z.int(), code: z.string(), board: z.string() })

/** Makes the rows that row security reads again from the clauses that hold: without those that are paused (A10). As the service. */
export async function regrant(tx: Tx, boardId: number): Promise<void> {
  const types = await tx.all(
    Type,
    sql`select t.id, t.code, b.code as board from case_type t join board b on b.id = t.board_id where b.id = ${boardId}`,
  )
  const { instructions } = await loadRules(tx)
  const instruction = instructions.find(({ board }) => board === types[0]?.board)
  if (!instruction) return
  const idOf = new Map(types.map(({ id, code }) => [code, id]))
  const grants = netGrants(compileGrants(instruction, [...idOf.keys()])).map((grant) => ({
    act: grant.act,
    channel: grant.channel,
    types: grant.caseTypes.map((code) => idOf.get(code)),
    valid_from: grant.validFrom,
    valid_to: grant.validTo,
  }))
  await tx.all(z.unknown(), sql`select replace_grants(${instruction.versionId}, ${JSON.stringify(grants)}::jsonb)`)
}
