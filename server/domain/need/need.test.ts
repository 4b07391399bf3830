import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { assignCase, caseQueries, caseViewOf, closeCase, listCases, searchCases, writeNote } from '../case/index.ts'
import { asked, findCase } from '../case/lock-case.ts'
import { ask, inForceQuery, loadRules, loadStanding, rulesOf } from '../instruction/index.ts'
import { declareConflict, listConflicts, nameForConflict, passOn, withdrawConflict } from './declare-conflict.ts'
import { openWithReason } from './open-with-reason.ts'

// Alva and Sami are agents, Axel leads the centre, Bodil signs for stadsbyggnadsnämnden, Petter is the administrator.

let w: World
beforeAll(async () => {
  w = await world()
}, 60_000)
afterAll(() => w.end())

const N = z.object({ n: z.coerce.number() })
const Ids = z.object({ opened: z.array(z.string()) })
const idOf = (person: string) =>
  w
    .owner((tx) => tx.one(z.object({ id: z.uuid() }), sql`select id from employee where email = ${`${person}@exempelby.test`}`))
    .then(({ id }) => id)
const opens = async (person: string, caseId: string, act = 'read') =>
  (await w.as(person, (tx) => tx.one(Ids, sql`select open_cases(${[caseId]}, 'guidance', ${act}) as opened`))).opened.length === 1
const because = (person: string, caseId: string) =>
  w.as(person, async (tx) => {
    const kase = await findCase(tx, caseId)
    return kase && ask(await loadStanding(tx), ['handle', 'receive'], asked(kase)).because
  })
const view = async (person: string, caseId: string) => {
  const rows = await w.db.ask(await w.actor(person), [inForceQuery, ...caseQueries(caseId, 'guidance')])
  const [inForce = [], ...rest] = rows
  return caseViewOf(rest, rulesOf(inForce) ?? (await w.as(person, loadRules)), 'guidance', 'sv')
}
const events = async (event: string, caseId: string) =>
  (await w.owner((tx) => tx.one(N, sql`select count(*) as n from audit_event where event = ${event} and case_id = ${caseId}`))).n
const versionOf = (caseId: string) =>
  w
    .owner((tx) => tx.one(z.object({ version: z.int() }), sql`select version from "case" where id = ${caseId}`))
    .then(({ version }) => version)
const assign = async (by: string, caseId: string, to: string | null) =>
  w.as(by, async (tx) => assignCase(tx, caseId, { version: await versionOf(caseId), to: to === null ? null : await idOf(to) }))

test('A25, D8: one’s own matter can’t be opened, both walls say so, the attempt is in the log, and it is passed on with one call', async () => {
  const { caseId } = await w.mail({ from: 'Alva Ekdahl <alva.privat@example.org>' })
  expect(await opens('alva', caseId)).toBe(true)
  await w.as('alva', (tx) => declareConflict(tx, { kind: 'own', point: 'mail', value: ' Alva.Privat@example.org ' }))
  expect(await opens('alva', caseId)).toBe(false) // what was here already
  expect(await because('alva', caseId)).toBe('CONFLICT_OF_INTEREST')
  const later = await w.mail({ from: 'A <alva.privat@example.org>', body: 'Ett brev till' })
  expect([await opens('alva', later.caseId), await because('alva', later.caseId)]).toEqual([false, 'CONFLICT_OF_INTEREST'])
  const met = await events('conflict.met', later.caseId)
  expect(met).toBe(1)
  const seen = await view('alva', later.caseId)
  expect(seen).toMatchObject({ readable: false, keptFrom: 'conflict', participants: [] })
  expect(seen.timeline.map((item) => (item.kind === 'event' ? item.event : item.kind))).toEqual(['case.opened'])
  expect(seen.can.answer).toMatchObject({ outcome: 'deny', because: 'CONFLICT_OF_INTEREST', laws: ['FL 16', 'FL 17', 'FL 18'] })
  await expect(assign('alva', later.caseId, 'alva')).rejects.toMatchObject({ code: 'conflict_of_interest' })
  await w.as('alva', (tx) => passOn(tx, later.caseId))
  expect(await events('conflict.passed-on', later.caseId)).toBe(1)
  // a list tells that it is there and not a word of it, and isn't an attempt
  const before = await events('conflict.met', later.caseId)
  const { cases } = await w.as('alva', (tx) => listCases(tx, { view: 'waiting', limit: 100 }))
  expect(cases.find(({ id }) => id === later.caseId)).toMatchObject({ subject: null, preview: null, sender: null })
  expect(await events('conflict.met', later.caseId)).toBe(before)
})

