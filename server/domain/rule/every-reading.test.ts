import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  acts,
  askers,
  Clause,
  channelKinds,
  clauseDefaults,
  dutyBy,
  IdentityLevel,
  insteadTo,
  messageParts,
  outcomes,
  RecipientClass,
  rights,
  tellTo,
} from '../../../contracts/instruction.ts'
import type { Condition, Moment, Period } from '../../../contracts/rule-language.ts'
import { copies, events, facts, noVocabulary, records } from '../../../contracts/vocabulary.ts'
import { conditionReading, momentReading } from './readings.ts'
import { namesOf, wordsOf } from './sentence-words.ts'
import { clauseSentences } from './sentences.ts'

const words = wordsOf(noVocabulary)
const name = <T extends object>(table: T) => fc.constantFrom(...Object.keys(table))
const anyPeriod: fc.Arbitrary<Period> = fc.record({
  length: fc.integer({ min: 0, max: 12 }),
  unit: fc.constantFrom('minutes', 'hours', 'days', 'weeks', 'months', 'years'),
  calendar: fc.constantFrom('elapsed', 'calendar', 'working', 'open'),
})
const anyFactTest: fc.Arbitrary<Condition> = fc.constantFrom(...Object.entries(facts)).map(([fact, { kind, ...rest }]): Condition => {
  const value = 'values' in rest ? (rest.values?.[0] ?? 'ord') : 'ord'
  if (kind === 'yes-no') return { fact, is: true }
  if (kind === 'number') return { fact, atLeast: 3 }
  if (kind === 'day') return { fact, atMost: '2026-01-01' }
  return kind === 'words' ? { fact, has: value } : { fact, in: [value] }
})
const { moment: anyMoment, condition: anyCondition } = fc.letrec<{ moment: Moment; condition: Condition }>((tie) => ({
  moment: fc.oneof(
    { maxDepth: 3 },
    name(events),
    fc.record({ event: name(events), take: fc.constantFrom('first', 'latest'), of: name(records) }),
    fc.record({ fact: fc.constant('subject.born') }),
    fc.tuple(anyPeriod, tie('moment')).map(([period, after]) => ({ after, ...period })),
    fc.tuple(anyPeriod, tie('moment')).map(([period, before]) => ({ before, ...period })),
    fc.record({ endOf: fc.constantFrom('day', 'week', 'month', 'quarter', 'half-year', 'year'), of: tie('moment') }),
    fc.record({ next: fc.constantFrom('01-01', '06-30'), of: tie('moment') }),
    fc.record({ all: fc.array(tie('moment'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ any: fc.array(tie('moment'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ when: tie('condition'), use: tie('moment'), otherwise: tie('moment') }),
    fc.record({ judged: name(events), reviewFrom: tie('moment') }),
  ),
  condition: fc.oneof(
    { maxDepth: 3 },
    anyFactTest,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie('condition') }),
    fc.record({ happened: tie('moment') }),
    fc.record({ during: fc.record({ from: name(events), until: name(events) }) }),
    fc.record({ others: name(records), where: tie('condition'), count: fc.constantFrom('none', 'some', 'all') }),
    fc.record({
      time: fc.record({
        weekdays: fc.constant<number[]>([1, 7]),
        open: fc.constant(false),
        season: fc.record({ from: fc.constant('05-01'), to: fc.constant('08-31') }),
      }),
      of: tie('moment'),
    }),
  ),
}))

/** A built-in code, as a person must never see one: words joined by dots, or by hyphens where Swedish has none. */
const codes = [
  ...Object.keys(events),
  ...Object.keys(facts),
  ...[...messageParts, ...tellTo, ...insteadTo, ...acts, ...outcomes, ...rights].filter((code) => /[.-]/.test(code)),
  'case-system',
  'social-media',
]
const shows = (text: string) =>
  codes.filter((code) => new RegExp(`(?<![\\p{L}\\d.-])${code.replace('.', '\\.')}(?![\\p{L}\\d.-])`, 'u').test(text))

test('every moment and condition reads in both languages, and in Swedish without a code', () => {
  fc.assert(
    fc.property(anyMoment, anyCondition, (moment, condition) => {
      const sv = [momentReading(moment, words, 'sv'), conditionReading(condition, words, 'sv')]
      const en = [momentReading(moment, words, 'en'), conditionReading(condition, words, 'en')]
      for (const text of [...sv, ...en]) expect(text).not.toMatch(/undefined|null|\[object| {2}/)
      expect(sv.flatMap(shows)).toEqual([])
      expect(sv).not.toEqual(en)
    }),
    { numRuns: 2_000 },
  )
})

test('every built-in value, record and copy has Swedish words of its own', () => {
  const unsaid = Object.entries(facts).flatMap(([fact, given]) =>
    'values' in given ? (given.values ?? []).filter((value: string) => /[-]/.test(value) && words.value(fact, value, 'sv') === value) : [],
  )
  expect(unsaid).toEqual([])
  for (const record of Object.keys(records)) expect(words.record(record, 'sv')).not.toBe(record)
  for (const copy of Object.keys(copies)) expect(words.copy(copy, 'sv')).not.toBe(copy)
})

const period = { length: 1, unit: 'months', calendar: 'calendar' } as const
const bare = { ...clauseDefaults, id: 'a', requirement: 'A26', text: 'En punkt i en påhittad instruktion.', effect: 'oblige' }
const say = (given: object, lang: 'sv' | 'en') =>
  clauseSentences(Clause.parse({ ...bare, ...given }), 'namnden', namesOf({ boards: [] }), lang)

const parts: object[] = [
  ...acts.map((act) => ({ effect: 'permit', acts: [act] })),
  ...channelKinds.map((channel) => ({ effect: 'deny', acts: ['read'], channels: [channel] })),
  ...RecipientClass.options.map((who) => ({ effect: 'permit', acts: ['disclose'], recipientClass: [who] })),
  ...IdentityLevel.options.map((identityLevel) => ({ effect: 'permit', acts: ['read'], identityLevel })),
  ...insteadTo.map((to) => ({ effect: 'refer', acts: ['handle'], instead: { to } })),
  ...outcomes.map((action) => ({
    retention: {
      record: 'case',
      copy: 'case-system',
      due: 'case.closed',
      action,
      steps: [{ do: 'register', to: 'paper', doneBy: 'copy.registered' }],
    },
  })),
  ...['exact', 'earliest', 'latest'].map((bound) => ({ retention: { record: 'log', due: { after: 'record.created', ...period }, bound } })),
  { retention: { record: 'note', sameAs: 'record:case' } },
  {
    retention: {
      record: 'chat',
      due: 'message.received',
      action: 'anonymise',
      part: { digitsLongerThan: 6 },
      provided: { fact: 'case.urgent', is: false },
    },
  },
  { hold: { records: ['log'], from: 'supervision.opened', until: 'supervision.closed', mode: 'freeze' } },
  ...['no-fee', 'reduced-fee', 'compensation', 'no-compensation', 'escalate', 'notify', 'register', 'apologise', 'refund', 'nothing'].map(
    (kind) => ({
      service: {
        promise: 'reply',
        due: { after: 'message.received', ...period },
        metBy: ['message.answered'],
        breach: [{ kind, to: 'manager', amount: { percent: 20, every: period } }],
        share: { percent: 80, over: 'half-year' },
      },
    }),
  ),
  ...dutyBy.map((by) => ({ duty: { task: 'log-review', every: period, from: '2026-01-01', within: period, by } })),
  { duty: { task: 'log-review', every: { on: ['06-30', '12-31'] }, from: '2026-01-01', by: 'manager' } },
  ...tellTo.map((to) => ({ tell: { on: 'case.closed', to, how: 'same-channel', must: messageParts, never: ['content'] } })),
  { tell: { on: 'case.closed', to: 'person', suppress: true } },
  ...rights.map((right) => ({
    right: {
      right,
      askedBy: askers,
      due: { after: 'right.requested', ...period },
      delivery: ['registered-post'],
      identity: 'id-document',
      extension: { by: period, when: { fact: 'request.complex', is: true } },
      fee: { when: { fact: 'request.copies', atLeast: 2 }, kind: 'cost' },
    },
  })),
  ...['own', 'host', 'receiver', 'joint'].map((is) => ({ controller: { is, from: 'case.accepted' } })),
  { bases: [{ basis: '6(1)(a)', mission: ['feedback'], when: { fact: 'consent.valid', is: true } }] },
]

test.each(parts.map((part) => [JSON.stringify(part).slice(0, 90), part] as const))('%s reads in both languages', (_, part) => {
  const [sv, en] = [say(part, 'sv'), say(part, 'en')]
  for (const text of [...sv, ...en]) expect(text).not.toMatch(/undefined|\[object|NaN/)
  expect(sv.flatMap(shows)).toEqual([])
  expect(sv.length).toBe(en.length)
})
