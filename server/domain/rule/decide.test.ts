import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acts, type Clause, clauseDefaults } from '../../../contracts/instruction.ts'
import { anyBoard, anyInstruction, anyRowQuestion, instructionOf } from '../../../test/any-instruction.ts'
import { allUndertakings, exempelbyRules } from '../../../test/exempelby-rules.ts'
import { decide, type Facts, isLawFloor, type RulesInForce } from './decide.ts'

const facts = (given: Partial<Facts>): Facts => ({
  hand: 'agent',
  act: 'handle',
  board: anyBoard,
  caseType: 'ett',
  channel: 'email',
  mission: null,
  category: null,
  recipient: null,
  identityLevel: null,
  anonymous: false,
  carriesPersonalData: true,
  undertakings: [{ board: anyBoard, versionId: 7 }],
  boards: [],
  nowMs: 5,
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
      { numRuns: 500 },
    )
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

  test('A21, A23: no generated instruction permits an unsigned agent anything but the floor', () => {
    fc.assert(
      fc.property(anyInstruction, anyRowQuestion, (instruction, question) => {
        const asked = facts({ ...question, undertakings: [{ board: anyBoard, versionId: 8 }] })
        if (decide(asked, { instructions: [instruction] }).outcome === 'permit') expect(isLawFloor(asked)).toBe(true)
      }),
      { numRuns: 5_000 },
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
      { numRuns: 5_000 },
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
      { numRuns: 2_000 },
    )
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
