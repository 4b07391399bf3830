import { z } from 'zod'
import { api, type Route, type RouteName } from '../contracts/api.ts'
import { problems } from '../contracts/problems.ts'
import { routeWords } from './openapi-words.ts'

type Json = Record<string, unknown>

/** OpenAPI 3.1 of everything under /v1 and of the health pages, from the contracts that the server itself reads with. */
export function openApi(): Json {
  const paths: Record<string, Json> = {}
  for (const [name, route] of routes()) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ombud',
      version: 'v1',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      description:
        'Kontaktcenter och ärenden under varje nämnds instruktion. Fel besvaras enligt RFC 9457, på svenska eller engelska efter Accept-Language. / Contact centre and cases under each board’s instruction. Refusals follow RFC 9457, in Swedish or English by Accept-Language.',
    },
    servers: [{ url: '/', description: 'Samma värd som webben / the host of the web app' }],
    paths: { ...paths, ...otherPaths },
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-ombud',
          description: 'Namnet är `ombud` utan https. / The name is `ombud` without https.',
        },
      },
      schemas: { Problem: problemSchema },
      responses: {
        Problem: { description: 'RFC 9457', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
    },
  }
}

function routes(): [RouteName, Route][] {
  return names().map((name) => [name, api[name]])
}
const isName = (name: string): name is RouteName => name in api
const names = () => Object.keys(api).filter(isName)

function operationOf(name: RouteName, route: Route): Json {
  const { sv, en } = routeWords[name]
  const status = route.status ?? 200
  return {
    operationId: name,
    summary: sv,
    description: en,
    security: route.who === 'open' ? [] : [{ session: [...route.who] }],
    ...some('parameters', [...parametersOf('path', route.params), ...parametersOf('query', route.query)]),
    ...(route.body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } } : {}),
    responses: {
      [status]: { description: 'OK', content: { 'application/json': { schema: schemaOf(route.reply, 'output') } } },
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

function parametersOf(where: 'path' | 'query', schema: z.ZodObject | undefined): Json[] {
  if (!schema) return []
  return Object.entries(schema.shape).map(([name, field]) => {
    const read = schemaOf(field, 'input')
    return { name, in: where, required: where === 'path' || !z.safeParse(field, undefined).success, schema: read }
  })
}

const some = (name: string, list: Json[]): Json => (list.length > 0 ? { [name]: list } : {})

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', description: 'Spår-id / trace id' },
    code: { type: 'string', enum: Object.keys(problems) },
    errors: { type: 'array', items: { type: 'object', properties: { field: { type: 'string' }, code: { type: 'string' } } } },
    verdict: { type: 'object', description: 'Varför inte: mening, punkter och lagrum / why not: sentence, clauses and laws' },
  },
}

const plain = (summary: string, media: string, ...statuses: number[]): Json => ({
  get: {
    summary,
    security: [],
    responses: Object.fromEntries(statuses.map((status) => [status, { description: summary, content: { [media]: {} } }])),
  },
})
const forStaff = (summary: string, media: string): Json => ({
  get: {
    summary,
    security: [{ session: [] }],
    responses: { 200: { description: summary, content: { [media]: {} } }, default: { $ref: '#/components/responses/Problem' } },
  },
})

/** Not in the contract, since they aren't JSON or aren't for the browser. */
const otherPaths: Record<string, Json> = {
  '/v1/live': forStaff('Händelser om ärenden man får se; inget innehåll / events about cases one may see; no content', 'text/event-stream'),
  '/v1/cases/{id}/attachments/{attachment}': {
    get: {
      summary: 'En bilaga i ett ärende man får öppna / an attachment in a case one may open',
      security: [{ session: [] }],
      parameters: ['id', 'attachment'].map((name) => ({ name, in: 'path', required: true, schema: { type: 'string', format: 'uuid' } })),
      responses: {
        200: { description: 'OK', content: { 'application/octet-stream': {} } },
        default: { $ref: '#/components/responses/Problem' },
      },
    },
  },
  '/v1/demo': plain(
    'Exempelbys påhittade personer; 404 i en skarp installation / made-up people; 404 in a live installation',
    'application/json',
    200,
    404,
  ),
  '/health/live': plain('Processen lever / the process is alive', 'application/json', 200),
  '/health/ready': plain('Databasen svarar och är migrerad / the database answers and is migrated', 'application/json', 200, 503),
  '/metrics': plain('Mätvärden för Prometheus / metrics', 'text/plain', 200),
}
