import { z } from 'zod'
import { Act, Category, ChannelKind, Mission } from './instruction.ts'
import { Finding } from './rules.ts'
import { Day, Id, Instant } from './words.ts'

/** What a notice is about: a gap (A13), a clause that breaks the law (A10), a change or a stop (A9), a measure (A8), a link that leads nowhere (B31), a request (A14). */
export const NoticeKind = z.enum(['gap', 'infringing', 'change', 'stop', 'control', 'dead-link', 'rights', 'glass', 'access'])

/** Something owed to a board, or by it to the centre: what, by when, and how far it has come (A8, A9, A10, A13). */
export const Notice = z.object({
  id: Id,
  board: z.string(),
  boardName: z.string(),
  direction: z.enum(['to-board', 'to-centre']),
  kind: NoticeKind,
  state: z.enum(['owed', 'delivered', 'read', 'answered']),
  overdue: z.boolean(),
  gapId: Id.nullable(),
  version: z.number().int().nullable(),
  clauseId: z.string().nullable(),
  clauseText: z.string().nullable(),
  /** Whether the security measure that it is about failed or works again (A8). */
  measureState: z.enum(['fails', 'works']).nullable(),
  /** The clause permits nothing until this is answered. */
  paused: z.boolean(),
  laws: z.array(z.string()),
  words: z.string().nullable(),
  /** What it is about, as one sentence in the reader's language. */
  title: z.string(),
  sentBy: z.string().nullable(),
  owedAt: Instant,
  deliveredAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  readAt: Instant.nullable(),
  readBy: z.string().nullable(),
  answeredAt: Instant.nullable(),
  answeredBy: z.string().nullable(),
  answer: z.enum(['clause', 'refused', 'changed', 'kept', 'noted']).nullable(),
  reason: z.string().nullable(),
  mail: z.enum(['none', 'sent', 'given-up']),
  canAnswer: z.boolean(),
})
export type Notice = z.infer<typeof Notice>

/** One time that a recurring duty falls due (K23). */
export const DutyTime = z.object({
  id: Id,
  board: z.string(),
  boardName: z.string(),
  clauseId: z.string(),
  title: z.string(),
  responsible: z.string(),
  on: Day,
  latest: Day,
  state: z.enum(['coming', 'due', 'overdue', 'done']),
  doneAt: Instant.nullable(),
  doneBy: z.string().nullable(),
  /** What follows of its being late. */
  follows: z.array(z.string()),
  canDo: z.boolean(),
})
export type DutyTime = z.infer<typeof DutyTime>
export const Duties = z.object({ notices: z.array(Notice), times: z.array(DutyTime) })
export type Duties = z.infer<typeof Duties>

const Reason = z.string().trim().min(3).max(4000)
export const AnswerNotice = z.object({ answer: z.enum(['changed', 'kept', 'noted']), reason: z.string().trim().max(4000) })
export const SayInfringing = z.object({
  clause: z.string(),
  laws: z.array(z.string().trim().min(3).max(100)).min(1).max(10),
  words: Reason,
})
export const ReportGap = z.object({
  board: z.string(),
  act: Act,
  caseType: z.string().nullable(),
  channel: ChannelKind.nullable(),
  mission: Mission.nullable(),
})

/** A clause that Ombud has prepared as the answer to a gap: the least that answers it, checked against the law. */
const Proposal = z.object({
  kind: z.enum(['clause', 'renew']),
  /** Why it looks like this, one sentence each. */
  because: z.array(z.string()),
  clause: z
    .object({
      id: z.string(),
      text: z.string(),
      effect: z.enum(['permit', 'deny', 'refer']),
      acts: z.array(Act),
      caseTypes: z.array(z.object({ code: z.string(), name: z.string() })),
      channels: z.array(ChannelKind),
      mission: z.array(Mission),
      categories: z.array(Category),
      basis: z.string().nullable(),
      lawId: z.string().nullable(),
      sentences: z.array(z.string()),
      /** The clause as the instruction's file holds it. */
      rule: z.record(z.string(), z.unknown()),
    })
    .nullable(),
  findings: z.array(Finding),
})
export const Gap = z.object({
  id: Id,
  board: z.string(),
  boardName: z.string(),
  act: z.string(),
  actName: z.string(),
  caseTypeName: z.string().nullable(),
  mission: z.string().nullable(),
  reason: z.enum(['NO_CLAUSE', 'CLAUSES_DISAGREE', 'NO_ACTIVE_INSTRUCTION']),
  clauseIds: z.array(z.string()),
  channels: z.array(z.object({ channel: ChannelKind.nullable(), count: z.number().int() })),
  count: z.number().int(),
  firstAt: Instant,
  lastAt: Instant,
  noticeId: Id.nullable(),
  toldAt: Instant.nullable(),
  readAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  overdue: z.boolean(),
  answer: z.enum(['clause', 'refused']).nullable(),
  answeredAt: Instant.nullable(),
  answerReason: z.string().nullable(),
  answerClause: z.string().nullable(),
  answerVersion: z.number().int().nullable(),
  /** When the clause that answers it began to hold: the end of the chain (A13). */
  keptAt: Instant.nullable(),
  /** The version that the answer was written into, for the link to it. */
  answerDraft: Id.nullable(),
})
export type Gap = z.infer<typeof Gap>
export const Gaps = z.object({ gaps: z.array(Gap) })
export const GapView = z.object({
  gap: Gap,
  days: z.array(z.object({ on: Day, count: z.number().int() })),
  proposal: Proposal,
  canAnswer: z.boolean(),
})
export type GapView = z.infer<typeof GapView>
export const RefuseGap = z.object({ reason: Reason })
/** Takes the prepared clause into the board's draft; the wording may be the board's own. */
export const AnswerGap = z.object({ text: z.string().trim().min(10).max(4000).optional() })
