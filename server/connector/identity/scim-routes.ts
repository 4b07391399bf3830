import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../../platform/app.ts'
import { databaseCode, sql, type Tx, wordsOf } from '../../platform/db.ts'
import { aboutScim, groupShape, listShape, personShape } from './scim-answers.ts'
import { patched } from './scim-patch.ts'
import { docOfPerson, isScimFault, readFilter, readGroup, readPerson, type ScimFault, schemas, scimFault } from './scim-shapes.ts'

const Kept = z.object({
  id: z.uuid(),
  user_name: z.string(),
  external_id: z.string().nullable(),
  name: z.string(),
  email: z.string(),
  active: z.boolean(),
  created_at: z.date(),
  changed_at: z.date(),
  groups: z.array(z.object({ value: z.string(), display: z.string() })),
  total: z.int(),
})
const KeptGroup = z.object({
  id: z.uuid(),
  display_name: z.string(),
  external_id: z.string().nullable(),
  changed_at: z.date(),
  members: z.array(z.object({ value: z.string(), display: z.string() })),
  total: z.int(),
})
const Written = z.object({ id: z.uuid().nullable() })
const Done = z.object({ done: z.boolean() })
const Query = z.object({
  filter: z.string().max(500).optional(),
  startIndex: z.coerce.number().int().catch(1),
  count: z.coerce.number().int().catch(100),
  excludedAttributes: z.string().max(500).catch(''),
})
const Id = z.object({ id: z.uuid() })
type Asked = { request: FastifyRequest; reply: FastifyReply; tx: Tx; base: string }
type Work = (asked: Asked) => Promise<unknown>

/** The directory's own door: people and groups, with a token that an administrator has made (RFC 7644). */
export function addScimRoutes(server: FastifyInstance, app: App): void {
  void server.register(
    async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser(
        ['application/scim+json', 'application/json'],
        { parseAs: 'string', bodyLimit: 2_000_000 },
        (_, body, done) => {
          try {
            done(null, JSON.parse(String(body)))
          } catch {
            done(scimFault(400, 'body is not JSON', 'invalidSyntax'))
          }
        },
      )
      scope.setErrorHandler((error, request, reply) => answerFault(app, error, request, reply))
      const base = `${app.settings.publicUrl ?? ''}/scim/v2`
      const route = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, work: Work) =>
        scope.route({
          method,
          url,
          config: { rateLimit: { max: 1200, timeWindow: '1 minute' } },
          handler: async (request, reply) => {
            reply.header('cache-control', 'no-store').type('application/scim+json')
            const token = /^Bearer ([\w-]{43})$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
            const answer = await app.db.as({ hand: 'citizen', secret: token }, async (tx) => {
              const { done } = await tx.one(Done, sql`select scim_enter() as done`)
              if (!done) throw scimFault(401, 'the token is wrong or revoked')
              return work({ request, reply, tx, base })
            })
            return reply.send(answer)
          },
        })
      for (const [path, about] of Object.entries(aboutScim(base))) route('GET', path.replaceAll(':', '::'), async () => about)
      addPeople(route)
      addGroups(route)
    },
    { prefix: '/scim/v2' },
  )
}

type AddRoute = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, work: Work) => void

function addPeople(route: AddRoute): void {
  route('GET', '/Users', async ({ request, tx, base }) => {
    const { filter, startIndex, count } = Query.parse(request.query)
    const asked = readFilter(filter)
    if (asked?.attribute === 'displayname') throw scimFault(400, 'filter: userName or externalId', 'invalidFilter')
    const by = (name: string) => (asked?.attribute === name ? asked.value : null)
    const [skip, take] = page(startIndex, count)
    const found = await tx.all(Kept, sql`select * from scim_people(null, ${by('username')}, ${by('externalid')}, ${skip}, ${take})`)
    return listShape(
      found.map((person) => personShape(person, base)),
      { total: found[0]?.total ?? 0, startIndex: skip + 1 },
    )
  })
  route('GET', '/Users/:id', async (asked) => personShape(await personOf(asked), asked.base))
  route('POST', '/Users', async ({ request, reply, tx, base }) => {
    const { id } = await tx.one(
      Written,
      sql`select scim_write_person(null, ${JSON.stringify(readPerson(request.body, { activeNow: true }))}) as id`,
    )
    reply.code(201).header('location', `${base}/Users/${id}`)
    return personShape(await read(tx, id), base)
  })
  const write = async ({ tx, base }: Asked, id: string, doc: unknown, activeNow: boolean) => {
    await tx.one(Written, sql`select scim_write_person(${id}, ${JSON.stringify(readPerson(doc, { activeNow }))}) as id`)
    return personShape(await read(tx, id), base)
  }
  route('PUT', '/Users/:id', async (asked) => {
    const { id, active } = await personOf(asked)
    return write(asked, id, asked.request.body, active)
  })
  route('PATCH', '/Users/:id', async (asked) => {
    const person = await personOf(asked)
    return write(asked, person.id, patched(docOfPerson(person), asked.request.body), person.active)
  })
  route('DELETE', '/Users/:id', async (asked) => {
    const { id } = await personOf(asked)
    await asked.tx.one(Done, sql`select scim_remove_person(${id}) as done`)
    asked.reply.code(204)
  })
}

