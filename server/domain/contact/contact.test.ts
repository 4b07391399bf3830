import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { IncomingMessage } from '../../../contracts/channel.ts'
import type { RegisterContact } from '../../../contracts/contact.ts'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { closeCase } from '../case/index.ts'
import { receiveContact, registerContact, storeArrival } from './index.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const count = async (what: string, where = sql`true`) => {
  const tables = {
    case: sql`"case"`,
    contact: sql`contact`,
    arrival: sql`arrival`,
    participant: sql`participant`,
    message: sql`message`,
    outgoing: sql`outgoing`,
    question: sql`question`,
    question_text: sql`question_text`,
  }
  const table = tables[what as keyof typeof tables]
  return (await w.owner((tx) => tx.one(z.object({ n: z.number() }), sql`select count(*)::int as n from ${table} where ${where}`))).n
}
const blank: IncomingMessage = {
  from: { name: 'Kim', email: 'kim@example.org' },
  phone: null,
  subject: 'Ämne',
  text: 'Text',
  html: null,
  files: [],
  messageId: '<1@example.org>',
  replyToken: null,
  automatic: false,
  anonymous: false,
  propertyDesignation: null,
  address: null,
  noticeVersion: null,
}
let keys = 0
const arrive = async (message: Partial<IncomingMessage>, retrievalHash?: Buffer) => {
  keys += 1
  const raw = await w.files.put(Buffer.from(`raw ${keys}`))
  const { arrivalId } = await w.service((tx) =>
    storeArrival(tx, {
      channel: 'epost',
      channelKey: `key ${keys}`,
      raw,
      receivedAt: w.clock.now(),
      ...(retrievalHash ? { retrievalHash } : {}),
    }),
  )
  return { arrivalId, received: await w.service((tx) => receiveContact(tx, arrivalId, { ...blank, ...message }, [])) }
}
const call = (given: Partial<RegisterContact>): RegisterContact => ({
  channel: 'phone',
  anonymous: true,
  questions: [
    {
      board: 'kommunstyrelsen',
      caseType: 'allman-vagledning',
      asked: 'När öppnar biblioteket?',
      answered: 'Klockan tio.',
      settle: 'answered',
    },
  ],
  ...given,
})

test('the same message twice changes nothing', async () => {
  const raw = await w.files.put(Buffer.from('the same'))
  const given = { channel: 'epost', channelKey: 'the same', raw, receivedAt: w.clock.now() }
  expect((await w.service((tx) => storeArrival(tx, given))).fresh).toBe(true)
  const again = await w.files.put(Buffer.from('the same'))
  expect((await w.service((tx) => storeArrival(tx, { ...given, raw: again }))).fresh).toBe(false)
  expect(await count('arrival', sql`channel_key = 'the same'`)).toBe(1)
})

test('a message that is taken across twice becomes one case', async () => {
  const before = await count('case')
  const { arrivalId } = await arrive({})
  expect(await w.service((tx) => receiveContact(tx, arrivalId, blank, []))).toBeNull()
  expect(await count('case')).toBe(before + 1)
})

test('A1, B2: every contact and question belongs to exactly one board from the first byte', async () => {
  const { received } = await arrive({})
  const [row] = await w.owner((tx) =>
    tx.all(
      z.object({ contact: z.string(), question: z.string() }),
      sql`select b.code as contact, qb.code as question from contact c join board b on b.id = c.board_id join question q on q.contact_id = c.id join board qb on qb.id = q.board_id where c.id = ${received?.contactId}`,
    ),
  )
  expect(row).toEqual({ contact: 'kommunstyrelsen', question: 'kommunstyrelsen' })
  await expect(
    w.owner((tx) => tx.run(sql`insert into contact (channel_id, channel, case_type_id, started_at) select 1, 'email', 1, now()`)),
  ).rejects.toThrow(/board_id/)
})

test('a reply finds its case by token and matching sender; one of the two is not enough', async () => {
  const { received } = await arrive({})
  const { token } = await w.owner((tx) =>
    tx.one(z.object({ token: z.string() }), sql`select token from case_key where case_id = ${received?.caseId} and kind = 'reply'`),
  )
  expect((await arrive({ replyToken: token, subject: 'Sv: Ämne' })).received).toMatchObject({ caseId: received?.caseId, fresh: false })
  expect((await arrive({ replyToken: token, from: { name: 'Någon annan', email: 'other@example.org' } })).received?.fresh).toBe(true)
  expect((await arrive({ replyToken: 'f'.repeat(32) })).received?.fresh).toBe(true)
  expect((await arrive({})).received?.fresh).toBe(true)
})

test('B18: a reply to a closed case opens it again and stops its clock', async () => {
  const { received } = await arrive({})
  const id = received?.caseId ?? ''
  const { token } = await w.owner((tx) =>
    tx.one(z.object({ token: z.string() }), sql`select token from case_key where case_id = ${id} and kind = 'reply'`),
  )
  await w.as('alva', (tx) => closeCase(tx, id, { version: 1, outcome: 'besvarad' }))
  expect(await count('case', sql`id = ${id} and dispose_on is not null`)).toBe(1)
  await arrive({ replyToken: token })
  expect(await count('case', sql`id = ${id} and state = 'open' and dispose_on is null`)).toBe(1)
})