test('A25: a colleague’s matter is open to nobody but whom the manager names; never to the one it concerns', async () => {
  const { caseId } = await w.mail({ from: 'A <alva.privat@example.org>', body: 'En fråga till' })
  expect([await opens('sami', caseId), await because('sami', caseId)]).toEqual([false, 'CONFLICT_OF_INTEREST'])
  const [sami, alva] = [await idOf('sami'), await idOf('alva')]
  await expect(w.as('tuva', (tx) => nameForConflict(tx, caseId, sami))).rejects.toThrow()
  await expect(w.as('axel', (tx) => nameForConflict(tx, caseId, alva))).rejects.toMatchObject({ code: 'case_not_found' })
  await w.as('axel', (tx) => nameForConflict(tx, caseId, sami))
  expect([await opens('sami', caseId), await because('sami', caseId)]).toEqual([true, 'CLAUSE_PERMITS'])
  expect([await opens('alva', caseId), await opens('tuva', caseId)]).toEqual([false, false])
})

test('A25: phone, address, household and identity number, however they are written; a relative keeps only the one who declared it out', async () => {
  await w.as('sami', (tx) => declareConflict(tx, { kind: 'relative', point: 'phone', value: '+46 70-123 45 67' }))
  await w.as('sami', (tx) =>
    declareConflict(tx, { kind: 'relative', point: 'household', value: 'Björkgatan 4, Exempelby', surname: 'Lindroth' }),
  )
  await w.as('sami', (tx) => declareConflict(tx, { kind: 'other', point: 'address', value: 'Ekvägen 12' }))
  const number = '19121212-1212'
  await w.as('sami', (tx) => declareConflict(tx, { kind: 'relative', point: 'identity', value: number }))
  const add = async (person: { name?: string; phone?: string; address?: string }) => {
    const { caseId } = await w.mail({ body: `Brev ${Math.random()}` })
    await w.service((tx) =>
      tx.run(
        sql`insert into participant (case_id, name, phone, address) values (${caseId}, ${person.name ?? null}, ${person.phone ?? null}, ${person.address ?? null})`,
      ),
    )
    return caseId
  }
  const found = [
    await add({ phone: '0701234567' }),
    await add({ name: 'Lea Lindroth', address: 'BJÖRKGATAN 4' }),
    await add({ name: 'Någon Annan', address: 'Ekvägen  12, 123 45 Exempelby' }),
    (await w.mail({ body: 'Mitt nummer är 121212-1212.' })).caseId,
  ]
  for (const caseId of found) expect([await opens('sami', caseId), await opens('alva', caseId)]).toEqual([false, true])
  for (const free of [
    await add({ phone: '0701234568' }),
    await add({ name: 'Lea Granne', address: 'Björkgatan 4' }),
    await add({ name: 'B', address: 'Ekvägen 1' }),
  ])
    expect(await opens('sami', free)).toBe(true)
  await expect(w.as('sami', (tx) => declareConflict(tx, { kind: 'own', point: 'phone', value: 'abc' }))).rejects.toMatchObject({
    code: 'invalid_input',
  })
  // nothing of it stands anywhere in clear, and no hand reads the hash or the key
  const stored = await w.owner((tx) => tx.all(z.unknown(), sql`select * from conflict_mark m, conflict_key`))
  expect(JSON.stringify(stored)).not.toMatch(/1234567|Björk|Ekv|1212/i)
  await expect(w.as('sami', (tx) => tx.all(z.unknown(), sql`select mark from conflict_mark`))).rejects.toThrow()
})

