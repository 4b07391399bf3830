import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { IncomingMessage } from '../../../contracts/channel.ts'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { queueArrivals, readConversation, receiveContact, registerContact, storeArrival } from './index.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const blank: IncomingMessage = {
  from: null,
  phone: null,
  subject: '',
  text: 'Text',
  html: null,
  files: [],
  messageId: null,
  replyToken: null,
  automatic: false,
  anonymous: true,
  propertyDesignation: null,
  address: null,
  noticeVersion: null,
}
let keys = 0
const arrive = async (retrievalHash: Buffer, receivedAt = w.clock.now()) => {
  keys += 1
  const raw = await w.files.put(Buffer.from(`raw ${keys}`))
  return (await w.service((tx) => storeArrival(tx, { channel: 'formular', channelKey: `turn ${keys}`, raw, receivedAt, retrievalHash })))
    .arrivalId
}
const cross = (arrivalId: string, message: Partial<IncomingMessage>) =>
  w.service((tx) => receiveContact(tx, arrivalId, { ...blank, ...message }, []))

test('B6: a message that overtakes the question it follows waits for it, and nobody becomes anonymous by it', async () => {
  const hash = createHash('sha256').update('a code of its own').digest()
  const question = await arrive(hash, new Date(w.clock.now().getTime() - 1000))
  const followUp = await arrive(hash)
  await expect(cross(followUp, { text: 'En sak till.' })).rejects.toThrow(/earlier message/)
  const asked = await cross(question, {
    subject: 'Ämne',
    anonymous: false,
    name: 'Kim Exempel',
    from: { name: 'Kim Exempel', email: 'kim@example.org' },
  })
  const followed = await cross(followUp, { text: 'En sak till.' })
  expect(followed).toMatchObject({ caseId: asked?.caseId, fresh: false })
  const { people } = await w.owner((tx) =>
    tx.one(z.object({ people: z.number() }), sql`select count(*)::int as people from participant where case_id = ${asked?.caseId}`),
  )
  expect(people).toBe(1)
})

test('an arrival whose job was given up is read after the next start: never lost', async () => {
  const id = await arrive(createHash('sha256').update('another code').digest(), new Date(w.clock.now().getTime() - 3_600_000))
  const queued = await w.service(queueArrivals)
  expect(queued).toContain(id)
})

test('a call settled with an outcome that isn’t on the list, or in a channel that is closed, is refused as input', async () => {
  const question = {
    board: 'kommunstyrelsen',
    caseType: 'allman-vagledning',
    asked: 'När öppnar biblioteket?',
    answered: 'Tio.',
    settle: 'answered',
  } as const
  const call = { channel: 'visit', anonymous: true, questions: [{ ...question, outcome: 'hittepa' }] } as const
  const register = (given: typeof call | { channel: 'visit'; anonymous: true; questions: [typeof question] }) =>
    w.as('alva', (tx) => registerContact(tx, { ...given, questions: given.questions.map((each) => ({ ...each })) }))
  await expect(register(call)).rejects.toMatchObject({ code: 'invalid_input', facts: { errors: [{ field: 'outcome' }] } })
  await w.owner((tx) => tx.run(sql`update channel set active = false where kind = 'visit'`))
  await expect(register({ ...call, questions: [question] })).rejects.toMatchObject({
    code: 'invalid_input',
    facts: { errors: [{ field: 'channel' }] },
  })
})

test('D5: a code opens its conversation also at the very moment when the question crosses over', async () => {
  const code = 'a code that crosses'
  const id = await arrive(createHash('sha256').update(code).digest())
  let crossed: Promise<unknown> | undefined
  const told = await w.db.as({ hand: 'citizen', secret: code }, (tx) =>
    readConversation({
      ...tx,
      maybe: async (row, query) => {
        const found = await tx.maybe(row, query)
        crossed ??= cross(id, { text: 'Hej.' })
        await crossed
        return found
      },
    }),
  )
  expect(told.state).toBe('received')
})
