import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Act,
  type Clause,
  categories,
  type InstructionFile,
  Mission,
  RecipientClass,
  Retention,
} from '../../../contracts/instruction.ts'
import { anyBoard, anyInstruction, anyRowQuestion, clauseOf } from '../../../test/any-instruction.ts'
import { exempelby, exempelbyFiles } from '../../../test/exempelby-rules.ts'
import { decide, type Facts, namesOf, nothingKnown } from '../rule/index.ts'
import { canonicalJson } from './canonical.ts'
import { diffHash, diffInstructions } from './diff.ts'
import { directionOf } from './direction.ts'

const names = namesOf(exempelby)
const pairs = Number(process.env.OMBUD_DIFF_PAIRS ?? 5_000)
const [first] = exempelbyFiles
if (!first) throw new Error('Exempelby has instructions')

const fileOf = (clauses: readonly Clause[], given: Partial<InstructionFile> = {}): InstructionFile => ({
  ...first,
  clauses: [...clauses],
  ...given,
})
const permit = (given: Partial<Clause> = {}) => clauseOf({ id: 'far', effect: 'permit', acts: ['handle'], ...given })
const alone = (before: Clause | null, after: Clause | null, around: readonly Clause[] = []) =>
  directionOf(before, after, { before: [...around, ...(before ? [before] : [])], after: [...around, ...(after ? [after] : [])] })

test('A38: what is signed is read in the instruction’s own words', () => {
  const vocabulary = { events: { 'sandbox.filled': { sv: 'sandlådan fylldes på' } }, facts: {}, records: {}, copies: {} }
  const seeded = exempelbyFiles.find(({ board }) => board === 'tekniska-namnden')
  if (!seeded) throw new Error('no such board')
  const after = {
    ...seeded,
    version: 2,
    vocabulary,
    clauses: [...seeded.clauses, clauseOf({ id: 'sand', when: { happened: 'sandbox.filled' } })],
  }
  const [change] = diffInstructions(seeded, after, namesOf(exempelby)).clauses
  expect(JSON.stringify(change)).toContain('sandlådan fylldes på')
})

describe('A38: what widens and what doesn’t', () => {
  const case1: [string, Clause | null, Clause | null, string, Clause[]?][] = [
    ['a new permit', null, permit(), 'widens'],
    ['a permit that goes', permit(), null, 'narrows'],
    ['one act more', permit(), permit({ acts: ['handle', 'advise'] }), 'widens'],
    ['one act less', permit({ acts: ['handle', 'advise'] }), permit(), 'narrows'],
    ['another wording', permit(), permit({ text: 'Samma sak, sagd på ett annat sätt.' }), 'neither'],
    ['one recipient more', permit({ recipientClass: ['party'] }), permit({ recipientClass: ['party', 'public'] }), 'widens'],
    ['one category less', permit({ categories: ['name', 'phone'] }), permit({ categories: ['name'] }), 'narrows'],
    ['a duty less', permit({ obligations: [{ kind: 'mask' }] }), permit(), 'widens'],
    ['a duty more', permit(), permit({ obligations: [{ kind: 'mask' }] }), 'narrows'],
    ['a weaker identity', permit({ identityLevel: 'e-id' }), permit({ identityLevel: 'callback' }), 'widens'],
    ['a stronger identity', permit(), permit({ identityLevel: 'e-id' }), 'narrows'],
    ['a new refusal', null, clauseOf({ id: 'nej', effect: 'deny', acts: ['handle'] }), 'narrows'],
    ['a refusal that goes', clauseOf({ id: 'nej', effect: 'deny', acts: ['handle'] }), null, 'widens'],
    [
      'a refusal of fewer types',
      clauseOf({ effect: 'deny', acts: ['handle'] }),
      clauseOf({ effect: 'deny', acts: ['handle'], caseTypes: ['ett'] }),
      'widens',
    ],
    [
      'a refusal of more types',
      clauseOf({ effect: 'deny', acts: ['handle'], caseTypes: ['ett'] }),
      clauseOf({ effect: 'deny', acts: ['handle'] }),
      'narrows',
    ],
    ['a permit that becomes a refusal', permit(), permit({ effect: 'deny' }), 'narrows'],
    ['fewer types, where nobody refers', permit(), permit({ caseTypes: ['ett'] }), 'narrows'],
    [
      'fewer types, which now wins over a refer (D9)',
      permit(),
      permit({ caseTypes: ['ett'] }),
      'widens',
      [clauseOf({ id: 'vidare', effect: 'refer', acts: ['handle'] })],
    ],
    [
      'a masking permit that goes while another stays',
      permit({ obligations: [{ kind: 'mask' }] }),
      null,
      'widens',
      [permit({ id: 'annan' })],
    ],
    ['information', null, clauseOf({ effect: 'inform' }), 'neither'],
    ['a delegation', permit({ acts: ['decide'] }), permit({ acts: ['decide'], delegationRef: 'KS § 1' }), 'widens'],
  ]
  test.each(case1)('%s', (_, before, after, direction, around = []) => {
    expect(alone(before, after, around)).toBe(direction)
  })

  const kept = (length: number, unit: 'days' | 'years' = 'days') =>
    clauseOf({
      effect: 'oblige',
      retention: Retention.parse({
        record: 'case',
        due: { after: 'case.closed', length, unit, calendar: 'calendar' },
        action: 'delete',
        disposalDecision: { date: '2025-01-01', organ: 'N', paragraph: '§ 1' },
      }),
    })
  test('kept longer widens, kept shorter narrows, another rule altogether can’t be said and widens', () => {
    expect(alone(kept(30), kept(31))).toBe('widens')
    expect(alone(kept(30), kept(29))).toBe('narrows')
    expect(alone(kept(30), kept(1, 'years'))).toBe('widens')
    expect(alone(null, kept(30))).toBe('widens')
  })

  test('a part that this comparison has never heard of widens, whichever way it changes', () => {
    const withPart = { ...permit(), okand: { minst: 3 } }
    expect(alone(permit(), withPart)).toBe('widens')
    expect(alone(withPart, permit())).toBe('widens')
    expect(alone(null, { ...withPart, effect: 'deny' })).toBe('widens')
  })
})

