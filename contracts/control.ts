import { z } from 'zod'
import { Document } from './document.ts'
import { Day, Id, Instant } from './words.ts'

const State = z.enum(['works', 'fails', 'not-in-use'])
const Code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)

/** One security measure as it stands now, for the whole installation or for one board. */
export const Control = z.object({
  id: Id,
  measure: z.string(),
  name: z.string(),
  /** What it is, in one line. */
  means: z.string(),
  /** null = the whole installation. */
  board: z.string().nullable(),
  boardName: z.string().nullable(),
  state: State,
  since: Instant,
  probedAt: Instant,
  /** Ids and numbers that the last probe left. */
  evidence: z.array(z.object({ name: z.string(), value: z.string() })),
  gdpr32: z.string(),
  area: z.number().int(),
  source: z.string(),
  /** What it protects, in the reader's words. */
  protects: z.array(z.string()),
  /** mandatory = closes what it protects while it fails, at every board or only where the instruction names it; alarm = only tells. */
  weight: z.enum(['mandatory', 'where-named', 'alarm']),
  /** Boards one may see whose instruction names it (A4). */
  namedBy: z.array(z.string()),
  /** What is closed meanwhile. */
  blocked: z.array(z.object({ boardName: z.string(), acts: z.array(z.string()), since: Instant })),
  /** Newest first, at most twenty. */
  history: z.array(z.object({ state: State, since: Instant, until: Instant.nullable() })),
})
export type Control = z.infer<typeof Control>

const Consent = z.object({ board: z.string(), boardName: z.string(), paragraph: z.string(), on: Day })
export const SubProcessor = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  whatFor: z.string(),
  region: z.enum(['EU/EEA', 'outside EU/EEA']),
  addedAt: Instant,
  endedAt: Instant.nullable(),
  consents: z.array(Consent),
  /** Boards that one signs for and that haven't consented, and that have. */
  canConsent: z.array(z.object({ board: z.string(), boardName: z.string() })),
  canWithdraw: z.array(z.object({ board: z.string(), boardName: z.string() })),
})
export type SubProcessor = z.infer<typeof SubProcessor>

export const Controls = z.object({
  controls: z.array(Control),
  guideline: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      asked: z.string(),
      found: z.string().nullable(),
      source: z.string(),
      measure: z.string(),
    }),
  ),
  subProcessors: z.array(SubProcessor),
  canKeepRegister: z.boolean(),
  reports: z.array(z.object({ board: z.string(), boardName: z.string(), quarter: z.string(), madeAt: Instant, hash: z.string() })),
})
export type Controls = z.infer<typeof Controls>

export const Quarter = z.string().regex(/^\d{4}-Q[1-4]$/)
/** The quarter's report with what is needed to verify it anywhere: `body` is the signed text (Ed25519 over its SHA-256). */
export const ControlReport = z.object({
  document: Document,
  body: z.string(),
  hash: z.string(),
  signature: z.string(),
  publicKey: z.string(),
  intact: z.boolean(),
})
export type ControlReport = z.infer<typeof ControlReport>

export const AddSubProcessor = z.object({
  code: Code,
  name: z.string().trim().min(2).max(200),
  whatFor: z.string().trim().min(3).max(1000),
  region: z.enum(['EU/EEA', 'outside EU/EEA']),
})
export const ConsentToSubProcessor = z.object({ board: z.string(), paragraph: z.string().trim().min(1).max(100), on: Day })
export const WithdrawConsent = z.object({ board: z.string() })
