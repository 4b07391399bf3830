import { describe, expect, test } from 'vitest'
import { type Clause, channelKinds, type Right } from '../../../contracts/instruction.ts'
import { instructionOf } from '../../../test/any-instruction.ts'
import { allUndertakings, exempelbyRules, instructionOfBoard } from '../../../test/exempelby-rules.ts'
import { usualHours } from '../../platform/calendar.ts'
import { type Known, nothingKnown } from './conditions.ts'
import { decide } from './decide.ts'
import { rightOf } from './rights-of.ts'

const access: Right = {
  right: 'access',
  askedBy: ['self', 'guardian'],
  identity: 'e-id',
  delivery: ['registered-post'],
  due: { after: 'right.requested', length: 1, unit: 'months', calendar: 'calendar' },
  extension: { by: { length: 2, unit: 'months', calendar: 'calendar' }, when: { fact: 'request.complex', is: true } },
  needs: null,
  contents: ['cases', 'recordings', 'notes'],
  exempt: [{ what: 'notes', when: { fact: 'content.class', has: 'working-material' }, lawId: 'dataskyddslag 5:2' }],
  fee: { when: { fact: 'request.copies', atLeast: 2 }, kind: 'cost' },
  decidedBy: 'board',
}
const known = (facts: Known['facts']): Known => ({
  facts,
  events: { 'right.requested': [new Date('2026-11-20T12:00:00Z')] },
  openingHours: usualHours,
  now: new Date('2026-11-21T12:00:00Z'),
})
const answer = (facts: Known['facts'], right: Partial<Right> = {}, clause: Partial<Clause> = {}) =>
  rightOf(
    'access',
    instructionOf([{ id: 'utdrag', effect: 'oblige', lawId: 'GDPR 15', right: { ...access, ...right }, ...clause }]),
    known(facts),
  )

test('C1, K21: who asks for themselves is taken up, the board decides, and the month runs from the request (L7)', () => {
  expect(
    answer({ 'asker.relations': ['self'], 'request.complex': false, 'content.class': ['routine'], 'request.copies': 1 }),
  ).toMatchObject({
    outcome: 'take-up',
    terms: {
      identity: 'e-id',
      delivery: ['registered-post'],
      decidedBy: 'board',
      due: { at: new Date('2026-12-20T23:00:00Z') },
      contents: ['cases', 'recordings', 'notes'],
      leftOut: [],
      fee: 'free',
    },
  })
})

test('L7: two months more only when the request is complex, and the reasons have to be told inside the first', () => {
  const extension = (complex: boolean | null) => answer({ 'asker.relations': ['self'], 'request.complex': complex }).terms?.extension
  expect(extension(true)).toEqual({
    due: { at: new Date('2027-02-20T23:00:00Z') },
    tellReasonsBefore: { at: new Date('2026-12-20T23:00:00Z') },
    holds: true,
  })
  expect(extension(false)?.holds).toBe(false)
  expect(extension(null)?.holds).toBeNull()
})

test('K21: whoever isn’t among those who may ask is refused with the law; whoever hasn’t said who they are is asked', () => {
  expect(answer({ 'asker.relations': ['public'] })).toMatchObject({ outcome: 'refuse', because: 'NOT_AMONG_ASKERS', lawId: 'GDPR 15' })
  expect(answer({})).toMatchObject({ outcome: 'ask', ask: ['asker.relations'] })
  expect(answer({}, { askedBy: ['anyone'] })).toMatchObject({ outcome: 'take-up' })
})

test('K21: an objection that must name the processing is refused when it doesn’t, and asked about when nobody knows', () => {
  const needs = { fact: 'request.names-processing', is: true } as const
  const asked = { 'asker.relations': ['self'] }
  expect(answer({ ...asked, 'request.names-processing': false }, { needs })).toMatchObject({ outcome: 'refuse', because: 'NEEDS_NOT_MET' })
  expect(answer(asked, { needs })).toMatchObject({ outcome: 'ask', ask: ['request.names-processing'] })
})

test('K21: what an exemption takes out is left out with its law; what it may take out isn’t given until it is known', () => {
  const terms = (kinds: string[] | null) => answer({ 'asker.relations': ['self'], 'content.class': kinds }).terms
  expect(terms(['working-material'])).toMatchObject({
    contents: ['cases', 'recordings'],
    leftOut: [{ what: 'notes', lawId: 'dataskyddslag 5:2' }],
  })
  expect(terms(null)).toMatchObject({
    contents: ['cases', 'recordings'],
    leftOut: [],
    undecided: [{ what: 'notes', ask: ['content.class'] }],
  })
})

test('K21: extra copies cost, the first doesn’t, and an unknown number isn’t promised free', () => {
  const fee = (copies: number | null) => answer({ 'asker.relations': ['self'], 'request.copies': copies }).terms?.fee
  expect([fee(1), fee(3), fee(null)]).toEqual(['free', 'cost', 'unknown'])
})

test('K21: a right that no clause speaks of is asked about and never refused', () => {
  expect(rightOf('portability', instructionOf([]), known({}))).toMatchObject({ outcome: 'ask', because: 'NO_RULE' })
})

describe('in Exempelby', () => {
  const ks = instructionOfBoard('kommunstyrelsen')
  const asked = (facts: Known['facts']) => ({ ...known(facts), now: new Date('2026-11-21T12:00:00Z') })

  test('A14, B23, C1: a request for an extract is taken in by every channel, and the board decides; the centre may not answer it', () => {
    for (const channel of channelKinds) {
      const taken = rightOf('access', ks, asked({ 'asker.relations': ['self'], 'case.channel': channel }))
      expect({ channel, ...taken }).toMatchObject({
        outcome: 'take-up',
        terms: { decidedBy: 'board', due: { at: new Date('2026-12-20T23:00:00Z') } },
      })
      const nowMs = Date.parse('2026-11-21T12:00:00Z')
      const question = {
        act: 'exercise',
        board: 'kommunstyrelsen',
        caseType: 'dataskyddsbegaran',
        channel,
        mission: 'rights',
        nowMs,
      } as const
      const decision = decide({ ...someAgent, ...question }, exempelbyRules)
      // on Facebook no personal data is taken in at all (C5)
      expect({ channel, outcome: decision.outcome }).toEqual({ channel, outcome: channel === 'facebook' ? decision.outcome : 'refer' })
      expect(decision.outcome).not.toBe('permit')
    }
  })

  test('A15, C2: a public record is examined where it is, by anyone’s request, without asking who; nobody is refused because the holder isn’t known', () => {
    const of = (holder: string | null) => rightOf('public-record', ks, asked({ 'case.holder': holder }))
    expect(of('centre')).toMatchObject({ outcome: 'take-up', terms: { decidedBy: 'centre', identity: 'none', askedBy: ['anyone'] } })
    expect(of('board')).toMatchObject({ outcome: 'take-up', terms: { decidedBy: 'board', identity: 'none' } })
    expect(of(null)).toMatchObject({ outcome: 'ask', ask: ['case.holder'] })
    // promptly is no number of days: a person judges it, and no clock lets it wait (K03)
    expect(of('centre').terms?.due).toMatchObject({ judged: 'promptness.judged' })
  })
})

const someAgent = {
  hand: 'agent',
  category: null,
  field: null,
  known: nothingKnown,
  asked: 'at-all',
  recipient: null,
  identityLevel: null,
  anonymous: false,
  carriesPersonalData: true,
  undertakings: allUndertakings,
  boards: [],
} as const
