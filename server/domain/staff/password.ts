import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

// OWASP's floor for argon2id: 19 MiB, two passes, one lane. About 50 ms on one core.
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const derive = promisify<'argon2id', Argon2Parameters, Buffer>(argon2)

/** @returns `argon2id$<salt>$<tag>`, both base64url */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  return `argon2id$${nonce.toString('base64url')}$${(await tagOf(password, nonce)).toString('base64url')}`
}

/** Takes as long when there is no such account: `stored` null is compared with a tag nobody has. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [, salt, tag] = (stored ?? `argon2id$${'A'.repeat(22)}$${'A'.repeat(43)}`).split('$')
  const expected = Buffer.from(tag ?? '', 'base64url')
  const found = await tagOf(password, Buffer.from(salt ?? '', 'base64url'))
  return expected.length === found.length && timingSafeEqual(expected, found) && stored !== null
}

const tagOf = (password: string, nonce: Buffer) => derive('argon2id', { message: Buffer.from(password.normalize('NFC')), nonce, ...cost })
