import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Mission } from '../../../contracts/instruction.ts'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { loadRules, putInForce, readInstruction } from '../instruction/index.ts'
import {
  acceptHandover,
  assignCase,
  closeCase,
  confirmDelivery,
  handOver,
  reopenCase,
  returnHandover,
  routeCase,
  searchCases,
  splitCase,
  undoAnswer,
  writeAnswer,
  writeNote,
} from './index.ts'
import { keepDraft } from './keep-draft.ts'
import { listCases } from './list-cases.ts'
import { caseQueries, caseViewOf } from './read-case.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const view = async (person: string, id: string) => {
  const actor = await w.actor(person)
  return caseViewOf(await w.db.ask(actor, caseQueries(id, 'guidance')), await w.db.as(actor, loadRules), 'guidance', 'sv')
}

test('a mail becomes a case at kommunstyrelsen, and the agent sees what it says', async () => {
  const { caseId, number } = await w.mail({ subject: 'Hål i Ekgatan', body: 'Det är ett hål utanför nummer 3.' })
  const seen = await view('alva', caseId)
  expect(seen.row).toMatchObject({
    number,
    board: 'kommunstyrelsen',
    caseType: 'orouterat',
    state: 'new',
    subject: 'Hål i Ekgatan',
    sender: 'Kim Exempel',
  })
  expect(seen.timeline.find(({ kind }) => kind === 'message')).toMatchObject({ body: 'Det är ett hål utanför nummer 3.', direction: 'in' })
  expect(seen.can.answer.outcome).toBe('permit')
  expect(seen.answerTo).toBe('kim@example.org')
})

test('A1: a case that is routed belongs to exactly one other board and follows its instruction', async () => {
  const { caseId } = await w.mail({ subject: 'Bygglov för altan' })
  await w.as('alva', (tx) => routeCase(tx, caseId, { version: 1, board: 'stadsbyggnadsnamnden', caseType: 'bygglov' }))
  const seen = await view('alva', caseId)
  expect(seen.row.board).toBe('stadsbyggnadsnamnden')
  expect(seen.instruction.board).toBe('stadsbyggnadsnamnden')
})

test('two agents never overwrite each other: the second is told that the case has changed', async () => {
  const { caseId } = await w.mail()
  const alva = await w.actor('alva')
  await w.db.as(alva, (tx) => assignCase(tx, caseId, { version: 1, to: null }))
  await expect(w.as('sami', (tx) => closeCase(tx, caseId, { version: 1, outcome: 'besvarad' }))).rejects.toMatchObject({
    code: 'case_changed',
  })
})

test('a case of another board is not found, whether it exists or not', async () => {
  const { caseId } = await w.mail()
  await expect(view('bodil', caseId)).rejects.toMatchObject({ code: 'case_not_found' })
  await expect(w.as('bodil', (tx) => assignCase(tx, caseId, { version: 1, to: null }))).rejects.toMatchObject({ code: 'case_not_found' })
  await expect(w.as('bodil', (tx) => assignCase(tx, crypto.randomUUID(), { version: 1, to: null }))).rejects.toMatchObject({
    code: 'case_not_found',
  })
})

const offerTo = (id: string, board: string, caseType: string) =>
  w.as('alva', (tx) => handOver(tx, id, { version: 1, board, caseType, reason: 'Gäller er.' }))

test('B2, B3, B15: a case that is handed over is the board’s when one of its officers accepts it', async () => {
  const { caseId } = await w.mail({ subject: 'Fartkameror' })
  await offerTo(caseId, 'tekniska-namnden', 'trafiksakerhet')
  expect((await view('alva', caseId)).row).toMatchObject({ board: 'kommunstyrelsen', offeredTo: 'tekniska-namnden' })
  expect((await view('maj', caseId)).can.accept.outcome).toBe('permit')
  await w.as('maj', (tx) => acceptHandover(tx, caseId, { version: 2 }))
  expect((await view('maj', caseId)).row).toMatchObject({
    board: 'tekniska-namnden',
    caseType: 'trafiksakerhet',
    holder: 'board',
    assignee: { name: 'Maj Törnqvist' },
    offeredTo: null,
  })
  await expect(view('idris', caseId)).rejects.toMatchObject({ code: 'case_not_found' })
})

test('an offer that is returned comes back to the centre with its reason, and the board no longer sees the case', async () => {
  const { caseId } = await w.mail()
  await offerTo(caseId, 'kultur-och-fritidsnamnden', await someType('kultur-och-fritidsnamnden'))
  await w.as('nadja', (tx) => returnHandover(tx, caseId, { version: 2, reason: 'Hör till gatan.' }))
  const seen = await view('alva', caseId)
  expect(seen.row.offeredTo).toBeNull()
  expect(seen.timeline.find((item) => item.kind === 'note' && item.noteKind === 'return')).toMatchObject({
    body: 'Hör till gatan.',
    author: { name: 'Nadja Sundell' },
  })
  await expect(view('nadja', caseId)).rejects.toMatchObject({ code: 'case_not_found' })
})

