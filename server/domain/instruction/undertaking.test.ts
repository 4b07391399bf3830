import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type World, world } from '../../../test/world.ts'
import { type Sql, sql } from '../../platform/db.ts'
import { readMe } from '../staff/index.ts'
import { drawQuiz, toSign } from './draw-quiz.ts'
import { drawScenarios } from './scenarios.ts'
import { sealedHash } from './seal-undertaking.ts'
import { signUndertaking } from './sign-undertaking.ts'
import { ask, loadStanding } from './standing.ts'
import { verifyUndertaking } from './verify-undertaking.ts'

// The undertaking of one agent for one board: drawn, answered, sealed, and ended.

const board = 'kultur-och-fritidsnamnden'
let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const Id = z.object({ id: z.uuid() })
const N = z.object({ n: z.coerce.number() })
const count = async (query: Sql) => (await w.owner((tx) => tx.one(N, query))).n
const revoke = (person: string) =>
  w.owner((tx) =>
    tx.run(
      sql`update undertaking set revoked_at = ombud_now() where revoked_at is null and employee_id = (select id from employee where email = ${`${person}@exempelby.test`})`,
    ),
  )
const standing = (person: string) =>
  w.owner((tx) =>
    tx.one(
      Id,
      sql`select u.id from undertaking u join employee e on e.id = u.employee_id join instruction_version v on v.id = u.version_id join board b on b.id = v.board_id
      where e.email = ${`${person}@exempelby.test`} and b.code = ${board} and u.revoked_at is null`,
    ),
  )
const proofOf = (id: string) => w.owner((tx) => verifyUndertaking(tx, id))
const rightAnswers = async () => new Map((await w.owner((tx) => toSign(tx, { board }))).pool.map(({ id, permits }) => [id, permits]))
async function answer(person: string, wrongAt: readonly number[] = [], of = board) {
  const right = new Map((await w.owner((tx) => toSign(tx, { board: of }))).pool.map(({ id, permits }) => [id, permits]))
  const { attempt, questions } = await w.as(person, (tx) => drawQuiz(tx, of, 'sv'))
  const answers = questions.map(({ id }, at) => ({
    question: id,
    permits: wrongAt.includes(at) ? !right.get(id) : (right.get(id) ?? false),
  }))
  return { attempt, questions, ...(await w.as(person, (tx) => signUndertaking(tx, { attempt, answers }, 'sv'))) }
}
/** The wall that enforces: does row security give this person anything of the board? */
const sees = async (person: string, of = board) =>
  (
    await w.as(person, (tx) =>
      tx.one(
        N,
        sql`select count(*) as n from case_type t join board b on b.id = t.board_id where b.code = ${of} and t.id = any (centre_case_types())`,
      ),
    )
  ).n > 0
/** The wall that explains. */
const told = (person: string, of = board) =>
  w.as(person, async (tx) => ask(await loadStanding(tx), ['receive'], { board: of, caseType: null, channel: 'phone' }).because)

