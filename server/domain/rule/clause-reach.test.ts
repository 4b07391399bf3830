import { expect, test } from 'vitest'
import { clauseOf, instructionOf } from '../../../test/any-instruction.ts'
import { awaitsDelegation, specificity, stretchOf, without, withstands } from './clause-reach.ts'

test('A37: only a permit to decide waits for a delegation, and only while none is linked', () => {
  expect(awaitsDelegation(clauseOf({ effect: 'permit', acts: ['decide'] }))).toBe(true)
  expect(awaitsDelegation(clauseOf({ effect: 'permit', acts: ['decide'], delegationRef: 'D 1' }))).toBe(false)
  expect(awaitsDelegation(clauseOf({ effect: 'permit', acts: ['advise'] }))).toBe(false)
  expect(awaitsDelegation(clauseOf({ effect: 'deny', acts: ['decide'] }))).toBe(false)
})

test('D9: case types are narrower than a department, and a department than channels', () => {
  const narrow = (given: Parameters<typeof clauseOf>[0]) => specificity(clauseOf({ caseTypes: 'all', channels: 'all', ...given }))
  expect(narrow({})).toBe(0)
  expect(narrow({ channels: ['phone'] })).toBe(1)
  expect(narrow({ department: 'norr' })).toBe(2)
  expect(narrow({ department: 'norr', channels: ['phone'] })).toBe(3)
  expect(narrow({ caseTypes: ['ett'] })).toBe(4)
})

test('K06, D9: the source decides first; within one source only a referral gives way, and only to what is narrower', () => {
  const permit = (given: Parameters<typeof clauseOf>[0]) => clauseOf({ effect: 'permit', caseTypes: 'all', channels: 'all', ...given })
  const refer = clauseOf({ effect: 'refer', caseTypes: 'all', channels: 'all' })
  expect(withstands(permit({ source: 'statute' }), refer)).toBe(true)
  expect(withstands(permit({}), { ...refer, source: 'statute' })).toBe(false)
  expect(withstands(permit({ caseTypes: ['ett'] }), refer)).toBe(true)
  expect(withstands(permit({}), refer)).toBe(false)
  expect(withstands(permit({ caseTypes: ['ett'] }), { ...refer, effect: 'deny' })).toBe(false)
})

test('A5: what is left of a stretch holds no instant that was cut out, and nothing that is empty', () => {
  const whole = { fromMs: 0, toMs: 10 }
  expect(without(whole, [{ fromMs: 0, toMs: 10 }])).toEqual([])
  expect(without(whole, [{ fromMs: 0, toMs: 3 }])).toEqual([{ fromMs: 3, toMs: 10 }])
  expect(without(whole, [{ fromMs: 3, toMs: 5 }])).toEqual([
    { fromMs: 0, toMs: 3 },
    { fromMs: 5, toMs: 10 },
  ])
})

test('A5: a clause speaks inside its own window and its version’s', () => {
  const version = instructionOf([], { validFromMs: 10, validToMs: 100 })
  const day = (ms: number) => new Date(ms).toISOString()
  expect(stretchOf(clauseOf({}), version)).toEqual({ fromMs: 10, toMs: 100 })
  expect(stretchOf(clauseOf({ validFrom: day(5), validTo: day(50) }), version)).toEqual({ fromMs: 10, toMs: 50 })
  expect(stretchOf(clauseOf({ validFrom: day(20), validTo: day(500) }), version)).toEqual({ fromMs: 20, toMs: 100 })
})
