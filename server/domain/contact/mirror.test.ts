import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { exempelby, exempelbyRules } from '../../../test/exempelby-rules.ts'
import { type World, world } from '../../../test/world.ts'
import { usualHours } from '../../platform/calendar.ts'
import { sql } from '../../platform/db.ts'
import { closeCase, routeCase } from '../case/index.ts'
import { clauseKey, fateOf, retentionSentence } from '../rule/index.ts'
import { readConversation, receiveContact, storeArrival } from './index.ts'
import { mirrorOf, whatWouldRule } from './mirror.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const code = 'k'.repeat(26)
const asResident = (lang: 'sv' | 'en' = 'sv') => w.db.as({ hand: 'citizen', secret: code }, (tx) => readConversation(tx, lang))
const Engine = z.object({ id: z.uuid(), version: z.int(), dispose_rule: z.string().nullable(), dispose_on: z.string().nullable() })
const engine = () =>
  w.owner((tx) =>
    tx.one(
      Engine,
      sql`select c.id, c.version, c.dispose_rule, c.dispose_on from "case" c join case_key k on k.case_id = c.id where k.hash = ${createHash('sha256').update(code).digest()}`,
    ),
  )

test('P16, B24: the resident sees the clause, the law and the day that the engine goes by, before and after the case is closed', async () => {
  const raw = await w.files.put(Buffer.from('form'))
  const { arrivalId } = await w.service((tx) =>
    storeArrival(tx, {
      channel: 'formular',
      channelKey: 'mirror',
      raw,
      receivedAt: w.clock.now(),
      retrievalHash: createHash('sha256').update(code).digest(),
    }),
  )
  const blank = {
    from: null,
    phone: null,
    html: null,
    files: [],
    messageId: null,
    replyToken: null,
    automatic: false,
    propertyDesignation: null,
    address: null,
  }
  await w.service((tx) =>
    receiveContact(tx, arrivalId, { ...blank, subject: 'Lampa', text: 'Trasig.', anonymous: true, noticeVersion: null }, []),
  )
  const { id } = await engine()
  await w.as('alva', (tx) => routeCase(tx, id, { version: 1, board: 'tekniska-namnden', caseType: 'gatubelysning' }))
  const open = (await asResident()).kept
  expect(open).toMatchObject({ on: null })
  expect(open?.what).toContain('1 meddelande som du har skrivit')
  expect(open?.what).toContain('Inget om vem du är')
  expect(open?.stops.join(' ')).not.toContain('Skriver du mer')

  const { version } = await engine()
  await w.as('alva', (tx) => closeCase(tx, id, { version, outcome: 'besvarad' }))
  const { dispose_rule, dispose_on } = await engine()
  const closed = (await asResident()).kept
  expect(dispose_on).not.toBeNull()
  expect(closed).toMatchObject({ on: dispose_on, clause: { id: dispose_rule } })
  expect(open?.clause.id).toBe(dispose_rule) // what was promised while it was open is what happened
  const clause = exempelbyRules.instructions.flatMap(({ board, clauses }) =>
    clauses.filter((each) => clauseKey(board, each) === dispose_rule),
  )[0]
  expect(closed?.clause.text).toBe(clause?.text)
  expect(closed?.sentence).toBe(clause?.retention && retentionSentence(clause.retention, 'sv'))
  expect(closed?.laws).toContain('Arkivlagen 10 §')
  expect(closed?.stops[0]).toContain('Skriver du mer öppnas ärendet igen')
  expect((await asResident('en')).kept?.stops.join(' ')).toContain('someone asks for the records')
})

test('P16: for every case type of every board the mirror names the rule that the engine would go by', () => {
  const now = new Date('2026-11-23T10:00:00Z')
  let compared = 0
  for (const instruction of exempelbyRules.instructions) {
    const { board } = instruction
    for (const { code: caseType, department } of exempelby.boards.find((each) => each.code === board)?.caseTypes ?? []) {
      const ruled = whatWouldRule(instruction, { board, department, case_type: caseType, now })
      const known = { facts: {}, events: { 'case.closed': [now] }, openingHours: usualHours, now: null }
      const fate = fateOf({ board, department, caseType, record: 'case' }, [instruction], known)
      expect(ruled?.ruleId).toBe(fate.ruleId)
      if (ruled === null) continue
      const shown = { anonymous: true, state: 'open', dispose_on: null, written: { theirs: 1, ours: 0 } }
      const kept = mirrorOf(ruled, shown, 'sv')
      expect(kept.sentence).toBe(fate.retention && retentionSentence(fate.retention, 'sv'))
      expect(kept.stops.length > 0).toBe(fate.outcome !== 'preserve')
      compared += 1
    }
  }
  expect(compared).toBeGreaterThan(40)
})

test('P16: a hold of the board’s own is among what would stop it, in words', () => {
  const [instruction] = exempelbyRules.instructions
  const clause = instruction?.clauses.find(({ retention }) => retention?.record === 'case' && retention.action === 'delete')
  if (!instruction || !clause?.retention) throw new Error('Exempelby destroys nothing')
  const hold = {
    ...clause,
    id: 'overklagat',
    retention: null,
    hold: { records: 'all', from: 'appeal.lodged', until: 'appeal.decided', mode: 'defer' },
  } as const
  const ruled = {
    instruction: { ...instruction, clauses: [clause, hold] },
    ruleId: clauseKey(instruction.board, clause),
    retention: clause.retention,
  }
  const kept = mirrorOf(ruled, { anonymous: false, state: 'closed', dispose_on: null, written: { theirs: 2, ours: 1 } }, 'sv')
  expect(kept.stops.at(-1)).toBe(
    `Inget tas bort när beslutet överklagades och fram till när överklagandet avgjordes slutligt (${instruction.board}/overklagat).`,
  )
})
