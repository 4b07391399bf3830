import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acts, type Clause, clauseDefaults } from '../../../contracts/instruction.ts'
import { anyBoard, anyInstruction, anyRowQuestion, generated, instructionOf } from '../../../test/any-instruction.ts'
import { allUndertakings, exempelbyRules } from '../../../test/exempelby-rules.ts'
import { nothingKnown } from './conditions.ts'
import { decide, type Facts, isLawFloor, type RulesInForce } from './decide.ts'
import { explain } from './sentences.ts'

const facts = (given: Partial<Facts>): Facts => ({
  hand: 'agent',
  act: 'handle',
  board: anyBoard,
  caseType: 'ett',
  channel: 'email',
  mission: null,
  category: null,
  field: null,
  recipient: null,
  identityLevel: null,
  anonymous: false,
  carriesPersonalData: true,
  undertakings: [{ board: anyBoard, versionId: 7 }],
  boards: [],
  nowMs: 5,
  known: nothingKnown,
  asked: 'at-all',
  ...given,
})
const rulesOf = (clauses: Partial<Clause>[], window = {}): RulesInForce => ({ instructions: [instructionOf(clauses, window)] })
const inExempelby = (given: Partial<Facts>) =>
  decide(facts({ undertakings: allUndertakings, nowMs: Date.parse('2026-11-23T10:00:00Z'), ...given }), exempelbyRules)

describe('without an instruction in force', () => {
  test('A5: the instruction closes at the instant: at validTo nothing but anonymous advice and handover is left', () => {
    const rules = rulesOf([{ acts: ['status.read', 'advise', 'handover'] }], { validToMs: 10 })
    const at = (nowMs: number, given: Partial<Facts> = {}) => decide(facts({ act: 'status.read', nowMs, ...given }), rules)
    expect(at(9)).toMatchObject({ outcome: 'permit' })
    expect(at(10)).toMatchObject({ outcome: 'deny', because: 'NO_ACTIVE_INSTRUCTION', gap: true })
    expect(at(11, { act: 'advise', anonymous: true, carriesPersonalData: false, undertakings: [] })).toMatchObject({
      outcome: 'permit',
      because: 'LAW_FLOOR',
    })
    expect(at(11, { act: 'handover', undertakings: [] })).toMatchObject({ outcome: 'permit', because: 'LAW_FLOOR' })
  })

  test('A5: no act but the floor is permitted to an agent, whatever else is true', () => {
    fc.assert(
      fc.property(fc.constantFrom(...acts), fc.boolean(), fc.boolean(), (act, anonymous, carriesPersonalData) => {
        const asked = facts({ act, anonymous, carriesPersonalData })
        expect(decide(asked, { instructions: [] }).outcome === 'permit').toBe(isLawFloor(asked))
      }),
      { numRuns: generated(500) },
    )
  })
})