test('B18: an automatic reply to a closed case is added and leaves its day alone', async () => {
  const { received } = await arrive({})
  const id = received?.caseId ?? ''
  const { token } = await w.owner((tx) =>
    tx.one(z.object({ token: z.string() }), sql`select token from case_key where case_id = ${id} and kind = 'reply'`),
  )
  await w.as('alva', (tx) => closeCase(tx, id, { version: 1, outcome: 'besvarad' }))
  const before = await count('message', sql`case_id = ${id}`)
  await arrive({ replyToken: token, automatic: true })
  expect(await count('message', sql`case_id = ${id}`)).toBe(before + 1)
  expect(await count('case', sql`id = ${id} and state = 'closed' and dispose_on is not null`)).toBe(1)
})

test('an automatic message gets no receipt, so that two machines never answer each other', async () => {
  const { received } = await arrive({ automatic: true })
  expect(await count('outgoing', sql`case_id = ${received?.caseId}`)).toBe(0)
  const { received: human } = await arrive({})
  expect(await count('outgoing', sql`case_id = ${human?.caseId} and kind = 'receipt'`)).toBe(1)
})

test('B6: an anonymous contact takes no name and no address, not even when they are sent along', async () => {
  await expect(w.as('alva', (tx) => registerContact(tx, call({ anonymous: true, name: 'Kim' })))).rejects.toMatchObject({
    code: 'anonymous_contact',
  })
  const { received } = await arrive({ anonymous: true, name: 'Kim', phone: '070-000 00 00' })
  expect(await count('participant', sql`case_id = ${received?.caseId}`)).toBe(0)
})

test('A27: a general question by phone is answered and closed in the contact, without a single field about a person', async () => {
  const { id, cases, disappears } = await w.as('alva', (tx) => registerContact(tx, call({})))
  expect(cases).toEqual([])
  expect(disappears.state).toBe('running')
  expect(await count('question', sql`contact_id = ${id} and state = 'answered'`)).toBe(1)
  expect(await count('participant', sql`contact_id = ${id}`)).toBe(0)
})

test('B3: one call with three boards’ questions has three segments, and each board sees its own', async () => {
  const question = (board: string, caseType: string) => ({
    board,
    caseType,
    asked: `Om ${board}`,
    answered: 'Ja.',
    settle: 'answered' as const,
  })
  const { id } = await w.as('alva', (tx) =>
    registerContact(
      tx,
      call({
        anonymous: false,
        name: 'Kim',
        questions: [
          question('kommunstyrelsen', 'allman-vagledning'),
          question('stadsbyggnadsnamnden', 'bygglov'),
          question('tekniska-namnden', 'vintervag'),
        ],
      }),
    ),
  )
  const seenBy = (person: string) =>
    w.as(person, async (tx) => {
      await tx.all(z.unknown(), sql`select open_contacts(${[id]}, 'guidance')`)
      return (await tx.all(z.object({ asked: z.string() }), sql`select asked from question_text where contact_id = ${id}`)).map(
        ({ asked }) => asked,
      )
    })
  expect(await seenBy('bodil')).toEqual(['Om stadsbyggnadsnamnden'])
  expect(await seenBy('maj')).toEqual(['Om tekniska-namnden'])
  expect(await seenBy('idris')).toEqual([])
  expect(await seenBy('alva')).toHaveLength(3)
})

test('a call that can’t be answered becomes a case, or is offered to the board at once', async () => {
  const { cases } = await w.as('alva', (tx) =>
    registerContact(
      tx,
      call({
        anonymous: false,
        name: 'Kim',
        phone: '0980-319 250',
        questions: [
          { board: 'kommunstyrelsen', caseType: 'synpunkt-kommunen', asked: 'Jag vill klaga.', answered: '', settle: 'case' },
          { board: 'tekniska-namnden', caseType: 'vintervag', asked: 'Det är halt.', answered: '', settle: 'handover' },
        ],
      }),
    ),
  )
  expect(cases.map(({ number }) => number.split('-')[0])).toEqual(['KS', 'TN'])
  expect(await count('case', sql`id = ${cases[1]?.id} and offered_board_id = board_id`)).toBe(1)
  expect(await count('participant', sql`case_id = ${cases[0]?.id} and phone = '0980-319 250'`)).toBe(1)
})

test('A5: without an instruction in force only anonymous guidance and hand-over are left, at the very instant it ends', async () => {
  const { received } = await arrive({})
  const id = received?.caseId ?? ''
  const stop = (until: string) =>
    w.owner(async (tx) => {
      await tx.run(sql`alter table instruction_version disable trigger guarded_life`)
      await tx.run(sql`update instruction_version set valid_to = ${until}::timestamptz where state = 'in-force'`)
    })
  await stop(new Date(w.clock.now().getTime() - 1).toISOString())
  try {
    expect((await w.as('alva', (tx) => registerContact(tx, call({})))).cases).toEqual([])
    expect(await count('question_text', sql`asked = 'När öppnar biblioteket?'`)).toBe(1) // the one of the test before: nothing more is kept
    await expect(w.as('alva', (tx) => registerContact(tx, call({ anonymous: false, name: 'Kim' })))).rejects.toMatchObject({
      code: 'not_permitted',
      facts: { refusal: { because: 'NO_ACTIVE_INSTRUCTION' } },
    })
    const opened = await w.as('alva', (tx) =>
      tx.one(z.object({ ids: z.array(z.string()) }), sql`select open_cases(${[id]}, 'guidance') as ids`),
    )
    expect(opened.ids).toEqual([])
    expect(await w.as('alva', (tx) => tx.all(z.unknown(), sql`select 1 from "case" where id = ${id}`))).toHaveLength(1)
  } finally {
    await w.owner((tx) => tx.run(sql`update instruction_version set valid_to = null where state = 'in-force'`))
  }
})