test('A25: nobody takes their own declaration back; who leads them does, and sees counts only. An administrator gives others’ own points', async () => {
  const { mine } = await w.as('sami', listConflicts)
  const mark = mine.find(({ point }) => point === 'phone')?.id ?? ''
  expect(mine).toHaveLength(4)
  await expect(w.as('sami', (tx) => withdrawConflict(tx, mark))).rejects.toMatchObject({ code: 'not_found' })
  const { counts } = await w.as('axel', listConflicts)
  expect(counts.filter(({ employee }) => employee.name === 'Sami Lindroth')).toEqual([
    expect.objectContaining({ kind: 'other', declared: 1, met: 1 }),
    expect.objectContaining({ kind: 'relative', declared: 3, met: 3 }),
  ])
  await w.as('axel', (tx) => withdrawConflict(tx, mark))
  expect((await w.as('sami', listConflicts)).mine).toHaveLength(3)
  const tuva = await idOf('tuva')
  await expect(
    w.as('sami', (tx) => declareConflict(tx, { kind: 'own', point: 'mail', value: 't@example.org', employee: tuva })),
  ).rejects.toThrow()
  await w.as('drift', (tx) => declareConflict(tx, { kind: 'own', point: 'mail', value: 't@example.org', employee: tuva }))
  const { caseId } = await w.mail({ from: 'T <t@example.org>' })
  expect([await opens('sami', caseId), await opens('alva', caseId)]).toEqual([false, false])
})

test('A25: a mail from a colleague’s address at work keeps only that colleague out, or no one could be asked anything', async () => {
  const { caseId } = await w.mail({ from: 'Alva <alva@exempelby.test>' })
  expect([await opens('alva', caseId), await opens('sami', caseId)]).toEqual([false, true])
})

test('A6: unassigned and my own open at once; somebody else’s and a closed one need a reason, for half an hour', async () => {
  const { caseId } = await w.mail({ subject: 'Lampan', body: 'zqxlampa är trasig' })
  expect([await opens('alva', caseId), await opens('sami', caseId)]).toEqual([true, true])
  await assign('alva', caseId, 'alva')
  // who had it open when it was taken has half an hour to wrap up, and no more by opening it again
  expect([await opens('alva', caseId), await opens('sami', caseId)]).toEqual([true, true])
  await w.pass(0, 1)
  expect([await opens('alva', caseId), await opens('sami', caseId)]).toEqual([true, false])
  expect([await because('alva', caseId), await because('sami', caseId)]).toEqual(['CLAUSE_PERMITS', 'NO_RELATION'])
  await expect(w.as('sami', async (tx) => writeNote(tx, caseId, { body: 'Hej' }))).rejects.toMatchObject({ code: 'reason_needed' })
  const seen = await view('sami', caseId)
  expect(seen).toMatchObject({ readable: false, keptFrom: 'relation', participants: [] })
  expect(seen.timeline.filter(({ kind }) => kind !== 'event')).toEqual([])
  // lists and searches: that it is there, and not a word of it
  const listed = (await w.as('sami', (tx) => listCases(tx, { view: 'open', limit: 100 }))).cases.find(({ id }) => id === caseId)
  expect(listed).toMatchObject({ subject: null, preview: null, sender: null, assignee: { name: 'Alva Ekdahl' } })
  const hits = await w.as('sami', (tx) => searchCases(tx, 'zqxlampa', { hashOf: () => [] }))
  expect(hits).toEqual([expect.objectContaining({ id: caseId, subject: null, preview: null, sender: null })])
  await w.as('sami', (tx) => openWithReason(tx, caseId, { reason: 'colleague-away' }))
  expect([await opens('sami', caseId), await because('sami', caseId), await events('case.opened-with-reason', caseId)]).toEqual([
    true,
    'CLAUSE_PERMITS',
    1,
  ])
  await w.pass(0, 1)
  expect(await opens('sami', caseId)).toBe(false)
  await w.as('alva', async (tx) => closeCase(tx, caseId, { version: await versionOf(caseId), outcome: 'besvarad' }))
  expect(await opens('alva', caseId)).toBe(true) // wrapping up
  await w.pass(0, 1)
  expect([await opens('alva', caseId), await because('alva', caseId)]).toEqual([false, 'NO_RELATION'])
  await w.as('alva', (tx) => openWithReason(tx, caseId, { reason: 'caller-asks' }))
  expect(await opens('alva', caseId)).toBe(true)
})

