import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import type { Asserted, Created } from '../../../contracts/sign-in.ts'
import { Hand } from '../../../contracts/words.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { hashOf, newSecret } from './secret.ts'
import { aboutSession, type From } from './session-limits.ts'
import type { SignedIn } from './sign-in.ts'

/** Which site a passkey belongs to (W3C Web Authentication: RP ID and origin). */
export type Place = { id: string; origin: string }

/**
 * The installation's own address. Without one only a browser on the same machine, which calls it localhost, is a place a passkey can belong to.
 * @throws passkeys_need_address
 */
export function placeOf(publicUrl: string | undefined, origin: string | undefined): Place {
  const address = publicUrl ?? (URL.parse(origin ?? '')?.hostname === 'localhost' ? origin : undefined)
  if (address === undefined) throw new Problem('passkeys_need_address')
  const { hostname, origin: own } = new URL(address)
  return { id: hostname, origin: own }
}

const Facts = z.object({ facts: z.object({ challenge: z.string() }).nullable() })
const Known = z.object({ public_key: z.instanceof(Buffer), counter: z.number(), transports: z.array(z.string()) })
const Mine = z.object({
  id: z.uuid(),
  name: z.string(),
  keys: z.array(z.object({ id: z.string(), transports: z.array(z.string()) })),
})
const Outcome = z.object({ outcome: z.enum(['done', 'step-up', 'none']) })

/** A challenge that is answered once, to sign in or to step up. @returns `way`: what the browser gives back with its answer */
export async function askForPasskey(tx: Tx, place: Place) {
  const options = await generateAuthenticationOptions({ rpID: place.id, userVerification: 'required' })
  const way = newSecret()
  await beginWay(tx, way, options.challenge)
  const { challenge, rpId, timeout, userVerification } = options
  return { way, options: { challenge, rpId, timeout, userVerification } }
}

const beginWay = (tx: Tx, way: string, challenge: string) =>
  tx.all(z.unknown(), sql`select begin_way(${hashOf(way)}, 'passkey', ${JSON.stringify({ challenge })})`)

async function takeChallenge(tx: Tx, way: string): Promise<string> {
  const { facts } = await tx.one(Facts, sql`select take_way(${hashOf(way)}, 'passkey') as facts`)
  if (!facts) throw new Problem('passkey_refused')
  return facts.challenge
}

/** @returns the counter that the answer carries. @throws passkey_refused: unknown, of another site, of another challenge, not verified by its user */
async function verified(tx: Tx, answer: Asserted, challenge: string, place: Place): Promise<number> {
  const known = await tx.maybe(Known, sql`select public_key, counter, transports from passkey_of(${answer.id})`)
  if (!known) throw new Problem('passkey_refused')
  const { public_key: key, counter, transports } = known
  const found = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.id,
    credential: { id: answer.id, publicKey: new Uint8Array(key), counter, transports },
    requireUserVerification: true,
  }).catch(() => undefined) // the library throws for every answer that isn't right; which one is nobody's business
  if (!found?.verified) throw new Problem('passkey_refused')
  return found.authenticationInfo.newCounter
}

/** Signs in with a passkey, whose user has been verified by it: both steps in one. @throws passkey_refused */
export async function signInWithPasskey(
  tx: Tx,
  { answer, hand, from }: { answer: Asserted; hand?: Hand; from: From },
  { challenge, place, voucher }: { challenge: string; place: Place; voucher: string },
): Promise<SignedIn> {
  const counter = await verified(tx, answer, challenge, place)
  const secret = newSecret()
  const opened = await tx.one(
    z.object({ hand: Hand.nullable() }),
    sql`select sign_in_passkey(${voucher}, ${answer.id}, ${counter}, ${hand ?? null}, ${hashOf(secret)}, ${aboutSession(from)}) as hand`,
  )
  if (opened.hand === null) throw new Problem('passkey_refused')
  return { secret, hand: opened.hand }
}

