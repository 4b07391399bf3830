import { expect, test } from 'vitest'
import { texts } from './index.tsx'
import { say } from './words.ts'

const namesIn = (forms: string | { one: string; other: string }) => [...new Set(JSON.stringify(forms).match(/\{\w+\}/g) ?? [])].sort()

test('both languages of every text fill in the same names', () => {
  const different = Object.entries(texts).filter(([, { sv, en }]) => namesIn(sv).join() !== namesIn(en).join())
  expect(different.map(([key]) => key)).toEqual([])
})
test('a number chooses between one and several', () => {
  expect([1, 2].map((n) => say(texts.days.sv, 'sv', { n }))).toEqual(['1 dag', '2 dagar'])
})
test('a name that nobody gave is seen, not swallowed', () => {
  expect(say('Svar till {to}', 'sv', {})).toBe('Svar till {to}')
})
