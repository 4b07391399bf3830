import { expect, test } from 'vitest'
import type { Clause, InstructionFile, Retention } from '../../../contracts/instruction.ts'
import { clauseOf } from '../../../test/any-instruction.ts'
import { exempelby, exempelbyFiles } from '../../../test/exempelby-rules.ts'
import { checkInstruction, checkTogether } from './check-instruction.ts'

const fileOf = (board: string): InstructionFile => {
  const found = exempelbyFiles.find((file) => file.board === board)
  if (found === undefined) throw new Error(`Exempelby has no board ${board}`)
  return found
}
const decision = { date: '2026-01-01', organ: 'tekniska nämnden', paragraph: '§ 1' }
const permit: Partial<Clause> = {
  effect: 'permit',
  acts: ['handle'],
  mission: ['assistance'],
  basis: '6(1)(e)',
  categories: ['name'],
  caseTypes: ['lekplats'],
  channels: ['chat'],
}
const retention: Retention = {
  record: 'log',
  copy: 'ombud',
  due: { after: 'record.created', length: 1, unit: 'years', calendar: 'calendar' },
  bound: 'exact',
  provided: null,
  action: 'delete',
  part: null,
  steps: [],
  sameAs: null,
  disposalDecision: decision,
  quarantineDays: 0,
}

/** What is found when this clause is added to tekniska nämnden's instruction, and wasn't found before: "id field requirement severity". */
function found(given: Partial<Clause>, change: (file: InstructionFile) => InstructionFile = (file) => file): string[] {
  const before = fileOf('tekniska-namnden')
  const after = change({ ...before, clauses: [...before.clauses, clauseOf({ id: 'ny', ...given })] })
  const lines = (file: InstructionFile) =>
    checkInstruction(file, exempelby).map((each) => `${each.clauseId} ${each.field} ${each.requirement} ${each.severity}|${each.says.sv}`)
  return lines(after)
    .filter((line) => !lines(before).includes(line))
    .map((line) => line.split('|')[0] ?? '')
}

test('A2: Exempelby’s six instructions have no fault, alone or together', () => {
  expect(exempelbyFiles.flatMap((file) => checkInstruction(file, exempelby)).filter(({ severity }) => severity === 'error')).toEqual([])
  expect(checkTogether(exempelbyFiles, exempelby)).toEqual([])
})

test('every finding says in both languages what is wrong and what to change', () => {
  const broken = {
    ...fileOf('tekniska-namnden'),
    clauses: [clauseOf({ id: 'ny', basis: '6(1)(c)', acts: ['decide', 'purge', 'record'], text: 'Enligt PuL får Datainspektionen veta.' })],
  }
  const findings = checkInstruction(broken, exempelby)
  expect(findings.length).toBeGreaterThan(10)
  for (const { says, mend } of findings) for (const text of [says.sv, says.en, mend.sv, mend.en]) expect(text.length).toBeGreaterThan(8)
})

test('D9: a permit and a refusal that are equally narrow are found before anyone meets them', () => {
  expect(
    found({ ...permit, id: 'far' }, (file) => ({
      ...file,
      clauses: [...file.clauses, clauseOf({ ...permit, id: 'far-inte', effect: 'deny', mission: [], categories: [], basis: null })],
    })),
  ).toEqual(['far acts A13 error'])
  expect(found(permit)).toEqual([])
})

test('A13: a task that no clause speaks of is told as a coming gap', () => {
  const silent = (file: InstructionFile) => ({
    ...file,
    clauses: file.clauses.filter(({ mission, effect }) => effect === 'oblige' || effect === 'inform' || !mission.includes('feedback')),
  })
  expect(found({ ...permit }, silent)).toContain('null  A13 warning')
})

test('A37: a clause that lets the centre decide waits for a delegation, and the board is told so', () => {
  expect(found({ ...permit, acts: ['decide'] })).toEqual(['ny delegationRef A37 warning'])
  expect(found({ ...permit, acts: ['decide'], delegationRef: 'TN § 9' })).toEqual([])
})

test('B9: a legal obligation without its statute is a fault, also as one basis of several', () => {
  expect(found({ ...permit, basis: '6(1)(c)' })).toEqual(['ny lawId B9 error'])
  expect(found({ ...permit, bases: [{ basis: '6(1)(c)', lawId: null, mission: [], when: null }] })).toEqual(['ny lawId B9 error'])
  expect(found({ ...permit, basis: '6(1)(c)', lawId: 'TF 2:17' })).toEqual([])
})

test('B11, C10: personal identity numbers need a reason', () => {
  expect(found({ ...permit, categories: ['identityNumber'] })).toEqual(['ny personnummerReason B11 error'])
  expect(found({ ...permit, categories: ['identityNumber'], personnummerReason: 'Bilens ägare måste kunna skiljas från andra.' })).toEqual(
    [],
  )
})

test('B12, B13, X6: a recording is kept for 24 hours at most, heard by two on a threat, and assessed first', () => {
  const recording = (length: number, unit: 'hours' | 'days') =>
    found({
      effect: 'oblige',
      retention: { ...retention, record: 'recording', due: { after: 'call.ended', length, unit, calendar: 'elapsed' } },
    })
  expect(recording(24, 'hours')).toEqual([])
  expect(recording(25, 'hours')).toEqual(['ny retention.due B13 error'])
  expect(recording(1, 'days')).toEqual([])
  const listen: Partial<Clause> = {
    ...permit,
    acts: ['listen'],
    mission: ['threat'],
    obligations: [{ kind: 'two-person' }],
    dpiaRef: 'KS 2025/1',
  }
  expect(found(listen)).toEqual([])
  expect(found({ ...listen, obligations: [] })).toEqual(['ny obligations B12 error'])
  expect(found({ ...listen, mission: ['threat', 'guidance'] })).toEqual(['ny mission B12 error'])
  expect(found({ ...listen, dpiaRef: null })).toEqual(['ny dpiaRef X6 error'])
})

