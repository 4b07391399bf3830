import { z } from 'zod'
import { Day, Id, Instant } from './words.ts'

export const DisposalRow = z.object({
  id: Id,
  subject: z.enum(['case', 'contact']),
  board: z.string(),
  boardName: z.string(),
  caseTypeName: z.string(),
  dueAt: Instant,
  dueOn: Day,
  state: z.enum(['due', 'held', 'erased', 'certified']),
  erasedAt: Instant.nullable(),
  certificate: z.number().int().nullable(),
  rows: z.number().int().nullable(),
  files: z.number().int(),
  late: z.string().nullable(),
})
export const Disposals = z.object({
  disposals: z.array(DisposalRow),
  /** What disappears in the days to come, counted: the timeline of the page. */
  upcoming: z.array(z.object({ on: Day, count: z.number().int() })),
})
export const Certificate = z.object({
  number: z.number().int(),
  issuedAt: Instant,
  body: z.string(),
  hash: z.string(),
  previousHash: z.string(),
  /** Looked up now: the hash chain holds, and nothing of what it certifies is left. */
  verified: z.object({ chain: z.boolean(), nothingLeft: z.boolean(), checkedAt: Instant }),
})

/** What a person has to judge (K03), with the day from which it is asked; a null day is now. */
export const Reviews = z.object({
  reviews: z.array(
    z.object({
      id: Id,
      /** A contact is judged with what it became; it is listed so that nothing waits unseen. */
      subject: z.enum(['case', 'contact']),
      /** null: a contact has none. */
      number: z.string().nullable(),
      board: z.string(),
      boardName: z.string(),
      caseTypeName: z.string(),
      on: Day.nullable(),
      /** The day has come. */
      now: z.boolean(),
      because: z.string(),
      ruleId: z.string(),
      sentence: z.string(),
      /** Whether "obsolete" is an answer: nothing goes without a decision that can be cited, or while the rules contradict each other. */
      mayGo: z.boolean(),
    }),
  ),
})
/** obsolete: it goes, tonight at the earliest. keep: it stays, and is asked about again in a year. `reason` becomes a note in the case. */
export const JudgeReview = z.object({ judgement: z.enum(['obsolete', 'keep']), reason: z.string().trim().min(3).max(2_000) })
