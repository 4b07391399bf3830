import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { areBothSigned } from './lift-stop.ts'
import { endingHash } from './signed-bytes.ts'

const Row = z.object({ uid: z.uuid(), board_id: z.int(), host_id: z.int().nullable(), hash: z.string(), over: z.boolean() })

/**
 * Ends what is in force: its last instant has passed, or both parties have signed. In the worker's hand. The walls closed at the instant itself (A5);
 * this is what is written down, and what off-boarding starts from. @returns false when neither holds
 */
export async function endInstruction(tx: Tx, versionId: number): Promise<boolean> {
  const row = await tx.maybe(
    Row,
    sql`select v.uid, v.board_id, (select h.id from board h where h.hosts_contact_centre) as host_id, encode(v.hash, 'hex') as hash, coalesce(v.valid_to <= ombud_now(), false) as over from instruction_version v where v.id = ${versionId} and v.state = 'in-force'`,
  )
  if (!row) return false // another run was quicker
  const given = { hash: endingHash(row.hash), boardId: row.board_id, hostId: row.host_id }
  if (!row.over && !(await areBothSigned(tx, { versionId, purpose: 'ending' }, given))) return false
  await tx.run(sql`select end_version(${versionId})`)
  await record(tx, 'instruction.ended', { boardId: row.board_id, facts: { version: row.uid, over: row.over } })
  return true
}
