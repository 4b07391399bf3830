import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { Hand } from '../../../contracts/words.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { passwordTag } from './password.ts'
import { hashOf, newSecret } from './secret.ts'
import { aboutSession, type From } from './session-limits.ts'

const Salt = z.object({ salt: z.string() })
const Opened = z.object({ outcome: z.enum(['opened', 'wrong', 'code', 'enrol']), hand: Hand.nullable() })

export type SignedIn = { secret: string; hand: Hand }
/** The password was right and a second step is asked for: a code, or first an authenticator (`enrol`). `ticket`: the way on, ten minutes long. */
export type NeedsCode = { next: 'code' | 'enrol'; ticket: string }
/** Opens a transaction as someone unknown (the citizen's hand). */
export type InTransaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

type Given = { email: string; password: string; hand?: Hand; from?: From }
const nowhere: From = { device: 'unknown', network: null }

/**
 * Tries a password. Two transactions, so that no connection is held while the password is worked out; the database compares and counts.
 * @throws wrong_password: for a wrong one, an unknown address, someone disabled and an address that has to rest, alike and as slowly
 */
export async function tryPassword(inTransaction: InTransaction, given: Given): Promise<SignedIn | NeedsCode> {
  const { email, password, hand, from = nowhere } = given
  const { salt } = await inTransaction((tx) => tx.one(Salt, sql`select sign_in_salt(${email}) as salt`))
  const tag = await passwordTag(password, salt)
  const secret = newSecret()
  const opened = await inTransaction((tx) =>
    tx.one(
      Opened,
      sql`select outcome, opened_hand as hand from sign_in_open(${email}, ${tag}, ${hand ?? null}, ${hashOf(secret)}, ${aboutSession(from)})`,
    ),
  )
  if (opened.outcome === 'code' || opened.outcome === 'enrol') return { next: opened.outcome, ticket: secret }
  if (opened.hand === null) throw new Problem('wrong_password')
  return { secret, hand: opened.hand }
}

/** For whoever signs in with a password alone. @throws wrong_password, code_needed */
export async function signIn(inTransaction: InTransaction, given: Given): Promise<SignedIn> {
  const signedIn = await tryPassword(inTransaction, given)
  if ('next' in signedIn) throw new Problem('code_needed')
  return signedIn
}

/** Ends the session that this transaction carries. */
export async function signOut(tx: Tx): Promise<void> {
  const secret = 'secret' in tx.actor ? tx.actor.secret : ''
  await tx.all(z.unknown(), sql`select end_session(${hashOf(secret)})`)
}
