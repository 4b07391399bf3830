import { z } from 'zod'

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
