import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type World, world } from '../../../test/world.ts'
import { makeScimToken, mapGroup, readAccess, revokeScimToken } from '../../domain/staff/access.ts'
import { addEmployee, readMe, signIn } from '../../domain/staff/index.ts'
import { hashPassword } from '../../domain/staff/password.ts'
import { type Actor, sql } from '../../platform/db.ts'
import { patched } from './scim-patch.ts'

// The directory's door as Entra ID and Okta use it, over HTTP. Two processes: what one is told, the other obeys.

let w: World
let url = ''
let other = ''
let token = ''
let operator: Actor
const password = 'tillräckligt långt'
const User = z.looseObject({
  id: z.uuid(),
  userName: z.string(),
  active: z.boolean(),
  displayName: z.string(),
  groups: z.array(z.object({ value: z.string() })),
})
const Group = z.looseObject({ id: z.uuid(), displayName: z.string(), members: z.array(z.object({ value: z.string() })) })
const List = z.object({
  totalResults: z.int(),
  startIndex: z.int(),
  itemsPerPage: z.int(),
  Resources: z.array(z.looseObject({ id: z.string() })),
})

beforeAll(async () => {
  w = await world()
  url = (await w.serve({ role: 'web' })).url ?? ''
  other = (await w.serve({ role: 'web' })).url ?? ''
  await w.owner((tx) =>
    addEmployee(tx, {
      name: 'Administratör',
      email: 'admin@exempelby.test',
      password,
      operator: true,
      assignments: [{ hand: 'officer', board: 'kommunstyrelsen' }],
    }),
  )
  operator = await signedIn('admin@exempelby.test')
  token = await w.db.as(operator, (tx) => makeScimToken(tx, 'Katalogen'))
}, 60_000)
afterAll(() => w.end())

const signedIn = (email: string) => signIn((work) => w.db.as({ hand: 'citizen', secret: '' }, work), { email, password })
async function scim(method: string, path: string, body?: unknown, given = token) {
  const answer = await fetch(`${url}/scim/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${given}`, ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  }
}
const patch = (...Operations: object[]) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations })
let people = 0
async function someone(more: object = {}) {
  people += 1
  const userName = `person${people}@exempelby.test`
  const made = await scim('POST', '/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName,
    externalId: `ext-${people}`,
    name: { givenName: 'Person', familyName: `Nr${people}` },
    emails: [{ primary: true, type: 'work', value: userName }],
    active: true,
    title: 'is let go unread',
    ...more,
  })
  expect(made.status).toBe(201)
  return User.parse(made.body)
}
/** Gives a password and a hand, so that there is a session to end. */
async function withSession(id: string, email: string) {
  const hash = await hashPassword(password)
  await w.owner(async (tx) => {
    await tx.run(sql`update employee set password_hash = ${hash} where id = ${id}`)
    await tx.run(
      sql`insert into assignment (employee_id, hand, board_id, valid_from) select ${id}, 'agent', id, ombud_now() from board where code = 'kommunstyrelsen'`,
    )
  })
  return signedIn(email)
}
const lives = (actor: Actor) =>
  w.db.as(actor, readMe).then(
    () => true,
    () => false,
  )
const askOther = async (actor: Actor) =>
  (await fetch(`${other}/v1/session`, { headers: { cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '' } })).status

test('without a token that an administrator has made, and after it is revoked, nothing is told', async () => {
  for (const given of ['', 'x', 'A'.repeat(43), 'secret' in operator ? operator.secret : '']) {
    const answer = await scim('GET', '/Users', undefined, given)
    expect({ given, status: answer.status }).toEqual({ given, status: 401 })
    expect(answer.body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '401' })
  }
  const second = await w.db.as(operator, (tx) => makeScimToken(tx, 'En annan'))
  expect((await scim('GET', '/Users', undefined, second)).status).toBe(200)
  const { tokens } = await w.db.as(operator, readAccess)
  const id = tokens.find(({ name }) => name === 'En annan')?.id ?? ''
  await w.db.as(operator, (tx) => revokeScimToken(tx, id))
  expect((await scim('GET', '/Users', undefined, second)).status).toBe(401)
  expect((await scim('GET', '/ServiceProviderConfig', undefined, second)).status).toBe(401)
})

