import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Hand } from '../../../contracts/words.ts'
import {
  beginProviderWay,
  endByProvider,
  type ProviderWay,
  renewSession,
  signInByProvider,
  stepUpByProvider,
  takeProviderWay,
  verifierOf,
} from '../../domain/staff/index.ts'
import type { App } from '../../platform/app.ts'
import { actorOf, fromOf, sessionOf } from '../../platform/http.ts'
import { nameOf, type Provider } from './provider.ts'

const nobody = { hand: 'citizen', secret: '' } as const
const limited = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }
/** A path of ours and nothing else: no other site is ever gone to on somebody's word. */
const localPath = /^\/(?![/\\])[^\s\\]{0,500}$/
const Asked = z.object({
  next: z.string().regex(localPath).catch('/'),
  hand: Hand.optional().catch(undefined),
  link: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional()
    .catch(undefined),
  'step-up': z.literal('1').optional().catch(undefined),
})

/** The browser's way to the employer's sign-in and back, and the employer's word that someone has signed out. */
export function addProviderRoutes(server: FastifyInstance, app: App, provider: Provider): void {
  const cookie = app.settings.publicUrl?.startsWith('https:') ? '__Host-ombud-way' : 'ombud-way'
  server.get('/sign-in/provider', limited, async (request, reply) => {
    const { 'step-up': stepUp, ...asked } = Asked.parse(request.query)
    if (stepUp === '1' && actorOf(request).hand === 'citizen') return reply.redirect('/', 302)
    try {
      const { url, way } = await provider.begin({ ...asked, stepUp: stepUp === '1' })
      const secret = await app.db.as(stepUp === '1' ? actorOf(request) : nobody, (tx) => beginProviderWay(tx, way))
      reply.setCookie(cookie, secret, { path: '/', httpOnly: true, sameSite: 'lax', secure: cookie.startsWith('__Host-'), maxAge: 600 })
      return reply.header('cache-control', 'no-store').redirect(url.href, 302)
    } catch (error) {
      app.log.warn({ provider: 'away', at: 'begin', error: nameOf(error) })
      return reply.redirect('/?signin=away', 302)
    }
  })
  server.get('/sign-in/provider/return', limited, async (request, reply) => {
    reply.clearCookie(cookie, { path: '/' }).header('cache-control', 'no-store')
    return reply.redirect(await comeBack({ app, provider, request, reply, secret: request.cookies[cookie] ?? '' }), 302)
  })
  server.get('/sign-in/done', async (_, reply) => reply.type('text/html').send(donePage))
  void server.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 20_000 }, (_, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    scope.post('/sign-in/provider/sign-out', limited, (request, reply) => heardSignOut(app, provider, request, reply))
  })
}

type Return = { app: App; provider: Provider; request: FastifyRequest; reply: FastifyReply; secret: string }

/** @returns where the browser goes */
async function comeBack({ app, provider, request, reply, secret }: Return): Promise<string> {
  const actor = actorOf(request)
  // one that was begun by somebody signed in is taken by them alone; the others by whoever holds the cookie
  const way =
    (await app.db.as(nobody, (tx) => takeProviderWay(tx, secret))) ?? (await app.db.as(actor, (tx) => takeProviderWay(tx, secret)))
  if (!way) return '/?signin=refused'
  const search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : ''
  const claimed = await provider.finish(search, way).catch((error: unknown) => {
    app.log.warn({ provider: 'refused', at: 'return', error: nameOf(error) })
    return undefined
  })
  if (!claimed) return '/?signin=refused'
  const verifier = verifierOf(app)
  if (way.stepUp) {
    const proof = await app.db.as(actor, (tx) => stepUpByProvider(tx, claimed, verifier))
    if (proof === undefined || !('secret' in actor)) return '/?signin=refused'
    sessionOf(app, reply).set(await app.db.as(actor, renewSession), actor.hand)
    return `/sign-in/proof#${proof}` // a fragment is sent to nobody
  }
  return openFor({ app, request, reply, way }, (tx) =>
    signInByProvider(tx, claimed, { link: way.link, hand: way.hand, from: fromOf(app, request) }, verifier),
  )
}

type Opening = { app: App; request: FastifyRequest; reply: FastifyReply; way: ProviderWay }

async function openFor({ app, reply, way }: Opening, work: Parameters<typeof app.db.as<Awaited<ReturnType<typeof signInByProvider>>>>[1]) {
  const opened = await app.db.as(nobody, work)
  if (opened === 'unknown') return way.link === undefined ? '/?signin=unknown' : '/?signin=link'
  if (opened === 'no-hand') return '/?signin=no-hand'
  sessionOf(app, reply).set(opened.secret, opened.hand)
  return way.next
}

const LogoutBody = z.object({ logout_token: z.string().min(20) })

/** OpenID Connect Back-Channel Logout 1.0 §2.5–2.8. */
async function heardSignOut(app: App, provider: Provider, request: FastifyRequest, reply: FastifyReply) {
  reply.header('cache-control', 'no-store')
  const body = LogoutBody.safeParse(request.body)
  if (!body.success) return reply.code(400).send({ error: 'invalid_request' })
  const about = await provider.signedOut(body.data.logout_token).catch((error: unknown) => {
    app.log.warn({ provider: 'refused', at: 'back-channel', error: nameOf(error) })
    return undefined
  })
  if (!about) return reply.code(400).send({ error: 'invalid_request' })
  await app.db.as(nobody, (tx) => endByProvider(tx, { issuer: provider.issuer, ...about }, verifierOf(app)))
  return reply.code(200).send({})
}

const donePage =
  '<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Inloggad – Ombud</title><style>body{font:18px/1.5 system-ui,sans-serif;max-width:30rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}</style></head><body><main><h1>Du är inloggad</h1><p>Stäng det här fönstret och gå tillbaka till det du höll på med.</p><p lang="en">You are signed in. Close this window and go back to what you were doing.</p></main></body></html>'