function addGroups(route: AddRoute): void {
  const withMembers = (request: FastifyRequest) => !/\bmembers\b/.test(Query.parse(request.query).excludedAttributes)
  route('GET', '/Groups', async ({ request, tx, base }) => {
    const { filter, startIndex, count } = Query.parse(request.query)
    const asked = readFilter(filter)
    if (asked?.attribute === 'username') throw scimFault(400, 'filter: displayName or externalId', 'invalidFilter')
    const by = (name: string) => (asked?.attribute === name ? asked.value : null)
    const [skip, take] = page(startIndex, count)
    const found = await tx.all(KeptGroup, sql`select * from scim_groups(null, ${by('displayname')}, ${by('externalid')}, ${skip}, ${take})`)
    return listShape(
      found.map((group) => groupShape(group, base, withMembers(request))),
      { total: found[0]?.total ?? 0, startIndex: skip + 1 },
    )
  })
  route('GET', '/Groups/:id', async (asked) => groupShape(await groupOf(asked), asked.base, withMembers(asked.request)))
  const write = async ({ tx }: Asked, id: string | null, doc: unknown) => {
    const { displayName, externalId, members } = readGroup(doc)
    return tx.one(Written, sql`select scim_write_group(${id}, ${displayName}, ${externalId}, ${members}::uuid[]) as id`)
  }
  route('POST', '/Groups', async (asked) => {
    const { id } = await write(asked, null, asked.request.body)
    asked.reply.code(201).header('location', `${asked.base}/Groups/${id}`)
    return groupShape(await readGroupRow(asked.tx, id), asked.base, true)
  })
  route('PUT', '/Groups/:id', async (asked) => {
    const { id } = await groupOf(asked)
    await write(asked, id, asked.request.body)
    return groupShape(await readGroupRow(asked.tx, id), asked.base, true)
  })
  route('PATCH', '/Groups/:id', async (asked) => {
    const { id, display_name, external_id, members } = await groupOf(asked)
    await write(asked, id, patched({ displayName: display_name, externalId: external_id, members }, asked.request.body))
    return groupShape(await readGroupRow(asked.tx, id), asked.base, true)
  })
  route('DELETE', '/Groups/:id', async (asked) => {
    const { id } = await groupOf(asked)
    await asked.tx.one(Done, sql`select scim_remove_group(${id}) as done`)
    asked.reply.code(204)
  })
}

function idOf(request: FastifyRequest): string {
  const read = Id.safeParse(request.params)
  if (!read.success) throw scimFault(404, 'no such resource')
  return read.data.id
}
const personOf = ({ request, tx }: Asked) => read(tx, idOf(request))
const groupOf = ({ request, tx }: Asked) => readGroupRow(tx, idOf(request))

async function read(tx: Tx, id: string | null) {
  const found = await tx.maybe(Kept, sql`select * from scim_people(${id}, null, null, 0, 1)`)
  if (!found || id === null) throw scimFault(404, 'no such person')
  return found
}

async function readGroupRow(tx: Tx, id: string | null) {
  const found = await tx.maybe(KeptGroup, sql`select * from scim_groups(${id}, null, null, 0, 1)`)
  if (!found || id === null) throw scimFault(404, 'no such group')
  return found
}

const page = (startIndex: number, count: number): [skip: number, take: number] => [
  Math.max(0, startIndex - 1),
  Math.min(200, Math.max(0, count)),
]

function answerFault(app: App, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const fault = faultOf(error)
  if (!fault) app.log.error({ trace: request.id, route: request.routeOptions.url, error: wordsOf(error) })
  const { status, scimType } = fault?.scim ?? { status: 500, scimType: undefined }
  const message = fault?.message ?? `trace ${request.id}`
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/scim+json')
    .send({ schemas: [schemas.error], status: String(status), ...(scimType ? { scimType } : {}), detail: message })
}

function faultOf(error: unknown): ScimFault | undefined {
  if (isScimFault(error)) return error
  if (databaseCode(error) === '23505') return scimFault(409, 'userName, externalId or address is taken', 'uniqueness')
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined
  if (error.statusCode === 429) return scimFault(429, 'too many requests')
  return typeof error.statusCode === 'number' && error.statusCode < 500
    ? scimFault(400, 'the request can’t be read', 'invalidSyntax')
    : undefined
}
