import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RecipientClass } from '../../../contracts/instruction.ts'
import { type CallerWhy, type HarmAnswers, harms, type Representation } from '../../../contracts/secrecy.ts'
import { generated } from '../../../test/any-instruction.ts'
import { type CallerQuestion, judgeCaller } from './judge-caller.ts'
import { mostSecret } from './levels.ts'

const all = (answer: 'none' | 'unsure' | 'some' | 'considerable'): HarmAnswers => Object.fromEntries(harms.map((harm) => [harm, answer]))
const bare: CallerQuestion = {
  caller: 'party',
  field: 'state',
  secrecy: mostSecret(['26:1']),
  openToAll: false,
  today: '2026-11-25',
  representation: null,
  tested: null,
}
const why = (given: Partial<CallerQuestion>): CallerWhy => judgeCaller({ ...bare, ...given })
const attorney: Representation = { kind: 'representative', documentRef: 'Aktbil 3', validTo: '2026-11-25', scope: ['state'] }
const guardian: Representation = { kind: 'guardian', custody: 'population-register', childAge: 14, decides: null, considerableHarm: false }
const authority: Representation = { kind: 'authority', law: 'SoL 19:1' }

const cells: readonly [line: string, given: Partial<CallerQuestion>, CallerWhy][] = [
  ['the party, identified well enough', { caller: 'party' }, 'permitted'],
  ['a representative without a power of attorney', { caller: 'representative' }, 'power-of-attorney'],
  ['a representative with a guardian’s papers', { caller: 'representative', representation: guardian }, 'power-of-attorney'],
  ['a representative on the last day of it', { caller: 'representative', representation: attorney }, 'permitted'],
  ['a representative the day after', { caller: 'representative', representation: attorney, today: '2026-11-26' }, 'expired'],
  [
    'a representative whose power has no last day',
    { caller: 'representative', representation: { ...attorney, validTo: null } },
    'permitted',
  ],
  ['a representative outside its scope', { caller: 'representative', representation: attorney, field: 'decision' }, 'scope'],
  ['a guardian whose custody nobody checked', { caller: 'guardian' }, 'custody'],
  ['a guardian who only says so', { caller: 'guardian', representation: { ...guardian, custody: 'not-checked' } }, 'custody'],
  ['a guardian of a child of fourteen', { caller: 'guardian', representation: guardian }, 'permitted'],
  [
    'a guardian of a younger child who decides itself',
    { caller: 'guardian', representation: { ...guardian, decides: 'child' } },
    'child-decides',
  ],
  ['a guardian of a child of fifteen, age alone', { caller: 'guardian', representation: { ...guardian, childAge: 15 } }, 'who-decides'],
  [
    'a guardian of a child of fifteen who isn’t ripe to decide',
    { caller: 'guardian', representation: { ...guardian, childAge: 15, decides: 'guardian' } },
    'permitted',
  ],
  [
    'a guardian of a child of fifteen who decides itself',
    { caller: 'guardian', representation: { ...guardian, childAge: 15, decides: 'child' } },
    'child-decides',
  ],
  [
    'a guardian of someone of eighteen',
    { caller: 'guardian', representation: { ...guardian, childAge: 18, decides: 'guardian' } },
    'of-age',
  ],
  [
    'a guardian, and the child would be considerably harmed',
    { caller: 'guardian', representation: { ...guardian, considerableHarm: true } },
    'considerable-harm',
  ],
  ['an authority without a law', { caller: 'authority' }, 'legal-ground'],
  ['an authority with a law: the board decides', { caller: 'authority', representation: authority }, 'board-decides'],
  ['anyone, of something public', { caller: 'public', secrecy: mostSecret([]) }, 'permitted'],
  ['anyone, of something secret that nobody has tested', { caller: 'public' }, 'harm-test'],
  ['anyone, where the test found no harm', { caller: 'public', tested: { answers: all('none'), kept: [] } }, 'permitted'],
  ['anyone, where it isn’t clear', { caller: 'public', tested: { answers: all('unsure'), kept: [] } }, 'refused'],
  ['anyone, of the part that the harm isn’t about', { caller: 'public', tested: { answers: all('some'), kept: ['state'] } }, 'permitted'],
  ['anyone, of the rest', { caller: 'public', field: 'unit', tested: { answers: all('some'), kept: ['state'] } }, 'refused'],
  ['anyone, with a question unanswered', { caller: 'public', tested: { answers: {}, kept: ['state'] } }, 'refused'],
  ['a colleague or relative, of what is public too', { caller: 'related', secrecy: mostSecret([]), openToAll: true }, 'related'],
]

describe('D8: who may be told what in one call', () => {
  test.each(cells)('D8, L31: %s', (_, given, expected) => {
    expect(why(given)).toBe(expected)
  })

  test('D8: what anyone may be told needs no papers of anybody', () => {
    for (const caller of RecipientClass.options) expect(why({ caller, secrecy: mostSecret([]), openToAll: true })).toBe('permitted')
  })

  test('D6, D8: a protected person’s details and what is absolutely secret are told to nobody on the line', () => {
    for (const caller of RecipientClass.options)
      for (const tag of ['21:3', '22:1', '27:1'])
        expect(why({ caller, secrecy: mostSecret([tag]), tested: { answers: all('none'), kept: ['state'] } })).toBe('protected')
  })

  test('D8: something secret is told to the party alone while nothing is known of whoever else asks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RecipientClass.options),
        fc.constantFrom('26:1', '40:6', '26:5', '23:1'),
        fc.boolean(),
        (caller, tag, openToAll) => {
          expect(why({ caller, secrecy: mostSecret([tag]), openToAll }) === 'permitted').toBe(caller === 'party')
        },
      ),
      { numRuns: generated(100) },
    )
  })
})
