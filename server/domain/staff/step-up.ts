import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { passwordTag } from './password.ts'
import { hashOf, newSecret } from './secret.ts'
import { boundTo, type Verifier } from './sign-in-code.ts'
import { stepOf } from './totp.ts'

const Salt = z.object({ salt: z.string().nullable() })
const Outcome = z.object({ outcome: z.enum(['right', 'wrong', 'rest']) })
const Mine = z.object({ employee_id: z.uuid(), sealed: z.instanceof(Buffer).nullable() })

/**
 * Asks whoever is signed in for the password again, before something that binds others than themselves. Counted and throttled as signing in is;
 * two transactions, so that a wrong one is counted although what it was for never happens.
 * @returns a proof that the database takes once, within two minutes, in this session only
 * @throws wrong_password, too_many_attempts
 */
export async function stepUp(inTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, password: string): Promise<string> {
  const { salt } = await inTransaction((tx) => tx.one(Salt, sql`select step_up_salt() as salt`))
  if (salt === null) throw new Problem('wrong_password') // someone who has no password here: another way is needed
  const tag = await passwordTag(password, salt)
  const proof = newSecret()
  const { outcome } = await inTransaction((tx) => tx.one(Outcome, sql`select step_up(${tag}, ${hashOf(proof)}) as outcome`))
  if (outcome !== 'right') throw new Problem(outcome === 'rest' ? 'too_many_attempts' : 'wrong_password')
  return proof
}

/** The same, by a code from the authenticator. @throws code_wrong, too_many_attempts */
export async function stepUpWithCode(
  inTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  code: string,
  { seal, voucher, atMs }: Verifier,
): Promise<string> {
  const proof = newSecret()
  const { outcome } = await inTransaction(async (tx) => {
    const mine = await tx.maybe(Mine, sql`select employee_id, sealed from totp_of_me()`)
    const step = mine?.sealed ? stepOf(seal.unseal(boundTo(mine.employee_id), mine.sealed), code, atMs) : undefined
    return tx.one(Outcome, sql`select step_up_code(${voucher}, ${step ?? null}, ${hashOf(proof)}) as outcome`)
  })
  if (outcome !== 'right') throw new Problem(outcome === 'rest' ? 'too_many_attempts' : 'code_wrong')
  return proof
}

/** The session goes on with a new secret, so that one who had got hold of the old one has nothing. */
export async function renewSession(tx: Tx): Promise<string> {
  const next = newSecret()
  const { renewed } = await tx.one(z.object({ renewed: z.boolean() }), sql`select renew_session(${hashOf(next)}) as renewed`)
  if (!renewed) throw new Problem('not_signed_in')
  return next
}
