import { z } from 'zod'
import { GuardKind } from './guard.ts'
import { Secrecy, SecrecyMark } from './secrecy.ts'
import { CaseState, ChannelKind, Day, Disappears, Id, Instant, Mission, PersonName, Verdict, WhySeen } from './words.ts'

/** A row in a list. subject, preview and sender are content: a list that shows them has opened its rows. */
export const CaseRow = z.object({
  id: Id,
  number: z.string(),
  board: z.string(),
  boardName: z.string(),
  caseType: z.string(),
  caseTypeName: z.string(),
  state: CaseState,
  holder: z.enum(['centre', 'board']),
  offeredTo: z.string().nullable(),
  channel: ChannelKind,
  anonymous: z.boolean(),
  assignee: PersonName.nullable(),
  openedAt: Instant,
  changedAt: Instant,
  closedAt: Instant.nullable(),
  disposeOn: Day.nullable(),
  subject: z.string().nullable(),
  preview: z.string().nullable(),
  sender: z.string().nullable(),
  /** sealed: found by number only, never shown in a list (reverse presumption of secrecy). */
  sealed: z.boolean(),
  /** Marked as perhaps secret, by whatever provision (OSL 5:5). */
  marked: z.boolean(),
  /** Why an identity number in these words is masked; null = none is. */
  masked: Verdict.nullable(),
})
export type CaseRow = z.infer<typeof CaseRow>

const isCursor = (given: string) => {
  const [at, id, ...more] = given.split(',')
  return z.iso.datetime().safeParse(at).success && Id.safeParse(id).success && more.length === 0
}
export const CaseListQuery = z.object({
  view: z.enum(['waiting', 'mine', 'offered', 'open', 'closed']).default('waiting'),
  board: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** The `next` of the page before: an instant and an id, joined by a comma. */
  before: z.string().max(100).refine(isCursor).optional(),
})
export const CaseList = z.object({ cases: z.array(CaseRow), next: z.string().nullable() })
export const Counts = z.object({
  waiting: z.number(),
  mine: z.number(),
  offered: z.number(),
  closed: z.number(),
  boards: z.array(z.object({ board: z.string(), name: z.string(), open: z.number() })),
})

const Attachment = z.object({
  id: Id,
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
  contentId: z.string().nullable(),
})
export const TimelineItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    id: Id,
    at: Instant,
    direction: z.enum(['in', 'out']),
    subject: z.string(),
    body: z.string(),
    /** A whole document for a sandboxed frame, or null when the message was plain text. */
    htmlDocument: z.string().nullable(),
    author: PersonName.nullable(),
    to: z.string().nullable(),
    channel: z.string(),
    delivery: z
      .object({
        id: Id,
        state: z.enum(['queued', 'sent', 'given-up', 'cancelled']),
        undoUntil: Instant,
        kind: z.enum(['answer', 'receipt']),
        lastResponse: z.string().nullable(),
      })
      .nullable(),
    attachments: z.array(Attachment),
    /** What the guard found in it that tells of a person: kinds only. */
    marks: z.array(GuardKind),
  }),
  z.object({
    kind: z.literal('note'),
    id: Id,
    at: Instant,
    author: PersonName.nullable(),
    noteKind: z.enum(['note', 'handover', 'return', 'closing']),
    body: z.string(),
    marks: z.array(GuardKind),
  }),
  z.object({
    kind: z.literal('event'),
    id: z.string(),
    at: Instant,
    actor: z.string().nullable(),
    event: z.string(),
    facts: z.record(z.string(), z.unknown()),
  }),
])
export type TimelineItem = z.infer<typeof TimelineItem>

const Participant = z.object({
  id: Id,
  role: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  propertyDesignation: z.string().nullable(),
})

/** What the applicant answered when help with the e-service was offered (A35). */
export const EServiceOffer = z.enum(['accepted', 'declined', 'not-relevant'])
export type EServiceOffer = z.infer<typeof EServiceOffer>

/** A promise with a clock: `unknown` and `judged` wait for a person, `waiting` for something to happen. */
const ServiceClock = z.object({
  clauseId: z.string(),
  promise: z.string(),
  text: z.string(),
  state: z.enum(['waiting', 'judged', 'running', 'met', 'breached', 'unknown']),
  dueAt: Instant.nullable(),
  remindAt: Instant.nullable(),
  /** When it was done; of a breach: too late. */
  metAt: Instant.nullable(),
  /** What met it, what it waits for, or what follows of the breach. */
  sentence: z.string(),
})

