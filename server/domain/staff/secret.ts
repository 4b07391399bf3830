import { createHash, randomBytes } from 'node:crypto'

/** Forty-three characters, as every secret that a browser or a directory holds. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a secret. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
