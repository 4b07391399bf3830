import { z } from 'zod'
import { Condition, Day, Moment, Name, Period, spans, YearDay } from './rule-language.ts'
import { Vocabulary } from './vocabulary.ts'

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
  'read', // open what is written in a case, a mailbox or a register
  'collect', // ask someone for data about themselves
  'reply', // answer, or give word back
  'remove', // take away what someone has published or sent
  'publish', // make public
  'transfer', // send data to another organisation or country
  'process', // begin to process at all
  'exercise', // let someone use a right
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

export const channelKinds = [
  'email',
  'phone',
  'form',
  'chat',
  'facebook',
  'app',
  'visit',
  'letter',
  'sms',
  'fax',
  'e-service',
  'social-media',
] as const
export const ChannelKind = z.enum(channelKinds)
export type ChannelKind = z.infer<typeof ChannelKind>

const Code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
/** An instant, RFC 3339 in UTC. */
const Instant = z.iso.datetime()

/** A decision that can be cited: when, by whom, which paragraph of the minutes (arkivlagen 10 §; B18, L49). */
const CitedDecision = z.strictObject({ date: Day, organ: z.string().min(1), paragraph: z.string().min(1) })
export type CitedDecision = z.infer<typeof CitedDecision>

/** What becomes of a copy on its day. review = a person decides; everything but preserve and publish takes something away (K17). */
export const outcomes = [
  'delete',
  'preserve',
  'review',
  'anonymise',
  'redact',
  'weed',
  'move',
  'transfer',
  'publish',
  'disclose-part',
] as const
/** What has to be done with the copy first, in this order; each step is done when its event has happened (K08). */
const Step = z.strictObject({
  do: z.enum(['capture', 'register', 'move', 'transfer', 'deliver', 'print', 'notify']),
  to: Name.nullable().default(null),
  doneBy: Name,
})

/** A word of the list, or one that the instruction declares among its `terms`: so that no rule is kept out by a word that is missing. */
const orTerm = <const T extends readonly [string, ...string[]]>(list: T) => z.union([z.enum(list), Name])

/** Who does a duty (K23). */
export const dutyBy = ['agent', 'officer', 'registrar', 'archivist', 'manager', 'data-protection-officer', 'operator', 'everyone'] as const

/** When one copy of one kind of record disappears, and how. */
export const Retention = z
  .strictObject({
    /** The kind of record, e.g. `case`: the case and all in it. */
    record: Name,
    /** Which copy (K08); `ombud` is the one this program holds. */
    copy: Name.default('ombud'),
    /** When (K01-K05, K12, K16). null = never: it is preserved, or it follows `sameAs`. */
    due: Moment.nullable().default(null),
    /** exact = on its day; earliest = at the soonest, then a person decides; latest = then at the latest, sooner when it is asked for or judged. */
    bound: z.enum(['exact', 'earliest', 'latest']).default('exact'),
    /** Must hold as well when the day has come; until it does nothing happens (K12). */
    provided: Condition.nullable().default(null),
    /** Left out: a person decides, or what the rule it follows says. */
    action: z.enum(outcomes).default('review'),
    /** What of the record, when not all of it (K17). */
    part: z
      .union([
        z.strictObject({ fields: z.array(Name).min(1) }),
        z.strictObject({ digitsLongerThan: z.int().min(1) }),
        z.strictObject({ words: z.array(z.string().min(1)).min(1) }),
      ])
      .nullable()
      .default(null),
    steps: z.array(Step).default([]),
    /** The rule is another's: `<board>/<clause>`, `<clause>` of one's own, or `record:<kind>` = whatever the record it hangs on has (K07). */
    sameAs: z.string().min(1).nullable().default(null),
    disposalDecision: CitedDecision.nullable().default(null),
    /** Days of restore-only quarantine. It ends on the due day, never after it (D7). */
    quarantineDays: z.int().min(0).max(90).default(0),
  })
  .meta({ id: 'Retention', description: 'When one copy of one kind of record disappears, and how.' })
export type Retention = z.infer<typeof Retention>

/** Suspends every other rule about the records while it lasts (K13, D2). */
export const Hold = z
  .strictObject({
    records: z.union([z.literal('all'), z.array(Name).min(1)]),
    from: Moment,
    until: Moment,
    /** freeze = nobody reads it meanwhile; defer = it only stays. */
    mode: z.enum(['freeze', 'defer']),
  })
  .meta({ id: 'Hold', description: 'Suspends every other rule about the records while it lasts.' })
export type Hold = z.infer<typeof Hold>