describe('a stop', () => {
  const rules = (stops: RulesInForce['stops']): RulesInForce => ({
    ...rulesOf([{ acts: ['receive', 'advise', 'handle', 'status.read', 'handover'] }]),
    stops,
  })
  const anonymous = { act: 'advise', anonymous: true, carriesPersonalData: false } as const
  const outcomes = (stops: RulesInForce['stops'], given: Partial<Facts>) => {
    const { outcome, because, gap } = decide(facts(given), rules(stops))
    return `${outcome} ${because}${gap ? ' gap' : ''}`
  }

  test('A9: a stop of an act takes that act, at that board and for those case types, and nothing else', () => {
    const stops = [{ board: anyBoard, acts: ['status.read'], caseTypes: ['ett'] }]
    expect(outcomes(stops, { act: 'status.read' })).toBe('deny STOPPED_BY_BOARD')
    expect(outcomes(stops, { act: 'status.read', caseType: 'tva' })).toBe('permit CLAUSE_PERMITS')
    expect(outcomes(stops, { act: 'status.read', caseType: null })).toBe('permit CLAUSE_PERMITS')
    expect(outcomes(stops, { act: 'handle' })).toBe('permit CLAUSE_PERMITS')
    expect(outcomes([{ board: 'annan-namnd', acts: ['status.read'], caseTypes: [] }], { act: 'status.read' })).toBe('permit CLAUSE_PERMITS')
    expect(outcomes([{ board: anyBoard, acts: ['status.read'], caseTypes: [] }], { act: 'status.read', caseType: null })).toBe(
      'deny STOPPED_BY_BOARD',
    )
  })

  test('A4, A8: a measure that fails closes what it protects and names itself and the law, also where the law leaves a floor', () => {
    const stops = [{ board: anyBoard, acts: ['status.read', 'advise'], caseTypes: [], control: 'access-log' }]
    const decision = decide(facts({ act: 'status.read' }), rules(stops))
    expect(decision).toMatchObject({
      outcome: 'deny',
      because: 'CONTROL_FAILS',
      control: 'access-log',
      lawIds: ['GDPR 28(3)(c)', 'GDPR 32'],
      gap: false,
    })
    expect(explain(decision, rules(stops), 'sv')).toContain('Skyddet: Ingen läser utan att det loggas.')
    expect(outcomes(stops, anonymous)).toBe('deny CONTROL_FAILS')
    expect(outcomes(stops, { act: 'handle' })).toBe('permit CLAUSE_PERMITS')
    expect(outcomes(stops, { act: 'status.read', hand: 'officer', boards: [anyBoard] })).toBe('permit OWN_BOARD')
  })

  test('A5, A9: a stop of everything leaves what no instruction leaves: anonymous guidance and handover', () => {
    const stops = [{ board: anyBoard, acts: [], caseTypes: [] }]
    expect(outcomes(stops, { act: 'handle' })).toBe('deny STOPPED_BY_BOARD')
    expect(outcomes(stops, { act: 'advise' })).toBe('deny STOPPED_BY_BOARD')
    expect(outcomes(stops, { ...anonymous, carriesPersonalData: true })).toBe('deny STOPPED_BY_BOARD')
    expect(outcomes(stops, anonymous)).toBe('permit LAW_FLOOR')
    expect(outcomes(stops, { act: 'handover' })).toBe('permit LAW_FLOOR')
    expect(outcomes([{ board: anyBoard, acts: ['handover', 'advise'], caseTypes: [] }], { act: 'handover' })).toBe('deny STOPPED_BY_BOARD')
  })

  test('A21: the floor needs no undertaking, and nothing but the floor is free of it', () => {
    expect(outcomes([], { act: 'handover', undertakings: [] })).toBe('permit CLAUSE_PERMITS')
    expect(outcomes([], { ...anonymous, undertakings: [] })).toBe('permit CLAUSE_PERMITS')
    expect(outcomes([], { act: 'advise', anonymous: true, undertakings: [] })).toBe('deny UNDERTAKING_MISSING')
    expect(outcomes([], { act: 'handle', anonymous: true, carriesPersonalData: false, undertakings: [] })).toBe('deny UNDERTAKING_MISSING')
  })
})

describe('the undertaking', () => {
  const rules = rulesOf([{ acts: ['receive', 'advise', 'handle'] }])

  test('A21: an agent who has signed nothing is refused, with UNDERTAKING_MISSING', () => {
    const decision = decide(facts({ undertakings: [] }), rules)
    expect(decision).toMatchObject({ outcome: 'deny', because: 'UNDERTAKING_MISSING', gap: false })
    expect(decision.lawIds).toContain('GDPR 29')
  })

  test('A23: it counts for the version that was signed, at that board only', () => {
    const permitted = (board: string, versionId: number) =>
      decide(facts({ undertakings: [{ board, versionId }] }), rules).outcome === 'permit'
    expect(permitted(anyBoard, 7)).toBe(true)
    expect(permitted(anyBoard, 6)).toBe(false)
    expect(permitted('annan-namnd', 7)).toBe(false)
  })

  test('A21: an officer and an auditor have signed for the board too, whichever version; where nothing is in force there is nothing to sign', () => {
    for (const [hand, act] of [
      ['officer', 'handle'],
      ['auditor', 'status.read'],
    ] as const) {
      const given = { hand, act, boards: [anyBoard] }
      expect(decide(facts({ ...given, undertakings: [] }), rules)).toMatchObject({ outcome: 'deny', because: 'UNDERTAKING_MISSING' })
      expect(decide(facts({ ...given, undertakings: [{ board: 'annan-namnd', versionId: 7 }] }), rules).outcome).toBe('deny')
      expect(decide(facts({ ...given, undertakings: [{ board: anyBoard, versionId: 6 }] }), rules).because).toBe('OWN_BOARD')
      expect(decide(facts({ ...given, undertakings: [] }), { instructions: [] }).because).toBe('OWN_BOARD')
    }
  })

  test('A12: an overdue bulletin closes its board to agents, officers and auditors, but for the floor', () => {
    const unbriefed = [anyBoard]
    expect(decide(facts({ unbriefed }), rules)).toMatchObject({ outcome: 'deny', because: 'BULLETIN_UNREAD', gap: false })
    expect(decide(facts({ unbriefed: ['annan-namnd'] }), rules).outcome).toBe('permit')
    expect(decide(facts({ unbriefed, undertakings: [] }), rules).because).toBe('UNDERTAKING_MISSING')
    expect(decide(facts({ unbriefed, act: 'handover' }), rulesOf([{ acts: ['handover'] }])).outcome).toBe('permit')
    expect(decide(facts({ unbriefed, hand: 'officer', boards: [anyBoard] }), rules)).toMatchObject({
      because: 'BULLETIN_UNREAD',
      lawIds: ['GDPR 32(4)', 'GDPR 39(1)(b)'],
    })
    expect(decide(facts({ unbriefed, hand: 'officer', boards: [anyBoard] }), { instructions: [] }).because).toBe('BULLETIN_UNREAD')
  })

  test('A21, A23: no generated instruction permits an unsigned agent anything but the floor', () => {
    fc.assert(
      fc.property(anyInstruction, anyRowQuestion, (instruction, question) => {
        const asked = facts({ ...question, undertakings: [{ board: anyBoard, versionId: 8 }] })
        if (decide(asked, { instructions: [instruction] }).outcome === 'permit') expect(isLawFloor(asked)).toBe(true)
      }),
      { numRuns: generated(5_000) },
    )
  })
})

