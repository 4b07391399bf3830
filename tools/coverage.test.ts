import { expect, test } from 'vitest'
import { coverageFaults, coveragePage, idsIn } from './coverage.ts'

test('the name of a test says which requirements it proves, before the colon or in brackets', () => {
  expect(idsIn('A5: without an instruction in force …')).toEqual(['A5'])
  expect(idsIn('A21–A23, B6: what an unsigned agent sees (T6)')).toEqual(['A21', 'A22', 'A23', 'B6', 'T6'])
  expect(idsIn('a case in board A2 is not found (see the map)')).toEqual([])
})

test('an id that doesn’t exist is a fault, and a requirement without a test is not yet proved', () => {
  const named = (name: string) => ({ path: 'a.test.ts', line: 1, name, ids: idsIn(name) })
  expect(coverageFaults([named('A38: the last'), named('A39: one too many')])).toEqual(['a.test.ts:1 names A39, which is no requirement'])
  const page = coveragePage([named('X1: told at once')])
  expect(page).toContain('1 of 87 requirements')
  expect(page).toContain('| X1 | `a.test.ts`: X1: told at once |')
  expect(page).toContain('| A1 | not yet |')
})
