import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Clause, InstructionInForce, Retention } from '../../../contracts/instruction.ts'
import type { Moment } from '../../../contracts/rule-language.ts'
import { anyBoard, instructionOf } from '../../../test/any-instruction.ts'
import { exempelby, instructionOfBoard } from '../../../test/exempelby-rules.ts'
import { usualHours } from '../../platform/calendar.ts'
import type { Known } from './conditions.ts'
import { type Fate, fateOf, takesAway } from './fate.ts'
import type { Kept } from './retention-rules.ts'

const decision = { date: '2026-01-01', organ: 'nämnden', paragraph: '§ 1' }
const after = (event: string, length: number, unit: 'days' | 'months' | 'years' = 'days'): Moment => ({
  after: event,
  length,
  unit,
  calendar: 'calendar',
})
const keep = (due: Moment | null, given: Partial<Retention> = {}): Retention => ({
  copy: 'ombud',
  due,
  bound: 'exact',
  provided: null,
  part: null,
  steps: [],
  sameAs: null,
  action: 'delete',
  disposalDecision: decision,
  quarantineDays: 0,
  record: 'case',
  ...given,
})
const kept: Kept = { board: anyBoard, department: 'gata', caseType: 'ett', record: 'case' }
const closed = new Date('2026-03-01T10:00:00Z')
const known = (given: Partial<Known> = {}): Known => ({
  facts: {},
  events: { 'case.closed': [closed] },
  openingHours: usualHours,
  now: null,
  ...given,
})
const rules = (...clauses: Partial<Clause>[]): InstructionInForce[] => [instructionOf(clauses)]
const fate = (clauses: Partial<Clause>[], given: Partial<Known> = {}, of: Partial<Kept> = {}): Fate =>
  fateOf({ ...kept, ...of }, rules(...clauses), known(given))
const on = (day: string) => new Date(`${day}T12:00:00Z`)

const narrowToWide = ['case-type', 'department', 'board'] as const
const byLevel = {
  'case-type': { id: 'typ', caseTypes: ['ett'], retention: keep(after('case.closed', 1)) },
  department: { id: 'avdelning', department: 'gata', retention: keep(after('case.closed', 2)) },
  board: { id: 'namnden', retention: keep(after('case.closed', 3)) },
} satisfies Record<(typeof narrowToWide)[number], Partial<Clause>>

test('B19: case type goes before department, department before board, in whatever order they are written', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...narrowToWide], { minLength: 1 }), (levels) => {
      const found = fate(levels.map((level) => byLevel[level]))
      const narrowest = narrowToWide.filter((level) => levels.includes(level))
      expect(found.ruleId).toBe(`${anyBoard}/${byLevel[narrowest[0] ?? 'board'].id}`)
      expect(found.why.map(({ level }) => level)).toEqual(narrowest)
      expect(found.why.filter(({ says }) => says === 'chosen')).toHaveLength(1)
    }),
    { numRuns: 500 },
  )
})

test('B19: another department, case type, kind of record or copy never lends its rule, and no other board does', () => {
  const found = fate([
    { department: 'park', retention: keep(after('case.closed', 1)) },
    { caseTypes: ['tva'], retention: keep(after('case.closed', 2)) },
    { retention: keep(after('case.closed', 3), { record: 'contact' }) },
    { retention: keep(after('case.closed', 3), { copy: 'mailbox' }) },
  ])
  expect(found).toMatchObject({ ruleId: null, state: 'kept', because: 'no-rule', outcome: 'preserve', why: [] })
  expect(() => fateOf(kept, [instructionOf([byLevel.board], { board: 'annan-namnd' })], known())).toThrow('B19')
})

test('B19, B18: K06 two rules that neither goes before the other are a question for a person, never a destruction', () => {
  expect(fate([byLevel.department, { ...byLevel.department, id: 'ocksa' }])).toMatchObject({
    state: 'review',
    because: 'two-rules',
    at: null,
  })
})