test('C4: a clause that records every call is told what has been found not necessary; one that records on a flag is not', () => {
  const every: Partial<Clause> = { ...permit, acts: ['record'], mission: ['threat'], dpiaRef: 'KS 2025/1', channels: ['phone'] }
  const told = (given: Partial<Clause>) => found(given).filter((line) => line.includes('C4'))
  expect(told(every)).toEqual(['ny when C4 warning'])
  expect(told({ ...every, when: { happened: 'incident.found' } })).toEqual([])
})

test('B16, C5: nothing leaves EU/EEA while the public is told that nothing does', () => {
  const outside = {
    ...fileOf('tekniska-namnden'),
    clauses: [...fileOf('tekniska-namnden').clauses, clauseOf({ ...permit, id: 'ny', region: 'outside EU/EEA' })],
  }
  expect(
    checkTogether([fileOf('kommunstyrelsen'), outside], exempelby).map(({ clauseId, requirement }) => `${clauseId} ${requirement}`),
  ).toEqual(['tekniska-namnden/ny B16'])
})

test('A10: a clause that would widen past the law can’t be saved, and is told by which', () => {
  expect(found({ ...permit, acts: ['purge'] })).toEqual(['ny acts A25 error'])
  expect(found({ ...permit, acts: ['disclose'], recipientClass: ['authority'], secrecyTags: ['26:1'], lawId: 'OSL 8:1' })).toEqual([
    'ny recipientClass A10 error',
  ])
  expect(found({ ...permit, acts: ['disclose'], recipientClass: ['authority'], secrecyTags: ['26:1'], lawId: 'OSL 10:28' })).toEqual([])
  expect(found({ ...permit, acts: ['decide'], delegationRef: 'TN § 9', when: { fact: 'decision.automated', is: true } })).toEqual([
    'ny when B22 error',
  ])
})

test('B30, C7: nobody is promised to withdraw a consent that isn’t asked for', () => {
  const right = {
    right: 'withdraw-consent',
    askedBy: ['self'],
    identity: 'none',
    delivery: [],
    due: { after: 'right.requested', length: 1, unit: 'days', calendar: 'working' },
    extension: null,
    needs: null,
    contents: [],
    exempt: [],
    fee: null,
    decidedBy: 'centre',
  } as const
  const given: Partial<Clause> = { effect: 'oblige', right: { ...right, askedBy: ['self'], delivery: [], contents: [], exempt: [] } }
  expect(found(given)).toEqual(['ny right B30 error'])
  expect(found({ ...given, bases: [{ basis: '6(1)(a)', lawId: null, mission: [], when: null }] })).toEqual([])
})

test('C3: a rule that says how long but not from what has no start event', () => {
  expect(found({ effect: 'oblige', retention: { ...retention, due: null } })).toEqual(['ny retention.due B20 error'])
})

test('B18: destruction without a decision, and a case type without a rule', () => {
  expect(found({ effect: 'oblige', retention: { ...retention, disposalDecision: null } })).toEqual([
    'ny retention.disposalDecision B18 error',
  ])
  expect(found({}, (file) => ({ ...file, clauses: file.clauses.filter(({ retention: rule }) => rule?.record !== 'case') }))).toContain(
    'null  B18 error',
  )
})

test('C11: laws and authorities that no longer exist are told by their names of today', () => {
  const { says, mend } =
    checkInstruction(
      { ...fileOf('tekniska-namnden'), clauses: [clauseOf({ effect: 'inform', text: 'Datainspektionen ger råd till nämnden.' })] },
      exempelby,
    ).find(({ field }) => field === 'text') ?? {}
  expect([says?.sv, mend?.sv]).toEqual([expect.stringContaining('C11'), expect.stringContaining('Integritetsskyddsmyndigheten')])
  expect(found({ effect: 'inform', text: 'Enligt personuppgiftslagen ska nämnden kontrollera.' })).toEqual(['ny text A7 error'])
  expect(found({ effect: 'inform', text: 'Enligt dataskyddsförordningen ska nämnden kontrollera.' })).toEqual([])
})

test('A2: names outside the vocabulary and values that a fact can’t have are faults; declared words are not', () => {
  expect(found({ ...permit, when: { fact: 'subject.shoe-size', is: 42 } })).toEqual(['ny when A2 error'])
  expect(found({ ...permit, when: { fact: 'subject.age', is: 'gammal' } })).toEqual(['ny when A2 error'])
  expect(found({ ...permit, when: { fact: 'content.class', is: 'secret' } })).toEqual(['ny when A2 error'])
  expect(
    found({
      ...permit,
      when: { all: [{ fact: 'content.class', has: 'secret' }, { fact: 'subject.age', atLeast: 18 }, { happened: 'case.closed' }] },
    }),
  ).toEqual([])
  expect(found({ ...permit, when: { happened: 'sandbox.filled' } })).toEqual(['ny when A2 error'])
  const declared = (file: InstructionFile) => ({
    ...file,
    vocabulary: { events: { 'sandbox.filled': { sv: 'sandlådan fylldes på' } }, facts: {}, records: {}, copies: {} },
  })
  expect(found({ ...permit, when: { happened: 'sandbox.filled' } }, declared)).toEqual([])
})
