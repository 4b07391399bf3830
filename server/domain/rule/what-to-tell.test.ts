import { expect, test } from 'vitest'
import type { Clause, Tell } from '../../../contracts/instruction.ts'
import { instructionOf } from '../../../test/any-instruction.ts'
import { usualHours } from '../../platform/calendar.ts'
import type { Known } from './conditions.ts'
import { lacksOf, tellsOn } from './what-to-tell.ts'

const tell = (given: Partial<Tell>, clause: Partial<Clause> = {}): Partial<Clause> => ({
  effect: 'oblige',
  tell: { on: 'message.received', to: 'person', how: 'email', within: null, must: [], never: [], suppress: false, ...given },
  ...clause,
})
const known = (facts: Known['facts'] = {}): Known => ({
  facts,
  events: { 'message.received': [new Date('2026-11-20T12:00:00Z')] },
  openingHours: usualHours,
  now: new Date('2026-11-20T12:00:00Z'),
})
const told = (clauses: Partial<Clause>[], facts: Known['facts'] = {}) => tellsOn('message.received', instructionOf(clauses), known(facts))

test('K26: what is owed says to whom, how, by when and what it holds; nothing is owed on another event', () => {
  const clause = tell({ within: { length: 1, unit: 'days', calendar: 'working' }, must: ['case-number', 'unit'], never: ['content'] })
  expect(told([clause])).toEqual([
    {
      to: 'person',
      how: 'email',
      clauseIds: ['namnd/punkt-0'],
      state: 'owed',
      by: new Date('2026-11-23T23:00:00Z'),
      must: ['case-number', 'unit'],
      never: ['content'],
    },
  ])
  expect(tellsOn('case.closed', instructionOf([clause]), known())).toEqual([])
})

test('K26: a suppression beats a telling of the same rank, and the board is still told', () => {
  const rules = [tell({}), tell({ suppress: true }, { id: 'tyst' }), tell({ to: 'board' })]
  expect(told(rules)).toMatchObject([
    { to: 'person', state: 'suppressed', clauseIds: ['namnd/tyst'] },
    { to: 'board', state: 'owed' },
  ])
})

test('K06: a statute’s duty to tell stands above a decision’s silence, and a routine’s telling below it', () => {
  expect(told([tell({ suppress: true }), tell({}, { source: 'statute' })])).toMatchObject([{ state: 'owed', clauseIds: ['namnd/punkt-1'] }])
  expect(told([tell({ suppress: true }), tell({}, { source: 'routine' })])).toMatchObject([{ state: 'suppressed' }])
})

test('K26: what isn’t known neither sends nor silences: it is asked', () => {
  const silent = tell({ suppress: true }, { when: { fact: 'contact.anonymous', is: true } })
  expect(told([tell({}), silent])).toMatchObject([{ state: 'unknown', ask: ['contact.anonymous'] }])
  expect(told([tell({}), silent], { 'contact.anonymous': false })).toMatchObject([{ state: 'owed' }])
  expect(told([tell({}), silent], { 'contact.anonymous': true })).toMatchObject([{ state: 'suppressed' }])
  // a routine that might tell changes nothing that is silenced
  expect(told([tell({ suppress: true }), tell({}, { source: 'routine', when: { fact: 'case.urgent', is: true } })])).toMatchObject([
    { state: 'suppressed' },
  ])
})

test('K26: of must and never about one part the higher source decides, and of equals it stays out', () => {
  expect(told([tell({ must: ['officer'] }), tell({ never: ['officer'] })])[0]).toMatchObject({ must: [], never: ['officer'] })
  expect(told([tell({ must: ['how-to-appeal'] }, { source: 'statute' }), tell({ never: ['how-to-appeal'] })])[0]).toMatchObject({
    must: ['how-to-appeal'],
    never: [],
  })
})

test('K26: a composed message is told what it lacks and what it may not hold; what nobody has given is lacking', () => {
  const words = { 'case-number': 'KS-2026-7', phone: '0980-319 200', content: 'grannens hund', officer: null }
  const text = 'Hej!\n\nDitt ärende har nummer KS-2026-7. Grannens  hund skäller.'
  expect(lacksOf(text, words, { must: ['case-number', 'phone', 'officer'], never: ['content', 'officer'] })).toEqual({
    missing: ['phone', 'officer'],
    forbidden: ['content'],
  })
})
