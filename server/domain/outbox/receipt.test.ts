import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { readExempelby } from '../../../db/seed/exempelby.ts'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { writeAnswer } from '../case/index.ts'
import { caseQueries, caseViewOf } from '../case/read-case.ts'
import { loadRules, putInForce, readInstruction } from '../instruction/index.ts'
import { readOwed, settleOwed } from './settle-outgoing.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const Text = z.object({ body: z.string(), kind: z.string(), id: z.uuid() })
const sent = (caseId: string) =>
  w.owner((tx) =>
    tx.all(
      Text,
      sql`select m.body, o.kind, o.id from outgoing o join message m on m.id = o.message_id where o.case_id = ${caseId} order by o.queued_at`,
    ),
  )
const logged = (caseId: string) =>
  w.owner((tx) =>
    tx.all(
      z.object({ event: z.string(), facts: z.record(z.string(), z.unknown()) }),
      sql`select event, facts from audit_event where case_id = ${caseId} and event like 'receipt.%'`,
    ),
  )

/** Kommunstyrelsen's instruction as the next version, with its clause about receipts in other words. */
async function withReceiptClause(tell: string, more = ''): Promise<void> {
  const { organisation, instructions } = readExempelby()
  const source = instructions.find(({ file }) => file.board === 'kommunstyrelsen')?.source ?? ''
  const { last } = await w.owner((tx) =>
    tx.one(
      z.object({ last: z.int() }),
      sql`select max(v.version) as last from instruction_version v join board b on b.id = v.board_id where b.code = 'kommunstyrelsen'`,
    ),
  )
  const changed = source
    .replace(/^version: \d+$/m, `version: ${last + 1}`)
    .replace(/tell: \{ on: message.received[^\n]+\}/, `tell: { on: message.received, to: person, ${tell} }${more}`)
  expect(changed).toContain(tell)
  const file = readInstruction(changed, organisation)
  await w.owner((tx) => putInForce(tx, file, changed))
}

test('A9: a receipt holds what the board’s clause says it must, and none of what the sender wrote (L57)', async () => {
  const { caseId, number } = await w.mail({ subject: 'Hål i Ekgatan', body: 'Kanariefågeln sitter i trädet.' })
  const [receipt, ...more] = await sent(caseId)
  expect(more).toEqual([])
  for (const part of [number, 'Kommunstyrelsen', 'Kontaktcenter', '0980-319 200', 'kontakt@exempelby.test', 'Du får svar senast'])
    expect(receipt?.body).toContain(part)
  expect(receipt?.body).not.toContain('Kanariefågeln')
  expect(await logged(caseId)).toEqual([])
})

test('A9: an answer leaves with name, unit, address, phone and e-mail below it; the text that was written stays as it was', async () => {
  const { caseId } = await w.mail()
  const { outgoingId } = await w.as('alva', (tx) => writeAnswer(tx, caseId, { version: 1, subject: 'Sv', body: 'Hej Kim!' }))
  const owed = await w.service((tx) => readOwed(tx, { caseId, outgoingId }))
  expect(owed?.message?.text).toBe(
    'Hej Kim!\n\nAlva Ekdahl\nKontaktcenter\nTorget 1, 000 00 Exempelby\nTelefon: 0980-319 200\nE-post: kontakt@exempelby.test\n',
  )
  expect((await sent(caseId)).find(({ kind }) => kind === 'answer')?.body).toBe('Hej Kim!')
})

const view = async (caseId: string) => {
  const actor = await w.actor('alva')
  return caseViewOf(await w.db.ask(actor, caseQueries(caseId, 'guidance')), await w.db.as(actor, loadRules), 'guidance', 'sv')
}

const answerIn = async (caseId: string) => (await view(caseId)).clocks.find(({ clauseId }) => clauseId === 'kommunstyrelsen/svarstid')

test('A29: the case shows what is promised and by when; an answer that has left meets it, one that waits doesn’t', async () => {
  const { caseId } = await w.mail()
  expect(await answerIn(caseId)).toMatchObject({
    clauseId: 'kommunstyrelsen/svarstid',
    promise: 'Svar',
    state: 'running',
    metAt: null,
  })
  const { outgoingId } = await w.as('alva', (tx) => writeAnswer(tx, caseId, { version: 1, subject: 'Sv', body: 'Hej Kim!' }))
  expect((await answerIn(caseId))?.state).toBe('running')
  await w.service((tx) => settleOwed(tx, { caseId, outgoingId, sent: { outcome: 'accepted', response: '250 ok' } }))
  const clock = await answerIn(caseId)
  expect(clock).toMatchObject({ state: 'met' })
  expect(clock?.sentence).toContain('ett svar skickades')
})

test('A29: a promise that is broken says what follows, also that nothing is compensated, under the version the case was opened with', async () => {
  const { caseId } = await w.mail()
  await w.pass(7)
  const [clock] = (await view(caseId)).clocks
  expect(clock).toMatchObject({ state: 'breached', metAt: null })
  expect(clock?.sentence).toMatch(/ursäkt.*ingen ersättning/)
})

test('A9: where a clause says that nothing is told no receipt leaves, and the case says which clause', async () => {
  await withReceiptClause('suppress: true')
  const { caseId } = await w.mail()
  expect(await sent(caseId)).toEqual([])
  expect(await logged(caseId)).toMatchObject([
    { event: 'receipt.withheld', facts: { because: 'suppressed', clauses: 'kommunstyrelsen/bekraftelse' } },
  ])
})

test('A9: where it isn’t known whether a receipt may leave none does, and what has to be found out is said', async () => {
  await withReceiptClause('must: [case-number]', '\n    when: { fact: subject.protected, is: false }')
  const { caseId } = await w.mail()
  expect(await sent(caseId)).toEqual([])
  expect(await logged(caseId)).toMatchObject([{ event: 'receipt.withheld', facts: { because: 'unknown', ask: 'subject.protected' } }])
})

test('A9: a part that nobody can fill in is missed in the log, and what may not be there isn’t', async () => {
  await withReceiptClause('must: [officer, phone], never: [case-number]')
  const { caseId, number } = await w.mail()
  const [receipt] = await sent(caseId)
  expect(receipt?.body).not.toContain(number)
  expect(receipt?.body).toContain('0980-319 200')
  expect(await logged(caseId)).toMatchObject([{ event: 'receipt.lacks', facts: { parts: 'officer' } }])
})
