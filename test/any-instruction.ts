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

/** The small world that generated instructions live in. Times are milliseconds; few and close, so that windows often meet. */
export const anyBoard = 'namnd'
export const anyCaseTypes = ['ett', 'tva', 'tre'] as const
const fewActs = ['receive', 'advise', 'handle', 'status.read', 'decide'] as const satisfies readonly Act[]
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

/** Clauses of every effect over a few acts, so that they collide; half of them with a window of their own. */
const anyClause: fc.Arbitrary<Partial<Clause>> = fc.record({
  effect: fc.constantFrom('permit', 'permit', 'permit', 'deny', 'refer', 'refer', 'oblige'),
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
  obligations: fc.constantFrom([], [{ kind: 'log' }], [{ kind: 'mask' }]),
})

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
