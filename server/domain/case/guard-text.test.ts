import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { loadRules } from '../instruction/index.ts'
import { guardVersion } from '../secrecy/index.ts'
import { assignCase, closeCase, handOver, routeCase, searchCases, writeAnswer, writeNote } from './index.ts'
import { judgeWhatIsWritten } from './judge-text-route.ts'
import { scanTexts } from './keep-findings.ts'
import { caseQueries, caseViewOf } from './read-case.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const Kept = z.object({
  version: z.int(),
  findings: z.array(
    z.object({
      kind: z.string(),
      part: z.string(),
      start: z.int(),
      end: z.int(),
      rule: z.string(),
      certainty: z.string(),
      clauses: z.array(z.string()),
    }),
  ),
})
const keptOf = (caseId: string, what: 'message' | 'note') =>
  w.owner((tx) =>
    tx.all(
      Kept,
      sql`select version, findings from text_finding where case_id = ${caseId} and ${what === 'note' ? sql`note_id` : sql`message_id`} is not null order by scanned_at`,
    ),
  )

const permitCase = async () => {
  const { caseId } = await w.mail({ subject: 'Bygglov', body: 'Vill bygga altan.' })
  await w.as('alva', (tx) => routeCase(tx, caseId, { version: 1, board: 'stadsbyggnadsnamnden', caseType: 'bygglov' }))
  return caseId
}

test('L3, T10: what an agent writes about somebody’s health is refused where no clause has a ground, and nothing of it is kept', async () => {
  const caseId = await permitCase()
  const refused = { code: 'special_category_in_text', facts: { laws: ['GDPR 9', 'Dataskyddslagen 3:3'] } }
  await expect(w.as('alva', (tx) => writeNote(tx, caseId, { body: 'Hon har diabetes och kan inte bära.' }))).rejects.toMatchObject(refused)
  await expect(w.as('alva', (tx) => writeNote(tx, caseId, { body: 'Han är muslim.' }))).rejects.toMatchObject(refused)
  await expect(
    w.as('alva', (tx) => writeAnswer(tx, caseId, { version: 2, subject: 'Svar', body: 'Vi vet att du har fått diagnosen.' })),
  ).rejects.toMatchObject(refused)
  await expect(w.as('alva', (tx) => writeAnswer(tx, caseId, { version: 2, subject: 'Du har cancer', body: 'Hej' }))).rejects.toMatchObject(
    refused,
  )
  const to = { version: 2, board: 'stadsbyggnadsnamnden', caseType: 'bygglov' }
  await expect(w.as('alva', (tx) => handOver(tx, caseId, { ...to, reason: 'Sökanden är dement.' }))).rejects.toMatchObject(refused)
  await expect(
    w.as('alva', (tx) => closeCase(tx, caseId, { version: 2, outcome: 'besvarad', note: 'Hon är sjukskriven.' })),
  ).rejects.toMatchObject(refused)
  expect(await keptOf(caseId, 'note')).toEqual([])
  await w.as('alva', (tx) => writeNote(tx, caseId, { body: 'Öppettider på vårdcentralen har lämnats.' }))
})

test('L3, L5: where a clause lets health stand it is kept, with that clause as the recorded reason', async () => {
  const { caseId } = await w.mail({ subject: 'Hemtjänst', body: 'Fråga' })
  await w.as('alva', (tx) => routeCase(tx, caseId, { version: 1, board: 'socialnamnden', caseType: 'hemtjanst' }))
  await w.as('alva', (tx) => writeNote(tx, caseId, { body: 'Hon har diabetes.' }))
  const [kept] = await keptOf(caseId, 'note')
  expect(kept?.findings).toEqual([
    { kind: 'health', part: 'body', start: 8, end: 16, rule: 'health.diagnosis', certainty: 'certain', clauses: ['socialnamnden/ta-emot'] },
  ])
})

test('A3: a category that the board lists isn’t nagged about; one that it doesn’t is pointed out, and may be written', async () => {
  const caseId = await permitCase()
  const judge = (text: string) => w.as('alva', (tx) => judgeWhatIsWritten(tx, { text, place: { caseId } }, 'sv'))
  expect(await judge('Ring 070-123 45 67.')).toEqual({ findings: [] })
  const { findings } = await judge('Konto 8327-9, 123 456 789-0, och 121212-1212, och hon har diabetes.')
  expect(findings.map(({ kind, verdict }) => [kind, verdict])).toEqual([
    ['bankAccount', 'warned'],
    ['identityNumber', 'refused'],
    ['health', 'refused'],
  ])
  expect(findings[1]).toMatchObject({ start: 33, end: 44, laws: ['Dataskyddslagen 3:10'] })
  await w.as('alva', (tx) => writeNote(tx, caseId, { body: 'Konto 8327-9, 123 456 789-0' }))
  expect(await judge('Hej, när töms soptunnan?')).toEqual({ findings: [] })
  await expect(
    w.as('bodil', async (tx) => judgeWhatIsWritten(tx, { text: 'x', place: { caseId: (await w.mail()).caseId } }, 'sv')),
  ).rejects.toMatchObject({ code: 'case_not_found' })
})

