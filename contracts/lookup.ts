import { z } from 'zod'
import { type Category, IdentityLevel, RecipientClass } from './instruction.ts'
import { callerWhys, Representation, Secrecy } from './secrecy.ts'
import { Id, Instant, Verdict } from './words.ts'

/**
 * What an answer about status may hold, with the category of personal data it is; null = about the matter, and nobody. Whatever else a
 * system sends is let go unread (A26, A31).
 */
export const statusFields = {
  state: null,
  received: null,
  'next-step': null,
  decision: null,
  planned: null,
  'consultation-until': null,
  delivery: null,
  unit: null,
  property: 'property',
  place: 'address',
  applicant: 'name',
} as const satisfies Record<string, Category | null>
export const StatusField = z.enum([
  'state',
  'received',
  'next-step',
  'decision',
  'planned',
  'consultation-until',
  'delivery',
  'unit',
  'property',
  'place',
  'applicant',
])
export type StatusField = z.infer<typeof StatusField>

/** How surely someone has to show who they are to be told; null = they may not be told at all. */
const MayBeTold = z.object({ recipient: RecipientClass, identityLevel: IdentityLevel.nullable() })

/** One kind of matter whose status may be asked for (A32): from the board's clauses and nowhere else. */
export const LookUpKind = z.object({
  board: z.string(),
  boardName: z.string(),
  caseType: z.string(),
  caseTypeName: z.string(),
  systems: z.array(z.object({ code: z.string(), name: z.string() })),
  fields: z.array(StatusField),
  tell: z.array(MayBeTold),
  secrecyTags: z.array(z.string()),
  clauses: Verdict.shape.clauses,
})
export type LookUpKind = z.infer<typeof LookUpKind>
export const LookUpCatalogue = z.object({ kinds: z.array(LookUpKind) })

/** A25: in which open case or contact it is asked, and the identifier that was given there. */
export const AskStatus = z.object({
  caseId: Id.optional(),
  contactId: Id.optional(),
  board: z.string().max(60),
  caseType: z.string().max(60),
  reference: z.string().max(500),
})
export type AskStatus = z.infer<typeof AskStatus>

/** What the source answered, as it is shown. It is in no table, file, job or log (C8). */
export const StatusShown = z.object({
  id: Id,
  outcome: z.enum(['found', 'not-found', 'not-available']),
  at: Instant,
  /** As the source names itself, and when its answer was true; null without an answer. */
  source: z.string().nullable(),
  sourceAt: z.string().nullable(),
  fields: z.array(z.object({ name: StatusField, value: z.string() })),
  /** L30: the secrecy that the matter has at its source comes with it. */
  secrecyTags: z.array(z.string()),
  /** Why it may be read. */
  verdict: Verdict,
})
export type StatusShown = z.infer<typeof StatusShown>

/** Who asks, and how they have shown who they are. */
export const TellStatus = z.object({
  recipient: RecipientClass,
  identityLevel: IdentityLevel,
  /** D8: whoever asks is a colleague or relative of the one who answers. */
  related: z.boolean().default(false),
  /** On what ground someone speaks for another. */
  representation: Representation.nullable().default(null),
})
export type TellStatus = z.infer<typeof TellStatus>
export const Telling = z.object({
  /** How secret the matter is, of its kind, its source and the clauses that let it be told (L21). */
  secrecy: Secrecy,
  recipient: RecipientClass,
  identityLevel: IdentityLevel,
  fields: z.array(
    z.object({
      name: StatusField,
      may: z.boolean(),
      why: z.enum([...callerWhys, 'identity', 'secrecy', 'system', 'instruction']),
      /** The level that would be enough. */
      needs: IdentityLevel.nullable(),
      /** The source's secrecy tags that no clause has weighed. */
      tags: z.array(z.string()),
      verdict: Verdict,
    }),
  ),
})
export type Telling = z.infer<typeof Telling>
