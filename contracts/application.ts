import { z } from 'zod'
import { EServiceOffer } from './case.ts'
import { Category } from './instruction.ts'
import { Day, Id, Instant } from './words.ts'

/**
 * Forms and drafts of applications (A33, A34). A form is data: a board publishes it for one of its case types, with everything it is bound to,
 * and a draft made with it belongs to the applicant.
 */

const Said = z.strictObject({ sv: z.string().trim().min(1).max(500), en: z.string().trim().min(1).max(500) })
const fieldKinds = ['line', 'text', 'choice', 'yes-no', 'day', 'number', 'email', 'phone'] as const

/** One question of a form. `category`: the kind of personal data that its answer is, so that the board's list decides whether it may be asked (A3). */
export const FormField = z.strictObject({
  name: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/),
  kind: z.enum(fieldKinds),
  label: Said,
  help: Said.nullable().default(null),
  required: z.boolean().default(false),
  category: Category,
  /** For `choice` only. */
  options: z.array(Said.extend({ value: z.string().regex(/^[a-z0-9-]{1,40}$/) })).default([]),
})
export type FormField = z.infer<typeof FormField>

/** A form as its board publishes it. The four bindings: board and case type, a category of each field, the rule for its drafts, and secrecy (A34). */
export const FormFile = z.strictObject({
  board: z.string(),
  caseType: z.string(),
  title: Said,
  lead: Said,
  fields: z.array(FormField).min(1).max(40),
  /** The board's clause about drafts that nobody has touched. */
  retention: z.string().min(1),
  /** Said also when nothing is secret: then with no tags. */
  secrecy: z.strictObject({ level: z.enum(['open', 'sealed']), tags: z.array(z.string().regex(/^\d{1,2}:\d{1,2}( [a-z])?$/)) }),
  eServiceUrl: z
    .url({ protocol: /^https$/ })
    .nullable()
    .default(null),
})
export type FormFile = z.infer<typeof FormFile>
export const FormPublished = z.object({ id: z.int(), version: z.int() })

/** A field as one reader is asked it. */
const FieldShown = z.object({
  name: z.string(),
  kind: z.enum(fieldKinds),
  label: z.string(),
  help: z.string().nullable(),
  required: z.boolean(),
  category: Category,
  options: z.array(z.object({ value: z.string(), name: z.string() })),
})
export type FieldShown = z.infer<typeof FieldShown>
const FormShown = z.object({
  id: z.int(),
  version: z.int(),
  board: z.string(),
  boardName: z.string(),
  caseType: z.string(),
  caseTypeName: z.string(),
  title: z.string(),
  lead: z.string(),
  fields: z.array(FieldShown),
  retention: z.string(),
  secrecyTags: z.array(z.string()),
  eServiceUrl: z.string().nullable(),
  /** The offer of the e-service must be answered first (A35). */
  owesOffer: z.boolean(),
})
export type FormShown = z.infer<typeof FormShown>
export const FormList = z.object({ forms: z.array(FormShown) })

export const ApplicationState = z.enum(['draft', 'submitted', 'discarded'])
const Row = z.object({
  id: Id,
  title: z.string(),
  boardName: z.string(),
  state: ApplicationState,
  startedAt: Instant,
  touchedAt: Instant,
  /** The applicant has been in with the code. */
  openedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  /** The day it goes if nobody touches it. */
  goesOn: Day.nullable(),
})
export const ApplicationList = z.object({ applications: z.array(Row) })

export const StartApplication = z.object({
  form: z.int(),
  channel: z.enum(['phone', 'visit']),
  eServiceOffer: EServiceOffer.optional(),
})
/** `code`: the applicant's. Said once; only its hash is kept. */
export const ApplicationStarted = z.object({ id: Id, code: z.string() })
const Values = z.record(z.string(), z.string().max(20_000))
export const WriteApplication = z.object({ revision: z.int().min(0), values: Values })
const Edit = z.object({
  field: z.string(),
  by: z.enum(['agent', 'applicant']),
  name: z.string().nullable(),
  at: Instant,
  emptied: z.boolean(),
})
/** What the agent who helps sees of the draft; once it has ended, only that it has. */
export const ApplicationView = z.object({
  application: Row,
  form: FormShown,
  revision: z.int(),
  answers: z.array(z.object({ field: z.string(), value: z.string(), by: z.enum(['agent', 'applicant']) })),
  edits: z.array(Edit),
})
export type ApplicationView = z.infer<typeof ApplicationView>
