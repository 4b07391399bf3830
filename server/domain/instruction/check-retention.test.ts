import { expect, test } from 'vitest'
import type { Clause, InstructionFile, Retention } from '../../../contracts/instruction.ts'
import { clauseOf } from '../../../test/any-instruction.ts'
import { exempelby, exempelbyFiles } from '../../../test/exempelby-rules.ts'
import { checkInstruction, checkTogether } from './check-instruction.ts'

const board = 'tekniska-namnden'
const seeded = exempelbyFiles.find((file) => file.board === board)
if (!seeded) throw new Error('no such board')
const keep = (given: Partial<Retention>): Retention => ({
  record: 'note',
  copy: 'ombud',
  due: null,
  bound: 'exact',
  provided: null,
  action: 'delete',
  part: null,
  steps: [],
  sameAs: null,
  disposalDecision: { date: '2025-11-18', organ: 'nämnden', paragraph: '§ 1' },
  quarantineDays: 0,
  ...given,
})
const rule = (id: string, given: Partial<Retention>, clause: Partial<Clause> = {}): Clause =>
  clauseOf({ id, effect: 'oblige', requirement: 'B18', retention: keep(given), ...clause })
const file = (...more: Clause[]): InstructionFile => ({ ...seeded, clauses: [...seeded.clauses, ...more] })
const errors = (given: InstructionFile) =>
  checkInstruction(given, exempelby).flatMap(({ severity, clauseId, requirement, says }) =>
    severity === 'error' ? [[clauseId, requirement, says.sv]] : [],
  )
const due = { after: 'case.closed', length: 1, unit: 'years', calendar: 'calendar' } as const

test('B19: K07 a rule that in the end follows itself is a fault, by name or by kind of record', () => {
  expect(errors(file())).toEqual([])
  const circle = [rule('a', { sameAs: 'b' }), rule('b', { record: 'message', sameAs: 'a' })]
  expect(errors(file(...circle))).toEqual(['a', 'b'].map((id) => [id, 'B19', 'regeln följer sig själv (B19)']))
  expect(errors(file(rule('a', { sameAs: 'record:note' })))).toEqual([['a', 'B19', 'regeln följer sig själv (B19)']])
  expect(errors(file(rule('a', { sameAs: 'record:case' })))).toEqual([])
})

test('B19: K07 a rule that points at another board’s is seen when all are read together', () => {
  const others = exempelbyFiles.filter((each) => each.board !== board)
  const together = (...more: Clause[]) =>
    checkTogether([...others, file(...more)], exempelby).map(({ clauseId, says }) => [clauseId, says.sv])
  expect(together(rule('a', { sameAs: 'socialnamnden/gallring-sju-dagar' }))).toEqual([])
  expect(together(rule('a', { sameAs: 'socialnamnden/finns-inte' }))).toEqual([['a', 'regeln socialnamnden/finns-inte finns inte (B19)']])
})

test('B19: K06, K08 two rules about the same copy contradict each other only where neither goes first', () => {
  const twice = (clause: Partial<Clause>, given: Partial<Retention> = {}) =>
    errors(file(rule('a', { due }), rule('b', { due, ...given }, clause)))
  expect(twice({})[0]).toEqual([null, 'B19', expect.stringContaining('punkterna a och b är lika snäva')])
  expect(twice({ source: 'routine' })).toEqual([])
  expect(twice({ caseTypes: ['parkering'] })).toEqual([])
  expect(twice({ when: { fact: 'case.outcome', is: 'atgardad' } })).toEqual([])
  expect(twice({}, { copy: 'paper' })).toEqual([])
})
