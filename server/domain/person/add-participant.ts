import { randomUUID } from 'node:crypto'
import { sql, type Tx } from '../../platform/db.ts'

export type Person = {
  name: string | null
  email: string | null
  phone: string | null
  address: string | null
  propertyDesignation: string | null
}
export type Belongs = { caseId: string } | { contactId: string }

/**
 * A person as in this contact or this case: belongs to it and goes with it. Nobody is known longer than the matter they came with, unless a
 * clause says so (no durable person record yet). Nothing is written when nothing was given. @returns whether a row was written
 */
export async function addParticipant(tx: Tx, belongs: Belongs, person: Person): Promise<boolean> {
  const given = {
    name: blank(person.name),
    email: blank(person.email)?.toLowerCase() ?? null,
    phone: blank(person.phone),
    address: blank(person.address),
    property: blank(person.propertyDesignation),
  }
  if (Object.values(given).every((value) => value === null)) return false
  await tx.run(sql`
    insert into participant (id, case_id, contact_id, role, name, email, phone, address, property_designation)
    values (${randomUUID()}, ${'caseId' in belongs ? belongs.caseId : null}, ${'contactId' in belongs ? belongs.contactId : null}, 'caller', ${given.name}, ${given.email}, ${given.phone}, ${given.address}, ${given.property})`)
  return true
}

const blank = (value: string | null) => (value === null || value.trim() === '' ? null : value.trim())
