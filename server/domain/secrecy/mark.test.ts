import { expect, test } from 'vitest'
import { findIdentityNumbers, hasMask, maskIdentityNumbers } from './index.ts'

test.each([
  ['Nr 19121212-1212.', 'Nr 19121212-••••.'],
  ['12 12 12 12 12', '12 12 12 •• ••'],
  ['１２１２１２－１２１２', '••••••-••••'],
  ['121212\u200b-1212', '••••••-••••'],
  ['tolv tolv tolv tolv tolv', '••••••-••••'],
  ['<b>121212</b>-1212', '<b>••••••-••••'],
  ['Inget nummer: 556036-0793', 'Inget nummer: 556036-0793'],
])('L5: %j is shown as %j', (text, masked) => {
  expect(maskIdentityNumbers(text)).toBe(masked)
  expect(hasMask(masked)).toBe(masked !== text)
  expect(findIdentityNumbers(masked)).toEqual([])
})

test('L5: bullets are no mask, and every number of a text is hidden', () => {
  expect(hasMask('Punkter •••• i en lista')).toBe(false)
  expect(maskIdentityNumbers('121212-1212 och 191212121212')).toBe('121212-•••• och 19121212••••')
})