test('B18: K06 a law goes before a decision and a decision before a routine, however narrow the weaker is', () => {
  const found = fate([
    { id: 'rutin', source: 'routine', caseTypes: ['ett'], retention: keep(after('case.closed', 1)) },
    { id: 'lag', source: 'statute', lawId: 'Lag 1 §', retention: keep(after('case.closed', 9), { disposalDecision: null }) },
    { id: 'beslut', source: 'decision', department: 'gata', retention: keep(after('case.closed', 5)) },
  ])
  expect(found).toMatchObject({ ruleId: `${anyBoard}/lag`, state: 'running', on: '2026-03-11' })
  expect(found.why.map(({ ruleId, says }) => [ruleId, says])).toEqual([
    [`${anyBoard}/lag`, 'chosen'],
    [`${anyBoard}/beslut`, 'weaker'],
    [`${anyBoard}/rutin`, 'weaker'],
  ])
})

test('B18: K06 a weaker rule neither shortens what a law says at least nor outlasts what it says at most', () => {
  const law = (bound: Retention['bound'], days: number) => ({
    id: `lag-${bound}`,
    source: 'statute' as const,
    lawId: 'Lag 1 §',
    retention: keep(after('case.closed', days), { bound, disposalDecision: null }),
  })
  const own = (days: number) => ({ id: 'beslut', retention: keep(after('case.closed', days)) })
  expect(fate([law('earliest', 10), own(5)])).toMatchObject({ ruleId: `${anyBoard}/beslut`, on: '2026-03-12', state: 'running' })
  expect(fate([law('earliest', 10), own(20)])).toMatchObject({ on: '2026-03-22' })
  expect(fate([law('latest', 10), own(20)])).toMatchObject({ on: '2026-03-12' })
  expect(fate([law('latest', 10), own(5)])).toMatchObject({ on: '2026-03-07' })
  expect(fate([law('latest', 10), { retention: keep(null, { action: 'preserve', disposalDecision: null }) }])).toMatchObject({
    state: 'running',
    on: '2026-03-12',
  })
  // at least until something that hasn't happened: no destruction before it is known to have passed
  const unknownMinimum = { ...law('earliest', 10), retention: keep(after('decision.final', 1), { bound: 'earliest' }) }
  expect(fate([unknownMinimum, own(5)])).toMatchObject({ state: 'waiting', waitsFor: ['decision.final'] })
})

test('B18: K06 without a rule it is kept; without a decision or a law nothing goes, it is asked about', () => {
  expect(fate([])).toMatchObject({ state: 'kept', because: 'no-rule' })
  for (const action of ['delete', 'weed', 'anonymise', 'redact'] as const)
    expect(fate([{ retention: keep(after('case.closed', 1), { action, disposalDecision: null }) }])).toMatchObject({
      state: 'review',
      because: 'no-decision',
      on: '2026-03-03',
    })
})

test('B18: K01, K02 several events with AND and OR, each with a period of its own', () => {
  const both = keep({ all: [after('case.closed', 1), after('decision.final', 30)] })
  expect(fate([{ retention: both }])).toMatchObject({ state: 'waiting', waitsFor: ['decision.final'] })
  const events = { 'case.closed': [closed], 'decision.final': [on('2026-04-01')] }
  expect(fate([{ retention: both }], { events })).toMatchObject({ state: 'running', on: '2026-05-02' })
  const either = keep({ any: [after('case.closed', 100), after('debt.paid', 1)] })
  expect(fate([{ retention: either }])).toMatchObject({ on: '2026-06-10' })
  expect(fate([{ retention: either }], { events: { ...events, 'debt.paid': [on('2026-03-05')] } })).toMatchObject({ on: '2026-03-07' })
})

