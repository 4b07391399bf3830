import { expect, test } from 'vitest'
import { masked, removed } from './mends.ts'

test('T10: a number that is masked keeps its beginning; a word is hidden whole', () => {
  expect(masked('Nr 121212-1212.', { start: 3, end: 14 })).toBe('Nr 121212-••••.')
  expect(masked('Hon har diabetes.', { start: 8, end: 16 })).toBe('Hon har •••.')
})

test('T10: what is removed leaves no hole', () => {
  expect(removed('Ring 070-123 45 67 ikväll', { start: 5, end: 18 })).toBe('Ring ikväll')
  expect(removed('Nummer 121212-1212', { start: 7, end: 18 })).toBe('Nummer')
})
