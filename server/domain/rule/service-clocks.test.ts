import { expect, test } from 'vitest'
import type { Clause, Service } from '../../../contracts/instruction.ts'
import type { Period } from '../../../contracts/rule-language.ts'
import { clauseOf, instructionOf } from '../../../test/any-instruction.ts'
import { usualHours } from '../../platform/calendar.ts'
import type { Known } from './conditions.ts'
import { serviceClocks } from './service-clocks.ts'

const known = (events: Record<string, string[]>, now: string, facts: Known['facts'] = {}): Known => ({
  facts: { 'case.type': 'ett', 'case.channel': 'email', 'case.department': 'gata', ...facts },
  events: Object.fromEntries(Object.entries(events).map(([name, times]) => [name, times.map((at) => new Date(at))])),
  openingHours: usualHours,
  now: new Date(now),
})
const days = (length: number): Period => ({ length, unit: 'days', calendar: 'working' })
const promise = (given: Partial<Service> = {}, clause: Partial<Clause> = {}): Partial<Clause> => ({
  effect: 'oblige',
  service: {
    promise: 'reply',
    due: { after: 'message.received', ...days(2) },
    metBy: ['message.answered'],
    remind: null,
    breach: [],
    ...given,
  },
  ...clause,
})
const only = (clauses: Partial<Clause>[], given: Known) => {
  const [clock, ...more] = serviceClocks(instructionOf(clauses), given)
  expect(more).toEqual([])
  return clock
}

test('K22: a promise runs until it is due, in working days over a weekend', () => {
  // Friday 20 November 2026; two working days end with Tuesday
  const clock = only([promise()], known({ 'message.received': ['2026-11-20T12:00:00Z'] }, '2026-11-24T22:59:59Z'))
  expect(clock).toMatchObject({
    promise: 'reply',
    due: { at: new Date('2026-11-24T23:00:00Z') },
    status: { state: 'running' },
    consequences: [],
  })
})

test('K22: a breach says since when and what follows, also that nothing does', () => {
  const breach: Service['breach'] = [
    { kind: 'no-fee', to: 'person' },
    { kind: 'no-compensation', to: null },
  ]
  const events = { 'message.received': ['2026-11-20T12:00:00Z'] }
  const broken = only([promise({ breach })], known(events, '2026-11-24T23:00:01Z'))
  expect(broken).toMatchObject({
    status: { state: 'breached', since: new Date('2026-11-24T23:00:00Z'), metAt: null },
    consequences: breach,
  })
  // done at last, but late: the consequences stand
  const late = only([promise({ breach })], known({ ...events, 'message.answered': ['2026-11-26T09:00:00Z'] }, '2026-11-27T09:00:00Z'))
  expect(late).toMatchObject({ status: { state: 'breached', metAt: new Date('2026-11-26T09:00:00Z') }, consequences: breach })
})

test('K22: any of the alternatives meets the promise, and the first that did is named', () => {
  const clause = promise({ metBy: ['message.answered', 'notice.given'] })
  const clock = only(
    [clause],
    known(
      {
        'message.received': ['2026-11-20T12:00:00Z'],
        'notice.given': ['2026-11-23T08:00:00Z'],
        'message.answered': ['2026-11-24T08:00:00Z'],
      },
      '2026-12-01T00:00:00Z',
    ),
  )
  expect(clock?.status).toEqual({ state: 'met', at: new Date('2026-11-23T08:00:00Z'), by: 'notice.given' })
})

test('K22: an answer to the message before doesn’t meet the promise about the new one; a second answer doesn’t make the first late', () => {
  const events = { 'message.received': ['2026-11-02T08:00:00Z', '2026-11-23T08:00:00Z'], 'message.answered': ['2026-11-03T08:00:00Z'] }
  expect(only([promise()], known(events, '2026-11-24T08:00:00Z'))?.status).toEqual({ state: 'running' })
  const twice = { 'message.received': ['2026-11-02T08:00:00Z'], 'message.answered': ['2026-11-03T08:00:00Z', '2026-11-20T08:00:00Z'] }
  expect(only([promise()], known(twice, '2026-11-24T08:00:00Z'))?.status).toMatchObject({
    state: 'met',
    at: new Date('2026-11-03T08:00:00Z'),
  })
})

test('K02: of two events that both must come, the clock waits for the one that hasn’t', () => {
  const clause = promise({
    due: { after: { all: ['decision.served', 'contact.started'] }, length: 3, unit: 'weeks', calendar: 'calendar' },
  })
  expect(only([clause], known({ 'decision.served': ['2026-11-02T08:00:00Z'] }, '2026-12-24T08:00:00Z'))?.status).toEqual({
    state: 'waiting',
    for: ['contact.started'],
  })
  const both = known({ 'decision.served': ['2026-11-02T08:00:00Z'], 'contact.started': ['2026-11-10T08:00:00Z'] }, '2026-11-20T08:00:00Z')
  expect(only([clause], both)).toMatchObject({ due: { at: new Date('2026-12-01T23:00:00Z') }, status: { state: 'running' } })
})

