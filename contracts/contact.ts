import { z } from 'zod'
import { EServiceOffer } from './case.ts'
import { ChannelKind, Day, Disappears, Id, Instant, PersonName } from './words.ts'

/** An agent's own registration of a call or a visit: one contact, several questions, each with exactly one board (A1, B3). */
export const RegisterContact = z.object({
  channel: z.enum(['phone', 'visit']),
  /** A state, not an empty name (B6): when true no field about the person is accepted. */
  anonymous: z.boolean(),
  name: z.string().trim().max(200).optional(),
  phone: z.string().trim().max(50).optional(),
  email: z.email().max(200).optional(),
  address: z.string().trim().max(300).optional(),
  propertyDesignation: z.string().trim().max(100).optional(),
  /** The person has been told that what is kept can be asked for by anyone, before the name was kept (A28, P10). */
  publicityWarning: z.literal('shown').optional(),
  questions: z
    .array(
      z.object({
        board: z.string(),
        caseType: z.string(),
        asked: z.string().trim().min(1).max(20_000),
        answered: z.string().trim().max(20_000).default(''),
        /** answered: settled in the contact; case: stays with the centre as a case; handover: a case that is offered to the board at once. */
        settle: z.enum(['answered', 'case', 'handover']),
        outcome: z.string().optional(),
        /** What was answered when help with the e-service was offered; needed where the instruction wants the offer made (A35). */
        eServiceOffer: EServiceOffer.optional(),
      }),
    )
    .min(1)
    .max(10),
})
export type RegisterContact = z.infer<typeof RegisterContact>
export const ContactRegistered = z.object({
  id: Id /** `code`: the way back for someone anonymous. Said once; only its hash is kept (A28, D5). */,
  cases: z.array(z.object({ id: Id, number: z.string(), code: z.string().nullable() })),
  disappears: Disappears,
})

/** What the instruction wants said or asked before a contact about this is registered. */
export const ContactDutiesQuery = z.object({ board: z.string(), caseType: z.string(), channel: z.enum(['phone', 'visit']) })
export const ContactDuties = z.object({ publicityWarning: z.boolean(), eServiceOffer: z.boolean() })

const ContactRow = z.object({
  id: Id,
  channel: ChannelKind,
  startedAt: Instant,
  agent: PersonName.nullable(),
  anonymous: z.boolean(),
  questions: z.number(),
  answered: z.number(),
  disposeOn: Day.nullable(),
})
export const ContactList = z.object({ contacts: z.array(ContactRow) })
export const ContactView = z.object({
  contact: ContactRow,
  person: z
    .object({
      name: z.string().nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      address: z.string().nullable(),
      propertyDesignation: z.string().nullable(),
    })
    .nullable(),
  questions: z.array(
    z.object({
      id: Id,
      board: z.string(),
      boardName: z.string(),
      caseTypeName: z.string(),
      state: z.enum(['open', 'answered', 'case', 'handed-over']),
      outcome: z.string().nullable(),
      asked: z.string(),
      answered: z.string(),
      caseId: Id.nullable(),
      caseNumber: z.string().nullable(),
    }),
  ),
  disappears: Disappears,
})

/** The public form and the anonymous conversation. Name and address are optional; without them the retrieval code is the way back (D5). */
export const AskQuestion = z.object({
  subject: z.string().trim().min(1).max(300),
  body: z.string().trim().min(1).max(20_000),
  name: z.string().trim().max(200).optional(),
  email: z.union([z.literal(''), z.email().max(200)]).optional(),
  phone: z.string().trim().max(50).optional(),
  address: z.string().trim().max(300).optional(),
  propertyDesignation: z.string().trim().max(100).optional(),
  noticeVersion: z.string().max(100),
})
export const QuestionReceived = z.object({ code: z.string(), receivedAt: Instant })
export const Code = z.object({ code: z.string().trim().min(20).max(80) })
export const FollowUp = Code.extend({ body: z.string().trim().min(1).max(20_000) })
/** What is kept of a resident, why, until when, and what would stop it (P16). */
export const Kept = z.object({
  what: z.array(z.string()),
  /** The rule as a sentence. */
  sentence: z.string(),
  clause: z.object({ id: z.string(), text: z.string() }),
  laws: z.array(z.string()),
  /** null while no clock runs. */
  on: Day.nullable(),
  stops: z.array(z.string()),
})
export type Kept = z.infer<typeof Kept>
export const Conversation = z.object({
  number: z.string().nullable(),
  state: z.enum(['received', 'new', 'open', 'waiting', 'closed']),
  boardName: z.string().nullable(),
  disposeOn: Day.nullable(),
  /** null while it is on its way in, and where no rule speaks. */
  kept: Kept.nullable(),
  messages: z.array(z.object({ at: Instant, direction: z.enum(['in', 'out']), body: z.string() })),
  /** When the staff looked, in which role and for what; no names (GDPR 15, CJEU C-579/21). */
  seen: z.array(z.object({ at: Instant, role: z.string(), purpose: z.string() })),
})
