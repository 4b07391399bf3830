import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Conversation, type RegisterContact } from '../../../contracts/contact.ts'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { caseQueries, caseViewOf, plainCode } from '../case/index.ts'
import { loadRules } from '../instruction/index.ts'
import { registerContact } from './index.ts'
import { readConversation } from './read-conversation.ts'
import { contactDuties } from './register-contact.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const complaint = (given: Partial<RegisterContact> = {}): RegisterContact => ({
  channel: 'phone',
  anonymous: true,
  questions: [
    {
      board: 'stadsbyggnadsnamnden',
      caseType: 'klagomal-felanmalan',
      asked: 'Lampan vid Ekgatan är trasig.',
      answered: '',
      settle: 'case',
    },
  ],
  ...given,
})
const register = (given: Partial<RegisterContact> = {}) => w.as('alva', (tx) => registerContact(tx, complaint(given)))

test.each(['phone', 'visit'] as const)(
  'A28: an anonymous complaint by %s is a case without contact data, with a code that finds it',
  async (channel) => {
    const { cases } = await register({ channel })
    const [kase] = cases
    if (!kase?.code) throw new Error('no code')
    const { id, number, code } = kase
    const about = await w.owner((tx) =>
      tx.one(
        z.object({ people: z.int(), anonymous: z.boolean(), hash: z.instanceof(Buffer), plain: z.string().nullable() }),
        sql`select (select count(*)::int from participant where case_id = c.id) as people, c.anonymous, k.hash, k.token as plain from "case" c join case_key k on k.case_id = c.id and k.kind = 'retrieval' where c.id = ${id}`,
      ),
    )
    expect(about).toEqual({ people: 0, anonymous: true, hash: createHash('sha256').update(plainCode(code)).digest(), plain: null })
    const read = Conversation.parse(await w.db.as({ hand: 'citizen', secret: plainCode(code) }, (tx) => readConversation(tx, 'sv')))
    expect(read).toMatchObject({ number, messages: [{ body: 'Lampan vid Ekgatan är trasig.' }] })
  },
)

test('A28: someone who gives a name gets no code', async () => {
  const { cases } = await register({ anonymous: false, name: 'Kim Exempel' })
  expect(cases.map(({ code }) => code)).toEqual([null])
})

test('A28: a complaint carries a clock until the next working day, met by its number', async () => {
  const { cases } = await register()
  const actor = await w.actor('alva')
  const view = caseViewOf(
    await w.db.ask(actor, caseQueries(cases[0]?.id ?? '', 'feedback')),
    await w.db.as(actor, loadRules),
    'feedback',
    'sv',
  )
  expect(view.clocks.find(({ clauseId }) => clauseId === 'stadsbyggnadsnamnden/ta-emot-synpunkt')).toMatchObject({
    promise: 'Diarieföring',
    state: 'met',
  })
})

test('A28, P10: that the warning of publicity was shown is kept as a code', async () => {
  const kept = (id: string) =>
    w.owner((tx) =>
      tx.one(z.object({ warning: z.string().nullable() }), sql`select publicity_warning as warning from contact where id = ${id}`),
    )
  const shown = await register({ anonymous: false, name: 'Kim Exempel', publicityWarning: 'shown' })
  expect(await kept(shown.id)).toEqual({ warning: 'shown' })
  expect(await kept((await register()).id)).toEqual({ warning: null })
})

test('A28, A35: the form is told what to say and ask from the clauses of the board that it is about', async () => {
  const duties = (caseType: string, board = 'stadsbyggnadsnamnden') =>
    w.as('alva', (tx) => contactDuties(tx, { board, caseType, channel: 'phone' }))
  expect(await duties('bullerbidrag')).toEqual({ publicityWarning: true, eServiceOffer: true })
  expect(await duties('bygglov')).toEqual({ publicityWarning: true, eServiceOffer: false })
})

test('A35: a question about an application isn’t registered as answered before the offer is', async () => {
  const question = {
    board: 'stadsbyggnadsnamnden',
    caseType: 'bullerbidrag',
    asked: 'Hur söker jag?',
    answered: 'Så här.',
    settle: 'answered' as const,
  }
  await expect(register({ questions: [question] })).rejects.toMatchObject({ code: 'e_service_offer_unanswered' })
  const { id } = await register({ questions: [{ ...question, eServiceOffer: 'declined' }] })
  const kept = await w.owner((tx) =>
    tx.all(z.object({ offer: z.string() }), sql`select e_service_offer as offer from question where contact_id = ${id}`),
  )
  expect(kept).toEqual([{ offer: 'declined' }])
})
