import { z } from 'zod'
import { Act } from './instruction.ts'
import { Hand, Id, Instant, PersonName } from './words.ts'

const conflictPoints = ['mail', 'phone', 'address', 'household', 'identity'] as const
/** What tells that a matter is one's own, or that of someone close (FL 16). The point itself is hashed and forgotten. */
export const DeclareConflict = z
  .object({
    kind: z.enum(['own', 'relative', 'other']),
    point: z.enum(conflictPoints),
    value: z.string().trim().min(3).max(200),
    /** With a household: in a house of forty homes an address alone says little. */
    surname: z.string().trim().min(1).max(100).optional(),
    /** An administrator gives someone's own points; left out = oneself. */
    employee: Id.optional(),
  })
  .refine(({ point, surname }) => point !== 'household' || surname !== undefined, { path: ['surname'] })
const Mark = z.object({ id: Id, kind: z.enum(['own', 'relative', 'other']), point: z.enum(conflictPoints), declaredAt: Instant })
export const Conflicts = z.object({
  mine: z.array(Mark),
  /** For those who lead: how many their people have declared, and how many matters it has kept from them. */
  counts: z.array(z.object({ employee: PersonName, kind: z.enum(['own', 'relative', 'other']), declared: z.int(), met: z.int() })),
})
const openingReasons = ['caller-asks', 'colleague-away', 'colleague-asks', 'follow-up', 'check'] as const
export const OpenWithReason = z.object({ reason: z.enum(openingReasons) })
export const BreakGlass = z.object({
  number: z.string().trim().toUpperCase().max(40),
  reason: z.enum(['life', 'child', 'crisis']),
  minutes: z.int().min(5).max(60).default(30),
})
const Glass = z.object({
  id: Id,
  caseId: Id,
  board: z.string(),
  boardName: z.string(),
  by: PersonName,
  reason: z.enum(['life', 'child', 'crisis']),
  state: z.enum(['waits', 'open', 'ended', 'lapsed']),
  askedAt: Instant,
  second: PersonName.nullable(),
  until: Instant.nullable(),
  /** How many times something has been opened through it. */
  opened: z.int(),
  mine: z.boolean(),
  canSecond: z.boolean(),
})
export const GlassList = z.object({ glasses: z.array(Glass) })
const AccessReview = z.object({
  id: Id,
  board: z.string(),
  boardName: z.string(),
  quarter: z.string(),
  dueAt: Instant,
  doneAt: Instant.nullable(),
  overdue: z.boolean(),
  mine: z.boolean(),
  lines: z.array(
    z.object({
      employee: PersonName,
      hand: Hand,
      verdict: z.enum(['confirmed', 'removed']).nullable(),
      decidedBy: z.string().nullable(),
      decidedAt: Instant.nullable(),
      /** Removed, and not given back since. */
      closed: z.boolean(),
      self: z.boolean(),
    }),
  ),
})
export const AccessReviews = z.object({ reviews: z.array(AccessReview) })
export const WhoSeesQuery = z.object({ employee: Id, hand: Hand, board: z.string(), at: z.iso.datetime().optional() })
const Cell = z.object({
  act: Act,
  actName: z.string(),
  caseType: z.string(),
  outcome: z.enum(['permit', 'deny', 'refer']),
  because: z.string(),
  sentence: z.string(),
  clauses: z.array(z.string()),
  laws: z.array(z.string()),
})
/** What someone may do with each case type of a board, answered by the engine that answers them. */
export const WhoSees = z.object({
  employee: PersonName,
  hand: Hand,
  board: z.string(),
  at: Instant,
  signed: z.boolean(),
  unbriefed: z.boolean(),
  removed: z.boolean(),
  /** Their open cases of the board, and how many matters are closed to them by a conflict of interest. */
  assigned: z.int(),
  conflicts: z.int(),
  cells: z.array(Cell),
})