/** The challenge of a way that was begun, once: taken in a transaction of its own, so that a wrong answer doesn't give it back. */
export const takePasskeyWay = takeChallenge

/** Shows again that it is you, by a passkey. @returns a proof as `stepUp` gives. @throws passkey_refused */
export async function stepUpWithPasskey(
  tx: Tx,
  answer: Asserted,
  { challenge, place, voucher }: { challenge: string; place: Place; voucher: string },
): Promise<string> {
  const counter = await verified(tx, answer, challenge, place)
  const proof = newSecret()
  const { outcome } = await tx.one(
    z.object({ outcome: z.string() }),
    sql`select step_up_passkey(${voucher}, ${answer.id}, ${counter}, ${hashOf(proof)}) as outcome`,
  )
  if (outcome !== 'right') throw new Problem('passkey_refused')
  return proof
}

/** Begins a new passkey: resident, so that no address has to be typed, and with its user verified. */
export async function offerPasskey(tx: Tx, place: Place) {
  const mine = await tx.one(
    Mine,
    sql`select e.id, e.name, coalesce((select json_agg(json_build_object('id', p.credential_id, 'transports', p.transports)) from passkey p where p.employee_id = e.id), '[]') as keys from employee e where e.id = actor_id()`,
  )
  const options = await generateRegistrationOptions({
    rpName: 'Ombud',
    rpID: place.id,
    userName: mine.name,
    userDisplayName: mine.name,
    userID: new TextEncoder().encode(mine.id),
    attestationType: 'none',
    excludeCredentials: mine.keys,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const way = newSecret()
  await beginWay(tx, way, options.challenge)
  const { rp, user, challenge, pubKeyCredParams, timeout, excludeCredentials, authenticatorSelection } = options
  const selection = { residentKey: 'required', requireResidentKey: true, userVerification: 'required' } as const
  return {
    way,
    options: {
      rp,
      user: { id: user.id, name: user.name, displayName: user.displayName },
      challenge,
      pubKeyCredParams: pubKeyCredParams.map(({ alg }) => ({ type: 'public-key' as const, alg })),
      timeout,
      excludeCredentials: (excludeCredentials ?? []).map(({ id }) => ({ id, type: 'public-key' as const })),
      ...(authenticatorSelection ? { authenticatorSelection: selection } : {}),
      attestation: 'none' as const,
    },
  }
}

/** Keeps a new passkey. Every session ends; this one goes on. @returns its new secret. @throws passkey_refused, step_up_needed */
export async function addPasskey(
  tx: Tx,
  { answer, name, proof }: { answer: Created; name: string; proof?: string | undefined },
  { challenge, place, voucher }: { challenge: string; place: Place; voucher: string },
): Promise<string> {
  const made = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.id,
    requireUserVerification: true,
  }).catch(() => undefined)
  if (!made?.verified) throw new Problem('passkey_refused')
  const { id, publicKey, counter } = made.registrationInfo.credential
  const given = {
    credential: id,
    publicKey: Buffer.from(publicKey).toString('base64'),
    counter,
    transports: answer.response.transports ?? [],
    name,
  }
  const next = newSecret()
  const { outcome } = await tx.one(
    Outcome,
    sql`select add_passkey(${voucher}, ${proof ?? null}, ${hashOf(next)}, ${JSON.stringify(given)}) as outcome`,
  )
  if (outcome !== 'done') throw new Problem('step_up_needed')
  return next
}

/** Takes a passkey away. @returns the session's new secret. @throws not_found, step_up_needed */
export async function removePasskey(tx: Tx, id: string, { proof }: { proof?: string | undefined }): Promise<string> {
  const next = newSecret()
  const { outcome } = await tx.one(Outcome, sql`select remove_passkey(${id}, ${proof ?? null}, ${hashOf(next)}) as outcome`)
  if (outcome === 'none') throw new Problem('not_found')
  if (outcome !== 'done') throw new Problem('step_up_needed')
  return next
}
