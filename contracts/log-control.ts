import { z } from 'zod'
import { Document } from './document.ts'
import { LogRow } from './log.ts'
import { Day, Id, Instant } from './words.ts'

/** What a reviewer says of a row. */
export const LogVerdict = z.enum(['in-order', 'not-explained', 'investigate'])
/** Board and days and nothing else: there is no room for a purpose of one's own (X14, T17). */
export const StartLogControl = z.strictObject({ board: z.string().max(60), from: Day, to: Day })
export const JudgeLogItem = z.object({ verdict: LogVerdict, reason: z.string().trim().min(3).max(500) })

const LogControlLine = z.object({
  id: Id,
  board: z.string(),
  from: Day,
  to: Day,
  madeAt: Instant,
  items: z.number().int(),
  judged: z.number().int(),
  signedAt: Instant.nullable(),
})
export const LogControls = z.object({ controls: z.array(LogControlLine) })
export const LogControl = LogControlLine.extend({
  population: z.number().int(),
  seed: z.string(),
  queue: z.array(
    z.object({
      number: z.number().int(),
      /** `sample`, or the pattern that took it up. */
      whys: z.array(z.string()),
      row: LogRow.nullable(),
      /** The reader's own event: for somebody else to judge. */
      own: z.boolean(),
      verdict: LogVerdict.nullable(),
      reason: z.string().nullable(),
      judgedBy: z.string().nullable(),
    }),
  ),
  /** The statement, when it is signed. */
  statement: z
    .object({ document: Document, hash: z.string(), signature: z.string(), publicKey: z.string(), intact: z.boolean() })
    .nullable(),
})
export type LogControl = z.infer<typeof LogControl>
