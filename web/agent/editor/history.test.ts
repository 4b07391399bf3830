import { expect, test } from 'vitest'
import { begin, edit, redo, undo } from './history.ts'

test('what is typed in one place without a pause is taken back in one step', () => {
  const typed = ['a', 'ab', 'abc'].reduce((history, text, n) => edit(history, text, 'x text', n * 300), begin(''))
  expect(undo(typed).present).toBe('')
  expect(redo(undo(typed)).present).toBe('abc')
})
test('another place, a pause, or an act of its own is another step', () => {
  const written = edit(edit(edit(begin('0'), '1', 'x', 0), '2', 'y', 100), '3', 'y', 5_000)
  expect([undo(written).present, undo(undo(written)).present]).toEqual(['2', '1'])
  expect(undo(edit(edit(begin('0'), '1', null, 0), '2', null, 0)).present).toBe('1')
})
test('a new edit forgets what was taken back, and there is nothing before the beginning', () => {
  const again = edit(undo(edit(begin('0'), '1', null, 0)), '2', null, 0)
  expect(redo(again).present).toBe('2')
  expect(undo(undo(again)).present).toBe('0')
})
