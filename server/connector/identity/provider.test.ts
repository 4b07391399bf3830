import { createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { startTestProvider, type TestProvider } from '../../../test/identity-provider.ts'
import { type World, world } from '../../../test/world.ts'
import { mapGroup, offerLink } from '../../domain/staff/access.ts'
import { addEmployee, readMe, signIn } from '../../domain/staff/index.ts'
import { type Actor, sql } from '../../platform/db.ts'

// The product's own sign-in against oidc-provider on this machine, over HTTP, as a browser does it.

let w: World
let peer: TestProvider
let ombud = ''
let people = 0
let subject = ''
let employee = ''
const password = 'tillräckligt långt'

beforeAll(async () => {
  w = await world()
  const port = await freePort()
  ombud = `http://127.0.0.1:${port}`
  peer = await startTestProvider({ ombud })
  await w.serve({
    role: 'web',
    publicUrl: ombud,
    http: { host: '127.0.0.1', port, given: true },
    provider: {
      issuer: peer.issuer,
      clientId: 'ombud',
      clientSecret: 'a secret that both know',
      groupsClaim: 'groups',
      idClaim: 'oid',
      scopes: 'openid profile',
      name: 'kommunkonto',
    },
  })
}, 60_000)
afterAll(async () => {
  await w?.end()
  await peer?.stop()
})
beforeEach(async () => {
  people += 1
  subject = `subject-${people}`
  peer.who = subject
  peer.claims[subject] = { oid: `oid-${people}`, groups: ['vägledare'], email: 'alva@exempelby.test' }
  await w.owner(async (tx) => {
    employee = await addEmployee(tx, {
      name: `Person ${people}`,
      email: `person${people}@exempelby.test`,
      password,
      operator: true,
      assignments: [],
    })
    await tx.run(sql`update employee set external_id = ${`oid-${people}`} where id = ${employee}`)
    await tx.run(
      sql`insert into group_hand (claim_value, hand, board_id, made_by, made_at) select 'vägledare', 'agent', id, ${employee}, ombud_now() from board where code = 'kommunstyrelsen' on conflict do nothing`,
    )
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return typeof address === 'object' && address ? address.port : 0
}

/** A browser: cookies a place, and redirects followed until a page comes. `on`: what somebody between does to an address. */
function newBrowser() {
  const jars = new Map<string, Map<string, string>>()
  const visited: string[] = []
  const visit = async (address: string, on: (url: URL) => void = () => undefined): Promise<{ url: URL; status: number; text: string }> => {
    let url = new URL(address)
    for (let turn = 0; turn < 20; turn += 1) {
      on(url)
      visited.push(url.href)
      const jar = jars.get(url.origin) ?? new Map<string, string>()
      jars.set(url.origin, jar)
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(url, { redirect: 'manual', headers: { cookie, accept: 'text/html' } })
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name)
        else jar.set(name, value)
      }
      const next = answer.headers.get('location')
      const text = await answer.text()
      if (next === null) return { url, status: answer.status, text }
      url = new URL(next, url)
    }
    throw new Error(`round and round: ${visited.join(' ')}`)
  }
  const actor = (): Actor => {
    const [, hand = '', secret = ''] = /^(\w+)\.([\w-]+)$/.exec(jars.get(ombud)?.get('ombud') ?? '') ?? []
    return hand === 'agent' || hand === 'officer' ? { hand, secret } : { hand: 'citizen', secret: '' }
  }
  const cookiesOf = (origin: string) => [...(jars.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  return {
    visit,
    visited,
    actor,
    cookiesOf,
    forget: (origin: string) => jars.delete(origin),
    cookies: () => jars.get(ombud) ?? new Map<string, string>(),
  }
}
const start = () => `${ombud}/sign-in/provider`
const lives = (actor: Actor) =>
  w.db.as(actor, readMe).then(
    ({ employee: { name } }) => name,
    () => null,
  )
const linked = async (id: string) =>
  (await w.owner((tx) => tx.one(z.object({ n: z.int() }), sql`select count(*)::int as n from identity where employee_id = ${id}`))).n

test('the employer’s sign-in opens a session for whom the directory’s id names, with the hands of the groups, and goes where it was asked', async () => {
  const browser = newBrowser()
  const end = await browser.visit(`${start()}?next=/duties`)
  expect(end.url.pathname).toBe('/duties')
  const me = await w.db.as(browser.actor(), readMe)
  expect(me).toMatchObject({ employee: { name: `Person ${people}` }, hand: 'agent', boards: ['kommunstyrelsen'] })
  const asked = new URL(browser.visited.find((url) => url.startsWith(`${peer.issuer}/auth?`)) ?? '')
  expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
  expect([...asked.searchParams.keys()]).toEqual(expect.arrayContaining(['state', 'nonce', 'code_challenge']))
  // the second time the person is known by issuer and subject alone
  peer.claims[subject] = { groups: ['vägledare'] }
  await w.owner((tx) => tx.run(sql`update employee set external_id = null where id = ${employee}`))
  const again = newBrowser()
  await again.visit(start())
  expect(await lives(again.actor())).toBe(`Person ${people}`)
})

test('nobody is recognised by an address: the same mail as Alva’s opens nothing of hers', async () => {
  peer.claims[subject] = { email: 'alva@exempelby.test', groups: ['vägledare'], oid: 'someone-unknown' }
  const browser = newBrowser()
  expect((await browser.visit(start())).url.search).toBe('?signin=unknown')
  expect(await lives(browser.actor())).toBe(null)
})

test('an administrator’s link links once, within a day, whoever signs in with it; and never a second person', async () => {
  const operator = await signIn((work) => w.db.as({ hand: 'citizen', secret: '' }, work), {
    email: 'maj@exempelby.test',
    password: 'exempelby',
  })
  await w.owner((tx) => tx.run(sql`update employee set operator = true where email = 'maj@exempelby.test'`))
  const administrator = await signIn((work) => w.db.as({ hand: 'citizen', secret: '' }, work), {
    email: 'maj@exempelby.test',
    password: 'exempelby',
  })
  expect(await lives(operator)).toBe(null)
  peer.claims[subject] = { groups: ['vägledare'] }
  const code = await w.db.as(administrator, (tx) => offerLink(tx, employee))
  const browser = newBrowser()
  await browser.visit(`${start()}?link=${code}`)
  expect(await lives(browser.actor())).toBe(`Person ${people}`)
  peer.who = `${subject}-other`
  const other = newBrowser()
  expect((await other.visit(`${start()}?link=${code}`)).url.search).toBe('?signin=link')
  expect(await linked(employee)).toBe(1)
})

test('a wrong nonce, a wrong state and a callback that comes again are refused', async () => {
  const nonce = newBrowser()
  const wrongNonce = await nonce.visit(start(), (url) => url.searchParams.has('nonce') && url.searchParams.set('nonce', 'another'))
  expect(wrongNonce.url.search).toBe('?signin=refused')
  const state = newBrowser()
  const wrongState = await state.visit(start(), (url) => url.pathname.endsWith('/return') && url.searchParams.set('state', 'another'))
  expect(wrongState.url.search).toBe('?signin=refused')
  const verifier = newBrowser()
  const wrongVerifier = await verifier.visit(
    start(),
    (url) => url.searchParams.has('code_challenge') && url.searchParams.set('code_challenge', 'A'.repeat(43)),
  )
  expect(wrongVerifier.url.search).toBe('?signin=refused')
  const browser = newBrowser()
  const kept = new Map<string, string>()
  await browser.visit(start(), (url) => {
    if (url.pathname.endsWith('/return')) for (const [name, value] of browser.cookies()) kept.set(name, value)
  })
  expect(await lives(browser.actor())).not.toBe(null)
  const callback = browser.visited.find((url) => url.includes('/return?')) ?? ''
  const replayed = await fetch(callback, {
    redirect: 'manual',
    headers: { cookie: [...kept].map(([name, value]) => `${name}=${value}`).join('; ') },
  })
  expect([replayed.headers.get('location'), replayed.headers.getSetCookie().some((line) => line.startsWith('ombud=a'))]).toEqual([
    '/?signin=refused',
    false,
  ])
  // another browser with the address alone: somebody’s own code can't be pressed upon others
  expect((await newBrowser().visit(callback)).url.search).toBe('?signin=refused')
})

test('an expired token is refused; a key that was rotated is looked for again', async () => {
  peer.slowMs = 4_000
  peer.restart({ ttl: { IdToken: () => 1 } })
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  expect((await newBrowser().visit(start())).url.search).toBe('?signin=refused')
  peer.slowMs = 0
  peer.restart()
  await new Promise((resolve) => setTimeout(resolve, 1_100)) // keys are asked for at most once a second
  const browser = newBrowser()
  await browser.visit(start())
  expect(await lives(browser.actor())).toBe(`Person ${people}`)
  peer.restart()
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  const rotated = newBrowser()
  await rotated.visit(start())
  expect(await lives(rotated.actor())).toBe(`Person ${people}`)
})

test('a change of groups counts at the next sign-in and ends the sessions before it; what was given by hand stays', async () => {
  const first = newBrowser()
  await first.visit(start())
  const operator = first.actor()
  await w.db.as(operator, (tx) => mapGroup(tx, { group: `handläggare ${people}`, hand: 'officer', board: 'tekniska-namnden' }))
  expect(await lives(operator)).not.toBe(null) // nobody is in that group yet
  peer.claims[subject] = { groups: [`handläggare ${people}`] }
  const second = newBrowser()
  await second.visit(start())
  expect(await w.db.as(second.actor(), readMe)).toMatchObject({ hand: 'officer', hands: ['officer'], boards: ['tekniska-namnden'] })
  expect(await lives(operator)).toBe(null)
  await w.owner((tx) =>
    tx.run(
      sql`insert into assignment (employee_id, hand, board_id, valid_from) select ${employee}, 'auditor', id, ombud_now() from board where code = 'kommunstyrelsen'`,
    ),
  )
  peer.claims[subject] = {} // Entra ID leaves the claim out for whoever is in no group
  const third = newBrowser()
  await third.visit(start())
  const { hands } = await w.owner((tx) =>
    tx.one(
      z.object({ hands: z.array(z.string()) }),
      sql`select array(select hand from assignment where employee_id = ${employee} and (valid_to is null or valid_to > ombud_now())) as hands`,
    ),
  )
  expect(hands).toEqual(['auditor'])
  await w.owner((tx) => tx.run(sql`update assignment set valid_to = ombud_now() where employee_id = ${employee}`))
  expect((await newBrowser().visit(start())).url.search).toBe('?signin=no-hand')
})

test('signing out leads to the provider and ends the session there too; signing out there ends it here', async () => {
  const browser = newBrowser()
  await browser.visit(start())
  const actor = browser.actor()
  const cookie = [...browser.cookies()].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await fetch(`${ombud}/v1/session`, { method: 'DELETE', headers: { cookie } })
  const { next } = z.object({ next: z.string() }).parse(await answer.json())
  expect(next).toMatch(`${peer.issuer}/session/end?`)
  expect(new URL(next).searchParams.get('post_logout_redirect_uri')).toBe(`${ombud}/`)
  expect(await lives(actor)).toBe(null)

  const there = newBrowser()
  await there.visit(start())
  const here = there.actor()
  const local = await signIn((work) => w.db.as({ hand: 'citizen', secret: '' }, work), {
    email: `person${people}@exempelby.test`,
    password,
  })
  expect(await lives(here)).not.toBe(null)
  const page = await there.visit(`${peer.issuer}/session/end?client_id=ombud`)
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  const form = new URLSearchParams({ xsrf, logout: 'yes' })
  const peerCookies = there.cookiesOf(peer.issuer)
  await fetch(`${peer.issuer}/session/end/confirm`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: peerCookies, 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  })
  await expect.poll(() => lives(here), { timeout: 5_000 }).toBe(null)
  expect(await lives(local)).not.toBe(null) // a session that the provider didn't open isn't the provider's to end
})

test('a logout token that the provider didn’t sign, or that is an id token, ends nothing', async () => {
  const browser = newBrowser()
  await browser.visit(start())
  const say = (token: string) =>
    fetch(`${ombud}/sign-in/provider/sign-out`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logout_token: token }).toString(),
    })
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = {
    iss: peer.issuer,
    aud: 'ombud',
    sub: subject,
    iat: Math.floor(Date.now() / 1000),
    exp: Math.floor(Date.now() / 1000) + 60,
    jti: 'x',
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  }
  expect((await say(`${part({ alg: 'none' })}.${part(claims)}.`)).status).toBe(400)
  expect((await say(`${part({ alg: 'HS256' })}.${part(claims)}.${'A'.repeat(43)}`)).status).toBe(400)
  const next = await fetch(`${ombud}/v1/session`, {
    headers: { cookie: [...browser.cookies()].map(([name, value]) => `${name}=${value}`).join('; ') },
  })
  expect(next.status).toBe(200)
})