test('K05: hours are counted while the centre is open', () => {
  const clause = promise({ due: { after: 'message.received', length: 8, unit: 'hours', calendar: 'open' } })
  // Friday 15:30 local: an hour that day, the rest on Monday from 08:00
  expect(only([clause], known({ 'message.received': ['2026-11-20T14:30:00Z'] }, '2026-11-20T15:00:00Z'))?.due).toEqual({
    at: new Date('2026-11-23T14:00:00Z'),
  })
})

test('K11: simple cases have six weeks and those that go to the board eight; until somebody knows which, it is asked', () => {
  const weeks = (length: number, by: string) =>
    promise(
      { promise: 'decision', due: { after: 'case.complete', length, unit: 'weeks', calendar: 'calendar' }, metBy: ['decision.taken'] },
      { when: { fact: 'case.decided-by', is: by } },
    )
  const rules = [weeks(6, 'officer'), weeks(8, 'board')]
  const events = { 'case.complete': ['2026-10-05T08:00:00Z'] }
  const at = (facts: Known['facts']) => serviceClocks(instructionOf(rules), known(events, '2026-10-06T08:00:00Z', facts))
  expect(at({ 'case.decided-by': 'officer' }).map(({ due }) => due)).toEqual([{ at: new Date('2026-11-16T23:00:00Z') }])
  expect(at({ 'case.decided-by': 'board' }).map(({ due }) => due)).toEqual([{ at: new Date('2026-11-30T23:00:00Z') }])
  expect(at({}).map(({ status }) => status)).toEqual([
    { state: 'unknown', ask: ['case.decided-by'] },
    { state: 'unknown', ask: ['case.decided-by'] },
  ])
})

test('K06: of one promise the statute speaks and not the routine, and the narrower before the wider', () => {
  const rules = [
    promise({ due: { after: 'message.received', ...days(9) } }, { id: 'rutin', source: 'routine' }),
    promise({ due: { after: 'message.received', ...days(5) } }, { id: 'alla' }),
    promise({ due: { after: 'message.received', ...days(1) } }, { id: 'typ', caseTypes: ['ett'] }),
  ]
  expect(only(rules, known({ 'message.received': ['2026-11-20T12:00:00Z'] }, '2026-11-20T13:00:00Z'))?.clauseId).toBe('namnd/typ')
  const other = known({ 'message.received': ['2026-11-20T12:00:00Z'] }, '2026-11-20T13:00:00Z', { 'case.type': 'tva' })
  expect(only(rules, other)?.clauseId).toBe('namnd/alla')
})

test('K03: a promise to act promptly is judged by a person and never breached by a timer', () => {
  const clause = promise({ due: { judged: 'promptness.judged', reviewFrom: { after: 'message.received', ...days(1) } } })
  expect(only([clause], known({ 'message.received': ['2026-11-20T12:00:00Z'] }, '2027-11-20T12:00:00Z'))?.status).toEqual({
    state: 'judged',
    event: 'promptness.judged',
    from: new Date('2026-11-23T23:00:00Z'),
  })
})

test('K14: a call back is owed only whom wants one; a reminder comes before it is due', () => {
  const clause = promise(
    {
      promise: 'call-back',
      metBy: ['call-back.made'],
      remind: { before: { after: 'message.received', ...days(2) }, length: 4, unit: 'hours', calendar: 'elapsed' },
    },
    { when: { fact: 'choice.call-back', is: true } },
  )
  const at = (wants: boolean) =>
    serviceClocks(
      instructionOf([clause]),
      known({ 'message.received': ['2026-11-20T12:00:00Z'] }, '2026-11-21T12:00:00Z', { 'choice.call-back': wants }),
    )
  expect(at(false)).toEqual([])
  expect(at(true)[0]?.remindAt).toEqual(new Date('2026-11-24T19:00:00Z'))
})

test('K04: what has to be done before an event is met by being done before it', () => {
  const clause = promise({ promise: 'papers', due: { before: 'decision.taken', ...days(5) }, metBy: ['notice.given'] })
  const at = (notice: string) =>
    only([clause], known({ 'decision.taken': ['2026-11-20T12:00:00Z'], 'notice.given': [notice] }, '2026-11-21T00:00:00Z'))
  expect(at('2026-11-12T12:00:00Z')?.status).toMatchObject({ state: 'met' })
  expect(at('2026-11-18T12:00:00Z')?.status).toMatchObject({ state: 'breached' })
})

test('A28: what is to be registered the next working day is late when that day has passed, over a weekend too', () => {
  const clause = clauseOf({ id: 'synpunkt', effect: 'permit', acts: ['receive'], obligations: [{ kind: 'registered-next-working-day' }] })
  const at = (now: string, opened: string | null = null) =>
    serviceClocks(
      { board: 'namnden', clauses: [clause] },
      {
        facts: {},
        events: { 'message.received': [new Date('2026-01-16T14:00:00Z')], ...(opened ? { 'case.opened': [new Date(opened)] } : {}) },
        openingHours: usualHours,
        now: new Date(now),
      },
    ).map(({ promise, status }) => [promise, status.state])
  // a Friday; the next working day is Monday
  expect(at('2026-01-19T20:00:00Z')).toEqual([['registration', 'running']])
  expect(at('2026-01-20T08:00:00Z')).toEqual([['registration', 'breached']])
  expect(at('2026-01-20T08:00:00Z', '2026-01-19T09:00:00Z')).toEqual([['registration', 'met']])
})
