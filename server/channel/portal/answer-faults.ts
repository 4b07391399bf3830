import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../../../contracts/problems.ts'
import type { App } from '../../platform/app.ts'
import { databaseCode } from '../../platform/db.ts'
import { faultPage } from './fault-page.ts'
import { frame } from './frame.ts'
import type { Fault } from './texts.ts'
import type { Views } from './views.ts'

const statusOf: Record<Fault, number> = {
  notFound: 404,
  crossSite: 403,
  tooLarge: 413,
  unreadable: 415,
  tooMany: 429,
  away: 503,
  unexpected: 500,
}

/** On the residents' addresses what goes wrong is told as a page, in their language. */
export function addFaultPages(portal: FastifyInstance, app: App, views: Views): void {
  portal.setErrorHandler((error, request, reply) => {
    const fault = faultOf(error)
    if (fault === 'unexpected') logFault(app, request, error)
    const view = views.ofFault(request)
    return reply
      .code(statusOf[fault])
      .headers({ 'cache-control': 'no-store', 'content-language': view.lang })
      .type('text/html; charset=utf-8')
      .send(frame(view, faultPage(view, fault, fault === 'unexpected' ? request.id : undefined)))
  })
  for (const under of ['/fraga', '/svar', '/ansokan', '/integritet', '/rattigheter'])
    portal.route({
      method: ['GET', 'POST'],
      url: `${under}/*`,
      handler: async () => {
        throw new Problem('not_found')
      },
    })
}

function faultOf(error: unknown): Fault {
  if (error instanceof Problem) return error.code === 'cross_site' ? 'crossSite' : error.code === 'not_found' ? 'notFound' : 'unexpected'
  const code = databaseCode(error)
  if (code?.startsWith('08') || code === '57P01' || code === '57P03') return 'away'
  if (!(error instanceof Error)) return 'unexpected'
  // The database's door is shut: the connection itself was refused.
  if ('code' in error && (error.code === 'ECONNREFUSED' || error.code === 'ENOENT')) return 'away'
  if (!('statusCode' in error)) return 'unexpected'
  return (
    new Map<unknown, Fault>([
      [413, 'tooLarge'],
      [429, 'tooMany'],
      [400, 'unreadable'],
      [415, 'unreadable'],
    ]).get(error.statusCode) ?? 'unexpected'
  )
}

/** Where it happened and of what kind; never the message, which may quote what someone wrote. */
function logFault(app: App, request: FastifyRequest, error: unknown): void {
  const where =
    error instanceof Error
      ? error.stack
          ?.split('\n')
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 8)
          .join('\n')
      : undefined
  app.log.error({
    trace: request.id,
    route: request.routeOptions.url,
    error: error instanceof Error ? error.name : 'unknown',
    sqlState: databaseCode(error),
    where,
  })
}