test('B18: K03 what a person has to judge is never a timer; it is asked from its day, and goes when it is judged', () => {
  const judged = { retention: keep({ judged: 'obsolete.judged', reviewFrom: after('case.closed', 10) }) }
  expect(fate([judged], { now: on('2099-01-01') })).toMatchObject({ state: 'review', on: '2026-03-12', judged: 'obsolete.judged' })
  expect(fate([judged], { events: { 'case.closed': [closed], 'obsolete.judged': [on('2026-03-20')] } })).toMatchObject({
    state: 'running',
    at: on('2026-03-20'),
  })
  // a period without an event to start from
  expect(fate([{ retention: keep(null) }])).toMatchObject({ state: 'review', at: null })
  // at the soonest: then a person decides, not before
  const earliest = { retention: keep(after('case.closed', 10), { bound: 'earliest' }) }
  expect(fate([earliest], { now: on('2099-01-01') })).toMatchObject({ state: 'review', on: '2026-03-12' })
  expect(fate([earliest], { events: { 'case.closed': [closed], 'obsolete.judged': [on('2026-03-02')] } })).toMatchObject({
    state: 'review',
  })
  expect(fate([earliest], { events: { 'case.closed': [closed], 'obsolete.judged': [on('2026-03-20')] } })).toMatchObject({
    state: 'running',
  })
  // at the latest then, sooner when it is judged
  const latest = { retention: keep({ any: [{ judged: 'obsolete.judged' }, after('case.closed', 10)] }, { bound: 'latest' }) }
  expect(fate([latest])).toMatchObject({ state: 'running', on: '2026-03-12' })
  expect(fate([latest], { events: { 'case.closed': [closed], 'obsolete.judged': [on('2026-03-04')] } })).toMatchObject({
    at: on('2026-03-04'),
  })
})

test('B18: K07 a rule that is another’s is read where it stands; a circle and a rule that is gone are asked about', () => {
  const other = instructionOf([{ id: 'plan', retention: keep(after('case.closed', 7), { record: 'message' }) }], { board: 'ks' })
  const asked = (clauses: Partial<Clause>[]) => fateOf(kept, [instructionOf(clauses), other], known())
  const same = (sameAs: string, given: Partial<Retention> = {}) => keep(null, { sameAs, disposalDecision: null, ...given })
  expect(asked([{ id: 'a', retention: same('ks/plan') }])).toMatchObject({ ruleId: `${anyBoard}/a`, state: 'running', on: '2026-03-09' })
  expect(
    asked([
      { id: 'a', retention: same('b') },
      { id: 'b', retention: keep(after('case.closed', 3), { record: 'contact' }) },
    ]),
  ).toMatchObject({
    on: '2026-03-05',
  })
  const followed = [{ retention: same('record:case', { record: 'message' }) }, { id: 'b', retention: keep(after('case.closed', 4)) }]
  expect(fateOf({ ...kept, record: 'message' }, [instructionOf(followed)], known())).toMatchObject({ state: 'running', on: '2026-03-06' })
  expect(
    asked([
      { id: 'a', retention: same('b') },
      { id: 'b', retention: same('a', { record: 'contact' }) },
    ]),
  ).toMatchObject({
    state: 'review',
    because: 'cycle',
  })
  expect(asked([{ id: 'a', retention: same('ks/borta') }])).toMatchObject({ state: 'review', because: 'no-such-rule' })
})

test('B18: K08 each copy has its own rule, and what has to be done first is done in its order', () => {
  const mailbox = { id: 'brevlada', retention: keep(after('copy.registered', 30), { record: 'message', copy: 'mailbox' }) }
  const ours = { id: 'var', retention: keep(after('case.closed', 300), { record: 'message' }) }
  const events = { 'case.closed': [closed], 'copy.registered': [closed] }
  const of = (copy: string) => fate([mailbox, ours], { events }, { record: 'message', copy })
  expect([of('mailbox').on, of('ombud').on, of('paper').state]).toEqual(['2026-04-01', '2026-12-27', 'kept'])
  const steps: Retention['steps'] = [
    { do: 'register', to: null, doneBy: 'case.registered' },
    { do: 'transfer', to: 'e-archive', doneBy: 'archive.received' },
  ]
  const stepped = { retention: keep(after('case.closed', 10), { steps }) }
  expect(fate([stepped])).toMatchObject({ state: 'next-step', step: { number: 1, do: 'register' }, waitsFor: ['case.registered'] })
  const early = { 'case.closed': [closed], 'case.registered': [on('2026-03-05')], 'archive.received': [on('2026-03-02')] }
  // a receipt that came before the step before it is no receipt of it
  expect(fate([stepped], { events: early })).toMatchObject({ state: 'next-step', step: { number: 2 } })
  expect(fate([stepped], { events: { ...early, 'archive.received': [on('2026-03-02'), on('2026-03-06')] } })).toMatchObject({
    state: 'running',
    on: '2026-03-12',
  })
})

