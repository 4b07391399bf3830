import type { InstructionFile } from '../../../contracts/instruction.ts'

export const versionStates = ['draft', 'proposed', 'approved', 'accepted', 'in-force', 'superseded', 'stopped', 'ended'] as const
export type VersionState = (typeof versionStates)[number]

/** Who makes the move: an officer of the board, the party that signs, either of them, or the worker once both signatures are verified. */
type Mover = 'officer' | 'board' | 'contact-centre' | 'either' | 'worker'
export type Move = { from: VersionState; to: VersionState; by: Mover; source: string }

/**
 * The life of a version: every allowed move, and no other. The database keeps the same list in a trigger (migration 0014).
 * `stopped` is no state of the row: it is read from the stops that are open, so that what a board stops in part and in whole is told in one place.
 */
export const moves: readonly Move[] = [
  { from: 'draft', to: 'proposed', by: 'officer', source: 'A2: the text and its rules stand still from here' },
  { from: 'proposed', to: 'approved', by: 'board', source: 'A2, GDPR 28(3)(a): the board decides, §, date and signer' },
  { from: 'approved', to: 'accepted', by: 'contact-centre', source: 'A38: never one-sided' },
  { from: 'accepted', to: 'in-force', by: 'worker', source: 'A38, T18: both signatures verified; A5: not before its first instant' },
  { from: 'proposed', to: 'draft', by: 'either', source: 'A38: another text is another approval' },
  { from: 'approved', to: 'draft', by: 'either', source: 'A38: the board’s signature is void' },
  { from: 'accepted', to: 'draft', by: 'either', source: 'A38: both signatures are void' },
  { from: 'in-force', to: 'superseded', by: 'worker', source: 'A2: in the transaction that puts the next one in force' },
  { from: 'in-force', to: 'ended', by: 'worker', source: 'A38, X8: by both parties, or by its last day' },
]

export const mayMove = (from: VersionState, to: VersionState): boolean => moves.some((move) => move.from === from && move.to === to)

/** A7: within twelve months of its first day. @returns the last day the review may be due */
export function latestReview(from: string): string {
  const [year = 0, month = 1, day = 1] = from.slice(0, 10).split('-').map(Number)
  const last = new Date(Date.UTC(year + 1, month, 0)).getUTCDate()
  return new Date(Date.UTC(year + 1, month - 1, Math.min(day, last))).toISOString().slice(0, 10)
}

/** A7. The first day is counted in Sweden. */
export const isReviewTooLate = ({ validFrom, reviewBy }: Pick<InstructionFile, 'validFrom' | 'reviewBy'>): boolean =>
  reviewBy > latestReview(new Date(validFrom).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' }))