test('a step-up asks the provider anew, and the proof is for this session and this person only', async () => {
  const browser = newBrowser()
  await browser.visit(start())
  const before = browser.actor()
  const end = await browser.visit(`${start()}?step-up=1`)
  expect(end.url.pathname).toBe('/sign-in/proof')
  const proof = end.url.hash.slice(1)
  expect(browser.visited.some((url) => url.includes('prompt=login') && url.includes('max_age=0'))).toBe(true)
  expect(await lives(before)).toBe(null) // the session goes on with a new secret
  const steppedUp = (actor: Actor, given: string) =>
    w.db.as(actor, (tx) =>
      tx.one(
        z.object({ done: z.string() }),
        sql`select change_password(${given}, ${`argon2id$${'A'.repeat(22)}$${'A'.repeat(43)}`}, sha256(${given})) as done`,
      ),
    )
  expect(await steppedUp(browser.actor(), 'x'.repeat(43))).toEqual({ done: 'step-up' })
  expect(await steppedUp(browser.actor(), proof)).toEqual({ done: 'done' })
  const other = newBrowser()
  await other.visit(start())
  peer.who = 'somebody else'
  other.forget(peer.issuer)
  expect((await other.visit(`${start()}?step-up=1`)).url.search).toBe('?signin=refused')
})

test('with the provider down the page says so, and local accounts work; only the configured issuer is ever asked', async () => {
  peer.down(true)
  try {
    const other = await w.serve({
      role: 'web',
      publicUrl: ombud,
      provider: {
        issuer: peer.issuer,
        clientId: 'ombud',
        clientSecret: 'x',
        groupsClaim: 'groups',
        idClaim: undefined,
        scopes: 'openid',
        name: 'kommunkonto',
      },
    })
    const answer = await fetch(`${other.url}/sign-in/provider`, { redirect: 'manual' })
    expect(answer.headers.get('location')).toBe('/?signin=away')
    const local = await fetch(`${other.url}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'alva@exempelby.test', password: 'exempelby' }),
    })
    expect(local.status).toBe(201)
    expect(await (await fetch(`${other.url}/v1/sign-in-ways`)).json()).toEqual({ provider: 'kommunkonto' })
  } finally {
    peer.down(false)
  }
})

test('nowhere but here is gone to afterwards', async () => {
  for (const next of ['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
    const end = await newBrowser().visit(`${start()}?${new URLSearchParams({ next })}`)
    expect({ next, at: end.url.origin }).toEqual({ next, at: ombud })
  }
})