/** What can be done to a case: the names of the buttons. */
export const caseActs = [
  'answer',
  'note',
  'route',
  'handover',
  'accept',
  'return',
  'decide',
  'close',
  'reopen',
  'confirmDelivery',
  'hold',
] as const
/** What of a person stands in fields of its own. */
const personFields = ['name', 'email', 'phone', 'address', 'property'] as const
export const CaseView = z.object({
  row: CaseRow,
  /** False: how it stands may be seen, what it says may not. */
  readable: z.boolean(),
  version: z.number().int(),
  participants: z.array(Participant),
  /** Why each kind of detail about the people is shown here, or why it isn't. Only kinds that there are. */
  why: z.partialRecord(z.enum(personFields), WhySeen),
  /** Why identity numbers in the text are masked; null = they aren't, or there are none. */
  masked: Verdict.nullable(),
  timeline: z.array(TimelineItem),
  can: z.record(z.enum(caseActs), Verdict),
  disappears: Disappears,
  /** What the instruction promises with a clock, and how it stands (K22). Empty where the case can't be read. */
  clocks: z.array(ServiceClock),
  /** The offer of help with the e-service that has to be answered before the case is closed (A35). */
  eServiceOffer: z.object({ owed: z.boolean(), answer: EServiceOffer.nullable() }),
  /** What is secret about it, of its kind and its marks, the strictest of them (L21). */
  secrecy: Secrecy,
  /** Marks that stand; the strictest is in `secrecy` already. */
  secrecyMarks: z.array(SecrecyMark),
  /** The reader may mark it as secret: the board's own, or whom the instruction lets handle it. */
  mayMark: z.boolean(),
  answerTo: z.string().nullable(),
  answerSubject: z.string(),
  instruction: z.object({ board: z.string(), version: z.number().nullable(), title: z.string() }),
  opened: z.object({ purpose: Mission, at: Instant }),
  others: z.array(z.object({ name: z.string(), writing: z.boolean() })),
  holds: z.array(z.object({ id: Id, ground: z.string(), expiresAt: Instant })),
  drafts: z.object({ answer: z.string(), note: z.string() }),
})
export type CaseView = z.infer<typeof CaseView>

const Text = z.string().trim().min(1).max(20_000)
const Version = z.object({ version: z.int() })
export const Assign = Version.extend({ to: Id.nullable() })
export const WriteNote = z.object({ body: Text })
export const WriteAnswer = Version.extend({ body: Text, subject: z.string().trim().min(1).max(300) })
export const RouteCase = Version.extend({ board: z.string(), caseType: z.string() })
/** Another case of the same contact, with the part of the message that is its own. */
export const SplitCase = Version.extend({ board: z.string(), caseType: z.string(), text: Text })
export const HandOver = Version.extend({ board: z.string(), caseType: z.string(), reason: Text })
export const AcceptHandover = Version
export const ReturnHandover = Version.extend({ reason: Text })
export const CloseCase = Version.extend({
  outcome: z.string(),
  note: z.string().max(20_000).optional(),
  /** What the applicant answered; needed where the instruction wants the offer made (A35). */
  eServiceOffer: EServiceOffer.optional(),
})
const decisionKinds = ['approval', 'rejection', 'dismissal', 'closure', 'other'] as const
export const DecideCase = Version.extend({ kind: z.enum(decisionKinds) })
export const DecisionList = z.object({
  decisions: z.array(
    z.object({
      id: Id,
      caseId: Id,
      caseNumber: z.string(),
      board: z.string(),
      boardName: z.string(),
      caseTypeName: z.string(),
      kind: z.enum(decisionKinds),
      by: z.string(),
      /** The paragraph of the delegation that it was taken by. */
      delegation: z.string(),
      decidedAt: Instant,
      reportedOn: Day.nullable(),
    }),
  ),
})
export const ReportDecisions = z.object({ ids: z.array(Id).min(1).max(500), on: Day })
export const ReopenCase = Version
export const ConfirmDelivery = Version
export const PlaceHold = z.object({
  ground: z.enum(['records-request', 'access-request', 'authority', 'incident', 'claim', 'appeal']),
  days: z.int().min(1).max(90),
})
export const Changed = z.object({ version: z.int(), state: CaseState, disappears: Disappears })
export const Answered = z.object({ version: z.int(), messageId: Id, outgoingId: Id, undoUntil: Instant })
export const SearchCases = z.object({ q: z.string().trim().min(1).max(200) })
export const PurposeQuery = z.object({ purpose: Mission.default('guidance') })
export const KeepDraft = z.object({
  kind: z.enum(['answer', 'note', 'contact']),
  caseId: Id.nullable(),
  body: z.record(z.string(), z.unknown()),
})
export const BePresent = z.object({ writing: z.boolean() })
