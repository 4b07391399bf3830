import { z } from 'zod'
import { Act } from './instruction.ts'
import { Day, Id, Instant } from './words.ts'

/** The life of a version: what was changed, who has signed, what may be done next. */

/** Does a change let the contact centre do more than before? What can't be proved not to is called widening. */
export const Direction = z.enum(['widens', 'narrows', 'neither'])
export type Direction = z.infer<typeof Direction>
const Reading = z.object({ sv: z.string(), en: z.string() })
const Worded = z.object({ text: z.string(), sentences: z.object({ sv: z.array(z.string()), en: z.array(z.string()) }) })

export const ClauseChange = z.object({
  id: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  before: Worded.nullable(),
  after: Worded.nullable(),
  /** Names of the fields that differ; empty for a clause that came or went. */
  fields: z.array(z.string()),
  direction: Direction,
  /** As the clause declares it, the heavier of before and after. */
  materiality: z.enum(['editorial', 'minor', 'material']),
  /** Agents must sign again: declared so, or it widens (A23). */
  material: z.boolean(),
  reading: Reading,
})
export type ClauseChange = z.infer<typeof ClauseChange>

export const HeaderChange = z.object({
  field: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  direction: Direction,
  reading: Reading,
})
export type HeaderChange = z.infer<typeof HeaderChange>

/** What is shown before a signature, and what is signed: it holds both readings, so that nobody signs another text than they saw. */
export const InstructionDiff = z.object({
  board: z.string(),
  before: z.number().int().nullable(),
  after: z.number().int(),
  header: z.array(HeaderChange),
  clauses: z.array(ClauseChange),
  widens: z.boolean(),
  material: z.boolean(),
  reading: Reading,
})
export type InstructionDiff = z.infer<typeof InstructionDiff>

export const Party = z.enum(['board', 'contact-centre'])
export const VersionState = z.enum(['draft', 'proposed', 'approved', 'accepted', 'in-force', 'superseded', 'stopped', 'ended'])

/** A stop that is open. `caseTypes`: codes; an empty list = all. `signedBy`: who has signed that it be lifted. */
const OpenStop = z.object({
  id: Id,
  acts: z.array(z.string()),
  caseTypes: z.array(z.string()),
  reason: z.string(),
  stoppedAt: Instant,
  signedBy: z.array(Party),
  can: z.object({ lift: z.boolean(), acknowledge: z.boolean() }),
})
export const VersionList = z.object({
  board: z.string(),
  boardName: z.string(),
  versions: z.array(
    z.object({
      id: Id,
      version: z.number().int(),
      title: z.string(),
      state: VersionState,
      validFrom: Instant,
      validTo: Instant.nullable(),
      signedBy: z.array(Party),
    }),
  ),
  stops: z.array(OpenStop),
  reviews: z.array(z.object({ date: Day, paragraph: z.string(), result: z.string(), nextBy: Day })),
  /** When the one in force is to be gone through next (A7); null without one. */
  reviewBy: Day.nullable(),
  overdue: z.boolean(),
  can: z.object({ draft: z.boolean(), stop: z.boolean(), review: z.boolean() }),
})
export const VersionView = z.object({
  id: Id,
  board: z.string(),
  boardName: z.string(),
  version: z.number().int(),
  title: z.string(),
  state: VersionState,
  /** On paper before it came into Ombud, or with the parties' keys. */
  signed: z.enum(['paper', 'keys']),
  validFrom: Instant,
  validTo: Instant.nullable(),
  reviewBy: Day,
  hash: z.string(),
  clauses: z.array(
    z.object({
      id: z.string(),
      requirement: z.string(),
      effect: z.string(),
      mission: z.array(z.string()),
      text: z.string(),
      sentences: z.array(z.string()),
    }),
  ),
  signatures: z.array(z.object({ party: Party, signer: z.string(), paragraph: z.string(), date: Day })),
  returnedReason: z.string().nullable(),
  /** Of the diff that is signed; null in a draft. */
  diffHash: z.string().nullable(),
  /** What a party that keeps its own key signs: 32 bytes, hexadecimal. null where nothing waits for a signature. */
  toSign: z.string().nullable(),
  can: z.object({
    edit: z.boolean(),
    propose: z.boolean(),
    approve: z.boolean(),
    accept: z.boolean(),
    return: z.boolean(),
    end: z.boolean(),
  }),
})
export type VersionView = z.infer<typeof VersionView>
export const VersionDiff = z.object({ hash: z.string(), diff: InstructionDiff })

const Paragraph = z.string().trim().min(1).max(100)
/** Ed25519, 64 bytes in base64: made outside Ombud by a party that keeps its key itself. */
const Detached = z.string().regex(/^[A-Za-z0-9+/]{86}==$/)
const Password = z.string().min(1).max(200)
/** Again that it is you: the password, or the proof of a step-up by another way. */
const itsYou = { password: Password.optional(), proof: z.string().length(43).optional() }
const signing = { paragraph: Paragraph, date: Day, ...itsYou, signature: Detached.optional() }
export const SignVersion = z.strictObject({ ...signing, diffHash: z.string().regex(/^[0-9a-f]{64}$/) })
export const SignOther = z.strictObject({ ...signing, party: Party })
export const SignLift = z.strictObject(signing)
export const ReturnVersion = z.strictObject({ reason: z.string().trim().min(3).max(2000) })
export const StopInstruction = z.strictObject({
  acts: z.array(Act).default([]),
  caseTypes: z.array(z.string().max(60)).max(500).default([]),
  reason: z.string().trim().min(3).max(2000),
})
export const ReviewInstruction = z.strictObject({
  paragraph: Paragraph,
  date: Day,
  result: z.enum(['unchanged', 'to-be-changed', 'to-be-ended']),
  /** At most twelve months after `date`, which is what it is when left out. */
  nextBy: Day.optional(),
})
/** SubjectPublicKeyInfo, DER, in base64. */
export const BringKey = z.strictObject({ party: Party, publicKey: z.string().regex(/^[A-Za-z0-9+/]{59}=$/), ...itsYou })

/** What is done with a board's data when its instruction has ended (X8). A part is fetched from /v1/offboardings/:id/parts/:part. */
export const Offboarding = z.object({
  id: Id,
  state: z.enum(['exporting', 'exported', 'purging', 'done', 'cancelled']),
  startedAt: Instant,
  doneAt: Instant.nullable(),
  parts: z.array(z.object({ part: z.number().int(), sizeBytes: z.number().int(), fetched: z.boolean() })),
  certificates: z.number().int(),
  can: z.object({ fetch: z.boolean() }),
})
