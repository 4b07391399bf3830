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
