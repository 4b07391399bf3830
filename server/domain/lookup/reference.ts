import { Problem } from '../../../contracts/problems.ts'

/** A reference has figures in it: a name has none. Everything that widens a search is left out. */
const shape = /^[\p{L}\d][\p{L}\d /:._-]{0,59}$/u
/** A person isn't a matter: whoever searches by identity number searches for someone (T1, B9). */
const identityNumber = /^(\d{2})?\d{6}[-+ ]?\d{4}$/

/** The identifier that was given in the contact, whole (A25, T12). @throws look_up_reference */
export function exactReference(given: string): string {
  const reference = given.trim().replace(/\s+/g, ' ')
  if (!shape.test(reference) || !/\d/.test(reference) || identityNumber.test(reference)) throw new Problem('look_up_reference')
  return reference
}