test('B15: a hand-over to a board where nobody can receive it is refused', async () => {
  const { caseId } = await w.mail()
  await w.owner((tx) =>
    tx.run(
      sql`update assignment set valid_to = valid_from where hand = 'officer' and board_id = (select id from board where code = 'barn-och-utbildningsnamnden')`,
    ),
  )
  await expect(offerTo(caseId, 'barn-och-utbildningsnamnden', await someType('barn-och-utbildningsnamnden'))).rejects.toMatchObject({
    code: 'nobody_to_receive',
  })
  await w.owner((tx) => tx.run(sql`update assignment set valid_to = null where hand = 'officer' and valid_to is not null`))
})

test('B18, B21: closing sets the day by the rule of the case’s own type; reopening stops the clock', async () => {
  const { caseId } = await w.mail()
  await offerTo(caseId, 'tekniska-namnden', 'trafiksakerhet')
  await w.as('maj', (tx) => acceptHandover(tx, caseId, { version: 2 }))
  await w.as('maj', (tx) => closeCase(tx, caseId, { version: 3, outcome: 'atgardad' }))
  const closed = await view('maj', caseId)
  expect(closed.disappears.state).toBe('running')
  expect(closed.disappears.ruleId).toMatch(/^tekniska-namnden\//)
  const days = (Date.parse(closed.disappears.at ?? '') - Date.parse(closed.row.closedAt ?? '')) / 86_400_000
  expect(days).toBeGreaterThanOrEqual(360)
  expect(days).toBeLessThan(361.1)
  await w.as('maj', (tx) => reopenCase(tx, caseId, { version: 4 }))
  expect((await view('maj', caseId)).disappears).toMatchObject({ state: 'not-started', on: null })
})

test('B20: a copy for the social services waits for the receipt of delivery, and then has seven days', async () => {
  const { caseId } = await w.mail()
  await offerTo(caseId, 'socialnamnden', 'ekonomiskt-bistand')
  await w.as('idris', (tx) => acceptHandover(tx, caseId, { version: 2 }))
  await w.as('idris', (tx) => closeCase(tx, caseId, { version: 3, outcome: 'registrerad-annat-system' }))
  expect((await view('idris', caseId)).disappears).toMatchObject({ state: 'waiting-for-receipt', on: null })
  await w.as('idris', (tx) => confirmDelivery(tx, caseId, { version: 4 }))
  const after = await view('idris', caseId)
  expect(after.disappears.state).toBe('running')
  const days = (Date.parse(after.disappears.at ?? '') - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(6.9)
  expect(days).toBeLessThan(8.1)
})

test('a sealed case shows no words in lists or search; its number finds it', async () => {
  const { caseId, number } = await w.mail({ subject: 'Utebliven hjälp', body: 'Ordet kantarellsoppa finns bara här.' })
  expect((await w.as('alva', (tx) => searchCases(tx, 'kantarellsoppa', { hashOf: () => [] }))).map(({ id }) => id)).toContain(caseId)
  await w.as('alva', (tx) => routeCase(tx, caseId, { version: 1, board: 'socialnamnden', caseType: 'ekonomiskt-bistand' }))
  expect(await w.as('alva', (tx) => searchCases(tx, 'kantarellsoppa', { hashOf: () => [] }))).toEqual([])
  const { number: renumbered } = (await view('alva', caseId)).row
  expect(renumbered).toBe(number)
  const [hit] = await w.as('alva', (tx) => searchCases(tx, number, { hashOf: () => [] }))
  expect(hit).toMatchObject({ id: caseId, subject: '', preview: '', sealed: true })
})

test('search finds by number, name, phone however written, address and word, and only what may be seen', async () => {
  const { caseId, number } = await w.mail({
    from: 'Ragnhild Sjöquist <ragnhild@example.org>',
    subject: 'Trasig gunga',
    body: 'Gungan i parken har gått sönder.',
  })
  for (const q of [number, number.toLowerCase(), 'sjöquist', 'ragnhild@example', 'gungor', 'park']) {
    expect(
      (await w.as('alva', (tx) => searchCases(tx, q, { hashOf: () => [] }))).map(({ id }) => id),
      q,
    ).toContain(caseId)
    expect(
      (await w.as('bodil', (tx) => searchCases(tx, q, { hashOf: () => [] }))).map(({ id }) => id),
      q,
    ).not.toContain(caseId)
  }
  expect(await w.as('alva', (tx) => searchCases(tx, '%', { hashOf: () => [] }))).toEqual([])
})

test('L5: an identity number is masked in lists and in the search index, and an agent can’t type one into a note', async () => {
  const { caseId } = await w.mail({ subject: 'Mitt nummer 19121212-1212', body: 'Jag heter så.' })
  const { cases } = await w.as('alva', (tx) => listCases(tx, { view: 'waiting', limit: 100 }))
  expect(cases.find(({ id }) => id === caseId)?.subject).toBe('Mitt nummer 19121212-••••')
  await expect(w.as('alva', (tx) => writeNote(tx, caseId, { body: 'Personnummer 121212-1212' }))).rejects.toMatchObject({
    code: 'identity_number_in_text',
  })
})

test('an answer can be taken back for ten seconds, and then its text is given back', async () => {
  const { caseId } = await w.mail()
  const { outgoingId } = await w.as('alva', (tx) => writeAnswer(tx, caseId, { version: 1, subject: 'Sv: Fråga', body: 'Hej Kim!' }))
  expect((await view('alva', caseId)).timeline.filter((item) => item.kind === 'message')).toHaveLength(3) // theirs, the receipt, ours
  expect(await w.as('alva', (tx) => undoAnswer(tx, caseId, outgoingId))).toBe('Hej Kim!')
  expect((await view('alva', caseId)).timeline.filter((item) => item.kind === 'message')).toHaveLength(2)
  await expect(w.as('alva', (tx) => undoAnswer(tx, caseId, outgoingId))).rejects.toMatchObject({ code: 'too_late_to_undo' })
})

test('B3, B15: a mail that asks two things becomes two cases of one contact, each at its board with its own part', async () => {
  const { caseId } = await w.mail({ subject: 'Två saker', body: 'Gungan är trasig.\n\nOch hur söker jag bygglov?' })
  const part = { version: 1, board: 'stadsbyggnadsnamnden', caseType: 'bygglov', text: 'Hur söker jag bygglov?' }
  const { id } = await w.as('alva', (tx) => splitCase(tx, caseId, part))
  const seen = await view('bodil', id)
  expect(seen.row).toMatchObject({ board: 'stadsbyggnadsnamnden', caseType: 'bygglov', subject: 'Två saker', sender: 'Kim Exempel' })
  expect(seen.answerTo).toBe('kim@example.org')
  expect(JSON.stringify(seen)).not.toContain('Gungan')
  await expect(view('bodil', caseId)).rejects.toMatchObject({ code: 'case_not_found' })
  const contacts = await w.owner((tx) =>
    tx.all(z.object({ contact_id: z.string() }), sql`select distinct contact_id from question where case_id in (${caseId}, ${id})`),
  )
  expect(contacts).toHaveLength(1)
  await expect(w.as('alva', (tx) => splitCase(tx, caseId, { ...part, text: 'Nummer 121212-1212' }))).rejects.toMatchObject({
    code: 'identity_number_in_text',
  })
})

test('B14: an auditor of the board opens its case, reads it and changes nothing', async () => {
  const { caseId } = await w.mail({ subject: 'Till granskning' })
  const seen = await view('disa', caseId)
  expect(seen).toMatchObject({ readable: true, row: { subject: 'Till granskning' } })
  expect(Object.values(seen.can).every(({ outcome }) => outcome !== 'permit')).toBe(true)
  await expect(w.as('disa', (tx) => tx.run(sql`update "case" set state = 'open' where id = ${caseId}`))).rejects.toThrow(
    /permission denied/,
  )
})

test('what someone is writing is theirs alone, comes back, and is gone when it has been sent', async () => {
  const { caseId } = await w.mail()
  await w.as('alva', (tx) => keepDraft(tx, { kind: 'answer', caseId, body: { text: 'Hej K' } }))
  await w.as('alva', (tx) => keepDraft(tx, { kind: 'answer', caseId, body: { text: 'Hej Kim' } }))
  expect((await view('alva', caseId)).drafts.answer).toBe('Hej Kim')
  expect((await view('sami', caseId)).drafts.answer).toBe('')
  await w.as('alva', (tx) => writeAnswer(tx, caseId, { version: 1, subject: 'Sv', body: 'Hej Kim!' }))
  expect((await view('alva', caseId)).drafts.answer).toBe('')
})

test('A30: an agent who may tell how a matter stands sees its row, not its words, and can’t move it', async () => {
  const { caseId, number } = await w.mail({ subject: 'Rabarberpaj', body: 'Ordet rabarberpaj.' })
  const type = await statusOnlyType()
  await offerTo(caseId, type.board, type.code)
  await w.as(type.officer, (tx) => acceptHandover(tx, caseId, { version: 2 }))
  const seen = await view('alva', caseId)
  expect(seen).toMatchObject({ readable: false, participants: [], row: { number, subject: null, preview: null } })
  expect(seen.timeline.filter(({ kind }) => kind !== 'event')).toEqual([])
  expect(await w.as('alva', (tx) => searchCases(tx, 'rabarberpaj', { hashOf: () => [] }))).toEqual([])
  expect((await w.as('alva', (tx) => searchCases(tx, number, { hashOf: () => [] }))).map(({ id }) => id)).toEqual([caseId])
  for (const change of [sql`holder = 'centre'`, sql`board_id = 1, case_type_id = 1`])
    await expect(
      w
        .as('alva', (tx) => tx.run(sql`update "case" set ${change} where id = ${caseId}`))
        .then((rows) => (rows === 0 ? Promise.reject(new Error('no row')) : rows)),
    ).rejects.toThrow()
})

const statusOnlyType = () =>
  w.owner((tx) =>
    tx.one(
      z.object({ board: z.string(), code: z.string(), officer: z.string() }),
      sql`select b.code as board, t.code, split_part(e.email, '@', 1) as officer from case_type t join board b on b.id = t.board_id join assignment a on a.board_id = b.id and a.hand = 'officer' join employee e on e.id = a.employee_id
        where t.id in (select unnest(g.case_type_ids) from instruction_grant g join instruction_version v on v.id = g.version_id where v.state = 'in-force' and g.act = 'status.read' and g.channel is null)
          and t.id not in (select unnest(g.case_type_ids) from instruction_grant g join instruction_version v on v.id = g.version_id where v.state = 'in-force' and g.act = 'handle' and g.channel is null) order by t.id limit 1`,
    ),
  )

test('A26, B4: a case opens for a purpose on the closed list and for nothing else', async () => {
  const { caseId } = await w.mail()
  const open = (purpose: string) =>
    w.as('alva', (tx) => tx.one(z.object({ ids: z.array(z.string()) }), sql`select open_cases(${[caseId]}, ${purpose}) as ids`))
  for (const purpose of Mission.options) expect((await open(purpose)).ids).toEqual([caseId])
  for (const purpose of ['training', 'statistics', 'marketing', 'nyfikenhet', '']) await expect(open(purpose), purpose).rejects.toThrow()
})

test('A29: a case keeps the rules of the version it was opened under; a new version leaves its day alone', async () => {
  const { caseId } = await w.mail()
  await w.owner(async (tx) => {
    const { source } = await tx.one(
      z.object({ source: z.string() }),
      sql`select v.source from instruction_version v join board b on b.id = v.board_id where b.code = 'kommunstyrelsen' and v.state = 'in-force'`,
    )
    const { organisation } = await tx.one(z.object({ organisation: OrganisationFile }), sql`select organisation from installation`)
    const file = readInstruction(source.replace(/^version: 1$/m, 'version: 2'), organisation)
    const longer = file.clauses.map((clause) =>
      clause.retention?.record === 'case'
        ? {
            ...clause,
            retention: {
              ...clause.retention,
              due: { after: clause.retention.due ?? 'case.closed', length: 1000, unit: 'days' as const, calendar: 'elapsed' as const },
            },
          }
        : clause,
    )
    const versionId = await putInForce(tx, { ...file, clauses: longer }, `${source} # 2`)
    await tx.run(
      sql`insert into undertaking (employee_id, version_id, signed_at, quiz, signature_hash) select id, ${versionId}, now(), '[]', sha256('x') from employee`,
    )
  })
  const fresh = await w.mail()
  const endOf = async (id: string) => {
    await w.as('alva', (tx) => closeCase(tx, id, { version: 1, outcome: 'besvarad' }))
    return Date.parse((await view('alva', id)).disappears.at ?? '')
  }
  expect((await endOf(fresh.caseId)) - (await endOf(caseId))).toBeGreaterThan(999 * 86_400_000)
})

test('every look at a case leaves who, when and why', async () => {
  const { caseId } = await w.mail()
  await view('alva', caseId)
  const rows = await w.owner((tx) =>
    tx.all(
      z.object({ hand: z.string(), purpose: z.string(), name: z.string().nullable() }),
      sql`select a.hand, a.purpose, e.name from access_event a left join employee e on e.id = a.employee_id where ${caseId}::uuid = any (a.case_ids) and a.act = 'read'`,
    ),
  )
  expect(rows).toEqual([{ hand: 'agent', purpose: 'guidance', name: 'Alva Ekdahl' }])
})

const someType = async (board: string) =>
  (
    await w.owner((tx) =>
      tx.one(
        z.object({ code: z.string() }),
        sql`select t.code from case_type t join board b on b.id = t.board_id where b.code = ${board} order by t.id limit 1`,
      ),
    )
  ).code