test('A6: when the caller in my open contact is the case’s own, nothing is asked', async () => {
  const { caseId } = await w.mail({ from: 'Mio <mio@example.org>' })
  await assign('alva', caseId, 'alva')
  expect(await opens('sami', caseId)).toBe(false)
  const sami = await idOf('sami')
  await w.owner(async (tx) => {
    const { id } = await tx.one(
      z.object({ id: z.uuid() }),
      sql`insert into contact (channel_id, channel, board_id, case_type_id, agent_id, started_at) select ch.id, 'phone', c.board_id, c.case_type_id, ${sami}, ombud_now() from "case" c, channel ch where c.id = ${caseId} and ch.kind = 'phone' returning id`,
    )
    await tx.run(sql`insert into participant (contact_id, email) values (${id}, 'mio@example.org')`)
  })
  expect(await opens('sami', caseId)).toBe(true)
  await w.owner((tx) => tx.run(sql`update contact set ended_at = ombud_now() where agent_id = ${sami} and ended_at is null`))
  expect(await opens('sami', caseId)).toBe(false)
})

test('A6, T2: a case of a kind that isn’t the agent’s never changes a row, a count or the order of what the agent sees', async () => {
  const looks = () =>
    w.as('alva', async (tx) => ({
      lists: await Promise.all((['waiting', 'mine', 'open', 'closed'] as const).map((each) => listCases(tx, { view: each, limit: 100 }))),
      search: await searchCases(tx, 'brev', { hashOf: () => [] }),
      count: await tx.one(N, sql`select count(*) as n from "case"`),
    }))
  const before = await looks()
  expect(before.search.length).toBeGreaterThan(0)
  const { caseId } = await w.mail({ subject: 'Brev', body: 'Ett brev som andra' })
  await w.owner((tx) =>
    tx.run(
      sql`update "case" set (board_id, case_type_id, holder) = (select t.board_id, t.id, 'board' from case_type t join board b on b.id = t.board_id where b.code = 'socialnamnden' and t.secrecy = 'sealed' order by t.id limit 1) where id = ${caseId}`,
    ),
  )
  await w.owner((tx) =>
    tx.run(sql`update case_summary s set case_type_id = c.case_type_id from "case" c where c.id = s.case_id and c.id = ${caseId}`),
  )
  expect(await looks()).toEqual(before)
})

test('A25: a request that is an officer’s own isn’t read by them at the board either, by the door that requests have of their own', async () => {
  const { caseId } = await w.mail({ from: 'B <bodil.privat@example.org>' })
  const { part } = await w.owner(async (tx) => {
    const board = sql`(select id from board where code = 'stadsbyggnadsnamnden')`
    const request = await tx.one(
      z.object({ id: z.uuid() }),
      sql`insert into rights_request (case_id, kind, channel, received_at, due_at) values (${caseId}, 'access', 'email', ombud_now(), ombud_now() + interval '1 month') returning id`,
    )
    const notice = await tx.one(
      z.object({ id: z.uuid() }),
      sql`insert into board_notice (board_id, direction, kind, owed_at) values (${board}, 'to-board', 'rights', ombud_now()) returning id`,
    )
    return tx.one(
      z.object({ part: z.uuid() }),
      sql`insert into rights_part (request_id, case_id, board_id, notice_id, matched_by, sealed, due_at) values (${request.id}, ${caseId}, ${board}, ${notice.id}, '{host}', false, ombud_now() + interval '1 month') returning id as part`,
    )
  })
  const read = () =>
    w
      .as('bodil', (tx) => tx.one(z.object({ words: z.unknown() }), sql`select open_rights_part(${part}) as words`))
      .then(({ words }) => words)
  expect(await read()).toMatchObject({ person: { email: 'bodil.privat@example.org' } })
  await w.as('bodil', (tx) => declareConflict(tx, { kind: 'own', point: 'mail', value: 'bodil.privat@example.org' }))
  expect([await read(), await events('conflict.met', caseId)]).toEqual([null, 1])
})
