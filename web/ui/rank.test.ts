import { expect, test } from 'vitest'
import { ranked } from './rank.ts'

const groups = [
  {
    id: 'sbn',
    name: 'Stadsbyggnadsnämnden',
    choices: [
      { id: 'skada', name: 'Skada och försäkring · SBN' },
      { id: 'lov', name: 'Bygglov · SBN', also: 'Byggavdelningen' },
    ],
  },
  { id: 'tn', name: 'Tekniska nämnden', choices: [{ id: 'sno', name: 'Snöröjning och halka · TN' }] },
]
const first = (typed: string) => ranked(groups, typed)[0]?.choices[0]?.id

test('a word that begins the name comes before a word that only the board’s name holds', () => {
  expect(first('bygg')).toBe('lov')
})
test('every typed word must be found, in the name, the board or the department', () => {
  expect(first('sbn lov')).toBe('lov')
  expect(first('halka tekniska')).toBe('sno')
  expect(ranked(groups, 'halka bygglov')).toEqual([])
})
test('nothing typed shows everything, as it stands', () => {
  expect(ranked(groups, ' ')).toEqual(groups)
})
