import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Api, api, type Read, type Reply, type Route, type RouteName } from '../../contracts/api.ts'
import { Problem, problems } from '../../contracts/problems.ts'
import type { App } from './app.ts'
import { type Actor, databaseCode, isDatabaseAway, placesOf, sql, wordsOf } from './db.ts'
import { answerProblem } from './problem-answer.ts'

/** What every handler is given beside its own input. */
export type Call = {
  app: App
  actor: Actor
  lang: 'sv' | 'en'
  /** Where it was asked from, coarsely (a session's owner knows it by this), and the page that asked. */
  from: { device: 'computer' | 'phone' | 'tablet' | 'unknown'; network: string | null; origin: string | undefined; hours: number }
  /** Opens or ends the session of this browser. */
  session: { set(secret: string, hand: string): void; clear(): void }
}
export type Handler<N extends RouteName> = (given: Read<N>, call: Call) => Promise<Reply<N>>
export type Handlers = { [N in RouteName]: Handler<N> }

/**
 * Called for every refusal before its answer leaves, in a transaction of its own: a thrown refusal doesn't undo its trace (design §8).
 * @returns what more its answer says, when that is worked out only now
 */
export type NoteRefusal = (problem: Problem, actor: Actor, lang: 'sv' | 'en') => Promise<Pick<Problem, 'facts'>['facts'] | undefined>

declare module 'fastify' {
  interface FastifyRequest {
    /** Row security refused what the code had let through: whether the wall that explains agrees. */
    wall: 'agrees' | 'disagrees' | null
  }
}

/** A server with every route of the contract, and nothing else yet. */
export async function openHttp(app: App, handlers: Handlers, noteRefusal: NoteRefusal): Promise<FastifyInstance> {
  const server = fastify({
    logger: false, // requests are counted and traced, never written down with their addresses
    bodyLimit: 2 * 1024 * 1024,
    forceCloseConnections: true, // live streams and idle connections don't hold up a stop
    // what a header says of where a request comes from counts only when the operator's own proxy has written it
    trustProxy: app.settings.trustedProxies.length > 0 ? [...app.settings.trustedProxies] : false,
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  })
  await server.register(cookie)
  await server.register(rateLimit, { global: false })
  server.decorateRequest('lang', 'sv')
  server.decorateRequest('wall', null)
  server.addHook('onRequest', async (request, reply) => {
    securityHeaders(app, reply)
    refuseCrossSite(request)
    // over https a cookie counts only with the name that no neighbour under the same domain can set
    if (cookieName(app).startsWith('__Host-')) delete request.cookies.ombud
  })
  server.setErrorHandler(async (error, request, reply) => {
    let problem = problemOf(error)
    if (problem)
      try {
        const more = await noteRefusal(problem, actorOf(request), langOf(request))
        if (more) problem = new Problem(problem.code, { ...problem.facts, ...more })
      } catch (lost) {
        app.log.error({ trace: request.id, lost: wordsOf(lost) })
      }
    else
      app.log.error({
        trace: request.id,
        route: request.routeOptions.url,
        error: wordsOf(error),
        stack: placesOf(error),
      })
    if (problem?.code === 'stopped_by_wall') {
      request.wall = problem.facts.agrees === true ? 'agrees' : 'disagrees'
      // An incident: both walls come from the same clauses. The wall's words name a table or an act, and nothing of anyone.
      app.log.error({ trace: request.id, route: request.routeOptions.url, wall: problem.facts.words, explained: request.wall })
    }
    return answerProblem(reply, problem ?? new Problem('unexpected', { trace: request.id }), langOf(request), request.id)
  })
  server.setNotFoundHandler((request, reply) => answerProblem(reply, new Problem('not_found'), langOf(request), request.id))
  for (const name of Object.keys(api) as RouteName[]) addRoute(server, app, name, handlers)
  return server
}

