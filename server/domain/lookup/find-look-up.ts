import { z } from 'zod'
import { StatusField } from '../../../contracts/lookup.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { openPlace, placeOf } from './find-place.ts'
import type { Matter } from './judge-fields.ts'

const Row = z.object({
  case_id: z.uuid().nullable(),
  contact_id: z.uuid().nullable(),
  board: z.string(),
  board_id: z.int(),
  case_type_id: z.int(),
  case_type: z.string(),
  type_tags: z.array(z.string()),
  system: z.string().nullable(),
  outcome: z.enum(['asked', 'found', 'not-found', 'not-available']),
  fields: z.array(StatusField),
  secrecy_tags: z.array(z.string()),
})
export type LookUp = { row: z.infer<typeof Row>; matter: Matter }

/** The actor's own look-up, whose case or contact is open and theirs still. @throws not_found, look_up_needs_contact */
export async function findLookUp(tx: Tx, id: string): Promise<LookUp> {
  const row = await tx.maybe(
    Row,
    sql`
    select l.case_id, l.contact_id, b.code as board, l.board_id, l.case_type_id, t.code as case_type, t.secrecy_tags as type_tags, l.system, l.outcome, l.fields, l.secrecy_tags
    from look_up l join board b on b.id = l.board_id join case_type t on t.id = l.case_type_id where l.id = ${id} for update of l`,
  )
  if (!row) throw new Problem('not_found')
  const asked = { board: row.board, caseType: row.case_type }
  const { channel, about } = await openPlace(tx, placeOf({ caseId: row.case_id, contactId: row.contact_id }), asked)
  return { row, matter: { ...asked, channel, about, asked: 'now' } }
}
