import { expect, test } from 'vitest'
import { instructionOf } from '../../../test/any-instruction.ts'
import { exempelby, exempelbyRules, instructionOfBoard } from '../../../test/exempelby-rules.ts'
import { nothingKnown } from './conditions.ts'
import { decide, type Facts } from './decide.ts'
import { namesOf } from './sentence-words.ts'
import { clauseSentences, explain, retentionSentence } from './sentences.ts'

const names = namesOf(exempelby)
const clauseIn = (board: string, id: string) => {
  const found = instructionOfBoard(board).clauses.find((clause) => clause.id === id)
  if (found === undefined) throw new Error(`no clause ${board}/${id}`)
  return found
}
const said = (board: string, id: string, lang: 'sv' | 'en' = 'sv') => clauseSentences(clauseIn(board, id), board, names, lang).join(' ')

test('a retention rule is said with its period, its start and its decision', () => {
  expect(said('tekniska-namnden', 'gallring-trafik')).toContain(
    'Ärenden hos Trafikavdelningen gallras 360 dagar efter att ärendet avslutades. Beslut: tekniska nämnden 2025-11-18 § 135.',
  )
  expect(said('socialnamnden', 'gallring-sju-dagar', 'en')).toContain(
    'Cases of Socialnämnden are destroyed 7 days after the receiver confirmed its arrival.',
  )
  expect(said('kultur-och-fritidsnamnden', 'gallring-kontakt')).toContain('10 arbetsdagar')
  expect(said('kommunstyrelsen', 'bevara-medborgarforslag')).toContain('”Medborgarförslag” bevaras för alltid.')
  const { retention } = clauseIn('stadsbyggnadsnamnden', 'gallring-va-och-avfall')
  if (retention === null) throw new Error('no retention')
  expect(retentionSentence(retention, 'sv', 'Ärendet')).toBe(
    'Ärendet gallras 1 år efter att ärendet avslutades. Beslut: stadsbyggnadsnämnden 2025-11-19 § 121.',
  )
})

test('a permit says what, about what, to whom and on what conditions', () => {
  const sentences = said('stadsbyggnadsnamnden', 'status-skada-part')
  expect(sentences).toContain('Kontaktcenter får berätta hur ett ärende ligger till när det gäller Skada och försäkring.')
  expect(sentences).toContain('Får sägas till: den som är part eller partens ombud.')
  expect(sentences).toContain('Den som frågar ska ha visat e-legitimation.')
  expect(sentences).toContain('Lag: OSL 40:6.')
})

test('a refusal and a clause that waits for its delegation cannot be read as permits', () => {
  expect(said('socialnamnden', 'ingen-status')).toMatch(/^Kontaktcenter får inte se hur ett ärende ligger till eller berätta/)
  expect(said('stadsbyggnadsnamnden', 'beslut-torgplats')).toContain('gäller inte än')
})

test('every clause of every board can be said in both languages, without a code showing through', () => {
  for (const { board, clauses } of exempelbyRules.instructions) {
    for (const clause of clauses) {
      for (const lang of ['sv', 'en'] as const) {
        const text = clauseSentences(clause, board, names, lang).join(' ')
        expect(text).not.toMatch(/undefined|null|status\.|\[object|namnden\b(?<!nämnden)/)
      }
    }
  }
})

test('a refusal is explained with the wording and the law that decided', () => {
  const asked: Facts = {
    hand: 'agent',
    act: 'status.read',
    board: 'socialnamnden',
    caseType: 'hemtjanst',
    channel: 'phone',
    mission: 'status',
    category: null,
    field: null,
    known: nothingKnown,
    asked: 'at-all',
    recipient: null,
    identityLevel: null,
    anonymous: false,
    carriesPersonalData: true,
    undertakings: exempelbyRules.instructions,
    boards: [],
    nowMs: Date.parse('2026-11-23T10:00:00Z'),
  }
  const decision = decide(asked, exempelbyRules)
  expect(explain(decision, exempelbyRules, 'sv')).toBe(
    `Nej, instruktionen säger nej. ”${clauseIn('socialnamnden', 'ingen-status').text}” (socialnamnden/ingen-status) Lag: OSL 26:1.`,
  )
  const unsigned = decide({ ...asked, undertakings: [] }, exempelbyRules)
  expect(explain(unsigned, exempelbyRules, 'en')).toContain('you have not signed the undertaking')
  const uncovered = decide(
    { ...asked, board: 'namnd', undertakings: [{ board: 'namnd', versionId: 7 }], nowMs: 5 },
    { instructions: [instructionOf([])] },
  )
  expect(explain(uncovered, exempelbyRules, 'sv')).toContain('ingen punkt i instruktionen tillåter det')
})
