import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { HarmOutcome, SecrecyLevel, type TellingTested, type TestTelling } from '../../../contracts/secrecy.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { findLookUp } from './find-look-up.ts'

const Tested = z.object({ id: z.uuid(), outcome: HarmOutcome, level: SecrecyLevel, until: z.date() })

/**
 * The harm test before something secret that a look-up found is told to anyone (L40b): recorded whatever it comes to, and good for half an hour. Who asks
 * isn't asked (TF 2:18). @throws not_found, look_up_needs_contact. Law: OSL 6:3, 8:1
 */
export async function testTelling(tx: Tx, id: string, { answers, kept }: TestTelling): Promise<TellingTested> {
  const { row } = await findLookUp(tx, id)
  if (row.outcome !== 'found') throw new Problem('not_found')
  const known = row.fields.filter((field) => kept.includes(field))
  const tested = await tx.one(
    Tested,
    sql`insert into harm_test (case_id, contact_id, look_up_id, board_id, employee_id, answers, kept)
      values (${row.case_id}, ${row.contact_id}, ${id}, ${row.board_id}, actor_id(), ${JSON.stringify(answers)}::jsonb, ${known})
      returning id, outcome, level, at + interval '30 minutes' as until`,
  )
  return { ...tested, until: tested.until.toISOString() }
}
