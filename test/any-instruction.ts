import fc from 'fast-check'
import {
  type Act,
  type Clause,
  categories,
  channelKinds,
  clauseDefaults,
  IdentityLevel,
  type InstructionInForce,
  Mission,
  RecipientClass,
} from '../contracts/instruction.ts'
import type { Condition, Moment } from '../contracts/rule-language.ts'
import { type Known, nothingKnown, type TypeOfRows } from '../server/domain/rule/index.ts'

/** How many are generated: `npm run test:nightly` asks for ten times as many, `npm run mutate` for fewer. */
export const generated = (usual: number): number => Math.ceil(usual * Number(process.env.OMBUD_GENERATED ?? 1))

// `npm run mutate` asks for the same cases every time, so that its report says the same.
if (process.env.OMBUD_SEED !== undefined) fc.configureGlobal({ seed: Number(process.env.OMBUD_SEED) })

/** The small world that generated instructions live in. Times are milliseconds; few and close, so that windows often meet. */
export const anyBoard = 'namnd'
export const anyCaseTypes = ['ett', 'tva', 'tre'] as const
export const anyDepartments = ['norr', 'syd'] as const
export const departmentOf = (type: string): string => (type === 'tre' ? 'syd' : 'norr')
export const anyTypes: TypeOfRows[] = anyCaseTypes.map((code) => ({ code, department: departmentOf(code) }))
/** What a row of this type is known to be. */
export const knownOfType = (type: string): Known => ({ ...nothingKnown, facts: { 'case.department': departmentOf(type) } })
export const fewActs = ['receive', 'advise', 'handle', 'status.read', 'status.tell', 'decide', 'purge'] as const satisfies readonly Act[]
const lastMs = 12

const anyMoment = fc.integer({ min: -1, max: lastMs + 1 })
const instant = fc.integer({ min: 0, max: lastMs }).map((ms) => new Date(ms).toISOString())

const some = <T>(values: readonly T[]) => fc.subarray([...values], { maxLength: 2 })
const mostlyAll = <T>(values: readonly T[]) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant('all' as const) }, fc.subarray([...values], { minLength: 1, maxLength: 3 }))
const mostlyNone = <T>(values: readonly T[]) => fc.oneof({ weight: 7, arbitrary: fc.constant<T[]>([]) }, some(values))

/** A clause that says only what is given; everything else is as when a file leaves it out. */
export const clauseOf = (given: Partial<Clause>): Clause => ({
  ...clauseDefaults,
  acts: [],
  mission: [],
  subjects: [],
  categories: [],
  specialCategories: [],
  secrecyTags: [],
  recipientClass: [],
  connectors: [],
  subProcessors: [],
  measures: [],
  bases: [],
  fields: [],
  obligations: [],
  id: 'punkt',
  requirement: 'A26',
  text: 'En punkt i en påhittad instruktion.',
  effect: 'permit',
  ...given,
})

/** An instruction in force from 0 and for ever, version 7; its clauses are called punkt-0, punkt-1 … unless named. */
export const instructionOf = (clauses: readonly Partial<Clause>[], given: Partial<InstructionInForce> = {}): InstructionInForce => ({
  versionId: 7,
  board: anyBoard,
  version: 1,
  validFromMs: 0,
  validToMs: null,
  clauses: clauses.map((clause, at) => clauseOf({ id: `punkt-${at}`, ...clause })),
  ...given,
})

/** Facts of every kind: two that rows know, and others that only a case, a person or an hour can answer. */
const values = {
  'case.type': anyCaseTypes,
  'case.channel': channelKinds,
  'case.department': anyDepartments,
  'case.state': ['open', 'closed'],
  'contact.anonymous': [true, false],
  'subject.age': [12, 40],
  'actor.roles': ['agent', 'officer'],
} as const
const factName = fc.constantFrom(...(Object.keys(values) as (keyof typeof values)[]))
const factTest: fc.Arbitrary<Condition> = factName.chain((fact) => {
  const value = fc.constantFrom<string | number | boolean>(...values[fact])
  return fc.oneof(
    value.map((is) => ({ fact, is })),
    value.map((one) => ({ fact, in: [one] })),
    value.map((has) => ({ fact, has })),
    fc.constant({ fact, atLeast: 18 }),
    fc.constant({ fact, atMost: 18 }),
  )
})
const eventName = fc.constantFrom('case.opened', 'case.closed', 'consent.given')
const moment: fc.Arbitrary<Moment> = fc.oneof(
  eventName,
  eventName.map((event) => ({ event, take: 'first' as const })),
  eventName.map((event) => ({ event, take: 'latest' as const, of: 'case' })),
  fc.constant({ fact: 'subject.born' }),
  eventName.map((after) => ({ after, length: 2, unit: 'days' as const, calendar: 'elapsed' as const })),
  fc.array(eventName, { minLength: 1, maxLength: 2 }).map((all) => ({ all })),
  fc.array(eventName, { minLength: 1, maxLength: 2 }).map((any) => ({ any })),
  factTest.map((when) => ({ when, use: 'case.opened', otherwise: 'case.closed' })),
  fc.constant({ judged: 'obsolete.judged' }),
)
const simple: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 5, arbitrary: factTest },
  { weight: 2, arbitrary: moment.map((happened) => ({ happened })) },
  fc.record({ others: fc.constantFrom('case', 'loan'), count: fc.constantFrom('none', 'some', 'all') }),
  fc.constantFrom<Condition>(
    { time: { weekdays: [1, 2, 3] } },
    { time: { open: true } },
    { time: { season: { from: '01-01', to: '06-30' } } },
  ),
)
const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    simple,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('condition').map((not) => ({ not })),
  ),
})).condition

