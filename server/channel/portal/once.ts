import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { newCode } from '../../domain/case/index.ts'

/** A token in the form, 256 random bits. It is never stored, so that what follows from it can't be worked out by anyone who reads the database. */
export const newOnce = (): string => randomBytes(32).toString('base64url')

/** The token as it came back; anything else is replaced, and such a form counts as new. */
export const readOnce = (given: unknown): string =>
  z
    .string()
    .regex(/^[\w-]{43}$/)
    .catch(newOnce)
    .parse(given)

/**
 * The same content with the same token is the same message: after a reload, two clicks or an answer that was lost on the way it has the same
 * key, which is taken once, and the same code. Other content (someone goes back and asks something else) has others.
 */
export function whatFollows(once: string, content: unknown): { channelKey: string; code: string } {
  const text = JSON.stringify(content)
  const derive = (use: string) => createHmac('sha512', once).update(`${use}\n${text}`).digest()
  return { channelKey: derive('key').toString('base64url').slice(0, 43), code: newCode(derive('code').subarray(0, 26)) }
}
