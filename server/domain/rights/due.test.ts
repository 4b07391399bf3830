import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RightsKind } from '../../../contracts/rights.ts'
import { readExempelby } from '../../../db/seed/exempelby.ts'
import { generated } from '../../../test/any-instruction.ts'
import { addPeriod, isWorkingDay, stockholmDay } from '../../platform/calendar.ts'
import { mayName } from './boards-to-name.ts'
import { dueOf, longestOf } from './due.ts'
import { leadsIn } from './leads.ts'
import { letterOf } from './letter.ts'

const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
const kinds = fc.constantFrom(...RightsKind.options)
const rule = readExempelby().instructions.find(({ file }) => file.board === 'kommunstyrelsen')?.file
const lastDay = (due: Date) => stockholmDay(new Date(due.getTime() - 1))

test('L7: the day is after the receipt, never later than a month and the working day after it, and a board’s rule only makes it sooner', () => {
  fc.assert(
    fc.property(instants, kinds, (at, kind) => {
      const byLaw = dueOf(kind, at, undefined)
      const here = dueOf(kind, at, rule)
      expect(byLaw.getTime()).toBeGreaterThan(at.getTime())
      expect(here.getTime()).toBeGreaterThan(at.getTime())
      expect(here.getTime()).toBeLessThanOrEqual(byLaw.getTime())
      expect(isWorkingDay(lastDay(byLaw))).toBe(true)
      const month = addPeriod(at, { length: 1, unit: 'months', calendar: 'calendar' }).at
      if (kind !== 'records') expect(byLaw.getTime()).toBeGreaterThanOrEqual(month.getTime())
      expect(longestOf(at).getTime()).toBeGreaterThan(byLaw.getTime())
    }),
    { numRuns: generated(300) },
  )
})

test.each([
  ['access', '2026-01-30T10:00:00Z', '2026-03-02'], // 28 February is a Saturday
  ['erasure', '2026-11-24T23:30:00Z', '2026-12-28'], // the 25th in Sweden; Christmas and a weekend follow
  ['records', '2026-04-01T10:00:00Z', '2026-04-08'], // Easter between
] as const)('L7: %s received %s is answered by %s', (kind, at, last) => {
  expect(lastDay(dueOf(kind, new Date(at), undefined))).toBe(last)
})

test('A14: a board that only an address led to is named to that address alone, and under sealed secrecy not by the centre', () => {
  const board = (matched_by: Parameters<typeof mayName>[0]['matched_by'], sealed: boolean) =>
    (['agent', 'mail', 'code'] as const).map((told) => mayName({ matched_by, sealed }, told))
  expect(board(['email'], false)).toEqual([true, true, false])
  expect(board(['email'], true)).toEqual([false, true, false])
  expect(board(['phone'], true)).toEqual([false, false, false])
  expect(board(['phone'], false)).toEqual([true, false, false])
  expect(board(['number', 'email'], true)).toEqual([true, true, true])
  expect(board(['host'], false)).toEqual([true, true, true])
})

test('A14: case numbers are found in what is written, and a code is never taken for a number', () => {
  const code = '0d463-y4k0r-jkzxz-m2txv-7w7nk-b'
  const { numbers, codes } = leadsIn([' tn-2026-000001', code], 'Gäller SBN-2026-000012, inte XSBN-2026-0000123.')
  expect(numbers).toEqual(['TN-2026-000001', 'SBN-2026-000012'])
  expect(codes).toHaveLength(1)
  expect(codes[0]).toHaveLength(32)
})

test('X12, B34: no refusal of any kind can be written without how it is appealed, and none of data without where to complain', () => {
  fc.assert(
    fc.property(
      kinds,
      fc.constantFrom('partly' as const, 'refused' as const),
      fc.constantFrom('sv' as const, 'en' as const),
      (kind, outcome, lang) => {
        const at = new Date('2026-11-25T10:00:00Z')
        const words = {
          boardName: 'Nämnden',
          municipality: 'Exempelby',
          extensionReasons: null,
          decisionReasons: 'Skäl',
          lawId: 'GDPR 17.3 b',
        }
        const letter = letterOf({ kind, receivedAt: at, dueAt: at, decidedAt: at, outcome, ...words }, lang)
        const ids = letter?.sections.map(({ id }) => id)
        expect(ids).toContain('appeal')
        expect(ids?.includes('complaint')).toBe(kind !== 'records')
        expect(JSON.stringify(letter)).toContain('GDPR 17.3 b')
      },
    ),
    { numRuns: 100 },
  )
})
