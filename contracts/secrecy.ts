import { z } from 'zod'
import { Day, Id, Instant } from './words.ts'

/** How strong the secrecy of a provision is, by its harm criterion (OSL). The weakest first: what a stricter one hides, a weaker one need not. */
export const secrecyLevels = ['none', 'qualified-straight', 'straight', 'reverse', 'absolute'] as const
export const SecrecyLevel = z.enum(secrecyLevels)
export type SecrecyLevel = z.infer<typeof SecrecyLevel>

/** Chapter and section of OSL, as in a clause's secrecyTags: "26:1", "40:7 g". */
export const SecrecyTag = z.string().regex(/^\d{1,2}:\d{1,2}( [a-z])?$/)

/** A law, chapter and section: "SoL 19:1". */
const Law = z.string().regex(/^[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,24} \d{1,2}:\d{1,3}( [a-z])?$/)

/** What is secret about a case, all of it weighed together (L21). */
export const Secrecy = z.object({
  level: SecrecyLevel,
  /** The provisions that make it so, and then the rest. */
  provisions: z.array(SecrecyTag),
  /** Whereabouts of someone threatened, or with protected registration (OSL 21:3, 21:3 a, 22:1, 22:2). */
  isProtected: z.boolean(),
  /** The longest that it lasts; null = no provision says, or nothing is secret. */
  years: z.int().nullable(),
})
export type Secrecy = z.infer<typeof Secrecy>

/** Who would be harmed, and how: each is answered, and one that isn't is a refusal. */
export const harms = ['economy', 'integrity', 'safety', 'others'] as const
export type Harm = (typeof harms)[number]
/** none: it is clear that there is none. unsure: neither can be said. some: it can be assumed. considerable: and it would be considerable. */
export const harmAnswers = ['none', 'unsure', 'some', 'considerable'] as const
export const HarmAnswer = z.enum(harmAnswers)
export type HarmAnswer = z.infer<typeof HarmAnswer>
export const HarmAnswers = z.partialRecord(z.enum(harms), HarmAnswer)
export type HarmAnswers = z.infer<typeof HarmAnswers>

/** The parts of a case that go with it when it is handed over. */
export const caseParts = ['messages', 'notes', 'files', 'people'] as const
export type CasePart = (typeof caseParts)[number]

/**
 * What lets secret data go to another board: no harm, the person's own consent (12:2), what the board needs for its own activity (10:2), an obvious
 * interest (10:27), or a duty by law (10:28). 10:15 a and 10:24 need two persons and an authority that no board is, so they aren't among these.
 */
export const handOverGrounds = ['no-harm', 'consent', '10:2', '10:27', '10:28'] as const
export const HandOverGround = z.enum(handOverGrounds)
export type HandOverGround = z.infer<typeof HandOverGround>

/** The harm test before a hand-over to another board (OSL 8:1, L40b). Codes only: what would be told stands in the case, and nowhere else. */
export const TestHandOver = z.object({
  board: z.string().max(60),
  ground: HandOverGround,
  answers: HarmAnswers,
  /** What the person has consented to, part by part; all of them or the case stays (L31). */
  consented: z.array(z.enum(caseParts)).max(caseParts.length).default([]),
  /** 10:28 only: the law that gives the duty, e.g. "SoL 19:1". */
  law: Law.nullable().default(null),
})
export type TestHandOver = z.infer<typeof TestHandOver>
export const HarmOutcome = z.enum(['all', 'part', 'nothing'])
export type HarmOutcome = z.infer<typeof HarmOutcome>

/** Why it passes, or what is in the way. */
export const passingWhys = ['open', 'consent', 'no-harm', 'breaker', 'harm', 'ground', 'parts', 'law', 'officer', 'never'] as const
/** `until`: the act has to be done before this; after it the test is made again. */
export const HarmTested = z.object({
  id: Id,
  outcome: HarmOutcome,
  why: z.enum(passingWhys),
  level: SecrecyLevel,
  provision: SecrecyTag.nullable(),
  until: Instant,
})
export type HarmTested = z.infer<typeof HarmTested>

/**
 * On what ground somebody speaks for another, or asks for it (D8). Codes, days and a reference: the power of attorney itself stands in the case.
 * representative: its reference, last day, and what it covers. guardian: how custody was checked, the child's age, who decides about it when the child is
 * old enough to have a say (FB 6:11), and whether the child would be considerably harmed (OSL 12:3). authority: the law that lets it ask.
 */
export const Representation = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('representative'),
    documentRef: z.string().regex(/^[A-Za-zÅÄÖåäö0-9][A-Za-zÅÄÖåäö0-9 ./-]{1,39}$/),
    validTo: Day.nullable(),
    scope: z.array(z.string().max(40)).max(20),
  }),
  z.object({
    kind: z.literal('guardian'),
    custody: z.enum(['not-checked', 'population-register', 'document']),
    childAge: z.int().min(0).max(120),
    decides: z.enum(['guardian', 'child']).nullable(),
    considerableHarm: z.boolean(),
  }),
  z.object({ kind: z.literal('authority'), law: Law }),
])
export type Representation = z.infer<typeof Representation>

/** A mark that something may be secret (OSL 5:5); null = the whole case. */
export const MarkSecrecy = z.object({ provision: SecrecyTag, messageId: Id.nullable().default(null) })
export type MarkSecrecy = z.infer<typeof MarkSecrecy>
/** Its three fields, and what it is about. */
export const SecrecyMark = z.object({ id: Id, provision: SecrecyTag, markedAt: Instant, boardName: z.string(), messageId: Id.nullable() })

/** Why something may be told to a caller or not, beyond what the instruction says. */
export const callerWhys = [
  'permitted',
  'related',
  'protected',
  'power-of-attorney',
  'expired',
  'scope',
  'custody',
  'of-age',
  'who-decides',
  'child-decides',
  'considerable-harm',
  'legal-ground',
  'board-decides',
  'harm-test',
  'refused',
] as const
export type CallerWhy = (typeof callerWhys)[number]

/** The harm test before something secret is told to someone outside: the questions, and which fields the harm isn't about. */
export const TestTelling = z.object({ answers: HarmAnswers, kept: z.array(z.string().max(40)).max(20).default([]) })
export type TestTelling = z.infer<typeof TestTelling>
export const TellingTested = z.object({ id: Id, outcome: HarmOutcome, level: SecrecyLevel, until: Instant })
export type TellingTested = z.infer<typeof TellingTested>