function addRoute<N extends RouteName>(server: FastifyInstance, app: App, name: N, handlers: Handlers): void {
  const route: Route = api[name]
  const handler = handlers[name] as (given: unknown, call: Call) => Promise<unknown>
  server.route({
    method: route.method,
    url: route.path,
    config: { rateLimit: limitOf(route) },
    handler: async (request, reply) => {
      const actor = actorOf(request)
      if (route.who !== 'open' && !(route.who as readonly string[]).includes(actor.hand))
        throw new Problem(actor.hand === 'citizen' ? 'not_signed_in' : 'not_found')
      if (route.who !== 'open') await refuseUnlessOpen(app, actor, { of: name, personal: !route.unsigned, used: name !== 'bePresent' })
      const given = {
        ...part('params', route.params, request.params),
        ...part('query', route.query, request.query),
        ...part('body', route.body, request.body),
      }
      const call = { app, actor, lang: langOf(request), from: fromOf(app, request), session: sessionOf(app, reply) }
      const answer = await handler(given, call).catch(async (error: unknown) => {
        await explainNothing(app, actor, error, { of: name, personal: route.who !== 'open' && !route.unsigned, used: false })
        if (databaseCode(error) !== '42501') throw error
        throw stoppedByWall(error, { route: name, id: Id.safeParse(request.params).data?.id ?? null })
      })
      return reply
        .code(route.status ?? 200)
        .header('cache-control', 'no-store')
        .send(answer)
    },
  })
}

/** By address where anyone may call; by session where the hand is known. */
function limitOf({ who, perMinute }: Route) {
  if (who === 'open') return { max: 60, timeWindow: '1 minute' }
  return perMinute === undefined
    ? (false as const)
    : {
        max: perMinute,
        timeWindow: '1 minute',
        keyGenerator: (request: FastifyRequest) => {
          const actor = actorOf(request)
          return 'secret' in actor ? actor.secret : request.ip
        },
      }
}

const Asked = z.object({ hand: z.string().nullable(), gate: z.enum(['unsigned', 'unread']).nullable() })
type Gate = z.infer<typeof Asked>['gate']
const known = new Map<string, { until: number; gate: Gate }>()
const knownMs = 2_000

/**
 * Someone whose session has ended is told so, in place of an empty list. What they may see is the database's to say in every statement;
 * this is only the sentence, so it may be two seconds old. `used`: someone does something, so the session lives on; what a page does by
 * itself doesn't keep it alive.
 */
export const refuseEndedSession = (app: App, actor: Actor, { used }: { used: boolean }): Promise<void> =>
  refuseUnlessOpen(app, actor, { of: '', personal: false, used })

type Door = { of: string; personal: boolean; used: boolean }

/**
 * The same for a route that gives personal data: whoever has no valid undertaking at all, or an overdue bulletin, is told that (A12, A21). A no is
 * asked for again every time, so that a signature and a receipt open in the very next request; a yes is two seconds old at most, and what is seen
 * with it is row security's to say.
 */
export async function refuseUnlessOpen(app: App, actor: Actor, { of, personal, used }: Door): Promise<void> {
  const gate = await gateOf(app, actor, used)
  if (!personal || gate === null) return
  const because = gate === 'unsigned' ? 'UNDERTAKING_MISSING' : 'BULLETIN_UNREAD'
  const refusal = {
    act: of,
    boardCode: null,
    caseTypeCode: null,
    mission: null,
    because,
    clauseIds: [],
    lawIds: [],
    gap: false,
    caseId: null,
  }
  throw new Problem(gate === 'unsigned' ? 'undertaking_missing' : 'bulletin_unread', { because, refusal })
}

/** Nothing was found: someone whose undertaking was revoked a moment ago is told why, in the very next request. */
async function explainNothing(app: App, actor: Actor, error: unknown, route: Door): Promise<void> {
  if (!route.personal || !(error instanceof Problem) || problems[error.code].status !== 404) return
  known.delete(keyOf(actor, route.used))
  await refuseUnlessOpen(app, actor, route)
}

const keyOf = (actor: Actor, used: boolean): string => ('secret' in actor ? `${actor.hand} ${used} ${actor.secret}` : '')

async function gateOf(app: App, actor: Actor, used: boolean): Promise<Gate> {
  const key = keyOf(actor, used)
  const last = known.get(key)
  if (last && last.until > Date.now() && last.gate === null) return null
  const [[row] = []] = await app.db.ask(actor, [
    sql`select ${used ? sql`session_seen()` : sql`actor_hand()`} as hand, actor_gate() as gate`,
  ])
  const { hand, gate } = Asked.parse(row)
  if (hand !== actor.hand) throw new Problem('not_signed_in')
  if (known.size > 10_000) known.clear()
  known.set(key, { until: Date.now() + knownMs, gate })
  return gate
}

