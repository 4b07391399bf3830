import { z } from 'zod'
import { ChannelKind, Mission } from './instruction.ts'

/** Words that several parts of the API use. Instants are RFC 3339 in UTC, days are YYYY-MM-DD counted in Europe/Stockholm. */
export const Id = z.uuid()
export const Instant = z.string()
export const Day = z.iso.date()
export const Hand = z.enum(['agent', 'officer', 'auditor'])
export type Hand = z.infer<typeof Hand>
export { ChannelKind, Mission }

/** The answer to "may I, and why": sent with the data, so that no screen works it out again. */
export const Verdict = z.object({
  outcome: z.enum(['permit', 'deny', 'refer']),
  because: z.string(),
  /** One or two sentences in the reader's language. */
  sentence: z.string(),
  clauses: z.array(z.object({ id: z.string(), requirement: z.string(), text: z.string() })),
  laws: z.array(z.string()),
  obligations: z.array(z.string()),
})
export type Verdict = z.infer<typeof Verdict>

/** Why something may be seen: with the instant when the clauses that let it be seen end, if they do. */
export const WhySeen = Verdict.extend({ until: Instant.nullable() })
export type WhySeen = z.infer<typeof WhySeen>

/** When it disappears, and by which rule. */
export const Disappears = z.object({
  /** null while no clock runs: still open, waiting for a receipt, kept for ever or waiting for review. */
  on: Day.nullable(),
  at: Instant.nullable(),
  state: z.enum(['not-started', 'waiting-for-receipt', 'waiting', 'next-step', 'running', 'review', 'kept', 'held']),
  ruleId: z.string().nullable(),
  sentence: z.string(),
})
export type Disappears = z.infer<typeof Disappears>

export const CaseState = z.enum(['new', 'open', 'waiting', 'closed'])
export const PersonName = z.object({ id: Id, name: z.string() })
