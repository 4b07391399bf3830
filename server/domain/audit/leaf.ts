import { createHash } from 'node:crypto'
import { canonicalJson } from '../../platform/canonical-json.ts'

/**
 * What is hashed of a row (decision 0028). The entry says nothing about anyone: the kind of row, when, which hand, what, for which purpose, and one salted hash for
 * each part. A part is what all boards that the row concerns may read, or what one of them may. When the row's own time has come it goes with its salt, and
 * the entry still proves that it stood there.
 */
export type Kind = 'access' | 'audit' | 'refusal' | 'certificate'
export type Open = { kind: Kind; id: number; at: string; hand: string; act: string; purpose?: string; hash?: string; earlier?: boolean }
export type Part = Readonly<Record<string, unknown>>

export const entryFormat = 'ombud-log-1'
export const commonPart = 'common'
export const boardPart = (boardId: number): string => `board ${boardId}`

/** Whoever is given the salt of one part can't reckon another's from it. */
export const saltOf = (salt: Buffer, part: string): Buffer => createHash('sha256').update(salt).update(part, 'utf8').digest()

/** `salt`: the part's own. What is null isn't there, so that a column that comes later changes no older row. */
export function partHash(salt: Buffer, part: Part): string {
  return createHash('sha256')
    .update(salt)
    .update(canonicalJson(withoutNulls(part)), 'utf8')
    .digest('hex')
}

/** The parts' hashes stand in the order of their own bytes: which is whose is known only to who has the part. */
export function entryText(open: Open, partHashes: readonly string[]): string {
  return canonicalJson({ format: entryFormat, ...open, parts: [...partHashes].sort() })
}

export const withoutNulls = (part: Part): Part =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null && value !== undefined))