test('B18: K09, K10, K11 who it is about, what it holds and how it ended decide which rule speaks; what isn’t known is asked', () => {
  const clauses: Partial<Clause>[] = [
    { id: 'forskning', when: { fact: 'subject.birth-day', in: [5, 15, 25] }, retention: keep(null, { action: 'preserve' }) },
    { id: 'alla', retention: keep(after('case.closed', 10)) },
  ]
  expect(fate(clauses, { facts: { 'subject.birth-day': 15 } })).toMatchObject({ ruleId: `${anyBoard}/forskning`, state: 'kept' })
  expect(fate(clauses, { facts: { 'subject.birth-day': 16 } })).toMatchObject({ ruleId: `${anyBoard}/alla`, state: 'running' })
  expect(fate(clauses)).toMatchObject({ ruleId: `${anyBoard}/alla`, state: 'review', because: 'unknown', waitsFor: ['subject.birth-day'] })
  const shorter: Partial<Clause>[] = [
    { id: 'ringa', when: { fact: 'content.class', has: 'minor' }, retention: keep(after('case.closed', 1)) },
    { id: 'alla', retention: keep(after('case.closed', 10)) },
  ]
  // not knowing whether it may go sooner is no reason to ask: it goes when everything does
  expect(fate(shorter)).toMatchObject({ ruleId: `${anyBoard}/alla`, state: 'running', on: '2026-03-12' })
  const outcome = { id: 'avslag', when: { fact: 'case.outcome', is: 'avslag' }, retention: keep(after('case.closed', 50)) }
  expect(fate([outcome, ...shorter], { facts: { 'case.outcome': 'avslag', 'content.class': ['routine'] } })).toMatchObject({
    ruleId: `${anyBoard}/avslag`,
    on: '2026-04-21',
  })
  // the only rule there is may speak or not
  expect(fate([outcome])).toMatchObject({ state: 'review', because: 'unknown', on: '2026-04-21' })
})

test('B18: K12, K16 it stays while the person has something open, and every new activity starts the time again', () => {
  const due = keep(
    { after: 'case.touched', length: 3, unit: 'years', calendar: 'calendar' },
    {
      provided: { others: 'loan', where: { fact: 'record.state', is: 'open' }, count: 'none' },
    },
  )
  const events = { 'case.touched': [on('2020-01-01'), on('2022-06-01')] }
  const loan = (state: string) => ({ kind: 'loan', facts: { 'record.state': state }, events: {} })
  const asked = (given: Partial<Known>) => fate([{ retention: due }], { events, ...given })
  expect(asked({ now: on('2024-01-01') })).toMatchObject({ state: 'running', on: '2025-06-02', lookAgain: true })
  expect(asked({ now: on('2026-01-01'), others: [loan('closed')] })).toMatchObject({ state: 'running', on: '2025-06-02' })
  expect(asked({ now: on('2026-01-01'), others: [loan('closed'), loan('open')] })).toMatchObject({ state: 'waiting', because: 'provided' })
  expect(asked({ now: on('2026-01-01') })).toMatchObject({ state: 'waiting', because: 'provided', waitsFor: ['loan'] })
})