/** What may be known about a case, from nothing to everything that `anyCondition` asks. */
export const anyKnown: fc.Arbitrary<Known> = fc
  .record({
    facts: fc.record(
      {
        'case.state': fc.constantFrom('open', 'closed'),
        'contact.anonymous': fc.boolean(),
        'subject.age': fc.constantFrom(12, 40),
        'subject.born': fc.constant('1990-05-15'),
        'actor.roles': fc.subarray(['agent', 'officer']),
      },
      { requiredKeys: [] },
    ),
    events: fc.dictionary(eventName, fc.constant([new Date(3)]), { maxKeys: 3 }),
    partial: fc.boolean(),
    others: fc.option(fc.constantFrom([], [{ kind: 'case', facts: {}, events: {} }]), { nil: undefined }),
    now: fc.option(fc.integer({ min: 0, max: 20 }).map((days) => new Date(days * 86_400_000))),
  })
  .map((known) => ({ ...nothingKnown, ...known }))

/** Parts that say when and how something is done later; none of them lets or keeps anyone from an act. */
const besides: fc.Arbitrary<Partial<Clause>> = fc.constantFrom<Partial<Clause>>(
  {},
  {},
  { hold: { records: 'all', from: 'appeal.lodged', until: 'appeal.decided', mode: 'defer' } },
  { service: { promise: 'answer', due: 'message.received', metBy: ['message.answered'], remind: null, breach: [] } },
  { duty: { task: 'review', every: { on: ['01-31'] }, from: '1970-01-01', within: null, by: 'manager', doneBy: 'duty.done', missed: [] } },
  { tell: { on: 'case.opened', to: 'person', how: null, within: null, must: [], never: [], suppress: false } },
  { controller: { is: 'receiver', from: 'case.accepted', until: null } },
  {
    right: {
      right: 'access',
      askedBy: ['self'],
      identity: 'none',
      delivery: [],
      due: 'right.requested',
      extension: null,
      needs: null,
      contents: [],
      exempt: [],
      fee: null,
      decidedBy: 'board',
    },
  },
  {
    retention: {
      record: 'case',
      copy: 'ombud',
      due: 'case.closed',
      bound: 'exact',
      provided: null,
      action: 'preserve',
      part: null,
      steps: [],
      sameAs: null,
      disposalDecision: null,
      quarantineDays: 0,
    },
  },
  { bases: [{ basis: '6(1)(a)', lawId: null, mission: [], when: { happened: 'consent.given' } }] },
)

/** Clauses of every effect over a few acts, so that they collide; half of them with a window of their own. */
const anyClause: fc.Arbitrary<Partial<Clause>> = fc
  .record({
    source: fc.constantFrom('statute', 'decision', 'decision', 'decision', 'routine'),
    when: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: anyCondition }),
    department: fc.constantFrom(null, null, null, ...anyDepartments),
    fields: mostlyNone(['reason', 'amount']),
    instead: fc.constantFrom<Clause['instead']>(null, null, { channels: ['visit'], act: 'handover', to: 'board' }),
    secrecyTags: fc.constantFrom<string[]>([], [], ['26:1']),
    personnummerReason: fc.constantFrom(null, 'Barn med samma namn får inte förväxlas.'),
    besides,
    effect: fc.constantFrom('permit', 'permit', 'permit', 'permit', 'deny', 'refer', 'refer', 'refer', 'oblige'),
    acts: fc.subarray([...fewActs], { minLength: 1 }),
    mission: mostlyNone(Mission.options),
    caseTypes: mostlyAll(anyCaseTypes),
    categories: mostlyNone(categories),
    recipientClass: mostlyNone(RecipientClass.options),
    identityLevel: fc.constantFrom('none', 'none', 'none', 'none', 'none', ...IdentityLevel.options),
    channels: mostlyAll(channelKinds),
    delegationRef: fc.constantFrom(null, 'KS § 1'),
    validFrom: fc.option(instant, { freq: 2 }),
    validTo: fc.option(instant, { freq: 2 }),
    lawId: fc.constantFrom(null, 'OSL 26:1', 'FL 6'),
    obligations: fc.constantFrom<Clause['obligations']>([], [{ kind: 'log' }], [{ kind: 'mask' }]),
  })
  .map(({ besides: more, ...clause }) => ({ ...clause, ...more }))

export const anyInstruction: fc.Arbitrary<InstructionInForce> = fc
  .record({
    clauses: fc.array(anyClause, { maxLength: 7 }),
    validFromMs: fc.integer({ min: 0, max: 3 }),
    validToMs: fc.option(fc.integer({ min: 1, max: lastMs })),
  })
  .map(({ clauses, ...window }) => instructionOf(clauses, window))

/** What a row can be asked: an act, a case type, a channel (null: in at least one), an instant. */
export const anyRowQuestion = fc.record({
  act: fc.constantFrom(...fewActs, 'handover'),
  caseType: fc.constantFrom(...anyCaseTypes),
  channel: fc.constantFrom(null, null, ...channelKinds),
  nowMs: anyMoment,
})
