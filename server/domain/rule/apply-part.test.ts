import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyPart, applyPartTo, gap } from './apply-part.ts'

test('what the rule says (K17): digits in a row, more than the rule says, are gone and the rest of the text stands', () => {
  const part = { digitsLongerThan: 6 }
  expect(applyPart('Ring 0701234567, ärende 123456 den 2026-11-25, kort 12345678.', part)).toBe(
    `Ring ${gap}, ärende 123456 den 2026-11-25, kort ${gap}.`,
  )
  expect(applyPart('٠١٢٣٤٥٦٧', part)).toBe(gap)
})

test('what the rule says (K17): words are gone wherever they stand alone, however they are written', () => {
  const part = { words: ['Björk', 'röda huset'] }
  expect(applyPart('BJÖRK bor i Röda  huset vid Björkvägen; Bjo\u0308rk!', part)).toBe(`${gap} bor i ${gap} vid Björkvägen; ${gap}!`)
  expect(applyPart('a.b', { words: ['a.b', ' '] })).toBe(gap)
  expect(applyPart('axb', { words: ['a.b'] })).toBe('axb')
})

test('what the rule says (K17): named fields are empty, the others stand', () => {
  expect(applyPartTo({ name: 'Kim', email: null, body: 'Kim' }, { fields: ['name'] })).toEqual({ name: null, email: null, body: 'Kim' })
  expect(applyPartTo({ name: 'Kim 1234567' }, { digitsLongerThan: 6 })).toEqual({ name: `Kim ${gap}` })
})

test('what the rule says (K17): whatever the text, no run of digits is left, nothing else changes and doing it twice changes nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('1', '22', '333', 'a', ' ', '-', 'ö', '٣')),
      fc.integer({ min: 1, max: 8 }),
      (parts, digitsLongerThan) => {
        const text = parts.join('')
        const left = applyPart(text, { digitsLongerThan })
        expect((left.match(/\p{Nd}+/gu) ?? []).every((run) => run.length <= digitsLongerThan)).toBe(true)
        expect(
          left
            .split(gap)
            .join('')
            .replace(/\p{Nd}/gu, ''),
        ).toBe(text.replace(/\p{Nd}/gu, ''))
        expect(applyPart(left, { digitsLongerThan })).toBe(left)
      },
    ),
    { numRuns: 1_000 },
  )
})
