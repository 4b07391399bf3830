import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import type { Hand } from '../../../contracts/words.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { passwordTag } from './password.ts'

const Salt = z.object({ salt: z.string() })
const Opened = z.object({ outcome: z.enum(['opened', 'wrong', 'rest']), hand: z.enum(['agent', 'officer', 'auditor']).nullable() })

export type SignedIn = { secret: string; hand: Hand }

/**
 * Opens a session. Two transactions, so that no connection is held while the password is worked out; the database compares and counts.
 * @param hours how long it lasts; the database has a ceiling of its own
 * @param inTransaction opens one as someone unknown (the citizen's hand)
 * @throws wrong_password (also for an unknown address, and as slowly), too_many_attempts
 */
export async function signIn(
  inTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  { email, password, hand, hours = 10 }: { email: string; password: string; hand?: Hand; hours?: number },
): Promise<SignedIn> {
  const { salt } = await inTransaction((tx) => tx.one(Salt, sql`select sign_in_salt(${email}) as salt`))
  const tag = await passwordTag(password, salt)
  const secret = randomBytes(32).toString('base64url')
  const opened = await inTransaction((tx) =>
    tx.one(
      Opened,
      sql`select outcome, opened_hand as hand from sign_in_open(${email}, ${tag}, ${hand ?? null}, ${sha256(secret)}, make_interval(hours => ${hours}))`,
    ),
  )
  if (opened.outcome === 'rest') throw new Problem('too_many_attempts')
  if (opened.hand === null) throw new Problem('wrong_password')
  return { secret, hand: opened.hand }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest()

/** Ends the session that this transaction carries. */
export async function signOut(tx: Tx): Promise<void> {
  const secret = 'secret' in tx.actor ? tx.actor.secret : ''
  await tx.all(z.unknown(), sql`select end_session(${sha256(secret)})`)
}
