import { z } from 'zod'

/**
 * The instruction as data: what one board lets the contact centre do (GDPR art. 28(3)(a); requirements A2, A26).
 * One file holds one version of one board's instruction; `docs/generated/instruction.schema.json` is made from here.
 */

/** The closed list of verbs a clause can speak of. */
export const acts = [
  'receive', // take in a message, a form or a call and register it
  'advise', // general information and guidance, or an answer
  'status.read', // look at the state of an individual matter
  'status.tell', // tell someone that state
  'draft', // keep a draft that belongs to the applicant
  'assist', // help to word an application or a notice
  'handle', // work in the board's case: note, assign, close
  'decide', // take a decision (needs a delegation)
  'handover', // pass a matter on to those who shall handle it
  'record', // record a call or a chat
  'listen', // listen to a recording
  'export', // take data out in bulk
  'disclose', // give data to someone who has a right to it
  'purge', // destroy under a disposal decision
] as const
export const Act = z.enum(acts)
export type Act = z.infer<typeof Act>

/** Why someone looks: the closed list of purposes (A26-A36, B4, B12, B15, B23). Anything else is not a purpose. */
export const missions = {
  guidance: 'A27',
  feedback: 'A28',
  status: 'A30',
  application: 'A33',
  assistance: 'A36',
  routing: 'B15',
  threat: 'B12',
  rights: 'B23',
} as const
export const Mission = z.enum(['guidance', 'feedback', 'status', 'application', 'assistance', 'routing', 'threat', 'rights'])
export type Mission = z.infer<typeof Mission>

/** Kinds of personal data. The first five are what a new board gets (B11); personal identity number is never among them. */
export const categories = ['name', 'phone', 'email', 'address', 'property', 'message', 'identityNumber', 'recording', 'attachment'] as const
export const Category = z.enum(categories)
export type Category = z.infer<typeof Category>

export const channelKinds = ['email', 'phone', 'form', 'chat', 'facebook', 'app', 'visit'] as const
export const ChannelKind = z.enum(channelKinds)
export type ChannelKind = z.infer<typeof ChannelKind>

const Code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** An instant, RFC 3339 in UTC. */
const Instant = z.iso.datetime()

/** The domain events that can start a clock. `delivery.confirmed`: the receiving system has acknowledged the matter (B20). */
export const Trigger = z.enum(['case.closed', 'delivery.confirmed', 'contact.ended', 'call.ended', 'draft.touched'])
export type Trigger = z.infer<typeof Trigger>

export const Retention = z.strictObject({
  trigger: Trigger,
  length: z.int().min(0).max(36_500),
  unit: z.enum(['hours', 'days', 'months', 'years']),
  /** elapsed = n × 24 h to the second; calendar = whole days in Europe/Stockholm; working = Swedish working days (B21). */
  calendar: z.enum(['elapsed', 'calendar', 'working']),
  /** preserve = kept for ever by decision; review = a person decides when the day has come. */
  action: z.enum(['delete', 'preserve', 'review']),
  /** Arkivlagen 10 §: no destruction without a decision that can be cited (B18, L49). */
  disposalDecision: z.strictObject({ date: Day, organ: z.string().min(1), paragraph: z.string().min(1) }).nullable(),
  /** Days of restore-only quarantine. It ends on the due day, never after it (D7). */
  quarantineDays: z.int().min(0).max(90),
  /** What the rule is about: the case and all in it, a contact without a case, or a call recording. */
  record: z.enum(['case', 'contact', 'recording', 'draft']),
})
export type Retention = z.infer<typeof Retention>

export const Obligation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum([
      'log',
      'mask',
      'confirm',
      'two-person',
      'publicity-warning',
      'offer-e-service',
      'registered-next-working-day',
      'receipt',
    ]),
  }),
  z.strictObject({ kind: z.literal('notify'), board: Code, withinMinutes: z.int().min(0) }),
])
export type Obligation = z.infer<typeof Obligation>

export const IdentityLevel = z.enum(['none', 'callback', 'e-id'])
export type IdentityLevel = z.infer<typeof IdentityLevel>
export const RecipientClass = z.enum(['public', 'party', 'representative', 'guardian', 'authority'])
export type RecipientClass = z.infer<typeof RecipientClass>

