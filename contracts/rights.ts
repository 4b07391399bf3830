import { z } from 'zod'
import { Document } from './document.ts'
import { ChannelKind, Id, Instant } from './words.ts'

/** What is asked: a right of GDPR 13-22, or a public record (TF 2). */
export const RightsKind = z.enum([
  'information',
  'access',
  'rectification',
  'erasure',
  'restriction',
  'objection',
  'portability',
  'consent-withdrawal',
  'records',
])
export type RightsKind = z.infer<typeof RightsKind>

/** What leads to the data or the record: case numbers, retrieval codes, contacts. None is needed. */
const Leads = {
  numbers: z.array(z.string().trim().min(1).max(80)).max(20).default([]),
  contacts: z.array(Id).max(20).default([]),
}
/** Said on the phone or at the desk. No field about the person has to be filled in, for records not even asked for (TF 2:18). */
export const RegisterRights = z.object({
  channel: z.enum(['phone', 'visit']),
  kind: RightsKind,
  words: z.string().trim().min(1).max(20_000),
  name: z.string().trim().max(200).optional(),
  phone: z.string().trim().max(50).optional(),
  email: z.union([z.literal(''), z.email().max(200)]).optional(),
  address: z.string().trim().max(300).optional(),
  ...Leads,
})
/** A message that has come and turns out to be a request. `message`: the one it stands in, when it isn't the first. */
export const TakeUpRights = z.object({ kind: RightsKind, message: Id.optional(), ...Leads })
export const RightsTaken = z.object({
  id: Id,
  caseId: Id,
  number: z.string(),
  /** The way back for someone who left no address; said once. */
  code: z.string().nullable(),
  receivedAt: Instant,
  dueAt: Instant,
  /** The boards that may be named to whoever asks. */
  boards: z.array(z.string()),
  /** There are others, which tell the person themselves. */
  more: z.boolean(),
})

export const RightsPart = z.object({
  id: Id,
  kind: RightsKind,
  channel: ChannelKind,
  /** null: under sealed secrecy, and the reader is the centre. */
  boardName: z.string().nullable(),
  /** The case it came as; null for a board that may not see it. */
  caseId: Id.nullable(),
  caseNumber: z.string().nullable(),
  receivedAt: Instant,
  forwardedAt: Instant.nullable(),
  readAt: Instant.nullable(),
  takenAt: Instant.nullable(),
  takenBy: z.string().nullable(),
  dueAt: Instant,
  extendedAt: Instant.nullable(),
  decidedAt: Instant.nullable(),
  outcome: z.enum(['granted', 'partly', 'refused']).nullable(),
  overdue: z.boolean(),
  /** The reader's own board decides it. */
  mine: z.boolean(),
})
export type RightsPart = z.infer<typeof RightsPart>
export const RightsList = z.object({ parts: z.array(RightsPart) })
export const RightsPartView = z.object({
  part: RightsPart,
  messages: z.array(z.object({ subject: z.string(), body: z.string() })),
  person: z
    .object({ name: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable(), address: z.string().nullable() })
    .nullable(),
  /** The records that are asked for; none of them goes before this is decided. */
  items: z.array(z.string()),
  extensionReasons: z.string().nullable(),
  decisionReasons: z.string().nullable(),
  /** What the person is to be told, when there is something: the reasons for a longer time, or the decision. */
  letter: Document.nullable(),
  /** The last day of a longer time; null when none can be taken any more. */
  longest: Instant.nullable(),
})
export type RightsPartView = z.infer<typeof RightsPartView>
export const ExtendRights = z.object({ reasons: z.string().trim().min(3).max(4000) })
export const DecideRights = z.object({
  outcome: z.enum(['granted', 'partly', 'refused']),
  /** The ground of what is refused. */
  lawId: z.string().trim().min(3).max(200).optional(),
  reasons: z.string().trim().max(20_000).default(''),
})