/** What follows when something promised isn't done, or is (K22, K23). */
export const Consequence = z
  .strictObject({
    kind: z.enum([
      'no-fee',
      'reduced-fee',
      'compensation',
      'no-compensation',
      'escalate',
      'notify',
      'register',
      'apologise',
      'refund',
      'nothing',
    ]),
    /** How much: once, or for each of these periods that has begun since it was due; never more than all of a fee. */
    amount: z
      .union([
        z.strictObject({ kronor: z.number().positive(), every: Period.optional() }),
        z.strictObject({ percent: z.number().positive().max(100), every: Period.optional() }),
      ])
      .optional(),
    to: z.enum(['person', 'officer', 'manager', 'board', 'registrar', 'data-protection-officer']).nullable().default(null),
  })
  .meta({ id: 'Consequence', description: 'What follows when something promised is not done.' })
export type Consequence = z.infer<typeof Consequence>

/** A promise with a clock: from when, by when, and what meets it (K22). Several `metBy` are alternatives. */
export const Service = z
  .strictObject({
    promise: Name,
    due: Moment,
    metBy: z.array(Moment).min(1),
    /** When someone is reminded, before it is due. */
    remind: Moment.nullable().default(null),
    breach: z.array(Consequence).default([]),
    /** The promise is of the many and not of each: so many per cent of those that fall due in a span (K22). What follows, follows for the span. */
    share: z.strictObject({ percent: z.number().positive().max(100), over: z.enum(spans) }).optional(),
  })
  .meta({ id: 'Service', description: 'A promise with a clock: from when, by when, and what meets it.' })
export type Service = z.infer<typeof Service>

/** Something that has to be done again and again (K23): every so often, or on days of the year. */
export const Duty = z
  .strictObject({
    task: Name,
    every: z.union([Period, z.strictObject({ on: z.array(YearDay).min(1) })]),
    from: Day,
    /** How long after its day it may be done. */
    within: Period.nullable().default(null),
    by: orTerm(dutyBy),
    /** The event that shows that it was done. */
    doneBy: Name.default('duty.done'),
    missed: z.array(Consequence).default([]),
  })
  .meta({ id: 'Duty', description: 'Something that has to be done again and again.' })
export type Duty = z.infer<typeof Duty>

/** Who can be told (K26). */
export const tellTo = [
  'person',
  'party',
  'neighbour',
  'informant',
  'guardian',
  'recipients',
  'board',
  'officer',
  'manager',
  'data-protection-officer',
  'authority',
  'everyone',
] as const
/** Where a refusal or a referral can point (K19, K20). */
export const insteadTo = ['board', 'centre', 'officer', 'registrar', 'council', 'authority', 'emergency', 'paper-form'] as const
export const askers = ['self', 'party', 'guardian', 'administrator', 'trustee', 'representative', 'authority', 'anyone'] as const

export const messageParts = [
  'case-number',
  'what-was-sent',
  'officer',
  'unit',
  'name',
  'address',
  'phone',
  'email',
  'expected-time',
  'purpose',
  'retention',
  'board',
  'rights',
  'how-to-appeal',
  'how-to-complain',
  'that-it-is-recorded',
  'that-it-is-automated',
  'that-it-may-become-public',
  'decision',
  'reasons',
  'assessment',
  'content',
  'identity-number',
  'recipients',
  'source',
  'legal-basis',
  'that-it-leaves-the-eu',
  'retrieval-code',
] as const
/** What someone is told when something happens, what such a message must and may not hold, or that nothing is told (K26). */
export const Tell = z
  .strictObject({
    on: Name,
    to: orTerm(tellTo),
    how: z.enum(['same-channel', 'email', 'letter', 'sms', 'phone', 'spoken', 'web', 'portal']).nullable().default(null),
    within: Period.nullable().default(null),
    must: z.array(orTerm(messageParts)).default([]),
    never: z.array(orTerm(messageParts)).default([]),
    /** true = nothing may be told. */
    suppress: z.boolean().default(false),
  })
  .meta({
    id: 'Tell',
    description: 'What someone is told when something happens, what the message must and may not hold, or that nothing is told.',
  })
export type Tell = z.infer<typeof Tell>