describe('clauses', () => {
  test('A13: what no clause covers is refused and is a gap', () => {
    expect(decide(facts({}), rulesOf([]))).toMatchObject({ outcome: 'deny', because: 'NO_CLAUSE', gap: true })
  })

  test('D9: a refusal wins over a permit, and is a gap as well when they are equally narrow (A13)', () => {
    const refusal: Partial<Clause> = { acts: ['handle'], effect: 'deny', lawId: 'OSL 26:1' }
    expect(decide(facts({}), rulesOf([{ acts: ['handle'] }, refusal]))).toMatchObject({
      outcome: 'deny',
      because: 'CLAUSES_DISAGREE',
      gap: true,
      clauseIds: ['namnd/punkt-1', 'namnd/punkt-0'],
    })
    const narrower = decide(facts({}), rulesOf([{ acts: ['handle'] }, { ...refusal, caseTypes: ['ett'] }]))
    expect(narrower).toMatchObject({ outcome: 'deny', because: 'CLAUSE_DENIES', gap: false, lawIds: ['OSL 26:1'] })
  })

  test('D9: adding a refusal never permits more', () => {
    fc.assert(
      fc.property(anyInstruction, anyRowQuestion, fc.constantFrom('all' as const, ['ett'], ['tva']), (instruction, question, caseTypes) => {
        const refusal = instructionOf([{ id: 'nej', acts: [question.act], effect: 'deny', caseTypes }]).clauses
        const outcome = (clauses: readonly Clause[]) => decide(facts(question), { instructions: [{ ...instruction, clauses }] }).outcome
        if (outcome([...instruction.clauses, ...refusal]) === 'permit') expect(outcome(instruction.clauses)).toBe('permit')
      }),
      { numRuns: generated(5_000) },
    )
  })

  test('D9: a referral wins over a permit that is not narrower', () => {
    const refer: Partial<Clause> = { acts: ['handle'], effect: 'refer' }
    expect(decide(facts({}), rulesOf([{ acts: ['handle'] }, refer])).outcome).toBe('refer')
    expect(decide(facts({}), rulesOf([{ acts: ['handle'], caseTypes: ['ett'] }, refer])).outcome).toBe('permit')
  })

  test('A37: a clause that lets someone decide permits nothing until a delegation is linked', () => {
    const clause: Partial<Clause> = { acts: ['handle', 'decide'] }
    const answer = (given: Partial<Clause>, act: Facts['act']) => decide(facts({ act }), rulesOf([{ ...clause, ...given }]))
    expect(answer({}, 'decide')).toMatchObject({ outcome: 'deny', because: 'PENDING_DELEGATION' })
    expect(answer({}, 'handle').outcome).toBe('deny')
    expect(answer({ delegationRef: 'SBN § 12' }, 'decide').outcome).toBe('permit')
  })

  test('a permit reaches only the categories, recipients and missions it lists', () => {
    const rules = rulesOf([{ acts: ['handle'], categories: ['name'], mission: ['status'], recipientClass: ['party'] }])
    const outcome = (given: Partial<Facts>) => decide(facts(given), rules).outcome
    expect(outcome({ category: 'name', mission: 'status', recipient: 'party' })).toBe('permit')
    expect([outcome({ category: 'identityNumber' }), outcome({ mission: 'threat' }), outcome({ recipient: 'public' })]).toEqual([
      'deny',
      'deny',
      'deny',
    ])
  })

  test('a permit carries its own obligations and those of the duties that speak of the act, each once', () => {
    const log = { acts: ['handle'], obligations: [{ kind: 'log' }] } satisfies Partial<Clause>
    const rules = rulesOf([log, { ...log, effect: 'oblige' }, { acts: ['handle'], effect: 'oblige', obligations: [{ kind: 'mask' }] }])
    expect(decide(facts({}), rules).obligations).toEqual([{ kind: 'log' }, { kind: 'mask' }])
  })

  test('of two overlapping versions the newer one speaks', () => {
    const older = instructionOf([{ acts: ['handle'] }])
    const newer = instructionOf([], { version: 2, versionId: 8 })
    const undertakings = [7, 8].map((versionId) => ({ board: anyBoard, versionId }))
    expect(decide(facts({ undertakings }), { instructions: [newer, older] })).toMatchObject({ outcome: 'deny', versionId: 8 })
  })

  test('every refusal of an agent has a ground and a law', () => {
    fc.assert(
      fc.property(anyInstruction, anyRowQuestion, (instruction, question) => {
        const decision = decide(facts(question), { instructions: [instruction] })
        if (decision.outcome !== 'permit' && decision.clauseIds.length === 0) expect(decision.lawIds).not.toEqual([])
      }),
      { numRuns: generated(2_000) },
    )
  })
})

