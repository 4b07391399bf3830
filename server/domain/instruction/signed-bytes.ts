import { createPublicKey, verify } from 'node:crypto'
import { canonicalJson, sha256 } from './canonical.ts'

/** The file as it is stored, unread: a later program may know more fields than the one that was signed with. */
export type StoredFile = Readonly<Record<string, unknown>>
export type Agreed = { file: StoredFile; diff: unknown; previousHash: string | null }

const withoutApprovals = (file: StoredFile): StoredFile => Object.fromEntries(Object.entries(file).filter(([name]) => name !== 'approvals'))

/** What a version is known by: its text, rules and validity, whoever signed them. */
export const fileHash = (file: StoredFile): Buffer => sha256(canonicalJson(withoutApprovals(file)))

/** A38, T18: what both parties sign is this hash of text, rules, the diff that was shown and the version it was shown against. */
export function signedHash({ file, diff, previousHash }: Agreed): Buffer {
  return sha256(canonicalJson({ board: file.board, version: file.version, file: withoutApprovals(file), diff, previous: previousHash }))
}

/** The same for the end of an instruction. `hash`: the version's. */
export const endingHash = (hash: string): Buffer => sha256(canonicalJson({ ending: hash }))

/** The same for lifting a stop: it lets the centre do again what it may not now, so that both sign. */
export const liftHash = (stop: { id: string; board: string; acts: readonly string[]; caseTypes: readonly string[] }): Buffer =>
  sha256(canonicalJson({ lift: stop }))

/** `publicKey`: SubjectPublicKeyInfo, DER. What can't be read as a key has signed nothing. */
export function isSignedBy(publicKey: Buffer, hash: Buffer, signature: Buffer): boolean {
  try {
    return verify(null, hash, createPublicKey({ key: publicKey, format: 'der', type: 'spki' }), signature)
  } catch {
    return false
  }
}