test('L4, L33: an offence and a protected identity are pointed out with the law', async () => {
  const caseId = await permitCase()
  const { findings } = await w.as('alva', (tx) =>
    judgeWhatIsWritten(tx, { text: 'Han dömdes för misshandel. Hon har skyddad identitet.', place: { caseId } }, 'sv'),
  )
  expect(findings.map(({ kind, laws }) => [kind, laws])).toEqual([
    ['offence', ['GDPR 10', 'Dataskyddslagen 3:8']],
    ['protectedIdentity', ['OSL 21:3', 'OSL 22:1']],
  ])
})

test('T10: what comes in is marked beside the message and stands as it came; the mark holds no words and is seen with the message only', async () => {
  const body = 'Jag heter Kim, 121212-1212, och är sjukskriven.'
  const { caseId } = await w.mail({ subject: 'Ring 070-123 45 67', body })
  const [kept] = await keptOf(caseId, 'message')
  expect(
    kept?.findings.map(({ kind, part, start, end }) => [kind, part, (part === 'body' ? body : 'Ring 070-123 45 67').slice(start, end)]),
  ).toEqual([
    ['phone', 'subject', '070-123 45 67'],
    ['identityNumber', 'body', '121212-1212'],
    ['health', 'body', 'sjukskriven'],
  ])
  expect(JSON.stringify(kept)).not.toMatch(/sjukskriven|121212/)
  const actor = await w.actor('alva')
  const seen = caseViewOf(await w.db.ask(actor, caseQueries(caseId, 'guidance')), await w.db.as(actor, loadRules), 'guidance', 'sv')
  const message = seen.timeline.find((item) => item.kind === 'message' && item.direction === 'in')
  expect(message).toMatchObject({ marks: expect.arrayContaining(['identityNumber', 'health']) })
  const stored = await w.owner((tx) =>
    tx.one(z.object({ body: z.string() }), sql`select body from message where case_id = ${caseId} and direction = 'in'`),
  )
  expect(stored.body.trim()).toBe(body)
})

test('X9: no selection by special categories, neither of what is stored in fields nor in free text', async () => {
  await w.mail({ subject: 'Fråga', body: 'Jag har diabetes och är muslim.' })
  for (const q of ['diabetes', 'muslim', 'personer med schizofreni som är lesbisk', 'fackombud', 'DIABETES typ 1'])
    await expect(
      w.as('alva', (tx) => searchCases(tx, q, { hashOf: () => [] })),
      q,
    ).rejects.toMatchObject({ code: 'search_for_special_category' })
  for (const q of ['Kim Exempel', 'vårdcentralen', 'Ekgatan', 'parkering sjukhuset', 'kyrkan', '121212'])
    await w.as('alva', (tx) => searchCases(tx, q, { hashOf: () => [] }))
  // structured: the table of findings answers for nothing that hasn't been opened one by one
  const all = await w.as('alva', (tx) =>
    tx.all(z.unknown(), sql`select case_id from text_finding where findings @> '[{"kind": "health"}]'`),
  )
  expect(all).toEqual([])
})

test('T10: the nightly reading goes batch by batch over what an older edition has read, and keeps the recorded reasons', async () => {
  const { caseId } = await w.mail({ subject: 'Hemtjänst', body: 'Jag är sjukskriven.' })
  await w.as('alva', (tx) => routeCase(tx, caseId, { version: 1, board: 'socialnamnden', caseType: 'hemtjanst' }))
  await w.as('alva', (tx) => writeNote(tx, caseId, { body: 'Hon har diabetes.' }))
  const before = [await keptOf(caseId, 'message'), await keptOf(caseId, 'note')]
  await w.owner((tx) =>
    tx.run(
      sql`update text_finding set version = ${guardVersion - 1}, findings = case when note_id is null then '[]'::jsonb else findings end`,
    ),
  )
  await w.owner((tx) => tx.run(sql`delete from text_finding where case_id <> ${caseId}`))
  let rounds = 0
  while ((await w.db.as({ hand: 'service' }, scanTexts)) > 0) rounds++
  expect(rounds).toBeGreaterThan(0)
  const after = [await keptOf(caseId, 'message'), await keptOf(caseId, 'note')]
  // the receipt is read for the first time
  expect(after.map(([first]) => first)).toEqual(before.map(([first]) => first))
  const left = await w.owner((tx) =>
    tx.one(
      z.object({ n: z.int() }),
      sql`select (select count(*) from message)::int + (select count(*) from note)::int - (select count(*) from text_finding where version = ${guardVersion})::int as n`,
    ),
  )
  expect(left.n).toBe(0)
  expect(await w.db.as({ hand: 'service' }, scanTexts)).toBe(0)
})

test('T10: nobody but the eraser takes a mark away, and only the worker writes one anew', async () => {
  const { caseId } = await w.mail({ subject: 'x', body: 'Jag är sjukskriven.' })
  await w.as('alva', (tx) => assignCase(tx, caseId, { version: 1, to: null }))
  await expect(w.as('alva', (tx) => tx.run(sql`update text_finding set findings = '[]' where case_id = ${caseId}`))).rejects.toThrow(
    /permission denied/,
  )
  await expect(w.as('alva', (tx) => tx.run(sql`delete from text_finding where case_id = ${caseId}`))).rejects.toThrow(/permission denied/)
})