describe('conditions', () => {
  const anonymous = (is: boolean | null) => ({ ...nothingKnown, facts: { 'contact.anonymous': is } })
  const when = { fact: 'contact.anonymous', is: false } as const
  const answer = (clauses: Partial<Clause>[], is: boolean | null, asked: Facts['asked'] = 'now') =>
    decide(facts({ known: anonymous(is), asked }), rulesOf(clauses))

  test('A26: a permit on a condition permits when it is met, and says which clause when it is not', () => {
    const permit: Partial<Clause> = { acts: ['handle'], when }
    expect(answer([permit], false)).toMatchObject({ outcome: 'permit', because: 'CLAUSE_PERMITS' })
    expect(answer([permit], true)).toMatchObject({
      outcome: 'deny',
      because: 'CONDITION_NOT_MET',
      clauseIds: ['namnd/punkt-0'],
      gap: false,
    })
  })

  test('A6: what is not known permits nothing that is done now, and keeps nobody from asking', () => {
    const permit: Partial<Clause> = { acts: ['handle'], when }
    expect(answer([permit], null)).toMatchObject({ outcome: 'deny', because: 'CONDITION_UNKNOWN', clauseIds: ['namnd/punkt-0'] })
    expect(answer([permit], null, 'at-all').outcome).toBe('permit')
  })

  test('A6: what is not known lifts no refusal of what is done now, and closes nothing at all', () => {
    const clauses: Partial<Clause>[] = [
      { acts: ['handle'], caseTypes: ['ett'] },
      { acts: ['handle'], effect: 'deny', when: { not: when } },
    ]
    expect(answer(clauses, null)).toMatchObject({ outcome: 'deny', because: 'CLAUSE_DENIES' })
    expect(answer(clauses, null, 'at-all').outcome).toBe('permit')
    expect([answer(clauses, true).outcome, answer(clauses, false).outcome]).toEqual(['deny', 'permit'])
  })

  test('a condition may ask for the type and the channel that are asked about, and for the hour', () => {
    const rules = rulesOf([
      {
        acts: ['handle'],
        when: {
          all: [
            { fact: 'case.type', is: 'ett' },
            { fact: 'case.channel', in: ['email', 'chat'] },
          ],
        },
      },
    ])
    const outcome = (given: Partial<Facts>) => decide(facts({ asked: 'now', ...given }), rules).outcome
    expect([outcome({}), outcome({ channel: 'chat' }), outcome({ channel: 'phone' }), outcome({ caseType: 'tva' })]).toEqual([
      'permit',
      'permit',
      'deny',
      'deny',
    ])
    expect(outcome({ channel: null })).toBe('permit')
    const open = rulesOf([{ acts: ['handle'], when: { time: { open: true } } }])
    const at = (now: Date | null) => decide(facts({ asked: 'now', known: { ...nothingKnown, now } }), open).because
    expect(at(new Date('2026-11-23T10:00:00Z'))).toBe('CLAUSE_PERMITS')
    expect(at(new Date('2026-11-22T10:00:00Z'))).toBe('CONDITION_NOT_MET')
    expect(at(null)).toBe('CONDITION_UNKNOWN')
  })

  test('a clause of one department reaches its cases only', () => {
    const rules = rulesOf([{ acts: ['handle'], department: 'norr' }])
    const outcome = (department: string) =>
      decide(facts({ asked: 'now', known: { ...nothingKnown, facts: { 'case.department': department } } }), rules).because
    expect([outcome('norr'), outcome('syd')]).toEqual(['CLAUSE_PERMITS', 'CONDITION_NOT_MET'])
    expect(decide(facts({ asked: 'now' }), rules).because).toBe('CONDITION_UNKNOWN')
  })
})

