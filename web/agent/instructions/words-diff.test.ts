import { expect, test } from 'vitest'
import { wordsDiff } from './words-diff.ts'

const shown = (before: string, after: string) =>
  wordsDiff(before, after)
    .map(({ kind, text }) => ({ same: text, gone: `[-${text}-]`, come: `{+${text}+}` })[kind])
    .join('')

test('words that were taken out and put in are told from those that stayed', () => {
  expect(shown('Ärenden gallras två år efter att de avslutats.', 'Ärenden gallras 180 dagar efter att de avslutats.')).toBe(
    'Ärenden gallras[- två år-]{+ 180 dagar+} efter att de avslutats.',
  )
})
test('either text can be put together again from the runs', () => {
  const [before, after] = ['a b c d e f', 'a c x d f g']
  const of = (...kinds: string[]) =>
    wordsDiff(before, after)
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ text }) => text)
      .join('')
      .trim()
  expect([of('same', 'gone'), of('same', 'come')]).toEqual([before, after])
})
