import fc from 'fast-check'
import { expect, test } from 'vitest'
import { few, hideFew, hideOne } from './hide-few.ts'

test('a number from one to four isn’t shown, and the next smallest goes with it so that it can’t be worked out', () => {
  expect(hideFew([0, 3, 40, 12])).toEqual({ counts: [0, 'few', 40, 'hidden'], total: 55 })
  expect(hideFew([2, 4, 40])).toEqual({ counts: ['few', 'few', 40], total: 46 })
  expect(hideFew([3, 0])).toEqual({ counts: ['few', 0], total: 'few' })
  expect(hideFew([])).toEqual({ counts: [], total: 0 })
  expect([hideOne(0), hideOne(4), hideOne(5)]).toEqual([0, 'few', 5])
})

test('nobody can subtract their way to a hidden number: the whole is hidden, or at least two of its parts are', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 12 }), { maxLength: 8 }), (numbers) => {
      const { counts, total } = hideFew(numbers)
      const hidden = counts.filter((count) => typeof count !== 'number').length
      const isShown = (count: unknown) => typeof count !== 'number' || count === 0 || count >= few
      expect([...counts, total].every(isShown)).toBe(true)
      expect(hidden === 1 && typeof total === 'number').toBe(false)
      expect(counts.every((count, index) => count !== 'few' || (numbers[index] ?? 0) < few)).toBe(true) // what is said of it is true
    }),
  )
})