test('B18: K13 while an appeal is open nothing goes; a new appeal holds again; all other rules wait', () => {
  const hold: Partial<Clause> = {
    id: 'overklagat',
    hold: { records: 'all', from: 'appeal.lodged', until: 'appeal.decided', mode: 'defer' },
  }
  const clauses = [hold, { retention: keep(after('case.closed', 10)) }]
  const asked = (lodged: string[], decided: string[]) =>
    fate(clauses, {
      now: on('2026-08-01'),
      events: { 'case.closed': [closed], 'appeal.lodged': lodged.map(on), 'appeal.decided': decided.map(on) },
    })
  expect(asked([], [])).toMatchObject({ state: 'running' })
  expect(asked(['2026-03-05'], [])).toMatchObject({ state: 'held', at: null, heldBy: { clause: `${anyBoard}/overklagat`, until: null } })
  expect(asked(['2026-03-05'], ['2026-05-01'])).toMatchObject({ state: 'running', on: '2026-03-12' })
  expect(asked(['2026-03-05', '2026-06-01'], ['2026-05-01'])).toMatchObject({ state: 'held' })
  const period = { hold: { records: ['case'], from: 'records.refused', until: after('records.refused', 21), mode: 'defer' as const } }
  const refused = (now: string) =>
    fate([{ id: 'h', ...period }, clauses[1] ?? {}], {
      now: on(now),
      events: { 'case.closed': [closed], 'records.refused': [on('2026-03-05')] },
    })
  expect(refused('2026-03-20')).toMatchObject({ state: 'held', heldBy: { until: new Date('2026-03-26T23:00:00Z') } })
  expect(refused('2026-03-27')).toMatchObject({ state: 'running' })
  expect(
    fate([{ id: 'h', hold: { ...period.hold, records: ['backup'] } }, clauses[1] ?? {}], {
      events: { 'case.closed': [closed], 'records.refused': [closed] },
    }),
  ).toMatchObject({ state: 'running' })
})

test('B18: K14, K15 the person’s choice is an event, and anonymity a fact', () => {
  const sooner = { retention: keep({ any: [after('case.opened', 6, 'months'), 'erasure.requested'] }, { bound: 'latest' as const }) }
  const events = { 'case.opened': [on('2026-01-10')] }
  expect(fate([sooner], { events })).toMatchObject({ on: '2026-07-11' })
  expect(fate([sooner], { events: { ...events, 'erasure.requested': [on('2026-02-01')] } })).toMatchObject({ at: on('2026-02-01') })
  const anonymous = [
    { id: 'anonym', when: { fact: 'contact.anonymous', is: true }, retention: keep(after('case.closed', 1)) },
    { id: 'kand', retention: keep(after('case.closed', 10)) },
  ]
  expect(fate(anonymous, { facts: { 'contact.anonymous': true } }).ruleId).toBe(`${anyBoard}/anonym`)
  expect(fate(anonymous, { facts: { 'contact.anonymous': false } }).ruleId).toBe(`${anyBoard}/kand`)
})

test('every case type of every board in Exempelby has one rule for its cases and one for its contacts', () => {
  for (const board of exempelby.boards) {
    const asked = (caseType: string | null, department: string | null, record: string) =>
      fateOf(
        { board: board.code, department, caseType, record },
        [instructionOfBoard(board.code)],
        known({ events: { 'case.closed': [closed], 'contact.ended': [closed] } }),
      )
    for (const { code, department } of board.caseTypes)
      for (const record of ['case', 'contact']) expect(asked(code, department, record).ruleId).toMatch(new RegExp(`^${board.code}/`))
    expect(asked(null, null, 'contact').why[0]).toMatchObject({ level: 'board', says: 'chosen' })
  }
})