describe('where a rule comes from', () => {
  const sources = ['statute', 'decision', 'routine'] as const
  const against = (may: Clause['source'], mayNot: Clause['source'], effect: 'deny' | 'refer', caseTypes: Clause['caseTypes'] = 'all') =>
    decide(
      facts({}),
      rulesOf([
        { acts: ['handle'], source: may, caseTypes },
        { acts: ['handle'], source: mayNot, effect },
      ]),
    )
  const table = (ask: (mayNot: Clause['source'], may: Clause['source']) => string) =>
    sources.map((mayNot) => sources.map((may) => ask(mayNot, may)))

  test('D9: statute stands above decision and decision above routine, before it is asked which is narrower', () => {
    expect(table((mayNot, may) => against(may, mayNot, 'deny', ['ett']).because)).toEqual([
      ['CLAUSE_DENIES', 'CLAUSE_DENIES', 'CLAUSE_DENIES'],
      ['CLAUSE_PERMITS', 'CLAUSE_DENIES', 'CLAUSE_DENIES'],
      ['CLAUSE_PERMITS', 'CLAUSE_DENIES', 'CLAUSE_DENIES'],
    ])
    expect(table((mayNot, may) => against(may, mayNot, 'refer', ['ett']).outcome)).toEqual([
      ['permit', 'refer', 'refer'],
      ['permit', 'permit', 'refer'],
      ['permit', 'permit', 'refer'],
    ])
    expect(table((mayNot, may) => against(may, mayNot, 'refer').outcome)).toEqual([
      ['refer', 'refer', 'refer'],
      ['permit', 'refer', 'refer'],
      ['permit', 'refer', 'refer'],
    ])
  })

  test('D9, A13: clauses of one source that are equally narrow are a gap, of different sources they are not', () => {
    expect(table((mayNot, may) => String(against(may, mayNot, 'deny').gap))).toEqual([
      ['true', 'false', 'false'],
      ['false', 'true', 'false'],
      ['false', 'false', 'false'],
    ])
  })

  test('D9: a routine gives nothing that neither law nor board has given, and adds its duties where they have', () => {
    const routine: Partial<Clause> = { acts: ['handle'], source: 'routine', obligations: [{ kind: 'log' }] }
    expect(decide(facts({}), rulesOf([routine]))).toMatchObject({ outcome: 'deny', because: 'ROUTINE_ALONE', gap: true, obligations: [] })
    expect(decide(facts({}), rulesOf([routine, { acts: ['handle'] }]))).toMatchObject({ outcome: 'permit', obligations: [{ kind: 'log' }] })
  })
})