export const rights = [
  'information',
  'access',
  'rectification',
  'erasure',
  'restriction',
  'objection',
  'portability',
  'withdraw-consent',
  'public-record',
  'reasons',
] as const
/** How a right is used: who may ask, how surely they show who they are, how and by when they are answered, what is left out, what it costs (K21). */
export const Right = z
  .strictObject({
    right: z.enum(rights),
    askedBy: z.array(orTerm(askers)).min(1),
    identity: z.enum(['none', 'callback', 'e-id', 'id-document', 'signature']).default('none'),
    delivery: z.array(z.enum(['post', 'registered-post', 'portal', 'digital-mailbox', 'visit', 'email', 'spoken'])).default([]),
    due: Moment,
    extension: z.strictObject({ by: Period, when: Condition }).nullable().default(null),
    /** Something the request must hold before it is taken up. */
    needs: Condition.nullable().default(null),
    contents: z.array(Name).default([]),
    exempt: z.array(z.strictObject({ what: Name, when: Condition, lawId: z.string().min(3) })).default([]),
    fee: z
      .strictObject({ when: Condition, kind: z.enum(['cost', 'fixed']) })
      .nullable()
      .default(null),
    /** Who decides: the board whose data it is, or the centre (C1). */
    decidedBy: z.enum(['board', 'centre']).default('board'),
  })
  .meta({ id: 'Right', description: 'How a right is used.' })
export type Right = z.infer<typeof Right>

/** Who is controller, and for how long (K24). */
export const Controller = z
  .strictObject({
    /** own = the board of this instruction; host = the one that hosts the centre; receiver = the board that took it over. */
    is: z.union([z.enum(['own', 'host', 'receiver', 'joint']), z.strictObject({ board: Code })]),
    from: Moment.nullable().default(null),
    until: Moment.nullable().default(null),
  })
  .meta({ id: 'Controller', description: 'Who is controller, and for how long.' })
export type Controller = z.infer<typeof Controller>

/** One legal basis of several, for a task or a phase (K24). */
const Basis = z.strictObject({
  basis: z.enum(['6(1)(e)', '6(1)(c)', '6(1)(a)', '6(1)(b)', '6(1)(d)']),
  lawId: z.string().min(3).nullable().default(null),
  mission: z.array(Mission).default([]),
  when: Condition.nullable().default(null),
})

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
      'sign',
      'cite-law',
      'give-reasons',
      'register',
      'manual-review',
      'ask-consent',
    ]),
  }),
  /** A duty of the instruction's own, named among its `terms`. */
  z.strictObject({ kind: z.literal('do'), what: Name }),
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
  /** statute = the law says so; decision = the board does; routine = the centre's own. The first stands above the second and the second above the third (K06). */
  source: z.enum(['statute', 'decision', 'routine']),
  /** In which case the clause speaks at all (K09-K15, K18, K25, K27); null = always. */
  when: Condition.nullable(),
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
  hold: Hold.nullable(),
  service: Service.nullable(),
  duty: Duty.nullable(),
  tell: Tell.nullable(),
  right: Right.nullable(),
  controller: Controller.nullable(),
  /** More bases than `basis`, each for its task or phase. */
  bases: z.array(Basis),
  /** Fields of the data that a permit or a refusal is about, narrower than categories (K18, K19). Empty = not told apart. */
  fields: z.array(Name),
  /** What a refusal or referral points to instead (K19, K20). */
  instead: z
    .strictObject({
      channels: z.array(ChannelKind).default([]),
      act: Act.nullable().default(null),
      to: orTerm(insteadTo).nullable().default(null),
    })
    .nullable(),
  delegationRef: z.string().min(1).nullable(),
  dpiaRef: z.string().min(1).nullable(),
  subProcessors: z.array(z.string()),
  /** Security measures that have to work for what the clause speaks of to go on (GDPR 28(3)(c), 32; A4). Names of the catalogue (server/domain/control). */
  measures: z.array(Code),
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
  source: 'decision',
  when: null,
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
  hold: null,
  service: null,
  duty: null,
  tell: null,
  right: null,
  controller: null,
  bases: [],
  fields: [],
  instead: null,
  delegationRef: null,
  dpiaRef: null,
  subProcessors: [],
  measures: [],
  obligations: [],
  validFrom: null,
  validTo: null,
  reviewBy: null,
  materiality: 'minor',
} as const satisfies Partial<Clause>

/** A clause as a file or an earlier version of the program has written it: what it leaves out says nothing. */
export const GivenClause = z.preprocess(
  (given) => (typeof given === 'object' && given !== null ? { ...clauseDefaults, ...given } : given),
  Clause,
)

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
  /** Facts the notice and the letters need: kommunstyrelsen's file carries the centre's (B32, B33), any board's its own `boardEmail`, to be told that something waits (A13). */
  contacts: z.record(z.string(), z.string()).optional(),
  /** Words of its own that the rules use, beside those that are built in. */
  vocabulary: Vocabulary.optional(),
  clauses: z.array(GivenClause),
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