test('B20, B21: what goes to social services waits for the receipt of delivery; traffic cases have 360 days', () => {
  const social = (events: Known['events']) =>
    fateOf(
      { board: 'socialnamnden', department: 'aldreomsorg', caseType: 'hemtjanst', record: 'case' },
      [instructionOfBoard('socialnamnden')],
      known({ events }),
    )
  expect(social({ 'case.closed': [closed] })).toMatchObject({ state: 'waiting', waitsFor: ['delivery.confirmed'], at: null })
  expect(social({ 'case.closed': [closed], 'delivery.confirmed': [on('2026-03-10')] })).toMatchObject({
    state: 'running',
    on: '2026-03-17',
  })
  const street = (department: string, caseType: string) =>
    fateOf({ board: 'tekniska-namnden', department, caseType, record: 'case' }, [instructionOfBoard('tekniska-namnden')], known())
  expect(street('trafik', 'trafiksakerhet').on).toBe('2027-02-25')
  expect(street('gatudrift', 'gatubelysning').on).toBe('2028-03-02')
})

/* What must hold whatever a board writes. */
const anyEvent = fc.constantFrom('case.closed', 'debt.paid', 'decision.final', 'case.noted')
const anyPeriod = fc.record({
  length: fc.integer({ min: 0, max: 60 }),
  unit: fc.constantFrom('days' as const, 'months' as const),
  calendar: fc.constantFrom('elapsed' as const, 'calendar' as const, 'working' as const),
})
const anyCondition = fc.record({ fact: fc.constantFrom('case.outcome', 'subject.birth-day'), is: fc.constantFrom('ja', 'nej') })
const anyDue: fc.Arbitrary<Moment> = fc.letrec<{ due: Moment }>((tie) => ({
  due: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyEvent,
    fc.record({ after: anyEvent }).chain(({ after: event }) => anyPeriod.map((period) => ({ after: event, ...period }))),
    fc.array(tie('due'), { minLength: 1, maxLength: 2 }).map((all) => ({ all })),
    fc.array(tie('due'), { minLength: 1, maxLength: 2 }).map((any) => ({ any })),
    fc.record({ endOf: fc.constantFrom('month' as const, 'year' as const), of: tie('due') }),
    fc.record({ when: anyCondition, use: tie('due'), otherwise: tie('due') }),
    fc.constant({ judged: 'plan.judged' }),
  ),
})).due
const anyRule: fc.Arbitrary<Partial<Clause>> = fc
  .record({
    source: fc.constantFrom('statute' as const, 'decision' as const, 'routine' as const),
    lawId: fc.constantFrom(null, 'Lag 1 §'),
    when: fc.option(anyCondition),
    caseTypes: fc.constantFrom('all' as const, ['ett']),
    department: fc.constantFrom(null, 'gata'),
    due: fc.option(anyDue, { freq: 9 }),
    action: fc.constantFrom('delete' as const, 'delete' as const, 'preserve' as const, 'review' as const, 'anonymise' as const),
    bound: fc.constantFrom('exact' as const, 'exact' as const, 'earliest' as const, 'latest' as const),
    decided: fc.boolean(),
  })
  .map(({ due, action, bound, decided, ...clause }) => ({
    ...clause,
    retention: keep(due, { action, bound, disposalDecision: decided ? decision : null }),
  }))
