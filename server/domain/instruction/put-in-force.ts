import { z } from 'zod'
import type { InstructionFile } from '../../../contracts/instruction.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { sha256 } from './canonical.ts'
import { grantsOf } from './grants.ts'

const Inserted = z.object({ id: z.int(), waits: z.boolean() })

/**
 * Writes one version that was agreed on paper, as the owner: when a municipality is set up, and for Exempelby. The text, its clauses and the
 * grants that row security reads all come from the same file (A2). The version before it is superseded in the same transaction; one that
 * begins later waits as accepted, and the one before stays in force until the worker puts it in force. `source`: the file as it was approved.
 * @returns id of the version
 * Rule: GDPR art. 28(3)(a); requirements A2, A9, A38
 */
export async function putInForce(tx: Tx, file: InstructionFile, source: string): Promise<number> {
  await tx.run(
    sql`update instruction_version v set state = 'superseded', ended_at = ombud_now() from board b where b.id = v.board_id and b.code = ${file.board} and v.state = 'in-force' and ${file.validFrom}::timestamptz <= ombud_now()`,
  )
  const version = await tx.one(
    Inserted,
    sql`
    insert into instruction_version (board_id, version, title, state, valid_from, valid_to, review_by, hash, approvals, contacts, source, content)
    select b.id, ${file.version}, ${file.title}, case when ${file.validFrom}::timestamptz > ombud_now() and exists (select from instruction_version f where f.board_id = b.id and f.state = 'in-force') then 'accepted' else 'in-force' end,
      ${file.validFrom}, ${file.validTo}, ${file.reviewBy}, ${sha256(source)}, ${JSON.stringify(file.approvals)}, ${JSON.stringify(file.contacts ?? {})}, ${source}, ${JSON.stringify(file)}
    from board b where b.code = ${file.board} returning id, state = 'accepted' as waits`,
  )
  await tx.run(sql`
    insert into clause (version_id, id, requirement, position, text, text_hash, rule)
    select ${version.id}, c ->> 'id', c ->> 'requirement', n, c ->> 'text', sha256(convert_to(c ->> 'text', 'UTF8')), c
    from json_array_elements(${JSON.stringify(file.clauses)}::json) with ordinality as given (c, n)`)
  if (version.waits) return version.id
  await tx.run(sql`
    insert into instruction_grant (version_id, act, channel, case_type_ids, valid_from, valid_to)
    select ${version.id}, g.act, g.channel, g.types, g.valid_from, g.valid_to
    from json_to_recordset(${await grantsOf(tx, version.id, file)}::json) as g (act text, channel text, types int[], valid_from timestamptz, valid_to timestamptz)`)
  return version.id
}
