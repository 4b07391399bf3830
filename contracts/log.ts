import { z } from 'zod'
import { Day, Id, Instant } from './words.ts'

/** Why somebody looks in the log: a closed list, and what isn't on it can't be asked (X14, TF 3:5; T17). */
export const LogPurpose = z.enum(['control', 'rights', 'incident', 'authority'])
const LogKind = z.enum(['access', 'audit', 'refusal', 'certificate'])

/** One row, as its board may read it. `proof`: whether the row is the one that was signed. */
export const LogRow = z.object({
  number: z.number().int(),
  /** Its place in the log of the whole municipality. */
  sequence: z.number().int().nullable(),
  kind: LogKind.nullable(),
  at: Instant.nullable(),
  hand: z.string().nullable(),
  act: z.string().nullable(),
  purpose: z.string().nullable(),
  who: z.string().nullable(),
  cases: z.array(z.object({ id: Id, number: z.string().nullable() })),
  contacts: z.array(Id),
  /** Ground, clauses, versions, fields: codes and names, never a word of anyone's. */
  facts: z.record(z.string(), z.string()),
  door: z.enum(['web', 'worker', 'purge', 'owner']).nullable(),
  proof: z.enum(['proved', 'waiting', 'erased', 'broken']),
  /** What is wrong, in the reader's language. */
  faults: z.array(z.string()),
})
export type LogRow = z.infer<typeof LogRow>

export const ReadLog = z.object({
  board: z.string().max(60),
  purpose: LogPurpose,
  from: Day,
  to: Day,
  kind: LogKind.optional(),
  caseNumber: z.string().trim().min(1).max(40).optional(),
  /** Older than this row. */
  before: z.number().int().min(1).optional(),
})
export const LogPage = z.object({
  rows: z.array(LogRow),
  next: z.number().int().nullable(),
  /** How far the signed log reaches; null: nothing is signed yet. */
  signed: z.object({ size: z.number().int(), at: Instant, root: z.string(), verifier: z.string(), good: z.boolean() }).nullable(),
})
