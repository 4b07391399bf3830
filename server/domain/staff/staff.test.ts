import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { drawQuiz, toSign } from '../instruction/draw-quiz.ts'
import { signUndertaking } from '../instruction/sign-undertaking.ts'
import { createInstallation, type NewInstallation, offerFirstCode, readMe, signIn, signOut } from './index.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const asNobody = <T>(work: Parameters<typeof w.db.as<T>>[1]) => w.db.as({ hand: 'citizen', secret: '' }, work)
const signedIn = (email: string, password: string) => signIn(asNobody, { email, password })

test('a wrong password and an unknown address are refused alike, and after eight the address has to rest', async () => {
  await expect(signedIn('tuva@exempelby.test', 'fel')).rejects.toMatchObject({ code: 'wrong_password' })
  await expect(signedIn('nobody@exempelby.test', 'fel')).rejects.toMatchObject({ code: 'wrong_password' })
  for (let turn = 0; turn < 7; turn += 1) await signedIn('tuva@exempelby.test', 'fel').catch(() => undefined)
  await expect(signedIn('tuva@exempelby.test', 'exempelby')).rejects.toMatchObject({ code: 'wrong_password' })
  await expect(signedIn('sami@exempelby.test', 'exempelby')).resolves.toMatchObject({ hand: 'agent' })
}, 60_000)

test('a session that is ended gives nothing from that very moment', async () => {
  const session = await signedIn('leo@exempelby.test', 'exempelby')
  expect((await w.db.as(session, readMe)).employee.name).toBe('Leo Åkerblom')
  await w.db.as(session, signOut)
  await expect(w.db.as(session, readMe)).rejects.toMatchObject({ code: 'not_signed_in' })
})

test('A21, A22: without a signed undertaking an agent sees nothing of a board, and a wrong answer is no signature', async () => {
  const board = 'kultur-och-fritidsnamnden'
  await w.owner((tx) =>
    tx.run(
      sql`delete from undertaking where employee_id = (select id from employee where email = 'sami@exempelby.test') and version_id = (select v.id from instruction_version v join board b on b.id = v.board_id where b.code = ${board})`,
    ),
  )
  const types = () =>
    w.as(
      'sami',
      async (tx) =>
        (
          await tx.one(
            z.object({ n: z.number() }),
            sql`select count(*)::int as n from case_type t join board b on b.id = t.board_id where b.code = ${board} and t.id = any (centre_case_types())`,
          )
        ).n,
    )
  expect(await types()).toBe(0)
  const answer = async (how: (right: boolean, at: number) => boolean) => {
    const quiz = await w.as('sami', (tx) => drawQuiz(tx, board, 'sv'))
    const { pool } = await w.owner((tx) => toSign(tx, { board }))
    const right = (id: string) => pool.find((each) => each.id === id)?.permits ?? false
    const answers = quiz.questions.map(({ id }, at) => ({ question: id, permits: how(right(id), at) }))
    return w.as('sami', (tx) => signUndertaking(tx, { attempt: quiz.attempt, answers }, 'sv'))
  }
  const failed = await answer((right, at) => (at === 0 ? !right : right))
  expect(failed).toMatchObject({ signed: false, wrong: [{ sentence: expect.any(String) }] })
  expect(await types()).toBe(0)
  expect(await answer((right) => right)).toMatchObject({ signed: true, wrong: [] })
  expect(await types()).toBeGreaterThan(0)
})

test('A23: a new version of a board’s instruction takes that board, and only that board, from agents who have not signed it', async () => {
  const boards = () =>
    w.as('alva', async (tx) =>
      (
        await tx.all(
          z.object({ code: z.string() }),
          sql`select distinct b.code from case_type t join board b on b.id = t.board_id where t.id = any (centre_case_types()) order by 1`,
        )
      ).map(({ code }) => code),
    )
  const before = await boards()
  await w.owner(async (tx) => {
    await tx.run(
      sql`update instruction_version set state = 'superseded' where state = 'in-force' and board_id = (select id from board where code = 'tekniska-namnden')`,
    )
    await tx.run(sql`with new as (insert into instruction_version (board_id, version, title, state, valid_from, review_by, hash, source) select board_id, version + 1, title, 'in-force', valid_from, review_by, sha256('new'), 'new' from instruction_version where state = 'superseded' returning id)
      insert into instruction_grant (version_id, act, channel, case_type_ids, valid_from, valid_to) select new.id, g.act, g.channel, g.case_type_ids, g.valid_from, g.valid_to from new, instruction_grant g join instruction_version v on v.id = g.version_id where v.state = 'superseded'`)
  })
  expect(await boards()).toEqual(before.filter((code) => code !== 'tekniska-namnden'))
})

test('a new installation is created once, with two administrators, by whoever has the code from the console', async () => {
  const given: NewInstallation = {
    code: 'x'.repeat(27),
    municipality: 'Nyköping i Exempel',
    municipalityCode: '0001',
    mailDomain: 'ny.test',
    first: { name: 'Ett', email: 'ett@ny.test', password: 'tillräckligt långt' },
    second: { name: 'Två', email: 'tva@ny.test', password: 'tillräckligt långt' },
  }
  await expect(w.owner((tx) => createInstallation(tx, given))).rejects.toMatchObject({ code: 'code_not_found' })
  const code = await w.owner(offerFirstCode)
  // Exempelby is there already: a code alone doesn't make a second municipality
  await expect(w.owner((tx) => createInstallation(tx, { ...given, code }))).rejects.toMatchObject({ code: 'code_not_found' })
})
