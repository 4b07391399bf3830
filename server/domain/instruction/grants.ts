import { z } from 'zod'
import type { InstructionFile, InstructionInForce } from '../../../contracts/instruction.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { compileGrants, netGrants } from '../rule/index.ts'

const Types = z.object({ types: z.array(z.object({ id: z.int(), code: z.string(), department: z.string() })) })

/** What row security will read of a version, as JSON rows: the same clauses that `decide()` reads, compiled (A2). */
export const grantsOf = (tx: Tx, versionId: number, file: InstructionFile): Promise<string> =>
  grantsOfRules(tx, {
    versionId,
    board: file.board,
    version: file.version,
    validFromMs: Date.parse(file.validFrom),
    validToMs: file.validTo === null ? null : Date.parse(file.validTo),
    clauses: file.clauses,
  })

/** The same of what holds now, without the clauses that are paused (A10). */
export async function grantsOfRules(tx: Tx, inForce: InstructionInForce): Promise<string> {
  const { types } = await tx.one(
    Types,
    sql`select coalesce((select json_agg(json_build_object('id', t.id, 'code', t.code, 'department', d.code)) from case_type t join department d on d.id = t.department_id where t.board_id = b.id), '[]') as types from board b where b.code = ${inForce.board}`,
  )
  const idOf = new Map(types.map(({ id, code }) => [code, id]))
  const grants = netGrants(compileGrants(inForce, types))
  return JSON.stringify(
    grants.map((grant) => ({
      act: grant.act,
      channel: grant.channel,
      types: grant.caseTypes.map((code) => idOf.get(code)),
      valid_from: grant.validFrom,
      valid_to: grant.validTo,
    })),
  )
}