function part(key: 'params' | 'query' | 'body', schema: z.ZodType | undefined, given: unknown): Record<string, unknown> {
  if (!schema) return {}
  const read = schema.safeParse(given ?? {})
  if (read.success) return { [key]: read.data }
  // A path that can't be an id is a thing that isn't there.
  if (key === 'params') throw new Problem('not_found')
  throw new Problem('invalid_input', { errors: read.error.issues.map(({ path, code }) => ({ field: path.map(String).join('.'), code })) })
}

const cookieName = (app: App) => (app.settings.publicUrl?.startsWith('https:') ? '__Host-ombud' : 'ombud')
const CookieShape = /^(agent|officer|auditor)\.([A-Za-z0-9_-]{43})$/

/** The hand in the cookie only chooses which grants are tried; which hand counts is read from the session inside the database. */
export function actorOf(request: FastifyRequest): Actor {
  const match = CookieShape.exec(request.cookies['__Host-ombud'] ?? request.cookies.ombud ?? '')
  const hand = match?.[1]
  if (hand === 'agent' || hand === 'officer' || hand === 'auditor') return { hand, secret: match?.[2] ?? '' }
  return { hand: 'citizen', secret: '' }
}

export function sessionOf(app: App, reply: FastifyReply): Call['session'] {
  const secure = cookieName(app).startsWith('__Host-')
  return {
    set: (secret, hand) =>
      void reply.setCookie(cookieName(app), `${hand}.${secret}`, { path: '/', httpOnly: true, sameSite: 'lax', secure }),
    clear: () => void reply.clearCookie(cookieName(app), { path: '/' }),
  }
}

/** A session's owner knows it again by this; nothing finer is kept. */
export function fromOf({ settings }: App, request: FastifyRequest): Call['from'] {
  const agent = request.headers['user-agent'] ?? ''
  const device = /iPad|Tablet/i.test(agent)
    ? 'tablet'
    : /Mobi|iPhone|Android/i.test(agent)
      ? 'phone'
      : agent === ''
        ? 'unknown'
        : 'computer'
  return { device, network: networkOf(request.ip), origin: request.headers.origin, hours: settings.sessionHours }
}

/** The first three parts of an IPv4 address, of an IPv6 address the first three groups. */
function networkOf(ip: string): string | null {
  const four = /(\d+\.\d+\.\d+)\.\d+$/.exec(ip)?.[1]
  if (four) return `${four}.0/24`
  const six = ip.split(':').slice(0, 3)
  return six.length === 3 && six[0] !== '' ? `${six.join(':')}::/48` : null
}

export function langOf(request: FastifyRequest): 'sv' | 'en' {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'sv'
}

/** Another site's page can't act for someone who is signed in here: browsers tell where a request comes from. */
function refuseCrossSite(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw new Problem('cross_site')
    return
  }
  const origin = request.headers.origin
  if (origin !== undefined && URL.parse(origin)?.host !== request.headers.host) throw new Problem('cross_site')
}

function securityHeaders(app: App, reply: FastifyReply): void {
  reply.headers({
    'content-security-policy':
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  })
  if (app.settings.publicUrl?.startsWith('https:')) reply.header('strict-transport-security', 'max-age=31536000')
}

const Id = z.object({ id: z.uuid() })
/** The wall held where the code didn't ask first. */
const stoppedByWall = (error: unknown, at: { route: RouteName; id: string | null } | null): Problem =>
  new Problem('stopped_by_wall', { words: wordsOf(error), at })

/** What a throw means to the caller; undefined = a bug of ours. */
function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  const code = databaseCode(error)
  if (code === '42501') return stoppedByWall(error, null)
  // a NUL, which no text may hold
  if (code === '22021' || code === '22P05') return new Problem('invalid_input', { errors: [] })
  if (isDatabaseAway(error)) return new Problem('database_away')
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined
  if (error.statusCode === 413) return new Problem('too_large')
  if (error.statusCode === 415) return new Problem('wrong_media_type')
  if (error.statusCode === 429) return new Problem('too_many_attempts')
  if (error.statusCode === 400) return new Problem('invalid_input', { errors: [] })
  return undefined
}

export type { Api, Read, Reply, RouteName }
