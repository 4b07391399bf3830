import { z } from 'zod'
import { ChannelKind, Day, Instant } from './words.ts'

/** The instruction in force as Swedish (or English) sentences, each beside the clause that makes it true. */
export const InstructionList = z.object({
  instructions: z.array(
    z.object({
      board: z.string(),
      boardName: z.string(),
      version: z.number().int().nullable(),
      title: z.string(),
      validFrom: Instant.nullable(),
      validTo: Instant.nullable(),
      /** When it is to be gone through next, and whether that day has passed (A7). */
      reviewBy: Day.nullable(),
      overdue: z.boolean(),
      /** What the board has stopped of it (A9). */
      stopped: z.enum(['no', 'part', 'whole']),
      clauses: z.number().int(),
      signed: z.boolean(),
    }),
  ),
})
export const InstructionText = z.object({
  board: z.string(),
  boardName: z.string(),
  version: z.number().int(),
  title: z.string(),
  validFrom: Instant,
  validTo: Instant.nullable(),
  reviewBy: Day,
  hash: z.string(),
  approvals: z.array(z.object({ party: z.string(), paragraph: z.string(), date: Day, signer: z.string() })),
  clauses: z.array(
    z.object({
      id: z.string(),
      requirement: z.string(),
      effect: z.string(),
      mission: z.array(z.string()),
      text: z.string(),
      sentences: z.array(z.string()),
    }),
  ),
})
const Both = z.object({ sv: z.string(), en: z.string() })
/** What is wrong with an instruction, or weak in it, before anyone signs: where, why, by which law, and what to change. */
export const Finding = z.object({
  /** An error keeps the version from being proposed; a warning is for the board to weigh. */
  severity: z.enum(['error', 'warning']),
  /** null: the instruction as a whole. */
  clauseId: z.string().nullable(),
  field: z.string(),
  requirement: z.string(),
  law: z.string().nullable(),
  says: Both,
  mend: Both,
})
export type Finding = z.infer<typeof Finding>
/** The public privacy notice: each sentence with the clauses that make it true, whose matters it is about, where it holds, and whether it belongs to the first layer. */
export const Notice = z.object({
  version: z.string(),
  /** No newer one has been published. */
  current: z.boolean(),
  publishedOn: Day,
  boards: z.array(z.object({ code: z.string(), name: z.string() })),
  sections: z.array(
    z.object({
      id: z.string(),
      heading: z.string(),
      sentences: z.array(
        z.object({
          line: z.string(),
          text: z.string(),
          clauses: z.array(z.string()),
          board: z.string().nullable(),
          channels: z.union([z.literal('all'), z.array(z.string())]),
          short: z.boolean(),
        }),
      ),
    }),
  ),
})
export const NoticeQuery = z.object({
  channel: ChannelKind.optional(),
  board: z.string().max(60).optional(),
  layer: z.enum(['short', 'whole']).optional(),
})
/** What the published notice says that no rule in force makes true, and what they say that it hides (P1). */
export const NoticeFaults = z.object({
  version: z.string(),
  faults: z.array(
    z.object({
      kind: z.enum(['unbacked', 'hidden']),
      lang: z.enum(['sv', 'en']),
      line: z.string(),
      text: z.string(),
      clauses: z.array(z.string()),
    }),
  ),
  /** What clauses in force say that isn't told to the public, and why. */
  notTold: z.array(z.object({ clause: z.string(), field: z.string(), because: z.object({ sv: z.string(), en: z.string() }) })),
  /** No true notice can be made of the rules in force: why. */
  unpublishable: z.string().nullable(),
})
export const NoticeVersions = z.object({ versions: z.array(z.object({ version: z.string(), publishedOn: Day })) })