describe('what comes with an answer', () => {
  test('fields: only those that are permitted, never those that are refused; each can be asked for', () => {
    const rules = rulesOf([
      { acts: ['handle'], fields: ['reason', 'amount'] },
      { acts: ['handle'], effect: 'deny', fields: ['amount'] },
    ])
    expect(decide(facts({}), rules)).toMatchObject({ outcome: 'permit', fields: { only: ['reason', 'amount'], except: ['amount'] } })
    const outcome = (field: string) => decide(facts({ field }), rules).outcome
    expect([outcome('reason'), outcome('amount'), outcome('address')]).toEqual(['permit', 'deny', 'deny'])
    expect(decide(facts({}), rulesOf([{ acts: ['handle'] }])).fields).toEqual({ only: null, except: [] })
  })

  test('a refusal points to what there is instead', () => {
    const instead: Clause['instead'] = { channels: ['visit'], act: 'handover', to: 'paper-form' }
    expect(decide(facts({}), rulesOf([{ acts: ['handle'], effect: 'refer', instead }])).instead).toEqual([instead])
    expect(decide(facts({}), rulesOf([{ acts: ['handle'], instead }])).instead).toEqual([])
  })

  test('a permit says what it rests on for the mission, and when the last of its clauses ends', () => {
    const consent: Clause['bases'][number] = { basis: '6(1)(a)', lawId: null, mission: ['feedback'], when: { happened: 'consent.given' } }
    const rules = rulesOf([
      {
        acts: ['handle'],
        mission: ['status', 'feedback'],
        basis: '6(1)(e)',
        lawId: 'KL 2:1',
        bases: [consent],
        validTo: '1970-01-01T00:00:00.009Z',
      },
      { acts: ['handle'], mission: ['status'], validTo: '1970-01-01T00:00:00.007Z' },
    ])
    const given = { ...nothingKnown, events: { 'consent.given': [new Date(1)] }, now: new Date(5) }
    const bases = (mission: Facts['mission'], known: Facts['known'] = given) =>
      decide(facts({ mission, known }), rules).bases.map(({ basis }) => basis)
    expect(bases('feedback')).toEqual(['6(1)(e)', '6(1)(a)'])
    expect(bases('status')).toEqual(['6(1)(e)'])
    expect(bases('feedback', { ...given, events: {} })).toEqual(['6(1)(e)'])
    expect(decide(facts({ mission: 'status' }), rules).untilMs).toBe(9)
    expect(decide(facts({}), rulesOf([{ acts: ['handle'] }])).untilMs).toBeNull()
  })
})

describe('the law above the clauses', () => {
  test('B22, C9: a decision that a machine takes is refused to every hand, whatever the instruction permits', () => {
    const rules = rulesOf([{ acts: ['decide'], delegationRef: 'SBN § 12', source: 'statute' }])
    const known = { ...nothingKnown, facts: { 'decision.automated': true } }
    const asked = { act: 'decide', boards: [anyBoard], known } as const
    for (const hand of ['agent', 'officer', 'service'] as const)
      expect(decide(facts({ ...asked, hand }), rules)).toMatchObject({
        outcome: 'deny',
        because: 'LAW_FORBIDS',
        guardrails: ['automated-decision'],
      })
    expect(decide(facts({ ...asked, known: nothingKnown }), rules).outcome).toBe('permit')
  })

  test('A25, A10: what the law forbids no clause permits, not even as statute; the answer names the law', () => {
    const decision = decide(facts({ act: 'export' }), rulesOf([{ acts: ['export', 'handle'], source: 'statute' }]))
    expect(decision).toMatchObject({ outcome: 'deny', because: 'LAW_FORBIDS', guardrails: ['disposal'], clauseIds: ['namnd/punkt-0'] })
    expect(decision.lawIds).toContain('Arkivlagen 10 §')
    expect(decide(facts({}), rulesOf([{ acts: ['export', 'handle'] }])).outcome).toBe('permit')
  })
})

describe('the other hands', () => {
  const outcome = (given: Partial<Facts>) => decide(facts(given), { instructions: [] }).outcome

  test('an officer works at the own board, and reaches nothing at another', () => {
    for (const act of acts) {
      expect(outcome({ hand: 'officer', act, boards: [anyBoard] }) === 'permit').toBe(act !== 'purge' && act !== 'export')
      expect(outcome({ hand: 'officer', act, boards: ['annan-namnd'] })).toBe('deny')
    }
  })

  test('an auditor only reads, and only at the own board', () => {
    const permitted = acts.filter((act) => outcome({ hand: 'auditor', act, boards: [anyBoard] }) === 'permit')
    expect(permitted).toEqual(['status.read'])
    expect(outcome({ hand: 'auditor', act: 'status.read', boards: [] })).toBe('deny')
  })

  test('the service receives, hands over and purges; a citizen writes', () => {
    expect(acts.filter((act) => outcome({ hand: 'service', act }) === 'permit')).toEqual(['receive', 'handover', 'purge'])
    expect(acts.filter((act) => outcome({ hand: 'citizen', act }) === 'permit')).toEqual(['receive'])
  })
})

