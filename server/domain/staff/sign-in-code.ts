import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { Hand } from '../../../contracts/words.ts'
import { sql } from '../../platform/db.ts'
import type { Seal } from '../../platform/seal.ts'
import { hashOf, newSecret } from './secret.ts'
import { aboutSession, type From } from './session-limits.ts'
import type { InTransaction, SignedIn } from './sign-in.ts'
import { base32, newRecoveryCodes, newTotpSecret, otpauthUri, readRecoveryCode, stepOf } from './totp.ts'

const Way = z.object({ kind: z.enum(['code', 'enrol']), employee_id: z.uuid(), sealed: z.instanceof(Buffer).nullable() })
const Opened = z.object({ hand: Hand.nullable() })

/** What verifies and remembers outside the database: the seal of the secrets, the voucher, and the clock. */
export type Verifier = { seal: Seal; voucher: string; atMs: number }

export const boundTo = (employeeId: string) => `totp of ${employeeId}`

/** Whose hand demands a second step and who has no authenticator yet gets one on the way in. @returns what the authenticator is to be given */
export async function beginEnrolment(inTransaction: InTransaction, ticket: string, { seal }: Pick<Verifier, 'seal'>, issuer: string) {
  return inTransaction(async (tx) => {
    const way = await tx.maybe(Way, sql`select kind, employee_id, sealed from sign_in_way_of(${hashOf(ticket)})`)
    if (way?.kind !== 'enrol') throw new Problem('code_wrong')
    const secret = newTotpSecret()
    await tx.all(z.unknown(), sql`select sign_in_enrol(${hashOf(ticket)}, ${seal.seal(boundTo(way.employee_id), secret)})`)
    return { secret: base32(secret), uri: otpauthUri(secret, { issuer, account: 'Ombud' }) }
  })
}

/**
 * The second step: a code from the authenticator, or a recovery code. The database counts it as it counts passwords, and takes a step once.
 * @returns the session, and new recovery codes when the authenticator was new
 * @throws code_wrong, also for one that was used, too old or too many
 */
export async function signInWithCode(
  inTransaction: InTransaction,
  { ticket, code, from }: { ticket: string; code: string; from: From },
  { seal, voucher, atMs }: Verifier,
): Promise<SignedIn & { recoveryCodes?: string[] }> {
  const recovery = readRecoveryCode(code)
  const secret = newSecret()
  const codes = newRecoveryCodes()
  const { kind, hand } = await inTransaction(async (tx) => {
    const way = await tx.maybe(Way, sql`select kind, employee_id, sealed from sign_in_way_of(${hashOf(ticket)})`)
    const step = way?.sealed ? stepOf(seal.unseal(boundTo(way.employee_id), way.sealed), code, atMs) : undefined
    const opened = await tx.one(
      Opened,
      sql`select sign_in_code(${voucher}, ${hashOf(ticket)}, ${step ?? null}, ${recovery ? hashOf(recovery) : null}, ${codes.map(hashOf)}, ${hashOf(secret)}, ${aboutSession(from)}) as hand`,
    )
    return { kind: way?.kind, hand: opened.hand }
  })
  if (hand === null) throw new Problem('code_wrong')
  return { secret, hand, ...(kind === 'enrol' ? { recoveryCodes: codes } : {}) }
}
