import { z } from 'zod'
import { ChannelKind, Hand, Id, Instant, Mission, PersonName, Verdict } from './words.ts'

export const SignIn = z.object({
  email: z.string().trim().toLowerCase().max(200),
  password: z.string().min(1).max(200),
  hand: Hand.optional(),
})
export const Me = z.object({
  employee: PersonName,
  hand: Hand,
  hands: z.array(Hand),
  operator: z.boolean(),
  boards: z.array(z.string()),
  municipality: z.string(),
  demo: z.boolean(),
  /** One per board with an instruction in force; an agent who has not signed sees nothing of that board (A21-A23). */
  undertakings: z.array(
    z.object({
      board: z.string(),
      boardName: z.string(),
      version: z.number().int(),
      signed: z.boolean(),
      /** A signature is good for twelve months at most; null when there is none. `expiresSoon`: within thirty days. */
      validUntil: Instant.nullable(),
      expiresSoon: z.boolean(),
    }),
  ),
  /** Bulletins that are to be read (A12); overdue: they close the boards they are about until they have been. */
  unread: z.object({ count: z.int(), overdue: z.int() }),
})
export type Me = z.infer<typeof Me>
export const Organisation = z.object({
  municipality: z.string(),
  demo: z.boolean(),
  boards: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      short: z.string(),
      hostsContactCentre: z.boolean(),
      departments: z.array(z.object({ code: z.string(), name: z.string() })),
      caseTypes: z.array(
        z.object({ code: z.string(), name: z.string(), department: z.string(), sealed: z.boolean(), unrouted: z.boolean() }),
      ),
    }),
  ),
  channels: z.array(z.object({ code: z.string(), kind: ChannelKind, name: z.string(), active: z.boolean() })),
  outcomes: z.array(z.object({ code: z.string(), name: z.string(), needs: z.enum(['case', 'question', 'both']) })),
  colleagues: z.array(PersonName.extend({ hands: z.array(Hand), boards: z.array(z.string()) })),
  purposes: z.array(z.object({ code: Mission, requirement: z.string() })),
})
export const SignUndertaking = z.object({
  attempt: Id,
  answers: z.array(z.object({ question: z.string().max(200), permits: z.boolean() })).max(20),
})
/** A draw of situations that the version itself answers: may this be done or not (A22), and the text that is signed. */
export const Quiz = z.object({
  attempt: Id,
  board: z.string(),
  version: z.number().int(),
  text: z.array(z.string()),
  questions: z.array(z.object({ id: z.string(), scenario: z.string() })),
})
/** With one answer wrong nothing is signed; each wrong one with what is right, and the clause that says so. */
export const Signing = z.object({
  signed: z.boolean(),
  score: z.int(),
  asked: z.int(),
  wrong: z.array(
    z.object({ question: z.string(), scenario: z.string(), permits: z.boolean(), sentence: z.string(), clauses: Verdict.shape.clauses }),
  ),
  me: Me,
})
export const JobEnds = z.object({
  waiting: z.array(z.object({ task: z.string(), count: z.number(), oldestAt: Instant.nullable() })),
  ends: z.array(
    z.object({
      id: z.number(),
      task: z.string(),
      state: z.enum(['done', 'again', 'given-up', 'cancelled']),
      attempt: z.number(),
      at: Instant,
      againAt: Instant.nullable(),
      because: z.string().nullable(),
    }),
  ),
  quarantined: z.array(z.object({ id: Id, channel: z.string(), receivedAt: Instant, reason: z.string().nullable() })),
  outbox: z.object({ queued: z.number(), givenUp: z.number(), sender: z.boolean() }),
})
