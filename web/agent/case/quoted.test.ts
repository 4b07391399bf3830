import { expect, test } from 'vitest'
import { splitQuoted } from './quoted.ts'

test('the earlier mail that ends a reply is set apart, with the line that introduces it', () => {
  expect(splitQuoted('Tack!\n\nDen 1 maj skrev Kontaktcenter:\n> Hej!\n>\n> Öppet till 18.\n')).toEqual({
    said: 'Tack!',
    quoted: 'Den 1 maj skrev Kontaktcenter:\n> Hej!\n>\n> Öppet till 18.',
  })
})

test('answers between quoted lines stay where they were written', () => {
  const body = '> När öppnar ni?\nKlockan 8.\n> Och på lördag?\nDå är det stängt.'
  expect(splitQuoted(body)).toEqual({ said: body, quoted: '' })
})

test('a mail that is nothing but a quotation is shown whole', () => {
  expect(splitQuoted('> Hej')).toEqual({ said: '> Hej', quoted: '' })
})