test('a person is made, found by userName and externalId, changed and taken away; a name that is taken is a conflict', async () => {
  const made = await someone()
  expect(made).toMatchObject({ displayName: `Person Nr${people}`, active: true, externalId: `ext-${people}` })
  const found = List.parse((await scim('GET', `/Users?filter=${encodeURIComponent(`userName eq "${made.userName.toUpperCase()}"`)}`)).body)
  expect([found.totalResults, found.Resources[0]?.id]).toEqual([1, made.id])
  expect(List.parse((await scim('GET', `/Users?filter=${encodeURIComponent(`externalId eq "ext-${people}"`)}`)).body).totalResults).toBe(1)
  expect(List.parse((await scim('GET', '/Users?filter=userName%20eq%20%22nobody%22')).body)).toEqual({
    totalResults: 0,
    startIndex: 1,
    itemsPerPage: 0,
    Resources: [],
  })
  const twice = await scim('POST', '/Users', { userName: made.userName, emails: [{ value: 'annan@exempelby.test' }] })
  expect([twice.status, twice.body]).toEqual([409, expect.objectContaining({ scimType: 'uniqueness', status: '409' })])
  // an account of Ombud's own is never taken over because an address is the same
  const local = await scim('POST', '/Users', { userName: 'alva', emails: [{ value: 'alva@exempelby.test' }] })
  expect(local.status).toBe(409)
  const put = User.parse((await scim('PUT', `/Users/${made.id}`, { userName: made.userName, displayName: 'Nytt Namn' })).body)
  expect(put).toMatchObject({ displayName: 'Nytt Namn', active: true })
  expect((await scim('DELETE', `/Users/${made.id}`)).status).toBe(204)
  expect((await scim('GET', `/Users/${made.id}`)).status).toBe(404)
  // given back by the directory it is the same person, and nothing that was signed in with before opens it
  const back = User.parse((await scim('POST', '/Users', { userName: made.userName, emails: [{ value: made.userName }] })).body)
  expect(back).toMatchObject({ id: made.id, active: true })
})