export const Clause = z.strictObject({
  /** Stable inside the board, e.g. `status-bygglov`; shown with the board's code in front. */
  id: Code,
  /** The requirement the clause answers, e.g. A30. */
  requirement: z.string().regex(/^([ABXLDC])\d+[a-z]?$/),
  /** The Swedish wording that was approved; this text, hashed, is what the rule is anchored to (A2). */
  text: z.string().min(10),
  lang: z.literal('sv'),
  effect: z.enum(['permit', 'deny', 'refer', 'oblige', 'inform']),
  acts: z.array(Act),
  department: Code.nullable(),
  mission: z.array(Mission),
  /** Codes of the board's own case types, or all of them. */
  caseTypes: z.union([z.literal('all'), z.array(Code)]),
  subjects: z.array(z.enum(['caller', 'applicant', 'party', 'neighbour', 'representative', 'child', 'employee'])),
  categories: z.array(Category),
  specialCategories: z.array(z.enum(['health', 'origin', 'opinion', 'religion', 'union', 'biometric', 'sex-life', 'offence'])),
  /** Dataskyddslagen 3:10: why a personal identity number is clearly justified; null = it may not be kept. */
  personnummerReason: z.string().min(10).nullable(),
  basis: z.enum(['6(1)(e)', '6(1)(c)', '6(1)(a)']).nullable(),
  /** Statute, required for 6(1)(c) and for whatever breaks secrecy (B9). */
  lawId: z.string().min(3).nullable(),
  secrecyTags: z.array(z.string().regex(/^\d{1,2}:\d{1,2}( [a-z])?$/)),
  identityLevel: IdentityLevel,
  recipientClass: z.array(RecipientClass),
  channels: z.union([z.literal('all'), z.array(ChannelKind)]),
  /** Whether a message in these channels becomes a case on arrival or only when it can't be answered in the contact. */
  caseOpens: z.enum(['on-arrival', 'on-need']).nullable(),
  connectors: z.array(Code),
  region: z.enum(['EU/EEA', 'outside EU/EEA']),
  retention: Retention.nullable(),
  delegationRef: z.string().nullable(),
  dpiaRef: z.string().nullable(),
  subProcessors: z.array(z.string()),
  obligations: z.array(Obligation),
  validFrom: Instant.nullable(),
  validTo: Instant.nullable(),
  reviewBy: Day.nullable(),
  /** Whether a change of this clause makes agents sign their undertaking again (A23). */
  materiality: z.enum(['editorial', 'minor', 'material']),
})
export type Clause = z.infer<typeof Clause>

/** What a clause says when the file leaves a field out: nothing is allowed, nothing is known. */
export const clauseDefaults = {
  lang: 'sv',
  acts: [],
  department: null,
  mission: [],
  caseTypes: 'all',
  subjects: [],
  categories: [],
  specialCategories: [],
  personnummerReason: null,
  basis: null,
  lawId: null,
  secrecyTags: [],
  identityLevel: 'none',
  recipientClass: [],
  channels: 'all',
  caseOpens: null,
  connectors: [],
  region: 'EU/EEA',
  retention: null,
  delegationRef: null,
  dpiaRef: null,
  subProcessors: [],
  obligations: [],
  validFrom: null,
  validTo: null,
  reviewBy: null,
  materiality: 'minor',
} as const satisfies Partial<Clause>

export const Approval = z.strictObject({
  party: z.enum(['board', 'contact-centre']),
  paragraph: z.string().min(1),
  date: Day,
  signer: z.string().min(1),
})

export const InstructionFile = z.strictObject({
  board: Code,
  version: z.int().min(1),
  title: z.string().min(1),
  validFrom: Instant,
  validTo: Instant.nullable(),
  reviewBy: Day,
  approvals: z.array(Approval),
  /** Facts the notice and the letters need; only kommunstyrelsen's file carries them for the centre (B32, B33). */
  contacts: z.record(z.string(), z.string()).optional(),
  clauses: z.array(
    z.preprocess((given) => (typeof given === 'object' && given !== null ? { ...clauseDefaults, ...given } : given), Clause),
  ),
})
export type InstructionFile = z.infer<typeof InstructionFile>

/** One version of one board's instruction as `decide()` reads it. Instants are milliseconds since 1970, so that rules compare without parsing. */
export type InstructionInForce = {
  versionId: number
  board: string
  version: number
  validFromMs: number
  validToMs: number | null
  clauses: readonly Clause[]
}
