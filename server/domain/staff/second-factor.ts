import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { hashPassword } from './password.ts'
import { hashOf, newSecret } from './secret.ts'
import { boundTo, type Verifier } from './sign-in-code.ts'
import { base32, newRecoveryCodes, newTotpSecret, otpauthUri, stepOf } from './totp.ts'

const Outcome = z.object({ outcome: z.enum(['done', 'step-up', 'none', 'wrong', 'rest']) })
const Me = z.object({ id: z.uuid(), name: z.string(), municipality: z.string() })
const Offered = z.object({ offered: z.instanceof(Buffer).nullable() })

/** A secret for a new authenticator. It counts when a code of it has been shown. @throws step_up_needed */
export async function offerCode(tx: Tx, { proof }: { proof?: string | undefined }, { seal }: Pick<Verifier, 'seal'>) {
  const me = await tx.one(Me, sql`select e.id, e.name, i.municipality from employee e, installation i where e.id = actor_id()`)
  const secret = newTotpSecret()
  const { outcome } = await tx.one(Outcome, sql`select offer_totp(${proof ?? null}, ${seal.seal(boundTo(me.id), secret)}) as outcome`)
  if (outcome !== 'done') throw new Problem('step_up_needed')
  return { secret: base32(secret), uri: otpauthUri(secret, { issuer: `Ombud ${me.municipality}`, account: me.name }) }
}

/** The first code of a new authenticator. Every session ends; this one goes on with a new secret. A wrong one is counted: commit what this answers. */
export async function confirmCode(
  tx: Tx,
  code: string,
  { seal, voucher, atMs }: Verifier,
): Promise<{ next: string; recoveryCodes: string[] } | 'code_wrong' | 'too_many_attempts'> {
  const mine = await tx.maybe(Offered.extend({ employee_id: z.uuid() }), sql`select employee_id, offered from totp_of_me()`)
  const step = mine?.offered ? stepOf(seal.unseal(boundTo(mine.employee_id), mine.offered), code, atMs) : undefined
  const next = newSecret()
  const recoveryCodes = newRecoveryCodes()
  const { outcome } = await tx.one(
    Outcome,
    sql`select confirm_totp(${voucher}, ${step ?? null}, ${recoveryCodes.map(hashOf)}, ${hashOf(next)}) as outcome`,
  )
  if (outcome === 'done') return { next, recoveryCodes }
  return outcome === 'rest' ? 'too_many_attempts' : 'code_wrong'
}

/** @returns the session's new secret. @throws not_found, step_up_needed */
export async function removeCode(tx: Tx, { proof }: { proof?: string | undefined }): Promise<string> {
  const next = newSecret()
  const { outcome } = await tx.one(Outcome, sql`select remove_totp(${proof ?? null}, ${hashOf(next)}) as outcome`)
  if (outcome === 'none') throw new Problem('not_found')
  if (outcome !== 'done') throw new Problem('step_up_needed')
  return next
}

/** @returns the session's new secret; every other session has ended. @throws step_up_needed */
export async function changePassword(tx: Tx, { proof, hash }: { proof: string; hash: string }): Promise<string> {
  const next = newSecret()
  const { outcome } = await tx.one(Outcome, sql`select change_password(${proof}, ${hash}, ${hashOf(next)}) as outcome`)
  if (outcome !== 'done') throw new Problem('step_up_needed')
  return next
}

/** Worked out before the transaction, which would wait for it. */
export const hashNewPassword = hashPassword
