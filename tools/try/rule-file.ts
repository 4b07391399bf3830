import { parseDocument } from 'yaml'
import { z } from 'zod'
import {
  Act,
  Category,
  ChannelKind,
  Clause,
  clauseDefaults,
  IdentityLevel,
  Mission,
  RecipientClass,
  rights,
} from '../../contracts/instruction.ts'
import { Day, FactValue, Name } from '../../contracts/rule-language.ts'
import { Vocabulary } from '../../contracts/vocabulary.ts'
import { instantOf } from './instants.ts'

/**
 * A file of rules to try: each rule as people say it, its clauses as an instruction holds them, and made-up records with what should become of them.
 * `docs/instruction-language.md` teaches it.
 */

export const families = Array.from({ length: 27 }, (_, at) => `K${String(at + 1).padStart(2, '0')}`)
const Family = z.enum(families)
export type Family = string

/** `2026-03-02 10:00` and `2026-03-02` are Swedish time; an instant with its offset is taken as it is. */
const When = z.string().transform((given, context) => {
  const at = instantOf(given)
  if (at !== null) return at
  context.addIssue({ code: 'custom', message: `${given} är ingen tid: skriv 2026-03-02 10:00 / isn’t a time: write 2026-03-02 10:00` })
  return z.NEVER
})

const Facts = z.record(Name, z.union([FactValue, z.array(FactValue), z.null()])).default({})
const Events = z.record(Name, z.array(When)).default({})

const Ask = z.union([
  /** May it be done? What isn't given isn't asked about. */
  z.strictObject({
    act: Act,
    hand: z.enum(['agent', 'officer', 'citizen', 'auditor', 'service']).default('agent'),
    channel: ChannelKind.nullable().default(null),
    caseType: z.string().nullable().default(null),
    mission: Mission.nullable().default(null),
    category: Category.nullable().default(null),
    field: z.string().nullable().default(null),
    recipient: RecipientClass.nullable().default(null),
    identity: IdentityLevel.nullable().default(null),
    anonymous: z.boolean().default(false),
    asked: z.enum(['now', 'at-all']).default('now'),
  }),
  /** What becomes of a copy of this kind of record? `text`: what of it is left. */
  z.strictObject({ fate: Name, copy: Name.default('ombud'), text: z.string().optional() }),
  /** `among`: more records like this one, of a promise of the many. */
  z.strictObject({ service: Name, among: z.array(z.strictObject({ facts: Facts, events: Events })).optional() }),
  z.strictObject({ duties: z.strictObject({ from: Day, until: Day }) }),
  /** What is told when it happens? `text` and `words`: what does a composed message lack? */
  z.strictObject({ tell: Name, text: z.string().optional(), words: z.record(z.string(), z.string()).default({}) }),
  z.strictObject({ right: z.enum(rights) }),
  z.strictObject({ controller: z.strictObject({ own: z.string(), host: z.string(), receiver: z.string().nullable().default(null) }) }),
  z.strictObject({ bases: Mission }),
  /** Does a message in this channel become a case at once? */
  z.strictObject({ opens: ChannelKind }),
])
export type Ask = z.infer<typeof Ask>

export type Expected = string | number | boolean | null | Expected[] | { [key: string]: Expected }
const Expected: z.ZodType<Expected> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(Expected), z.record(z.string(), Expected)]),
)

export const TriedRecord = z.strictObject({
  name: z.string().min(1),
  facts: Facts,
  events: Events,
  /** Other records of the same person; left out = nobody has looked. */
  others: z.array(z.strictObject({ kind: Name, facts: Facts, events: Events })).optional(),
  openingHours: z.array(z.strictObject({ weekdays: z.array(z.int()), from: z.string(), to: z.string() })).optional(),
  now: When,
  ask: Ask,
  /** Left out: only shown. */
  expect: Expected.optional(),
})
export type TriedRecord = z.infer<typeof TriedRecord>

/** A clause as in an instruction file. What only the register needs may be left out here. */
const loose = { requirement: 'A26', text: 'En regel som prövas, utan egen lydelse.' }
const TriedClause = z.preprocess(
  (given) => (typeof given === 'object' && given !== null ? { ...clauseDefaults, ...loose, ...given } : given),
  Clause,
)

export const TriedRule = z.strictObject({
  rule: z.string().min(1),
  families: z.array(Family).default([]),
  about: z.string().default('other'),
  /** A judgement: the right answer is that a person looks at it, never a day (K03). */
  manualReview: z.boolean().default(false),
  vocabulary: Vocabulary.prefault({}),
  clauses: z.array(TriedClause),
  /** Clauses of other boards' instructions that these point at. */
  elsewhere: z.record(z.string(), z.array(TriedClause)).default({}),
  records: z.array(TriedRecord).default([]),
  /** Why the language can't say it; then there are no clauses. */
  notExpressed: z.string().optional(),
})
export type TriedRule = z.infer<typeof TriedRule>

/** Reads YAML as `schema`; the faults say where and why. */
export function readYaml<T>(schema: z.ZodType<T>, yaml: string, name: string): { value: T | null; faults: string[] } {
  const document = parseDocument(yaml, { merge: false })
  if (document.errors.length > 0)
    return {
      value: null,
      faults: document.errors.map((error) => `${name}:${error.linePos?.[0].line ?? '?'}: ${error.message.split('\n')[0] ?? ''}`),
    }
  return readAs(schema, document.toJS({ maxAliasCount: 10_000 }), name)
}

export function readAs<T>(schema: z.ZodType<T>, given: unknown, name: string): { value: T | null; faults: string[] } {
  const read = schema.safeParse(given)
  if (read.success) return { value: read.data, faults: [] }
  return { value: null, faults: read.error.issues.flatMap((issue) => issueLines(issue, []).map((line) => `${name}: ${line}`)) }
}

type Issue = z.core.$ZodIssue

/** Of a choice among shapes, the shape that came nearest says what is wrong; otherwise one would only learn that none fitted. */
function issueLines(issue: Issue, path: readonly PropertyKey[]): string[] {
  const at = [...path, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((best, each) => (depth(each) > depth(best) ? each : best))
    if (depth(nearest) > 0) return nearest.flatMap((each) => issueLines(each, at))
    return [`${at.join('.')}: passar ingen av formerna / fits none of the shapes`]
  }
  return [`${at.join('.')}: ${issue.message}`]
}

/** How far a shape was followed before it failed: a missing or unknown key at the root says least. */
const depth = (issues: readonly Issue[]): number =>
  Math.min(
    ...issues.map((issue) => {
      if (issue.code === 'invalid_union') return issue.path.length + Math.max(0, ...issue.errors.map(depth))
      return issue.code === 'unrecognized_keys' || (issue.code === 'invalid_type' && issue.path.length <= 1) ? 0 : issue.path.length
    }),
  )