describe('in Exempelby', () => {
  const sbn = 'stadsbyggnadsnamnden'

  test('A30: anyone may be told how a building permit stands, an injury claim only the party with an e-ID', () => {
    const tell = (given: Partial<Facts>) =>
      inExempelby({ act: 'status.tell', board: sbn, channel: 'phone', mission: 'status', ...given }).outcome
    expect(tell({ caseType: 'bygglov', recipient: 'public', anonymous: true, identityLevel: 'none' })).toBe('permit')
    expect(tell({ caseType: 'skada-forsakring', recipient: 'public', identityLevel: 'e-id' })).toBe('deny')
    expect(tell({ caseType: 'skada-forsakring', recipient: 'party', identityLevel: 'callback' })).toBe('deny')
    expect(tell({ caseType: 'skada-forsakring', recipient: 'party', identityLevel: 'e-id' })).toBe('permit')
  })

  test('whoever asks for data or documents of the board is referred to it', () => {
    const disclose = (given: Partial<Facts>) => inExempelby({ act: 'disclose', board: sbn, caseType: 'bygglov', ...given })
    expect(disclose({ recipient: 'party', mission: 'rights' }).outcome).toBe('refer')
    expect(disclose({ recipient: 'public' }).outcome).toBe('refer')
    expect(disclose({ recipient: 'authority' }).obligations).toContainEqual({ kind: 'notify', board: sbn, withinMinutes: 1 })
  })

  test('general guidance is permitted at every board, also to someone anonymous', () => {
    for (const { board } of exempelbyRules.instructions) {
      const asked = {
        act: 'advise',
        board,
        caseType: null,
        mission: 'guidance',
        anonymous: true,
        carriesPersonalData: false,
      } satisfies Partial<Facts>
      expect(inExempelby(asked).outcome).toBe('permit')
    }
  })

  test('the centre works in no case of socialnämnden and sees no status there', () => {
    for (const act of ['handle', 'status.read', 'status.tell', 'draft', 'decide'] as const) {
      expect(inExempelby({ act, board: 'socialnamnden', caseType: 'parkeringstillstand' }).outcome).toBe('deny')
    }
    expect(inExempelby({ act: 'handover', board: 'socialnamnden', caseType: 'orosanmalan-barn' })).toMatchObject({ outcome: 'permit' })
  })

  test('A37: the market-place decision waits for its delegation', () => {
    expect(inExempelby({ act: 'decide', board: sbn, caseType: 'torghandel' }).because).toBe('PENDING_DELEGATION')
  })

  test('a call may be recorded for a threat, for nothing else', () => {
    const listen = (mission: Facts['mission']) =>
      inExempelby({ act: 'listen', board: 'kommunstyrelsen', caseType: 'orouterat', channel: 'phone', mission })
    expect(listen('threat')).toMatchObject({ outcome: 'permit', obligations: [{ kind: 'two-person' }, { kind: 'log' }] })
    expect(listen('guidance').outcome).toBe('deny')
  })

  test('no clause of any board makes another clause of it ambiguous', () => {
    for (const { board } of exempelbyRules.instructions) {
      for (const act of acts) expect(inExempelby({ act, board, caseType: null, channel: null }).because).not.toBe('CLAUSES_DISAGREE')
    }
  })
})

test('a clause that leaves everything out permits nothing', () => {
  expect(clauseDefaults.acts).toEqual([])
  for (const act of acts) expect(decide(facts({ act }), rulesOf([{}])).outcome).toBe('deny')
})

test('K25: a refusal that a permit withstands lays no duty on anyone', () => {
  const rules = rulesOf([
    { acts: ['handle'], caseTypes: ['ett'], obligations: [{ kind: 'log' }] },
    { acts: ['handle'], effect: 'refer', obligations: [{ kind: 'confirm' }] },
    { acts: ['handle'], effect: 'oblige', obligations: [{ kind: 'two-person' }] },
  ])
  expect(decide(facts({}), rules)).toMatchObject({ outcome: 'permit', obligations: [{ kind: 'log' }, { kind: 'two-person' }] })
})

