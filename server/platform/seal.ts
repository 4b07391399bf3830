import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { keptSecret } from './kept-secret.ts'

const version = 1
const nonceBytes = 12
const tagBytes = 16

/** AES-256-GCM: version (1), nonce (12), tag (16), sealed bytes. `boundTo`: what it is, so that it can't stand in another's place. */
export function seal(key: Buffer, boundTo: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(boundTo))
  const sealed = [cipher.update(plain), cipher.final()]
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), ...sealed])
}

export function unseal(key: Buffer, boundTo: string, sealed: Buffer): Buffer {
  const start = 1 + nonceBytes + tagBytes
  if (sealed.length < start || sealed[0] !== version) throw new Error('not a sealed file of a version this program knows')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceBytes), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(boundTo))
  decipher.setAuthTag(sealed.subarray(1 + nonceBytes, start))
  return Buffer.concat([decipher.update(sealed.subarray(start)), decipher.final()])
}

/** Seals what lies in the database with a key that lies outside it, in a file of its own in the keys folder. */
export type Seal = { seal(boundTo: string, plain: Uint8Array): Buffer; unseal(boundTo: string, sealed: Buffer): Buffer }

export function openSeal({ keysFolder }: { keysFolder: string }, name: string): Seal {
  const key = createHash('sha256').update(keptSecret(keysFolder, name)).digest()
  return { seal: (boundTo, plain) => seal(key, boundTo, plain), unseal: (boundTo, sealed) => unseal(key, boundTo, sealed) }
}
