import { z } from 'zod'
import type { ClauseForm } from './clause-form.ts'
import { Approval, type InstructionFile } from './instruction.ts'
import { Vocabulary } from './vocabulary.ts'
import { Day, Id, Instant, PersonName } from './words.ts'

/** Drafts of an instruction: written on the screen, kept whole, checked clause by clause at every save. */

/**
 * What is kept of a draft: the shape of an instruction whose clauses may still be unfinished. Whatever a clause lacks is said by the checks and
 * stops it from being proposed, not from being kept.
 */
const DraftShape = z.strictObject({
  board: z.string(),
  version: z.int(),
  title: z.string().max(300),
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime().nullable(),
  reviewBy: Day,
  approvals: z.array(Approval).max(10),
  contacts: z.record(z.string().max(60), z.string().max(500)).optional(),
  vocabulary: Vocabulary.optional(),
  clauses: z.array(z.looseObject({ id: z.string().max(60), text: z.string().max(20_000) })).max(600),
})
const deepest = 60
const depthOf = (value: unknown, depth = 0): number =>
  depth > deepest || typeof value !== 'object' || value === null
    ? depth
    : Math.max(depth, ...Object.values(value).map((each) => depthOf(each, depth + 1)))

/** A clause as it is written: any of its fields may be missing or unfinished. */
export type EditedClause = { id: string; text: string; [field: string]: unknown }
export type EditedFile = Omit<InstructionFile, 'clauses'> & { clauses: EditedClause[] }
export const DraftFile = z.custom<EditedFile>((given) => depthOf(given) <= deepest && DraftShape.safeParse(given).success)

/** Something to mend, at its place: `clauseId` null = the instruction as a whole; `field` e.g. `retention.due`. */
export const Check = z.object({
  clauseId: z.string().nullable(),
  field: z.string(),
  severity: z.enum(['error', 'warning']),
  law: z.string().nullable(),
  requirement: z.string().nullable(),
  text: z.string(),
  /** What to change. */
  fix: z.string().nullable(),
})
export type Check = z.infer<typeof Check>

/** The same clauses as they are enforced, in the order they stand; none for a clause that isn't finished. */
const ClauseSentences = z.array(z.object({ id: z.string(), sentences: z.array(z.string()) }))

export const ClauseComment = z.object({
  id: Id,
  clause: z.string(),
  author: PersonName,
  text: z.string(),
  at: Instant,
  resolvedAt: Instant.nullable(),
  resolvedBy: z.string().nullable(),
})

export const NewDraft = z.object({
  from: z.union([z.enum(['in-force', 'empty']), z.object({ template: z.string() }), z.object({ yaml: z.string().min(1).max(1_000_000) })]),
})
export const DraftView = z.object({
  id: Id,
  board: z.string(),
  boardName: z.string(),
  version: z.int(),
  state: z.string(),
  revision: z.int(),
  file: DraftFile,
  touchedAt: Instant.nullable(),
  returnedReason: z.string().nullable(),
  sentences: ClauseSentences,
  checks: z.array(Check),
  comments: z.array(ClauseComment),
  can: z.object({ write: z.boolean(), comment: z.boolean() }),
})
export const SaveDraft = z.object({ revision: z.int().min(0), file: DraftFile })
export const DraftSaved = z.object({ revision: z.int(), touchedAt: Instant, sentences: ClauseSentences, checks: z.array(Check) })

export const InstructionYaml = z.object({ name: z.string(), yaml: z.string() })
export const Templates = z.object({
  templates: z.array(z.object({ code: z.string(), name: z.string(), what: z.string(), clauses: z.int(), suits: z.boolean() })),
})
export const Form = z.custom<ClauseForm>()
export const WriteComment = z.object({ clause: z.string().min(1).max(60), text: z.string().trim().min(1).max(2_000) })
export const ResolveComment = z.object({ resolved: z.boolean() })
export const Comments = z.object({ comments: z.array(ClauseComment) })
