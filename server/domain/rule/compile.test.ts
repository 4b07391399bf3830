import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Clause, channelKinds } from '../../../contracts/instruction.ts'
import {
  anyBoard,
  anyInstruction,
  anyKnown,
  anyRowQuestion,
  anyTypes,
  generated,
  instructionOf,
  knownOfType,
} from '../../../test/any-instruction.ts'
import { compileGrants, type GrantRow } from './compile.ts'
import { decide, type Facts } from './decide.ts'

type RowQuestion = Pick<Facts, 'act' | 'channel' | 'nowMs'> & { caseType: string }

/** The whole of what the database asks of the rows; without a channel: in at least one. */
function permittedByRows(rows: readonly GrantRow[], { act, caseType, channel, nowMs }: RowQuestion): boolean {
  if (channel === null) return channelKinds.some((each) => permittedByRows(rows, { act, caseType, channel: each, nowMs }))
  const speaking = rows.filter(
    (row) =>
      row.act === act &&
      row.caseTypeCode === caseType &&
      row.channel === channel &&
      row.validFrom.getTime() <= nowMs &&
      (row.validTo === null || nowMs < row.validTo.getTime()),
  )
  return speaking.some((row) => row.effect === 'permit') && !speaking.some((row) => row.effect === 'deny')
}

const asAgent = (question: RowQuestion): Facts => ({
  ...question,
  hand: 'agent',
  board: anyBoard,
  mission: null,
  category: null,
  field: null,
  recipient: null,
  identityLevel: null,
  anonymous: false,
  carriesPersonalData: true,
  undertakings: [{ board: anyBoard, versionId: 7 }],
  boards: [],
  known: knownOfType(question.caseType),
  asked: 'at-all',
})

const runs = generated(10_000)

test('A2: decide() and the compiled rows answer alike over the whole language, in 10 000 generated instructions and 60 000 questions', () => {
  const seen = { permit: 0, deny: 0, refer: 0 }
  fc.assert(
    fc.property(anyInstruction, fc.array(anyRowQuestion, { minLength: 6, maxLength: 6 }), (instruction, questions) => {
      const rows = compileGrants(instruction, anyTypes)
      for (const question of questions) {
        const decision = decide(asAgent(question), { instructions: [instruction] })
        seen[decision.outcome] += 1
        // A5's floor is law, not clause: no row can say it.
        const byRows = decision.because === 'LAW_FLOOR' || permittedByRows(rows, question)
        expect(decision.outcome === 'permit').toBe(byRows)
      }
    }),
    { numRuns: runs },
  )
  expect(Math.min(seen.permit, seen.deny, seen.refer)).toBeGreaterThan(runs / 10)
}, 1_800_000)

test('A6: whatever is known, and whether it is done now or only asked about, decide() permits nothing that the rows refuse', () => {
  const seen = { permitted: 0, conditioned: 0 }
  fc.assert(
    fc.property(anyInstruction, anyRowQuestion, anyKnown, fc.constantFrom('at-all', 'now'), (instruction, question, known, asked) => {
      const facts = { ...known.facts, ...knownOfType(question.caseType).facts }
      const decision = decide({ ...asAgent(question), known: { ...known, facts }, asked }, { instructions: [instruction] })
      if (decision.because === 'CONDITION_NOT_MET' || decision.because === 'CONDITION_UNKNOWN') seen.conditioned += 1
      if (decision.outcome !== 'permit' || decision.because === 'LAW_FLOOR') return
      seen.permitted += 1
      expect(permittedByRows(compileGrants(instruction, anyTypes), question)).toBe(true)
    }),
    { numRuns: runs },
  )
  expect(Math.min(seen.permitted, seen.conditioned)).toBeGreaterThan(runs / 500)
}, 1_800_000)

const a = { code: 'a', department: 'norr' }
const b = { code: 'b', department: 'syd' }

test('a clause for all case types and channels becomes one row for each pair', () => {
  expect(compileGrants(instructionOf([{ acts: ['advise'] }]), [a, b])).toHaveLength(2 * channelKinds.length)
})

test('a refusal that is narrowed to a category is no refusal of the row', () => {
  const rows = compileGrants(instructionOf([{ acts: ['handle'] }, { acts: ['handle'], effect: 'deny', categories: ['identityNumber'] }]), [
    a,
  ])
  expect(rows.map(({ effect }) => effect)).not.toContain('deny')
})

test('D9: a general referral gives way to a narrower permit exactly as long as that permit is valid', () => {
  const rows = compileGrants(
    instructionOf([
      { acts: ['handle'], effect: 'refer' },
      { acts: ['handle'], caseTypes: ['a'], validFrom: '1970-01-01T00:00:00.005Z', validTo: '1970-01-01T00:00:00.009Z' },
    ]),
    [a, b],
  )
  const may = (caseType: string, nowMs: number) => permittedByRows(rows, { act: 'handle', caseType, channel: 'email', nowMs })
  expect([4, 5, 8, 9].map((nowMs) => may('a', nowMs))).toEqual([false, true, true, false])
  expect(may('b', 5)).toBe(false)
})

test('A37: a clause that waits for its delegation gives no row, not even for its other acts', () => {
  const clause = { acts: ['handle', 'decide'] } satisfies Partial<Clause>
  expect(compileGrants(instructionOf([clause]), [a])).toEqual([])
  expect(compileGrants(instructionOf([{ ...clause, delegationRef: 'SBN § 12' }]), [a])).not.toEqual([])
})