test('D9, A13: one refusal that asks nothing, or asks what one of the permits asks, is enough for a gap', () => {
  const is = (fact: string) => ({ fact, is: true }) as const
  const known = { ...nothingKnown, facts: { a: true, b: true, c: true } }
  const gap = (...clauses: Partial<Clause>[]) =>
    decide(facts({ known, asked: 'now' }), rulesOf(clauses.map((each) => ({ acts: ['handle'], ...each })))).because
  const [permitA, permitB] = [{ when: is('a') }, { when: is('b') }]
  const deny = (when: Clause['when']): Partial<Clause> => ({ effect: 'deny', when })
  expect(gap(permitA, permitB, deny(is('a')))).toBe('CLAUSES_DISAGREE')
  expect(gap(permitA, permitB, deny(is('c')))).toBe('CLAUSE_DENIES')
  expect(gap(permitA, deny(is('c')), deny(null))).toBe('CLAUSES_DISAGREE')
  expect(gap(permitA, deny(is('c')), deny(is('a')))).toBe('CLAUSES_DISAGREE')
})

test('A3: a field is taken away only by a refusal that speaks of this act, case, hour and condition, and that no permit withstands', () => {
  const except = (refusal: Partial<Clause>, permit: Partial<Clause> = {}) =>
    decide(
      facts({ asked: 'now', known: { ...nothingKnown, facts: { a: true } } }),
      rulesOf([
        { acts: ['handle'], fields: ['reason', 'amount'], ...permit },
        { acts: ['handle'], effect: 'deny', fields: ['amount'], ...refusal },
      ]),
    ).fields.except
  expect(except({})).toEqual(['amount'])
  expect(except({ acts: ['receive'] })).toEqual([])
  expect(except({ caseTypes: ['tva'] })).toEqual([])
  expect(except({ validTo: new Date(5).toISOString() })).toEqual([])
  expect(except({ when: { fact: 'a', is: false } })).toEqual([])
  expect(except({ effect: 'refer' })).toEqual([])
  expect(except({}, { source: 'statute' })).toEqual([])
})

test('A9: where one stop names an act and another stops everything, what no instruction is needed for goes on', () => {
  const stops = [
    { board: anyBoard, acts: ['advise'], caseTypes: [] },
    { board: anyBoard, acts: [], caseTypes: [] },
  ]
  for (const order of [stops, stops.toReversed()]) {
    const rules = { ...rulesOf([{ acts: ['advise'] }]), stops: order }
    const asked = facts({ act: 'advise', anonymous: true, carriesPersonalData: false })
    expect(decide(asked, rules)).toMatchObject({ outcome: 'permit', because: 'LAW_FLOOR' })
  }
})

test('A10: what the law forbids names that law and no other', () => {
  const of = (act: 'decide' | 'purge') =>
    decide(facts({ act, known: { ...nothingKnown, facts: { 'decision.automated': true } } }), rulesOf([{ acts: [act] }]))
  expect(of('decide').guardrails).toEqual(['automated-decision'])
  expect(of('decide').lawIds).not.toEqual(expect.arrayContaining(of('purge').lawIds.slice(0, 1)))
})

test('A3, A26: a permit that lists no mission permits none that is asked for; a refusal that lists none refuses them all', () => {
  const asked = facts({ mission: 'guidance' })
  expect(decide(asked, rulesOf([{ acts: ['handle'] }])).because).toBe('NO_CLAUSE')
  expect(decide(asked, rulesOf([{ acts: ['handle'], mission: ['guidance'] }])).outcome).toBe('permit')
  expect(
    decide(
      asked,
      rulesOf([
        { acts: ['handle'], mission: ['guidance'] },
        { acts: ['handle'], effect: 'deny' },
      ]),
    ).outcome,
  ).toBe('deny')
})

test('D9, K06: what a routine says makes no contradiction between clauses of the board', () => {
  const routine: Partial<Clause> = { acts: ['handle'], caseTypes: ['ett'], source: 'routine' }
  const rules = rulesOf([routine, { acts: ['handle'] }, { acts: ['handle'], caseTypes: ['ett'], effect: 'deny' }])
  expect(decide(facts({}), rules)).toMatchObject({ because: 'CLAUSE_DENIES', gap: false })
})