/** Every question that two rule sets can be asked, with everything a row doesn't see. */
const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    row: anyRowQuestion,
    mission: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.constantFrom(...Mission.options)),
    category: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.constantFrom(...categories)),
    recipient: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.constantFrom(...RecipientClass.options)),
    identityLevel: fc.constantFrom(null, 'none' as const, 'callback' as const, 'e-id' as const),
  })
  .map(({ row, ...rest }) => ({
    ...row,
    ...rest,
    act: row.act satisfies Act,
    hand: 'agent',
    board: anyBoard,
    anonymous: false,
    carriesPersonalData: true,
    field: null,
    known: nothingKnown,
    asked: 'at-all',
    undertakings: [{ board: anyBoard, versionId: 7 }],
    boards: [],
  }))

test('A38: whatever a diff doesn’t call widening permits nothing new and frees from no duty, in thousands of pairs of instructions', () => {
  const seen = { proved: 0, widens: 0, narrower: 0 }
  const one = fc.record({
    base: anyInstruction,
    drop: fc.nat(),
    other: anyInstruction,
    how: fc.nat(5),
    facts: fc.array(anyFacts, { minLength: 8, maxLength: 8 }),
  })
  fc.assert(
    fc.property(one, ({ base, drop, other, how, facts }) => {
      const changed = variantOf(base.clauses, other.clauses, drop, how)
      const around = { before: base.clauses, after: changed }
      const ids = [...new Set([...base.clauses, ...changed].map(({ id }) => id))]
      const find = (clauses: readonly Clause[], id: string) => clauses.find((clause) => clause.id === id) ?? null
      const widens = ids.some((id) => directionOf(find(base.clauses, id), find(changed, id), around) === 'widens')
      seen[widens ? 'widens' : 'proved'] += 1
      if (widens) return
      for (const fact of facts) {
        const before = decide(fact, { instructions: [base] })
        const after = decide(fact, { instructions: [{ ...base, clauses: changed }] })
        if (after.outcome === 'permit') expect(before.outcome).toBe('permit')
        else if (before.outcome === 'permit') seen.narrower += 1
        if (after.outcome === 'permit') for (const duty of before.obligations) expect(after.obligations).toContainEqual(duty)
      }
    }),
    { numRuns: pairs },
  )
  expect(Math.min(seen.proved, seen.widens)).toBeGreaterThan(pairs / 10)
  expect(seen.narrower).toBeGreaterThan(pairs / 500)
})

