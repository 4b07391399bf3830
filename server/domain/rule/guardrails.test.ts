import { expect, test } from 'vitest'
import type { Act, Clause } from '../../../contracts/instruction.ts'
import { clauseOf } from '../../../test/any-instruction.ts'
import { exempelbyRules } from '../../../test/exempelby-rules.ts'
import { barriers, guardrails } from './guardrails.ts'

const barred = (act: Act, given: Partial<Clause>) => barriers(clauseOf({ acts: [act], ...given }), act).map(({ id }) => id)

test('A10: a permit to share what social services keep needs the provision that breaks the secrecy', () => {
  const shared: Partial<Clause> = { secrecyTags: ['26:1'], recipientClass: ['authority'] }
  expect(barred('disclose', shared)).toEqual(['social-secrecy'])
  expect(barred('status.tell', { ...shared, recipientClass: ['public'] })).toEqual(['social-secrecy'])
  expect(barred('transfer', { secrecyTags: ['25:1 a'] })).toEqual(['social-secrecy'])
  expect(barred('publish', { secrecyTags: ['26:1'] })).toEqual(['social-secrecy'])
  expect(barred('disclose', { ...shared, lawId: 'OSL 10:27' })).toEqual(['social-secrecy'])
  for (const lawId of ['OSL 10:28', 'OSL 10:15 a', 'OSL 12:2']) expect(barred('disclose', { ...shared, lawId })).toEqual([])
  expect(barred('disclose', { ...shared, recipientClass: ['party'] })).toEqual([])
  expect(barred('disclose', { ...shared, secrecyTags: ['21:3', '126:1'] })).toEqual([])
  expect(barred('handle', shared)).toEqual([])
})

test('A25: the centre neither disposes of records nor exports in bulk', () => {
  expect([barred('purge', {}), barred('export', {}), barred('handle', {})]).toEqual([['disposal'], ['disposal'], []])
})

test('A37: deciding without a delegation bars every act of the clause', () => {
  expect(barriers(clauseOf({ acts: ['handle', 'decide'] }), 'handle').map(({ id }) => id)).toEqual(['delegation'])
  expect(barred('decide', { delegationRef: 'SBN § 12' })).toEqual([])
})

test('B22, C9: a clause that wants the decision automated is barred, one that wants it not to be is not', () => {
  const decides = (when: Clause['when']) => barred('decide', { delegationRef: 'SBN § 12', when })
  const automated = { fact: 'decision.automated', is: true } as const
  const other = { fact: 'case.urgent', is: true } as const
  const wanting: Clause['when'][] = [
    automated,
    { all: [other, automated] },
    { any: [other, automated] },
    { not: { fact: 'decision.automated', is: false } },
    { fact: 'decision.automated', in: [true] },
  ]
  for (const when of wanting) expect(decides(when)).toEqual(['automated-decision'])
  expect([decides({ not: automated }), decides(other), decides({ fact: 'decision.automated', is: false }), decides(null)]).toEqual([
    [],
    [],
    [],
    [],
  ])
  expect(barred('handle', { when: automated })).toEqual([])
})

test('B11: identity numbers need a reason', () => {
  expect(barred('receive', { categories: ['name', 'identityNumber'] })).toEqual(['identity-number'])
  expect(barred('receive', { categories: ['identityNumber'], personnummerReason: 'Barn med samma namn får inte förväxlas.' })).toEqual([])
  expect(barred('receive', { categories: ['name', 'phone'] })).toEqual([])
})

test('B4: calls are recorded and heard for threats and for the right of access, for nothing else', () => {
  expect(barred('record', { mission: ['threat'] })).toEqual([])
  expect(barred('listen', { mission: ['threat', 'rights'] })).toEqual([])
  expect(barred('listen', { mission: ['threat', 'guidance'] })).toEqual(['recording'])
  expect(barred('record', { mission: ['assistance'] })).toEqual(['recording'])
  expect(barred('handle', { mission: ['assistance'] })).toEqual([])
})

test('C5: data leaves the EU/EEA on a named ground only', () => {
  expect(barred('transfer', { region: 'outside EU/EEA' })).toEqual(['third-country'])
  expect(barred('transfer', { region: 'outside EU/EEA', lawId: 'GDPR 46' })).toEqual([])
  expect([barred('transfer', {}), barred('handle', { region: 'outside EU/EEA' })]).toEqual([[], []])
})

test('only permits can widen, so a refusal breaks nothing', () => {
  expect(barriers(clauseOf({ effect: 'deny', acts: ['purge', 'decide'] }), 'purge')).toEqual([])
})

test('A10: every guardrail names its law and says in both languages what to change', () => {
  for (const { laws, sv, en } of guardrails) {
    expect(laws).not.toEqual([])
    for (const text of [sv, en]) expect(text.split('. ').length).toBeGreaterThan(1)
  }
})

test('no clause of Exempelby is barred but the one that waits for its delegation', () => {
  const found = exempelbyRules.instructions.flatMap(({ board, clauses }) =>
    clauses.flatMap((clause) => clause.acts.flatMap((act) => barriers(clause, act).map(({ id }) => `${board}/${clause.id} ${id}`))),
  )
  expect([...new Set(found)].filter((line) => !line.endsWith(' delegation'))).toEqual([])
})
