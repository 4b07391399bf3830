import { z } from 'zod'
import { Hand } from '../../../contracts/words.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { hashOf, newSecret } from './secret.ts'
import { aboutSession, type From } from './session-limits.ts'
import type { SignedIn } from './sign-in.ts'
import type { Verifier } from './sign-in-code.ts'

/** What the employer's provider has said of someone, in a token that has been verified. `externalId`: the directory's own id, when a claim for it is configured. */
export type Claimed = {
  issuer: string
  subject: string
  externalId?: string | undefined
  groups?: readonly string[] | undefined
  session?: string | undefined
  idToken: string
}
export type ProviderWay = {
  state: string
  nonce: string
  verifier: string
  hand?: 'agent' | 'officer' | 'auditor' | undefined
  link?: string | undefined
  stepUp?: boolean | undefined
  next: string
}
const ProviderWay = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  hand: Hand.optional(),
  link: z.string().optional(),
  stepUp: z.boolean().optional(),
  next: z.string(),
})
const Opened = z.object({ outcome: z.enum(['opened', 'unknown', 'no-hand']), hand: Hand.nullable() })
const hintOf = (idToken: string) => Buffer.from(idToken)

/** Puts aside what the answer will be compared with. @returns the secret of the way, for the browser's cookie */
export async function beginProviderWay(tx: Tx, way: ProviderWay): Promise<string> {
  const secret = newSecret()
  await tx.all(z.unknown(), sql`select begin_way(${hashOf(secret)}, 'provider', ${JSON.stringify(way)})`)
  return secret
}

/** Once: a callback that comes again finds nothing. */
export async function takeProviderWay(tx: Tx, secret: string): Promise<ProviderWay | undefined> {
  const { facts } = await tx.one(z.object({ facts: ProviderWay.nullable() }), sql`select take_way(${hashOf(secret)}, 'provider') as facts`)
  return facts ?? undefined
}

/**
 * Opens a session for whom the provider has named, by issuer and subject. Unknown ones are linked once: by an administrator's link, or by the
 * claim that equals the directory's own id. Never by an address. Groups become hands in the same transaction.
 */
export async function signInByProvider(
  tx: Tx,
  { idToken, ...claimed }: Claimed,
  { link, hand, from }: { link?: string | undefined; hand?: Hand | undefined; from: From },
  { seal, voucher }: Verifier,
): Promise<SignedIn | 'unknown' | 'no-hand'> {
  const secret = newSecret()
  const opened = await tx.one(
    Opened,
    sql`select outcome, opened_hand as hand from sign_in_provider(${voucher}, ${JSON.stringify({ ...claimed, hand })}, ${link ? hashOf(link) : null}, ${hashOf(secret)}, ${seal.seal('id token', hintOf(idToken))}, ${aboutSession(from)})`,
  )
  if (opened.hand !== null) return { secret, hand: opened.hand }
  return opened.outcome === 'no-hand' ? 'no-hand' : 'unknown'
}

/** Shows again that it is you, by the employer's sign-in. @returns a proof as `stepUp` gives, or undefined when it was someone else */
export async function stepUpByProvider(
  tx: Tx,
  { issuer, subject }: Pick<Claimed, 'issuer' | 'subject'>,
  { voucher }: Pick<Verifier, 'voucher'>,
): Promise<string | undefined> {
  const proof = newSecret()
  const { outcome } = await tx.one(
    z.object({ outcome: z.string() }),
    sql`select step_up_provider(${voucher}, ${issuer}, ${subject}, ${hashOf(proof)}) as outcome`,
  )
  return outcome === 'right' ? proof : undefined
}

/** The provider has said that someone has signed out there, or one of their sessions. @returns how many sessions ended here */
export async function endByProvider(
  tx: Tx,
  { issuer, subject, session }: { issuer: string; subject?: string | undefined; session?: string | undefined },
  { voucher }: Pick<Verifier, 'voucher'>,
): Promise<number> {
  const { ended } = await tx.one(
    z.object({ ended: z.int() }),
    sql`select provider_signed_out(${voucher}, ${issuer}, ${subject ?? null}, ${session ?? null}) as ended`,
  )
  return ended
}

/** The token to sign out there with; undefined for a local session. */
export async function providerHint(tx: Tx, { seal }: Pick<Verifier, 'seal'>): Promise<string | undefined> {
  const { hint } = await tx.one(z.object({ hint: z.instanceof(Buffer).nullable() }), sql`select provider_hint() as hint`)
  return hint === null ? undefined : seal.unseal('id token', hint).toString()
}
