import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Clause, Retention } from '../../../contracts/instruction.ts'
import { anyBoard, instructionOf } from '../../../test/any-instruction.ts'
import { exempelby, instructionOfBoard } from '../../../test/exempelby-rules.ts'
import { chooseRetention, type Kept } from './choose-retention.ts'

const keep = (days: number, given: Partial<Retention> = {}): Retention => ({
  copy: 'ombud',
  due: { after: 'case.closed', length: days, unit: 'days', calendar: 'calendar' },
  bound: 'exact',
  provided: null,
  part: null,
  steps: [],
  sameAs: null,
  action: 'delete',
  disposalDecision: { date: '2026-01-01', organ: 'nämnden', paragraph: '§ 1' },
  quarantineDays: 0,
  record: 'case',
  ...given,
})
const kept: Kept = { board: anyBoard, department: 'gata', caseType: 'ett', record: 'case' }
/** Written out here, so that a change of the order is seen. */
const narrowToWide = ['case-type', 'department', 'board'] as const
const byLevel = {
  'case-type': { id: 'typ', caseTypes: ['ett'], retention: keep(1) },
  department: { id: 'avdelning', department: 'gata', retention: keep(2) },
  board: { id: 'namnden', retention: keep(3) },
} satisfies Record<(typeof narrowToWide)[number], Partial<Clause>>

test('B19: case type goes before department, department before board, in whatever order they are written', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...narrowToWide], { minLength: 1 }), (levels) => {
      const chosen = chooseRetention(kept, instructionOf(levels.map((level) => byLevel[level])))
      const narrowest = narrowToWide.find((level) => levels.includes(level))
      expect(chosen?.level).toBe(narrowest)
      expect(chosen?.trace.map(({ level }) => level)).toEqual(narrowToWide.filter((level) => levels.includes(level)))
      expect(chosen?.trace.filter((step) => step.chosen)).toHaveLength(1)
    }),
    { numRuns: 500 },
  )
})

test('B19: another department, case type or kind of record never lends its rule', () => {
  const rules = instructionOf([
    { department: 'park', retention: keep(1) },
    { caseTypes: ['tva'], retention: keep(2) },
    { retention: keep(3, { record: 'contact' }) },
  ])
  expect(chooseRetention(kept, rules)).toBeNull()
})

test('B19: a rule of another board is never looked for', () => {
  expect(() => chooseRetention(kept, instructionOf([byLevel.board], { board: 'annan-namnd' }))).toThrow('B19')
})

test('B19: two equally narrow rules are an error, not a choice', () => {
  expect(() => chooseRetention(kept, instructionOf([byLevel.department, { ...byLevel.department, id: 'ocksa' }]))).toThrow(
    'avdelning and ocksa',
  )
})

test('every case type of every board in Exempelby has one rule for its cases and one for its contacts', () => {
  for (const board of exempelby.boards) {
    for (const { code, department } of board.caseTypes) {
      for (const record of ['case', 'contact'] as const) {
        const chosen = chooseRetention({ board: board.code, department, caseType: code, record }, instructionOfBoard(board.code))
        expect(chosen?.clauseKey).toMatch(new RegExp(`^${board.code}/`))
      }
    }
    const untyped = { board: board.code, department: null, caseType: null, record: 'contact' } as const
    expect(chooseRetention(untyped, instructionOfBoard(board.code))?.level).toBe('board')
  }
})

test('what goes to social services waits for the delivery receipt, then seven days', () => {
  const asked = { board: 'socialnamnden', department: 'aldreomsorg', caseType: 'hemtjanst', record: 'case' } as const
  expect(chooseRetention(asked, instructionOfBoard('socialnamnden'))?.retention).toMatchObject({
    due: { after: 'delivery.confirmed', length: 7, unit: 'days' },
  })
})

test('traffic cases go 360 calendar days after closing, other cases of the same board later', () => {
  const at = (department: string, caseType: string) =>
    chooseRetention({ board: 'tekniska-namnden', department, caseType, record: 'case' }, instructionOfBoard('tekniska-namnden'))?.retention
  expect(at('trafik', 'trafiksakerhet')).toMatchObject({ due: { after: 'case.closed', length: 360, unit: 'days', calendar: 'calendar' } })
  expect(at('gatudrift', 'gatubelysning')).toMatchObject({ due: { length: 2, unit: 'years' } })
})