/** One clause taken away, added, or changed in one of the ways that might narrow. */
function variantOf(base: readonly Clause[], other: readonly Clause[], drop: number, how: number): Clause[] {
  const at = base.length === 0 ? 0 : drop % base.length
  const [target] = base.slice(at, at + 1)
  const replaced = (given: Partial<Clause>) => base.map((clause, index) => (index === at ? { ...clause, ...given } : clause))
  if (!target || how === 0) return base.filter((_, index) => index !== at)
  if (how === 1) return [...base, ...other.slice(0, 1).map((clause) => ({ ...clause, id: 'ny' }))]
  if (how === 2) return replaced({ caseTypes: other[0]?.caseTypes ?? 'all', channels: other[0]?.channels ?? 'all' })
  if (how === 3) return replaced({ acts: target.acts.slice(0, 1), mission: target.mission.slice(0, 1) })
  if (how === 4) return replaced({ effect: 'deny', identityLevel: 'none' })
  return replaced({ validFrom: other[0]?.validFrom ?? null, identityLevel: 'callback' })
}

describe('what is shown and signed', () => {
  const [a, b] = [permit({ id: 'a', materiality: 'editorial' }), permit({ id: 'b' })]

  test('every change, with its wording before and after, and nothing else', () => {
    const diff = diffInstructions(fileOf([a, b]), fileOf([{ ...a, text: 'En ny ordalydelse för samma sak.' }], { version: 2 }), names)
    expect(diff.clauses.map(({ id, change, direction, fields }) => ({ id, change, direction, fields }))).toEqual([
      { id: 'a', change: 'changed', direction: 'neither', fields: ['text'] },
      { id: 'b', change: 'removed', direction: 'narrows', fields: [] },
    ])
    expect(diff.clauses[0]?.after?.text).toBe('En ny ordalydelse för samma sak.')
    expect(diff.clauses[1]?.after).toBeNull()
    expect(diff).toMatchObject({ widens: false, material: false, header: [] })
    expect(diff.reading.sv).toContain('Kontaktcenter får inte göra mer än förut')
  })

  test('A23: declared material on either side is material; so is whatever widens', () => {
    const heavy = { ...a, materiality: 'material' as const }
    const text = 'En ny ordalydelse för samma sak.'
    expect(diffInstructions(fileOf([heavy]), fileOf([{ ...a, text }]), names).material).toBe(true)
    expect(diffInstructions(fileOf([a]), fileOf([{ ...heavy, text }]), names).material).toBe(true)
    expect(diffInstructions(fileOf([a]), fileOf([{ ...a, text }]), names).material).toBe(false)
    expect(diffInstructions(fileOf([a]), fileOf([{ ...a, acts: ['handle', 'advise'] }]), names).material).toBe(true)
  })

  test('a longer life of the version is a widening, a shorter one isn’t', () => {
    const ends = (validTo: string | null) => fileOf([a], { validTo })
    expect(diffInstructions(ends('2026-12-31T23:00:00Z'), ends(null), names).widens).toBe(true)
    expect(diffInstructions(ends(null), ends('2026-12-31T23:00:00Z'), names).widens).toBe(false)
  })

  test('a first version is all new, and widens', () => {
    const diff = diffInstructions(null, first, names)
    expect(diff.before).toBeNull()
    expect(diff.clauses).toHaveLength(first.clauses.length)
    expect(diff.widens).toBe(true)
  })

  test('the same two files give the same hash, however their members are ordered; another wording gives another', () => {
    const turned: InstructionFile = JSON.parse(
      JSON.stringify(
        first,
        Object.keys(first)
          .reverse()
          .concat(...first.clauses.map((each) => Object.keys(each))),
      ),
    )
    expect(canonicalJson({ b: 1, a: [undefined, { d: undefined, c: 'å' }] })).toBe('{"a":[null,{"c":"å"}],"b":1}')
    expect(Object.keys(turned)).not.toEqual(Object.keys(first))
    const hash = diffHash(diffInstructions(null, first, names))
    expect(diffHash(diffInstructions(null, { ...turned, clauses: first.clauses }, names))).toBe(hash)
    const [head, ...rest] = first.clauses
    if (!head) throw new Error('a clause')
    expect(diffHash(diffInstructions(null, { ...first, clauses: [{ ...head, text: `${head.text} Och mer.` }, ...rest] }, names))).not.toBe(
      hash,
    )
  })
})
