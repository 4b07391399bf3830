import { type Argon2Parameters, argon2, createHash, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'

// OWASP's floor for argon2id: 19 MiB, two passes, one lane. About 50 ms on one core.
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const derive = promisify<'argon2id', Argon2Parameters, Buffer>(argon2)

/** @returns `argon2id$<salt>$<hash of the tag>`, base64url: what is stored doesn't open a session, the tag it was made from does */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString('base64url')
  const hash = createHash('sha256')
    .update(await passwordTag(password, salt))
    .digest('base64url')
  return `argon2id$${salt}$${hash}`
}

/** What the database compares with, after hashing it. `salt`: base64url, as `sign_in_salt` gives it; an unknown address takes as long. */
export const passwordTag = (password: string, salt: string): Promise<Buffer> =>
  derive('argon2id', { message: Buffer.from(password.normalize('NFC')), nonce: Buffer.from(salt, 'base64url'), ...cost })
