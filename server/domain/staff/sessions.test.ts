import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type World, world } from '../../../test/world.ts'
import { moveClock } from '../../platform/clock.ts'
import { type Actor, openDb, sql } from '../../platform/db.ts'
import { keepVoucher } from '../../platform/voucher.ts'
import type { Serving } from '../../serve.ts'
import { clearFactors, demandSecondFactor, mapGroup } from './access.ts'
import { addEmployee, readMe, renewSession, signIn, signOut, stepUp, verifierOf } from './index.ts'
import { endOtherSessions, endSession, readAccount } from './read-account.ts'
import { changePassword, confirmCode, hashNewPassword, offerCode, removeCode } from './second-factor.ts'
import { sessionLimits } from './session-limits.ts'
import { tryPassword } from './sign-in.ts'
import { beginEnrolment, signInWithCode } from './sign-in-code.ts'
import { stepUpWithCode } from './step-up.ts'
import { codeOf, stepAt } from './totp.ts'

// Sessions, second steps and what a wrong guess learns. On the product's own routes where an answer is what matters.

let w: World
let serving: Serving
let people = 0
let mail = ''
let url = ''
const password = 'tillräckligt långt'
const from = { device: 'computer', network: null } as const

beforeAll(async () => {
  w = await world()
  await keepVoucher(w.logins, w.settings)
  serving = await w.serve({ role: 'web' })
  url = serving.url ?? ''
}, 60_000)
afterAll(() => w.end())
beforeEach(async () => {
  people += 1
  mail = `person${people}@exempelby.test`
  await w.owner((tx) =>
    addEmployee(tx, {
      name: `Person ${people}`,
      email: mail,
      password,
      operator: true,
      assignments: [{ hand: 'agent', board: 'kommunstyrelsen' }],
    }),
  )
})

const asNobody = <T>(work: Parameters<typeof w.db.as<T>>[1]) => w.db.as({ hand: 'citizen', secret: '' }, work)
const signedIn = () => signIn(asNobody, { email: mail, password })
const lives = (actor: Actor) =>
  w.db.as(actor, readMe).then(
    () => true,
    () => false,
  )
const verifier = () => verifierOf({ settings: w.settings, clock: w.clock })
const Id = z.object({ id: z.uuid() })
const idOf = async () => (await w.owner((tx) => tx.one(Id, sql`select id from employee where email = ${mail}`))).id
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
const withoutTrace = (text: string) => text.replace(/urn:uuid:[0-9a-f-]+/, '')
const base32ToBytes = (text: string) => {
  const bits = [...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
const codeNow = (secret: string, drift = 0) => codeOf(base32ToBytes(secret), stepAt(w.clock.now().getTime()) + drift)

test('fifty guesses at once pass no more than eight: the right password among the rest opens nothing after them', async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) => tryPassword(asNobody, { email: mail, password: `gissning ${index}` })),
  )
  expect(tries.every(({ status }) => status === 'rejected')).toBe(true)
  // and at once on as many connections as the database gives, without the time that a password takes
  const wide = openDb(w.logins, { only: ['web'], connections: 20 })
  const raw = `wide-${mail}`
  await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      wide.as({ hand: 'citizen', secret: '' }, (tx) =>
        tx.run(sql`select * from sign_in_open(${raw}, sha256('x'), null, sha256(convert_to(${`${index}`}, 'UTF8')), '{}')`),
      ),
    ),
  )
  await wide.end()
  const counted = await w.owner((tx) =>
    tx.one(
      z.object({ n: z.int() }),
      sql`select count(*)::int as n from sign_in_attempt where email_hash = sha256(convert_to(${raw}, 'UTF8'))`,
    ),
  )
  expect(counted.n).toBe(8)
  const { n } = await w.owner((tx) =>
    tx.one(
      z.object({ n: z.int() }),
      sql`select count(*)::int as n from sign_in_attempt where email_hash = sha256(convert_to(${mail}, 'UTF8'))`,
    ),
  )
  expect(n).toBe(8)
  await expect(signedIn()).rejects.toMatchObject({ code: 'wrong_password' })
  await w.pass(0, 16 / 60)
  await expect(signedIn()).resolves.toMatchObject({ hand: 'agent' })
}, 60_000)

