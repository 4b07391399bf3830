import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { passwordTag } from './password.ts'

const Salt = z.object({ salt: z.string().nullable() })
const Outcome = z.object({ outcome: z.enum(['right', 'wrong', 'rest']) })

/**
 * Asks whoever is signed in for the password again, before something that binds others than themselves. Counted and throttled as signing in is;
 * two transactions, so that a wrong one is counted although what it was for never happens.
 * @returns a proof that the database takes once, within two minutes, in this session only
 * @throws wrong_password, too_many_attempts
 */
export async function stepUp(inTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, password: string): Promise<string> {
  const { salt } = await inTransaction((tx) => tx.one(Salt, sql`select step_up_salt() as salt`))
  if (salt === null) throw new Problem('not_signed_in')
  const tag = await passwordTag(password, salt)
  const proof = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(proof).digest()
  const { outcome } = await inTransaction((tx) => tx.one(Outcome, sql`select step_up(${tag}, ${hash}) as outcome`))
  if (outcome !== 'right') throw new Problem(outcome === 'rest' ? 'too_many_attempts' : 'wrong_password')
  return proof
}