test('pages, and faults in SCIM’s own form', async () => {
  await someone()
  await someone()
  const page = List.parse((await scim('GET', '/Users?startIndex=2&count=1')).body)
  expect([page.startIndex, page.itemsPerPage, page.totalResults > 1]).toEqual([2, 1, true])
  expect(await scim('GET', '/Users?filter=title%20pr')).toMatchObject({
    status: 400,
    body: { scimType: 'invalidFilter' },
    type: expect.stringContaining('application/scim+json'),
  })
  expect(await scim('POST', '/Users', { displayName: 'utan userName' })).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } })
  expect(await scim('POST', '/Users', { userName: 'utan-adress' })).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } })
  for (const path of ['/Users/x', `/Users/${randomUUID()}`, `/Groups/${randomUUID()}`]) expect((await scim('GET', path)).status).toBe(404)
  const broken = await fetch(`${url}/scim/v2/Users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    body: '{',
  })
  expect([broken.status, await broken.json()]).toEqual([400, expect.objectContaining({ scimType: 'invalidSyntax' })])
  for (const path of [
    '/ServiceProviderConfig',
    '/ResourceTypes',
    '/Schemas',
    '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User',
    '/ResourceTypes/Group',
  ])
    expect({ path, status: (await scim('GET', path)).status }).toEqual({ path, status: 200 })
})

// What Entra ID and Okta send to disable someone.
const disabling = {
  'Entra ID, a word for a boolean': patch({ op: 'Replace', path: 'active', value: 'False' }),
  'Entra ID, no path': patch({ op: 'replace', value: { active: false } }),
  Okta: patch({ op: 'replace', value: { active: false } }),
  'with the schema before the name': patch({ op: 'Replace', path: 'urn:ietf:params:scim:schemas:core:2.0:User:active', value: false }),
}
test.each(Object.entries(disabling))('a disabled person is out at once, in the other process too: %s', async (_, body) => {
  const made = await someone()
  const actor = await withSession(made.id, made.userName)
  expect(await askOther(actor)).toBe(200)
  expect(User.parse((await scim('PATCH', `/Users/${made.id}`, body)).body).active).toBe(false)
  expect(await lives(actor)).toBe(false) // the database refuses from this moment
  await expect.poll(() => askOther(actor), { timeout: 5_000, interval: 200 }).toBe(401)
  await expect(signedIn(made.userName)).rejects.toMatchObject({ code: 'wrong_password' })
  // enabled again: the old session stays ended
  await scim('PATCH', `/Users/${made.id}`, patch({ op: 'Replace', path: 'active', value: 'True' }))
  expect(await lives(actor)).toBe(false)
  expect(await lives(await signedIn(made.userName))).toBe(true)
})

test('a person who is deleted loses password, passkeys, codes and link, and is out', async () => {
  const made = await someone()
  const actor = await withSession(made.id, made.userName)
  await scim('DELETE', `/Users/${made.id}`)
  expect(await lives(actor)).toBe(false)
  await scim('POST', '/Users', { userName: made.userName, emails: [{ value: made.userName }] })
  await expect(signedIn(made.userName)).rejects.toMatchObject({ code: 'wrong_password' })
})

test('changes as Entra ID sends them: several, in any case, some of what Ombud doesn’t keep', async () => {
  const made = await someone()
  const changed = await scim(
    'PATCH',
    `/Users/${made.id}`,
    patch(
      { op: 'Add', path: 'title', value: 'Handläggare' },
      { op: 'Replace', path: 'emails[type eq "work"].value', value: `ny-${made.userName}` },
      { op: 'Replace', path: 'name.familyName', value: 'Nyberg' },
      { op: 'Add', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', value: 'KLF' },
      { op: 'Replace', path: 'externalId', value: 'annat-id' },
    ),
  )
  expect(changed.body).toMatchObject({ displayName: 'Person Nyberg', externalId: 'annat-id', emails: [{ value: `ny-${made.userName}` }] })
  expect(
    patched(
      { displayName: 'A B', name: { formatted: 'A B', givenName: 'A', familyName: 'B' } },
      patch({ op: 'replace', value: { 'name.givenName': 'C', displayName: 'Cecilia B' } }),
    ),
  ).toMatchObject({ displayName: 'Cecilia B' })
  expect((await scim('PATCH', `/Users/${made.id}`, { Operations: [{ op: 'move' }] })).status).toBe(400)
})

test('groups give the hands that an administrator has mapped, to those who are in them, as they come and go', async () => {
  const [first, second] = [await someone(), await someone()]
  const group = Group.parse(
    (await scim('POST', '/Groups', { displayName: 'Kommunvägledare', externalId: 'grupp-1', members: [{ value: first.id }] })).body,
  )
  const handsOf = (id: string) =>
    w.owner((tx) =>
      tx.all(
        z.object({ hand: z.string(), board: z.string() }),
        sql`select a.hand, b.code as board from assignment a join board b on b.id = a.board_id where a.employee_id = ${id} and (a.valid_to is null or a.valid_to > ombud_now())`,
      ),
    )
  expect(await handsOf(first.id)).toEqual([])
  await w.db.as(operator, (tx) => mapGroup(tx, { group: 'Kommunvägledare', hand: 'agent', board: 'kommunstyrelsen' }))
  const given = [{ hand: 'agent', board: 'kommunstyrelsen' }]
  expect([await handsOf(first.id), await handsOf(second.id)]).toEqual([given, []])
  expect(User.parse((await scim('GET', `/Users/${first.id}`)).body).groups).toEqual(
    [{ value: group.id, display: 'Kommunvägledare', $ref: expect.any(String) }].map(({ value }) => expect.objectContaining({ value })),
  )
  // Entra ID adds and removes by value, Okta removes by filter
  await scim('PATCH', `/Groups/${group.id}`, patch({ op: 'Add', path: 'members', value: [{ value: second.id }] }))
  expect(await handsOf(second.id)).toEqual(given)
  await scim('PATCH', `/Groups/${group.id}`, patch({ op: 'Remove', path: 'members', value: [{ value: first.id }] }))
  expect(await handsOf(first.id)).toEqual([])
  await scim('PATCH', `/Groups/${group.id}`, patch({ op: 'remove', path: `members[value eq "${second.id}"]` }))
  expect(await handsOf(second.id)).toEqual([])
  const okta = await scim('PATCH', `/Groups/${group.id}`, patch({ op: 'replace', value: { id: group.id, displayName: 'Vägledare' } }))
  expect(okta.body).toMatchObject({ displayName: 'Vägledare' })
  await scim('PUT', `/Groups/${group.id}`, {
    displayName: 'Kommunvägledare',
    externalId: 'grupp-1',
    members: [{ value: first.id }, { value: second.id }],
  })
  const session = await withPassword(first.id, first.userName)
  expect(await lives(session)).toBe(true)
  const listed = List.parse(
    (await scim('GET', '/Groups?filter=displayName%20eq%20%22Kommunv%C3%A4gledare%22&excludedAttributes=members')).body,
  )
  expect(listed.Resources[0]).not.toHaveProperty('members')
  expect((await scim('DELETE', `/Groups/${group.id}`)).status).toBe(204)
  expect([await handsOf(first.id), await lives(session)]).toEqual([[], false])
})

async function withPassword(id: string, email: string) {
  const hash = await hashPassword(password)
  await w.owner((tx) => tx.run(sql`update employee set password_hash = ${hash} where id = ${id}`))
  return signedIn(email)
}

test('everything the directory and administrators do is in the log, with ids and no names', async () => {
  const made = await someone()
  await scim('PATCH', `/Users/${made.id}`, disabling.Okta)
  const rows = await w.owner((tx) =>
    tx.all(
      z.object({ event: z.string(), facts: z.record(z.string(), z.unknown()) }),
      sql`select event, facts from audit_event where event like 'staff.%' order by id`,
    ),
  )
  const events = new Set(rows.map(({ event }) => event))
  for (const event of [
    'staff.provisioned',
    'staff.changed-by-directory',
    'staff.left-directory',
    'staff.group-mapped',
    'staff.hands-by-group',
    'staff.scim-token-made',
    'staff.scim-token-revoked',
  ])
    expect(events).toContain(event)
  expect(JSON.stringify(rows)).not.toMatch(/@exempelby|Person Nr|Kommunvägledare/)
})
