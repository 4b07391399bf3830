import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Hand } from '../../../contracts/words.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { passwordMatches } from './password.ts'

const Found = z.object({ employee_id: z.uuid().nullable(), password_hash: z.string().nullable(), hand: z.string().nullable(), failures: z.int() })
const Opened = z.object({ id: z.uuid().nullable() })

/** How many wrong passwords for one address in fifteen minutes before it has to rest. */
const allowedFailures = 8

export type SignedIn = { secret: string; hand: Hand }

/**
 * Opens a session. Two transactions, so that a failed attempt is counted although it is refused.
 * @param inTransaction opens one as someone unknown (the citizen's hand)
 * @throws wrong_password (also for an unknown address, and as slowly), too_many_attempts
 */
export async function signIn(inTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, { email, password, hand }: { email: string; password: string; hand?: Hand }): Promise<SignedIn> {
  const found = await inTransaction((tx) => tx.one(Found, sql`select * from sign_in_find(${email})`))
  if (found.failures >= allowedFailures) throw new Problem('too_many_attempts')
  const matches = await passwordMatches(password, found.password_hash)
  const chosen = HandWord.safeParse(hand ?? found.hand)
  const secret = randomBytes(32).toString('base64url')
  const opened = await inTransaction(async (tx) => {
    await tx.all(z.unknown(), sql`select sign_in_note(${email}, ${matches})`)
    if (!matches || found.employee_id === null || !chosen.success) return null
    const { id } = await tx.one(Opened, sql`select sign_in_open(${found.employee_id}, ${chosen.data}, ${sha256(secret)}, interval '10 hours') as id`)
    return id
  })
  if (opened === null || !chosen.success) throw new Problem('wrong_password')
  return { secret, hand: chosen.data }
}

const HandWord = z.enum(['agent', 'officer', 'auditor'])
const sha256 = (text: string) => createHash('sha256').update(text).digest()

/** Ends the session that this transaction carries. */
export async function signOut(tx: Tx): Promise<void> {
  const secret = 'secret' in tx.actor ? tx.actor.secret : ''
  await tx.all(z.unknown(), sql`select end_session(${sha256(secret)})`)
}