test('unknown, wrong, disabled and resting get the same answer', async () => {
  await w.owner((tx) =>
    addEmployee(tx, {
      name: 'Avslutad',
      email: `slut-${mail}`,
      password,
      operator: false,
      assignments: [{ hand: 'agent', board: 'kommunstyrelsen' }],
    }),
  )
  await w.owner((tx) => tx.run(sql`update employee set active = false where email = ${`slut-${mail}`}`))
  const resting = `vilar-${mail}`
  for (let n = 0; n < 8; n += 1) await tryPassword(asNobody, { email: resting, password: 'fel' }).catch(() => undefined)
  const answers = []
  for (const given of [
    { email: `ingen-${mail}`, password },
    { email: mail, password: 'fel' },
    { email: `slut-${mail}`, password },
    { email: resting, password },
  ]) {
    const answer = await post('/v1/sessions', given)
    answers.push({ status: answer.status, cookie: answer.headers.get('set-cookie'), text: withoutTrace(await answer.text()) })
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toMatchObject({ status: 401, cookie: null, text: expect.stringContaining('wrong_password') })
})

test('a session ends when it is idle, lives on while it is used, and never past its longest day', async () => {
  const idle = await signedIn()
  const used = await signedIn()
  const use = () => fetch(`${url}/v1/session`, { headers: { cookie: `ombud=${used.hand}.${used.secret}` } })
  const half = sessionLimits.idleMinutes * 30_000 + 60_000
  const turns = Math.floor((sessionLimits.longestMinutes * 60_000) / half)
  for (let turn = 1; turn <= turns; turn += 1) {
    await moveClock(w.logins, half)
    if (turn === 1) expect(await lives(idle)).toBe(true)
    if (turn === 2) expect(await lives(idle)).toBe(false)
    // by a route the first time; what a route knows of a session it knows for two seconds
    if (turn === 1) expect((await use()).status).toBe(200)
    else
      expect(await w.db.as(used, (tx) => tx.one(z.object({ hand: z.string().nullable() }), sql`select session_seen() as hand`))).toEqual({
        hand: 'agent',
      })
  }
  await moveClock(w.logins, half)
  await new Promise((resolve) => setTimeout(resolve, 2_050))
  expect((await use()).status).toBe(401)
  await w.pass(0) // the tests' clock reads the shift again
}, 30_000)

test('one sees where one is signed in, ends one of them, and all but this one', async () => {
  const [here, there, elsewhere] = [await signedIn(), await signedIn(), await signedIn()]
  const { sessions } = await w.db.as(here, readAccount)
  expect(sessions.map(({ current }) => current)).toEqual([true, false, false])
  const other = await w.db.as(there, readAccount)
  const id = other.sessions.find(({ current }) => current)?.id ?? ''
  const stranger = await w.actor('alva')
  await expect(w.db.as(stranger, (tx) => endSession(tx, id))).rejects.toMatchObject({ code: 'not_found' })
  await w.db.as(here, (tx) => endSession(tx, id))
  expect([await lives(here), await lives(there), await lives(elsewhere)]).toEqual([true, false, true])
  expect(await w.db.as(here, endOtherSessions)).toBe(1)
  expect([await lives(here), await lives(elsewhere)]).toEqual([true, false])
})

test('every change of what someone may do or signs in with ends their sessions, whoever makes it', async () => {
  const id = await idOf()
  const changes = [
    sql`update employee set password_hash = password_hash || 'x' where id = ${id}`,
    sql`update employee set operator = not operator where id = ${id}`,
    sql`insert into assignment (employee_id, hand, board_id, valid_from) select ${id}, 'officer', id, ombud_now() from board limit 1`,
    sql`update assignment set valid_to = ombud_now() where employee_id = ${id} and hand = 'officer'`,
    sql`insert into passkey (employee_id, credential_id, public_key, counter, name, made_at) values (${id}, ${`key of ${id}`}, 'x', 0, 'x', ombud_now())`,
    sql`delete from passkey where employee_id = ${id}`,
    sql`insert into totp (employee_id, sealed, confirmed_at) values (${id}, 'x', ombud_now())`,
    sql`delete from totp where employee_id = ${id}`,
    sql`update employee set active = false where id = ${id}`,
  ]
  for (const change of changes) {
    const secret = `secret ${Math.random()}`
    await w.owner((tx) =>
      tx.run(
        sql`insert into session (secret_hash, employee_id, hand, created_at, expires_at, seen_at) values (${createHash('sha256').update(secret).digest()}, ${id}, 'agent', ombud_now(), ombud_now() + interval '1 hour', ombud_now())`,
      ),
    )
    const session = { hand: 'agent', secret } as const
    expect(await lives(session)).toBe(true)
    await w.owner((tx) => tx.run(change))
    expect({ change: change.text, lives: await lives(session) }).toEqual({ change: change.text, lives: false })
  }
})

test('a new password ends every session, and the one it was changed in goes on with a new secret', async () => {
  const [here, there] = [await signedIn(), await signedIn()]
  const hash = await hashNewPassword('ett helt annat lösenord')
  await expect(w.db.as(here, (tx) => changePassword(tx, { proof: 'x'.repeat(43), hash }))).rejects.toMatchObject({
    code: 'step_up_needed',
  })
  const proof = await stepUp((work) => w.db.as(here, work), password)
  const secret = await w.db.as(here, (tx) => changePassword(tx, { proof, hash }))
  expect([await lives(here), await lives(there), await lives({ hand: here.hand, secret })]).toEqual([false, false, true])
  await expect(signedIn()).rejects.toMatchObject({ code: 'wrong_password' })
})

test('a step-up gives the session a new secret; the old one is nobody’s', async () => {
  const before = await signedIn()
  const cookie = `ombud=${before.hand}.${before.secret}`
  expect((await post('/v1/account/step-up', { by: { password: 'fel' } }, { cookie })).status).toBe(401)
  const answer = await post('/v1/account/step-up', { by: { password } }, { cookie })
  expect(answer.status).toBe(200)
  const next = /ombud=agent\.([\w-]{43})/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''
  expect([await lives(before), await lives({ hand: 'agent', secret: next })]).toEqual([false, true])
  const again = await w.db.as({ hand: 'agent', secret: next }, renewSession)
  expect(await lives({ hand: 'agent', secret: again })).toBe(true)
})

test('with an authenticator a password alone opens nothing; a step and a recovery code are good once', async () => {
  const first = await signedIn()
  const { secret } = await w.db.as(first, (tx) => offerCode(tx, {}, verifier()))
  expect(await w.db.as(first, (tx) => confirmCode(tx, '000000', verifier()))).toBe('code_wrong')
  const confirmed = await w.db.as(first, (tx) => confirmCode(tx, codeNow(secret), verifier()))
  if (typeof confirmed === 'string') throw new Error(confirmed)
  expect([await lives(first), await lives({ hand: 'agent', secret: confirmed.next })]).toEqual([false, true])

  await expect(signedIn()).rejects.toMatchObject({ code: 'code_needed' })
  const ticketOf = async () => {
    const tried = await tryPassword(asNobody, { email: mail, password })
    return 'next' in tried ? tried.ticket : ''
  }
  const ticket = await ticketOf()
  expect(await lives({ hand: 'agent', secret: ticket })).toBe(false) // a way on is no session
  // the step that confirmed the authenticator is used
  await expect(signInWithCode(asNobody, { ticket, code: codeNow(secret), from }, verifier())).rejects.toMatchObject({ code: 'code_wrong' })
  const opened = await signInWithCode(asNobody, { ticket, code: codeNow(secret, 1), from }, verifier())
  expect(await lives(opened)).toBe(true)
  await expect(signInWithCode(asNobody, { ticket, code: codeNow(secret, 1), from }, verifier())).rejects.toMatchObject({
    code: 'code_wrong',
  })
  await expect(signInWithCode(asNobody, { ticket: await ticketOf(), code: codeNow(secret, 1), from }, verifier())).rejects.toMatchObject({
    code: 'code_wrong',
  })
  await expect(stepUpWithCode((work) => w.db.as(opened, work), codeNow(secret, 1), verifier())).rejects.toMatchObject({
    code: 'code_wrong',
  })
  const [recovery = ''] = confirmed.recoveryCodes
  const saved = await signInWithCode(asNobody, { ticket: await ticketOf(), code: recovery.toUpperCase(), from }, verifier())
  expect((await w.db.as(saved, readAccount)).code).toMatchObject({ recoveryCodesLeft: 9 })
  await expect(signInWithCode(asNobody, { ticket: await ticketOf(), code: recovery, from }, verifier())).rejects.toMatchObject({
    code: 'code_wrong',
  })
  await w.db.as(saved, (tx) => removeCode(tx, {}))
  expect(await lives(opened)).toBe(false)
  await expect(signedIn()).resolves.toMatchObject({ hand: 'agent' })
})

test('guesses of a code are counted as guesses of a password, also at once', async () => {
  const session = await signedIn()
  const { secret } = await w.db.as(session, (tx) => offerCode(tx, {}, verifier()))
  await w.db.as(session, (tx) => confirmCode(tx, codeNow(secret), verifier()))
  const tried = await tryPassword(asNobody, { email: mail, password })
  const ticket = 'next' in tried ? tried.ticket : ''
  await Promise.allSettled(Array.from({ length: 30 }, () => signInWithCode(asNobody, { ticket, code: '000000', from }, verifier())))
  await expect(signInWithCode(asNobody, { ticket, code: codeNow(secret, 1), from }, verifier())).rejects.toMatchObject({
    code: 'code_wrong',
  })
  const { n } = await w.owner((tx) =>
    tx.one(
      z.object({ n: z.int() }),
      sql`select count(*)::int as n from sign_in_attempt where email_hash = sha256(convert_to(${mail}, 'UTF8')) and not succeeded`,
    ),
  )
  expect(n).toBe(8)
})

test('a hand that demands a second step gets its authenticator on the way in', async () => {
  const operator = await signedIn()
  await w.db.as(operator, (tx) => demandSecondFactor(tx, { hand: 'agent', demanded: true }))
  try {
    await expect(signedIn()).rejects.toMatchObject({ code: 'code_needed' })
    const tried = await tryPassword(asNobody, { email: mail, password })
    if (!('next' in tried)) throw new Error('opened')
    expect(tried.next).toBe('enrol')
    await expect(signInWithCode(asNobody, { ticket: tried.ticket, code: '000000', from }, verifier())).rejects.toMatchObject({
      code: 'code_wrong',
    })
    const { secret } = await beginEnrolment(asNobody, tried.ticket, verifier(), 'Ombud')
    const opened = await signInWithCode(asNobody, { ticket: tried.ticket, code: codeNow(secret), from }, verifier())
    expect(opened.recoveryCodes).toHaveLength(10)
    expect(await lives(opened)).toBe(true)
    // someone who has lost it all: another administrator clears, and the next sign-in asks for a new one
    const id = await idOf()
    await expect(w.db.as(opened, (tx) => clearFactors(tx, id))).rejects.toMatchObject({ code: 'not_found' })
  } finally {
    await w.owner((tx) => tx.run(sql`delete from second_factor_demand`))
  }
})

test('only administrators decide how others sign in', async () => {
  const alva = await w.actor('alva')
  await expect(w.db.as(alva, (tx) => mapGroup(tx, { group: 'x', hand: 'officer', board: 'kommunstyrelsen' }))).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(w.db.as(alva, (tx) => tx.run(sql`select map_group('x', 'officer', 'kommunstyrelsen')`))).rejects.toMatchObject({
    code: '42501',
  })
})

test('what is said of where a request comes from, and who, is believed from a named proxy only', async () => {
  const untrusted = { 'x-forwarded-for': '198.51.100.7', 'x-real-ip': '198.51.100.7', forwarded: 'for=198.51.100.7' }
  const claims = {
    'x-remote-user': mail,
    'remote-user': mail,
    'x-forwarded-user': mail,
    'x-forwarded-email': mail,
    'x-auth-request-email': mail,
  }
  expect((await fetch(`${url}/v1/session`, { headers: claims })).status).toBe(401)
  const networkAt = async (at: string) => {
    const answer = await post(`${at}/v1/sessions`.replace(url, ''), { email: mail, password }, untrusted)
    const secret = /ombud=agent\.([\w-]{43})/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''
    return (await w.db.as({ hand: 'agent', secret }, readAccount)).sessions.find(({ current }) => current)?.network
  }
  expect(await networkAt(url)).toBe('127.0.0.0/24')
  const behind = await w.serve({ role: 'web', trustedProxies: ['127.0.0.1'] })
  url = behind.url ?? ''
  expect(await networkAt(url)).toBe('198.51.100.0/24')
  const elsewhere = await w.serve({ role: 'web', trustedProxies: ['10.0.0.1'] })
  url = elsewhere.url ?? ''
  expect(await networkAt(url)).toBe('127.0.0.0/24')
  url = serving.url ?? ''
})

test('without the voucher nobody opens a session by a code, a passkey or a provider', async () => {
  for (const query of [
    sql`select sign_in_code('guess', sha256('x'), 1, null, null, sha256('y'), '{}')`,
    sql`select sign_in_passkey('guess', 'x', 1, null, sha256('y'), '{}')`,
    sql`select sign_in_provider('guess', '{}', null, sha256('y'), null, '{}')`,
    sql`select provider_signed_out('guess', 'x', 'y', null)`,
    sql`select sign_in_passkey(null, 'x', 1, null, sha256('y'), '{}')`,
  ])
    await expect(asNobody((tx) => tx.run(query))).rejects.toMatchObject({ code: '42501' })
  for (const query of [
    sql`select open_session(null, null, sha256('x'), '{}', 'password')`,
    sql`select give_totp(null, 'x', 1, null)`,
    sql`select secret_hash from vouching_key`,
    sql`select sealed from totp`,
    sql`select secret_hash from scim_token`,
    sql`select hash from recovery_code`,
    sql`select hash from sign_in_way`,
    sql`select end_sessions_of(null)`,
  ])
    await expect(w.as('alva', (tx) => tx.run(query))).rejects.toMatchObject({ code: '42501' })
  const session = await signedIn()
  await w.db.as(session, signOut)
})
