import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Seal } from '../../platform/seal.ts'
import { isSignedBy } from './signed-bytes.ts'

export type Party = 'board' | 'contact-centre'
/** `proof`: what a step-up gave. `boardId`: the board's own, or for the centre the one that hosts it. */
export type Signer = { party: Party; boardId: number; proof: string; seal: Seal }

const Unlocked = z.object({ key_id: z.uuid(), sealed: z.instanceof(Buffer).nullable() })
const Made = z.object({ id: z.uuid() })
const PublicKey = z.object({ public_key: z.instanceof(Buffer) })

/**
 * The party's signature over a hash: with the key that Ombud keeps sealed for it, made the first time, or one that the party made elsewhere.
 * @throws signature_needed when the party keeps its key itself; signature_wrong
 */
export async function signAs(
  tx: Tx,
  { party, boardId, proof, seal }: Signer,
  hash: Buffer,
  detached: Buffer | null,
): Promise<{ keyId: string; signature: Buffer }> {
  const found = await tx.maybe(Unlocked, sql`select key_id, sealed from unlock_signing_key(${party}, ${boardId}, ${proof})`)
  if (detached !== null) {
    if (!found) throw new Problem('signature_wrong')
    const { public_key } = await tx.one(PublicKey, sql`select public_key from signing_key where id = ${found.key_id}`)
    if (!isSignedBy(public_key, hash, detached)) throw new Problem('signature_wrong')
    return { keyId: found.key_id, signature: detached }
  }
  if (!found) return makeKey(tx, { party, boardId, proof, seal }, hash)
  if (found.sealed === null) throw new Problem('signature_needed', { hash: hash.toString('hex') })
  const key = createPrivateKey({ key: seal.unseal(boundTo(party, boardId), found.sealed), format: 'der', type: 'pkcs8' })
  return { keyId: found.key_id, signature: sign(null, hash, key) }
}

async function makeKey(tx: Tx, { party, boardId, proof, seal }: Signer, hash: Buffer): Promise<{ keyId: string; signature: Buffer }> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const sealed = seal.seal(boundTo(party, boardId), privateKey.export({ format: 'der', type: 'pkcs8' }))
  const { id } = await tx.one(
    Made,
    sql`select add_signing_key(${party}, ${boardId}, ${publicKey.export({ format: 'der', type: 'spki' })}, ${sealed}, ${proof}) as id`,
  )
  return { keyId: id, signature: sign(null, hash, privateKey) }
}

const boundTo = (party: Party, boardId: number) => `signing key of ${party} ${boardId}`

/** A party's own public key (SubjectPublicKeyInfo, DER) takes the place of the one Ombud kept; what was signed with the old one stays signed. @throws invalid_input */
export async function bringKey(tx: Tx, { party, boardId, proof }: Omit<Signer, 'seal'>, publicKey: Buffer): Promise<string> {
  if (!isEd25519(publicKey)) throw new Problem('invalid_input', { errors: [{ field: 'publicKey', code: 'not_ed25519' }] })
  const { id } = await tx.one(Made, sql`select add_signing_key(${party}, ${boardId}, ${publicKey}, ${null}, ${proof}) as id`)
  return id
}

function isEd25519(der: Buffer): boolean {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' }).asymmetricKeyType === 'ed25519'
  } catch {
    return false
  }
}