const anyRules = fc.array(anyRule, { maxLength: 5 }).map((all) => all.map((rule, at) => ({ ...rule, id: `r${at}` })))
const instant = fc.date({ min: on('2024-01-01'), max: on('2028-01-01'), noInvalidDate: true })
const anyKnown = fc.record({
  events: fc.dictionary(anyEvent, fc.array(instant, { minLength: 1, maxLength: 2 }), { noNullPrototype: true }),
  facts: fc.record({ 'case.outcome': fc.constantFrom(null, 'ja', 'nej'), 'subject.birth-day': fc.constantFrom(null, 'ja', 'nej') }),
  now: instant,
})
/** When it is gone, asked or not; a review that a stronger source has given a last day ends then. */
const goes = ({ state, outcome, at, latest }: Fate): number => {
  if (state === 'review' && latest !== null) return latest.getTime()
  return state === 'running' && takesAway(outcome) ? (at?.getTime() ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
}

test('B19: K06 the order in which clauses are written never matters', () => {
  fc.assert(
    fc.property(anyRules, anyKnown, fc.integer(), (clauses, given, seed) => {
      const shuffled = [...clauses].sort((a, b) => ((Number(a.id.slice(1)) * 7 + seed) % 5) - ((Number(b.id.slice(1)) * 7 + seed) % 5))
      expect(fate(shuffled, given)).toEqual(fate(clauses, given))
    }),
    { numRuns: 1_000 },
  )
})

test('D2: K13 a hold never makes anything go earlier, and while it lasts nothing goes', () => {
  fc.assert(
    fc.property(anyRules, anyKnown, anyEvent, anyEvent, (clauses, given, from, until) => {
      const hold = { id: 'hold', hold: { records: 'all' as const, from, until, mode: 'defer' as const } }
      const [without, held] = [fate(clauses, given), fate([...clauses, hold], given)]
      expect(goes(held)).toBeGreaterThanOrEqual(goes(without))
      if (held.state === 'held') expect(held.at).toBeNull()
    }),
    { numRuns: 1_000 },
  )
})

test('B18: what isn’t known never destroys: with every answer it could have had it would have gone as early', () => {
  fc.assert(
    fc.property(anyRules, anyKnown, (clauses, given) => {
      const blind = goes(fate(clauses, given))
      if (blind === Number.POSITIVE_INFINITY) return
      for (const outcome of ['ja', 'nej', 'kanske'])
        for (const day of ['ja', 'nej', 'kanske']) {
          const facts = {
            'case.outcome': given.facts['case.outcome'] ?? outcome,
            'subject.birth-day': given.facts['subject.birth-day'] ?? day,
          }
          const seeing = fate(clauses, { ...given, facts })
          // two rules that turn out to say the same thing are a fault of the instruction, not of what was unknown
          if (seeing.because !== 'two-rules') expect(goes(seeing)).toBeLessThanOrEqual(blind)
        }
    }),
    { numRuns: 3_000 },
  )
})

test('T7: a longer period never ends before a shorter one', () => {
  fc.assert(
    fc.property(anyEvent, anyPeriod, fc.integer({ min: 0, max: 40 }), anyKnown, (event, period, more, given) => {
      const rule = (length: number) => [{ retention: keep({ after: event, ...period, length }) }]
      expect(goes(fate(rule(period.length + more), given))).toBeGreaterThanOrEqual(goes(fate(rule(period.length), given)))
    }),
    { numRuns: 1_000 },
  )
})

test('L49: nothing goes without a decision that can be cited, or a law', () => {
  fc.assert(
    fc.property(anyRules, anyKnown, (clauses, given) => {
      const found = fate(clauses, given)
      const byLaw = clauses.some(({ source, lawId }) => source === 'statute' && lawId !== null)
      if (goes(found) < Number.POSITIVE_INFINITY) expect(found.retention?.disposalDecision !== null || byLaw).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

const withDecision = (given: Partial<Retention> = {}, due: Moment | null = after('case.closed', 30)) => keep(due, given)
const outcome = { fact: 'case.outcome', is: 'avslag' } as const

test('B18: one rule among several that changes by itself is enough to look again every night', () => {
  const still = { id: 'still', retention: keep(after('case.closed', 30)) }
  expect(fate([still]).lookAgain).toBe(false)
  const hourly = { id: 'timme', caseTypes: ['ett'], when: { time: { open: true } }, retention: keep(after('case.closed', 60)) }
  expect(fate([still, hourly]).lookAgain).toBe(true)
})

test('K06: of two last days the earlier one binds, whichever source sets it', () => {
  const last = (source: Clause['source'], days: number) => ({
    id: `sist-${source}`,
    source,
    lawId: 'lag',
    retention: withDecision({ bound: 'latest' }, after('case.closed', days)),
  })
  const judgedAlone = { id: 'rutin', source: 'routine', retention: keep(null) } as const
  const days = (statute: number, decided: number) => fate([last('statute', statute), last('decision', decided), judgedAlone]).latest
  expect(days(10, 20)).toEqual(days(10, 10))
  expect(days(20, 10)).toEqual(days(10, 10))
})

test('K03: a judgement is waited for past its last day where nothing lets it be destroyed', () => {
  const bound = (given: Partial<Retention>) =>
    ({ id: 'sist', source: 'statute', retention: withDecision({ bound: 'latest', ...given }) }) as const
  const judgedAlone = { id: 'namnd', retention: keep(null, { disposalDecision: null }) }
  expect(fate([bound({}), judgedAlone]).latest).not.toBeNull()
  expect(fate([bound({ disposalDecision: null }), judgedAlone]).latest).toBeNull()
})

test('B18: what waits for something goes on waiting, though it isn’t known whether another rule speaks', () => {
  const waiting = { id: 'vantar', retention: keep(after('debt.paid', 1)) }
  const unsure = { id: 'kanske', caseTypes: ['ett'], when: outcome, retention: keep(after('debt.paid', 9)) }
  expect(fate([waiting, unsure])).toMatchObject({ state: 'waiting', waitsFor: ['debt.paid'] })
})

test('B18: what isn’t known makes no question of what goes on the same day either way', () => {
  const sure = { id: 'saker', retention: keep(after('case.closed', 30)) }
  const unsure = (days: number) => ({ id: 'kanske', caseTypes: ['ett'], when: outcome, retention: keep(after('case.closed', days)) })
  expect(fate([sure, unsure(30)]).state).toBe('running')
  expect(fate([sure, unsure(31)]).state).toBe('review')
})

test('K03: a person who has judged it after its day has answered what wasn’t known', () => {
  const sure = { id: 'saker', retention: keep(after('case.closed', 30)) }
  const unsure = { id: 'kanske', caseTypes: ['ett'], when: outcome, retention: keep(after('case.closed', 60)) }
  const judgedOn = (day: string) => fate([sure, unsure], { events: { 'case.closed': [closed], 'obsolete.judged': [on(day)] } }).state
  expect(judgedOn('2026-03-05')).toBe('review')
  expect(judgedOn('2026-04-15')).toBe('running')
})

test('B19: it is told which rule bounds, which is weaker, and which says the same', () => {
  const says = (...clauses: Partial<Clause>[]) =>
    Object.fromEntries(fate(clauses).why.map(({ ruleId, says: it }) => [ruleId.split('/')[1], it]))
  const statute = {
    id: 'lag',
    source: 'statute',
    lawId: 'lag',
    retention: withDecision({ bound: 'earliest' }, after('case.closed', 5)),
  } as const
  const wider = { ...statute, id: 'vid-lag', caseTypes: 'all' } as const
  const own = { id: 'egen', caseTypes: ['ett'], retention: keep(after('case.closed', 30)) }
  const board = { id: 'namnd', retention: keep(after('case.closed', 40)) }
  expect(says({ ...statute, caseTypes: ['ett'] }, wider, own, board)).toEqual({
    lag: 'bounds',
    'vid-lag': 'weaker',
    egen: 'chosen',
    namnd: 'weaker',
  })
})

test('K03: what is asked about is destroyed once it is judged obsolete; what is moved is moved', () => {
  const judgedNow = { events: { 'case.closed': [closed], 'obsolete.judged': [on('2026-04-15')] } }
  expect(fate([{ retention: keep(null, { action: 'review' }) }], judgedNow)).toMatchObject({ state: 'running', outcome: 'delete' })
  expect(fate([{ retention: keep(after('case.closed', 1), { action: 'move' }) }])).toMatchObject({ state: 'running', outcome: 'move' })
})

test('B18: of rules that may speak each alone counts, also where a narrower one would hide it', () => {
  const sure = { id: 'saker', retention: keep(after('case.closed', 30)) }
  const unsure = (given: Partial<Clause>, days: number) => ({
    ...given,
    when: { fact: `case.${given.id}`, is: true } as const,
    retention: keep(after('case.closed', days)),
  })
  expect(fate([sure, unsure({ id: 'avdelning', department: 'gata' }, 60), unsure({ id: 'typ', caseTypes: ['ett'] }, 30)]).state).toBe(
    'review',
  )
})
