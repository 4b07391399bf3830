import { describe, expect, test } from 'vitest'
import type { Clause } from '../../../contracts/instruction.ts'
import { instructionOf } from '../../../test/any-instruction.ts'
import { usualHours } from '../../platform/calendar.ts'
import type { Known } from './conditions.ts'
import { basesFor, controllerAt } from './controller-of.ts'

const known = (events: Record<string, string>, facts: Known['facts'] = {}, now = '2026-11-30T12:00:00Z'): Known => ({
  facts,
  events: Object.fromEntries(Object.entries(events).map(([name, at]) => [name, [new Date(at)]])),
  openingHours: usualHours,
  now: new Date(now),
})
const boards = { own: 'ks', host: 'ks', receiver: 'tn' }
const atCentre = {
  id: 'bara-kontaktcenter',
  controller: { is: 'host', from: null, until: 'case.accepted' },
} as const satisfies Partial<Clause>
const taken = { id: 'mottagaren', controller: { is: 'receiver', from: 'case.accepted', until: null } } as const satisfies Partial<Clause>
const ks = instructionOf([atCentre, taken], { board: 'ks' })

describe('who is controller', () => {
  test('B2: what was never handed over is the hosting board’s, from beginning to end', () => {
    const { now, history } = controllerAt([ks], { ...boards, receiver: null }, known({ 'case.opened': '2026-11-01T08:00:00Z' }))
    expect(now).toMatchObject([{ board: 'ks', clauseId: 'ks/bara-kontaktcenter', until: null }])
    expect(history).toHaveLength(1)
  })

  test('B2, B3: from the instant a board takes it over that board is controller, and the host for the time before', () => {
    const at = new Date('2026-11-10T08:00:00Z')
    const { now, history } = controllerAt([ks], boards, known({ 'case.opened': '2026-11-01T08:00:00Z', 'case.accepted': at.toISOString() }))
    expect(history).toMatchObject([
      { board: 'ks', from: null, until: at },
      { board: 'tn', from: at, until: null },
    ])
    expect(now).toMatchObject([{ board: 'tn', clauseId: 'ks/mottagaren' }])
    const before = controllerAt([ks], boards, known({ 'case.accepted': at.toISOString() }, {}, '2026-11-09T08:00:00Z'))
    expect(before.now).toMatchObject([{ board: 'ks' }])
  })

  test('B17: where no clause says, it is the board itself; never nobody', () => {
    expect(controllerAt([instructionOf([], { board: 'tn' })], { ...boards, own: 'tn' }, known({})).now).toMatchObject([
      { board: 'tn', clauseId: null },
    ])
    const later = instructionOf([{ controller: { is: { board: 'arkiv' }, from: 'archive.received', until: null } }], { board: 'tn' })
    const { history } = controllerAt([later], { ...boards, own: 'tn' }, known({ 'archive.received': '2026-11-20T00:00:00Z' }))
    expect(history.map(({ board }) => board)).toEqual(['tn', 'arkiv'])
  })

  test('K24: what depends on something unknown is asked about and names nobody', () => {
    const when = { fact: 'case.holder', is: 'board' } as const
    const { now, ask } = controllerAt(
      [instructionOf([{ when, controller: { is: { board: 'x' }, from: null, until: null } }])],
      { ...boards, own: 'namnd' },
      known({}),
    )
    expect(ask).toEqual(['case.holder'])
    expect(now).toMatchObject([{ board: 'namnd' }])
  })
})

describe('on which legal basis', () => {
  test('B8, B9: every basis that holds for the mission, the legal obligation with its statute, and only in its phase', () => {
    const phase = { happened: 'case.registered' } as const
    const rules = instructionOf([
      {
        id: 'uppgift',
        basis: '6(1)(e)',
        mission: ['feedback', 'status'],
        bases: [
          { basis: '6(1)(c)', lawId: 'OSL 5:1', mission: ['feedback'], when: phase },
          { basis: '6(1)(a)', lawId: null, mission: ['feedback'], when: { fact: 'consent.valid', is: true } },
        ],
      },
    ])
    const bases = (events: Record<string, string>, facts: Known['facts']) =>
      basesFor('feedback', rules, known(events, facts)).map(({ basis, lawId, holds }) => [basis, lawId, holds])
    expect(bases({ 'case.registered': '2026-11-02T00:00:00Z' }, { 'consent.valid': false })).toEqual([
      ['6(1)(e)', null, true],
      ['6(1)(c)', 'OSL 5:1', true],
    ])
    expect(bases({}, {})).toEqual([
      ['6(1)(e)', null, true],
      ['6(1)(a)', null, false],
    ])
    expect(basesFor('threat', rules, known({}))).toEqual([])
  })
})
