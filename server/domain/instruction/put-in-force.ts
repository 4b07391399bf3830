import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { InstructionFile } from '../../../contracts/instruction.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { compileGrants, netGrants } from '../rule/index.ts'

const BoardRow = z.object({ id: z.int(), types: z.array(z.object({ id: z.int(), code: z.string(), department: z.string() })) })
const Inserted = z.object({ id: z.int() })

/**
 * Writes one version of one board's instruction: the approved text, its clauses and the grants that row security reads, all from the same
 * file (A2). The version before it is superseded in the same transaction. `source`: the file as it was approved; its hash is what was signed.
 * @returns id of the version
 * Rule: GDPR art. 28(3)(a); requirements A2, A9, A38
 */
export async function putInForce(tx: Tx, file: InstructionFile, source: string): Promise<number> {
  const board = await tx.one(
    BoardRow,
    sql`select b.id, (select json_agg(json_build_object('id', t.id, 'code', t.code, 'department', d.code)) from case_type t join department d on d.id = t.department_id where t.board_id = b.id) as types from board b where b.code = ${file.board}`,
  )
  await tx.run(sql`update instruction_version set state = 'superseded' where board_id = ${board.id} and state = 'in-force'`)
  const version = await tx.one(
    Inserted,
    sql`
    insert into instruction_version (board_id, version, title, state, valid_from, valid_to, review_by, hash, approvals, contacts, source)
    values (${board.id}, ${file.version}, ${file.title}, 'in-force', ${file.validFrom}, ${file.validTo}, ${file.reviewBy}, ${sha256(source)}, ${JSON.stringify(file.approvals)}, ${JSON.stringify(file.contacts ?? {})}, ${source})
    returning id`,
  )
  await tx.run(sql`
    insert into clause (version_id, id, requirement, position, text, text_hash, rule)
    select ${version.id}, c ->> 'id', c ->> 'requirement', n, c ->> 'text', sha256(convert_to(c ->> 'text', 'UTF8')), c
    from json_array_elements(${JSON.stringify(file.clauses)}::json) with ordinality as given (c, n)`)
  const inForce = {
    versionId: version.id,
    board: file.board,
    version: file.version,
    validFromMs: Date.parse(file.validFrom),
    validToMs: file.validTo === null ? null : Date.parse(file.validTo),
    clauses: file.clauses,
  }
  const idOf = new Map(board.types.map(({ id, code }) => [code, id]))
  const grants = netGrants(compileGrants(inForce, board.types))
  await tx.run(sql`
    insert into instruction_grant (version_id, act, channel, case_type_ids, valid_from, valid_to)
    select ${version.id}, g.act, g.channel, g.types, g.valid_from, g.valid_to
    from json_to_recordset(${JSON.stringify(grants.map((grant) => ({ act: grant.act, channel: grant.channel, types: grant.caseTypes.map((code) => idOf.get(code)), valid_from: grant.validFrom, valid_to: grant.validTo })))}::json)
      as g (act text, channel text, types int[], valid_from timestamptz, valid_to timestamptz)`)
  return version.id
}

const sha256 = (text: string) => createHash('sha256').update(text).digest()
