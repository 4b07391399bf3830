import { createHash, randomBytes } from 'node:crypto'

// Crockford's letters: none that can be taken for another when read aloud or written down.
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** 130 random bits as 26 letters in groups; shown once, kept as a hash only (D5). `bytes`: 26 that nobody can guess. */
export function newCode(bytes: Uint8Array = randomBytes(26)): string {
  const text = [...bytes].map((byte) => letters[byte % 32]).join('')
  return (text.match(/.{1,5}/g) ?? []).join('-')
}

/** The code however it was typed: what is hashed, and what the database is given as the secret. */
export function plainCode(given: string): string {
  return given
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1')
    .replace(/u/g, 'v')
}

export const codeHash = (given: string): Buffer => createHash('sha256').update(plainCode(given)).digest()
