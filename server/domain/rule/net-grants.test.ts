import fc from 'fast-check'
import { expect, test } from 'vitest'
import { channelKinds } from '../../../contracts/instruction.ts'
import { anyInstruction, anyRowQuestion, anyTypes, generated } from '../../../test/any-instruction.ts'
import { compileGrants, type GrantRow } from './compile.ts'
import { netGrants } from './net-grants.ts'

const row = (given: Partial<GrantRow>, fromMs: number, toMs: number | null): GrantRow => ({
  clauseKey: 'namnd/punkt',
  effect: 'permit',
  act: 'handle',
  boardCode: 'namnd',
  caseTypeCode: 'ett',
  channel: 'email',
  specificity: 0,
  validFrom: new Date(fromMs),
  validTo: toMs === null ? null : new Date(toMs),
  ...given,
})
const told = (rows: GrantRow[], channel: 'email' | 'phone' | null = 'email') =>
  netGrants(rows)
    .filter((grant) => grant.channel === channel)
    .map(({ caseTypes, validFrom, validTo }) => [caseTypes.join(), validFrom.getTime(), validTo?.getTime() ?? null])

test('stretches that overlap or touch become one, those apart stay apart, and one inside another adds nothing', () => {
  expect(told([row({}, 0, 5), row({}, 3, 8)])).toEqual([['ett', 0, 8]])
  expect(told([row({}, 0, 5), row({}, 5, 8)])).toEqual([['ett', 0, 8]])
  expect(told([row({}, 6, 8), row({}, 0, 5)])).toEqual([
    ['ett', 0, 5],
    ['ett', 6, 8],
  ])
  expect(told([row({}, 0, 9), row({}, 2, 3)])).toEqual([['ett', 0, 9]])
  expect(told([row({}, 0, 5), row({}, 3, null)])).toEqual([['ett', 0, null]])
  expect(told([row({}, 5, 5)])).toEqual([])
})

test('a refusal is cut out of its own act, type and channel only', () => {
  const denied = row({ effect: 'deny' }, 2, 4)
  expect(told([row({}, 0, 9), denied])).toEqual([
    ['ett', 0, 2],
    ['ett', 4, 9],
  ])
  for (const other of [{ act: 'advise' }, { caseTypeCode: 'tva' }, { channel: 'phone' }] as const)
    expect(told([row({}, 0, 9), { ...denied, ...other }])).toEqual([['ett', 0, 9]])
})

test('types with the same act, channel and stretch share a row, others do not', () => {
  expect(told([row({}, 0, 9), row({ caseTypeCode: 'tva' }, 0, 9), row({ caseTypeCode: 'tre' }, 0, 8)])).toEqual([
    ['ett,tva', 0, 9],
    ['tre', 0, 8],
  ])
  expect(netGrants([row({}, 0, 9), row({ act: 'advise' }, 0, 9)]).filter(({ channel }) => channel === 'email')).toHaveLength(2)
})

test('in at least one channel: what any of them lets, as one stretch where they meet', () => {
  const rows = [row({}, 0, 5), row({ channel: 'phone' }, 4, 9), row({ channel: 'phone', act: 'advise' }, 1, 2)]
  expect(told(rows, null)).toEqual([
    ['ett', 0, 9],
    ['ett', 1, 2],
  ])
  expect(told(rows, 'phone')).toEqual([
    ['ett', 4, 9],
    ['ett', 1, 2],
  ])
})

test('A2: what is left says of every cell and instant what permits less refusals say', () => {
  fc.assert(
    fc.property(anyInstruction, anyRowQuestion, (instruction, { act, caseType, channel, nowMs }) => {
      const rows = compileGrants(instruction, anyTypes)
      const opens = ({ validFrom, validTo }: { validFrom: Date; validTo: Date | null }) =>
        validFrom.getTime() <= nowMs && (validTo === null || nowMs < validTo.getTime())
      const net = netGrants(rows).some(
        (grant) => grant.act === act && grant.channel === channel && grant.caseTypes.includes(caseType) && opens(grant),
      )
      const gross = (channel === null ? channelKinds : [channel]).some((kind) => {
        const cell = rows.filter((each) => each.act === act && each.caseTypeCode === caseType && each.channel === kind && opens(each))
        return cell.some(({ effect }) => effect === 'permit') && cell.every(({ effect }) => effect === 'permit')
      })
      expect(net).toBe(gross)
    }),
    { numRuns: generated(2_000) },
  )
})
