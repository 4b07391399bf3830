import { sql, type Tx } from '../../platform/db.ts'
import { type Alteration, goneWith, type Keeps } from '../../platform/keeps.ts'

/** The fields of a person, by the names that rules use. */
const columns = ['name', 'email', 'phone', 'address', 'property'] as const

async function alter(tx: Tx, caseId: string, { fields }: Alteration): Promise<number> {
  const [name, email, phone, address, property] = columns.map((each) => fields.includes(each))
  if (!columns.some((each) => fields.includes(each))) return 0
  return tx.run(sql`
    update participant set name = case when ${name} then null else name end, email = case when ${email} then null else email end, phone = case when ${phone} then null else phone end,
      address = case when ${address} then null else address end, property_designation = case when ${property} then null else property_designation end where case_id = ${caseId}`)
}

/** A person as in one case or contact; goes with it. */
export const keeps: readonly Keeps[] = [goneWith('participant', 'content', { case: sql`participant`, contact: sql`participant` }, alter)]