describe('A22: the questions', () => {
  test('A22: every right answer is what decide() says of the version; each board has situations of its own, of both answers', async () => {
    for (const of of [
      'socialnamnden',
      'stadsbyggnadsnamnden',
      'barn-och-utbildningsnamnden',
      'tekniska-namnden',
      board,
      'kommunstyrelsen',
    ]) {
      const { pool } = await w.owner((tx) => toSign(tx, { board: of }))
      expect(new Set(pool.map(({ permits }) => permits)).size, of).toBe(2)
      expect(pool.every(({ permits, decision }) => permits === (decision.outcome === 'permit'))).toBe(true)
      expect(pool.filter(({ kind, decision }) => kind === 'tell' && decision.clauseIds.length > 0).length, of).toBeGreaterThan(0)
    }
    const social = await w.owner((tx) => toSign(tx, { board: 'socialnamnden' }))
    expect(social.pool.some(({ id }) => id.startsWith('tell:anhorig:'))).toBe(true)
    expect(social.pool.filter(({ id }) => id.startsWith('work:handle:')).map(({ permits }) => permits)).not.toContain(true)
  })

  test('A22: a draw has four different situations and both answers among them; two draws are seldom alike', async () => {
    const { pool } = await w.owner((tx) => toSign(tx, { board }))
    const draws = Array.from({ length: 40 }, () => drawScenarios(pool, (below) => Math.floor(Math.random() * below)))
    for (const drawn of draws) {
      expect(new Set(drawn.map(({ id }) => id)).size).toBe(4)
      expect(new Set(drawn.map(({ permits }) => permits)).size).toBe(2)
    }
    expect(
      new Set(
        draws.map((drawn) =>
          drawn
            .map(({ id }) => id)
            .sort()
            .join(),
        ),
      ).size,
    ).toBeGreaterThan(20)
  })

  test('A22: with one answer wrong nothing is signed; what was wrong, and the clause, is told; the attempt is kept with ids, answers and how many were right', async () => {
    await revoke('sami')
    const failed = await answer('sami', [1])
    expect(failed).toMatchObject({ signed: false, score: 3, asked: 4 })
    expect(failed.wrong).toHaveLength(1)
    expect(failed.wrong[0]).toMatchObject({ question: failed.questions[1]?.id, sentence: expect.stringMatching(/\w/) })
    expect(await sees('sami')).toBe(false)
    const kept = await w.owner((tx) =>
      tx.one(
        z.object({ questions: z.array(z.string()), answers: z.array(z.unknown()), right_count: z.int() }),
        sql`select questions, answers, right_count from undertaking_attempt where id = ${failed.attempt}`,
      ),
    )
    expect(kept).toMatchObject({ questions: failed.questions.map(({ id }) => id), right_count: 3 })
    expect(JSON.stringify(kept)).not.toContain(failed.questions[0]?.scenario)
    const again = { attempt: failed.attempt, answers: failed.questions.map(({ id }) => ({ question: id, permits: true })) }
    await expect(w.as('sami', (tx) => signUndertaking(tx, again, 'sv'))).rejects.toMatchObject({ code: 'attempt_over' })
    await expect(w.as('alva', (tx) => signUndertaking(tx, again, 'sv'))).rejects.toMatchObject({ code: 'attempt_over' })
  })

  test('A22: a part of the questions, or others, is no answer', async () => {
    const { attempt, questions } = await w.as('sami', (tx) => drawQuiz(tx, board, 'sv'))
    const right = await rightAnswers()
    const answers = questions.map(({ id }) => ({ question: id, permits: right.get(id) ?? false }))
    for (const given of [
      [],
      answers.slice(1),
      [...answers, { question: 'work:decide:x', permits: false }],
      [...answers.slice(1), { question: 'x', permits: true }],
    ])
      await expect(w.as('sami', (tx) => signUndertaking(tx, { attempt, answers: given }, 'sv'))).rejects.toMatchObject({
        code: 'invalid_input',
      })
    expect(await sees('sami')).toBe(false)
  })

  test('A22: nobody signs past the questions: not without an attempt, and not with one that had a wrong answer', async () => {
    const failed = await answer('sami', [0])
    const insert = (attempt: string | null) =>
      w.as('sami', (tx) =>
        tx.run(sql`insert into undertaking (employee_id, version_id, signed_at, quiz, signature_hash, attempt_id, text_hash, public_key, signature)
          select actor_id(), v.id, ombud_now(), '[]', sha256('x'), ${attempt}::uuid, sha256('x'), ${Buffer.alloc(44)}, ${Buffer.alloc(64)} from instruction_version v join board b on b.id = v.board_id where b.code = ${board} and v.state = 'in-force'`),
      )
    await expect(insert(null)).rejects.toMatchObject({ code: '42501' })
    await expect(insert(failed.attempt)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('A21, A22: the signature', () => {
  test('A21, A22: with every answer right it is signed: hash, identity and time, and it holds; the board opens in the next statement', async () => {
    await revoke('sami')
    expect(await told('sami')).toBe('UNDERTAKING_MISSING')
    expect(await answer('sami')).toMatchObject({ signed: true, score: 4, wrong: [] })
    expect([await sees('sami'), await told('sami')]).toEqual([true, 'CLAUSE_PERMITS'])
    const { id } = await standing('sami')
    expect(await proofOf(id)).toBe('holds')
    expect(
      await count(
        sql`select count(*) as n from undertaking where id = ${id} and length(signature) = 64 and length(text_hash) = 32 and signed_at > ombud_now() - interval '1 minute'`,
      ),
    ).toBe(1)
  })

  test('A22: the seed’s own signatures hold, of agents, officers and auditors', async () => {
    const all = await w.owner((tx) => tx.all(Id, sql`select id from undertaking where attempt_id is not null`))
    expect(all.length).toBeGreaterThan(20)
    for (const { id } of all) expect(await proofOf(id)).toBe('holds')
  })

  test('A22: whoever alters an answer, as the owner, has a signature that no longer holds, and the gate is closed', async () => {
    await answer('alva')
    const { id } = await standing('alva')
    expect(await sees('alva')).toBe(true)
    await w.owner((tx) =>
      tx.run(
        sql`update undertaking set quiz = jsonb_set(quiz, '{0,permits}', to_jsonb(not (quiz #>> '{0,permits}')::boolean)) where id = ${id}`,
      ),
    )
    expect(await proofOf(id)).toBe('record-differs')
    expect([await sees('alva'), await told('alva')]).toEqual([false, 'UNDERTAKING_MISSING'])
    await answer('alva')
  })

  test('A22: nor does a new hash, a new key, or another attempt, make it hold, with every guard of the database off', async () => {
    await answer('alva')
    const { id } = await standing('alva')
    const Sealed = z.object({
      employee_id: z.uuid(),
      version: z.string(),
      text_hash: z.instanceof(Buffer),
      attempt_id: z.uuid(),
      signed_at: z.date(),
      quiz: z.array(z.object({ question: z.string(), permits: z.boolean(), right: z.boolean() })),
    })
    const was = await w.owner((tx) =>
      tx.one(
        Sealed,
        sql`select u.employee_id, encode(v.hash, 'hex') as version, u.text_hash, u.attempt_id, u.signed_at, u.quiz from undertaking u join instruction_version v on v.id = u.version_id where u.id = ${id}`,
      ),
    )
    const quiz = was.quiz.map((each, at) => (at === 0 ? { ...each, permits: !each.permits } : each))
    const hash = sealedHash({
      employeeId: was.employee_id,
      board,
      version: was.version,
      textHash: was.text_hash.toString('hex'),
      attemptId: was.attempt_id,
      signedAt: was.signed_at.toISOString(),
      quiz,
    })
    const unguarded = (change: Sql) =>
      w.owner(async (tx) => {
        await tx.run(sql`alter table undertaking disable trigger guarded`)
        await tx.run(sql`alter table undertaking_attempt disable trigger answered_once`)
        await tx.run(change)
        await tx.run(sql`alter table undertaking enable trigger guarded`)
        await tx.run(sql`alter table undertaking_attempt enable trigger answered_once`)
      })
    await unguarded(sql`update undertaking set quiz = ${JSON.stringify(quiz)}, signature_hash = ${hash} where id = ${id}`)
    expect(await proofOf(id)).toBe('wrong-key')
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    await unguarded(
      sql`update undertaking set public_key = ${publicKey.export({ format: 'der', type: 'spki' })}, signature = ${sign(null, hash, privateKey)} where id = ${id}`,
    )
    expect(await proofOf(id)).toBe('attempt-differs')
    await unguarded(
      sql`update undertaking_attempt set answers = ${JSON.stringify(quiz.map(({ question, permits }) => ({ question, permits })))} where id = ${was.attempt_id}`,
    )
    expect(await proofOf(id)).toBe('unwitnessed')
    await answer('alva')
  })

  test('A21: a row from before signatures were made proves nothing', async () => {
    const { id } = await w.owner((tx) =>
      tx.one(
        Id,
        sql`insert into undertaking (employee_id, version_id, signed_at, quiz, signature_hash) select e.id, v.id, ombud_now(), '[]', ${createHash('sha256').update('x').digest()} from employee e, instruction_version v join board b on b.id = v.board_id
        where e.email = 'leo@exempelby.test' and b.code = ${board} and v.state = 'in-force' returning id`,
      ),
    )
    expect(await proofOf(id)).toBe('unsigned')
  })
})

describe('A21, A23: how long it lasts', () => {
  test('A21: whoever comes back after the employment ended signs again; a change of assignment without a gap takes nothing', async () => {
    await answer('alva')
    const ofAlva = sql`employee_id = (select id from employee where email = 'alva@exempelby.test')`
    await w.owner(async (tx) => {
      await tx.run(sql`update assignment set valid_to = ombud_now() + interval '1 day' where ${ofAlva}`)
      await tx.run(
        sql`insert into assignment (employee_id, hand, board_id, valid_from) select employee_id, hand, board_id, ombud_now() + interval '1 day' from assignment where ${ofAlva}`,
      )
    })
    await w.pass(2, 0, false)
    expect(await sees('alva')).toBe(true)
    await w.owner((tx) => tx.run(sql`update assignment set valid_to = ombud_now() where ${ofAlva} and valid_to is null`))
    await w.pass(2, 0, false)
    await w.owner((tx) =>
      tx.run(
        sql`insert into assignment (employee_id, hand, board_id, valid_from) select distinct employee_id, hand, board_id, ombud_now() from assignment where ${ofAlva}`,
      ),
    )
    expect([await sees('alva'), await told('alva')]).toEqual([false, 'UNDERTAKING_MISSING'])
    expect(await answer('alva')).toMatchObject({ signed: true })
    expect(await sees('alva')).toBe(true)
  })

  test('A21, A23: a signature lasts twelve months to the instant, is warned of thirty days ahead, and is renewed before or after', async () => {
    await answer('sami')
    const mine = async () => (await w.as('sami', readMe)).undertakings.find((each) => each.board === board)
    expect(await mine()).toMatchObject({ signed: true, expiresSoon: false })
    await w.pass(336, 0, false)
    expect(await mine()).toMatchObject({ signed: true, expiresSoon: true })
    expect(await sees('sami')).toBe(true)
    await w.pass(28, 23, false)
    expect(await sees('sami')).toBe(true)
    await w.pass(0, 26, false)
    expect([await sees('sami'), await told('sami')]).toEqual([false, 'UNDERTAKING_MISSING'])
    expect(await mine()).toMatchObject({ signed: false, validUntil: null })
    await answer('sami')
    expect(await mine()).toMatchObject({ signed: true, expiresSoon: false })
    await answer('sami') // ahead of time: the new one stands, and only it
    expect(
      await count(
        sql`select count(*) as n from undertaking u join employee e on e.id = u.employee_id join instruction_version v on v.id = u.version_id join board b on b.id = v.board_id where e.email = 'sami@exempelby.test' and b.code = ${board} and u.revoked_at is null`,
      ),
    ).toBe(1)
  })
})
