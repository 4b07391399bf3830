import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ChannelKind } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import {
  listNotices,
  type NoticePart,
  readDescriptionOfRecords,
  readInstructionDocument,
  readNotice,
} from '../../domain/publication/index.ts'
import type { App } from '../../platform/app.ts'
import { documentPage } from './document-page.ts'
import { noticePage } from './notice-page.ts'
import { noticeVersionsPage } from './notice-versions-page.ts'
import { send } from './send.ts'
import type { Views } from './views.ts'

const nobody = { hand: 'citizen', secret: '' } as const
const limited = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }
type Asked = NoticePart & { version?: string }

/** The privacy notice: as it stands, as it was, and what of it holds in one channel or for one board's matters (B1, B35). */
export function addNotices(portal: FastifyInstance, app: App, views: Views): void {
  const shown = (asked: (params: unknown) => Asked) => async (request: FastifyRequest, reply: FastifyReply) => {
    const view = await views.of(request)
    const part = asked(request.params)
    const notice = await app.db.as(nobody, (tx) => readNotice(tx, view.lang, part))
    return send(reply, view, noticePage(view, notice, { ...part, path: addressOf(request) }))
  }
  portal.get(
    '/integritet',
    limited,
    shown(() => ({})),
  )
  portal.get(
    '/integritet/kanal/:kind',
    limited,
    shown((params) => ({ channel: channelOf(textIn(params, 'kind')) })),
  )
  portal.get(
    '/integritet/namnd/:board',
    limited,
    shown((params) => ({ board: textIn(params, 'board') })),
  )
  portal.get('/integritet/versioner', limited, async (request, reply) => {
    const view = await views.of(request)
    const { versions } = await app.db.as(nobody, listNotices)
    return send(reply, view, noticeVersionsPage(view, versions))
  })
  portal.get(
    '/integritet/:version',
    limited,
    shown((params) => ({ version: textIn(params, 'version') })),
  )
}

/** What a board has instructed, and what records there are: public as the notice is (A2; OSL 4:2). */
export function addDocuments(portal: FastifyInstance, app: App, views: Views): void {
  portal.get('/instruktion/:board', limited, async (request, reply) => {
    const view = await views.of(request)
    const board = textIn(request.params, 'board')
    const document = await app.db.as(nobody, (tx) => readInstructionDocument(tx, board, view.lang))
    return send(reply, view, documentPage(view, document, { path: `/instruktion/${board}`, pdf: `/v1/instructions/${board}/document.pdf` }))
  })
  portal.get('/allmanna-handlingar', limited, async (request, reply) => {
    const view = await views.of(request)
    const document = await app.db.as(nobody, (tx) => readDescriptionOfRecords(tx, view.lang))
    return send(reply, view, documentPage(view, document, { path: '/allmanna-handlingar', pdf: '/v1/description-of-records.pdf' }))
  })
}

const addressOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? ''

function textIn(params: unknown, name: string): string {
  const value = typeof params === 'object' && params !== null ? Object.entries(params).find(([key]) => key === name)?.[1] : undefined
  return typeof value === 'string' ? value.slice(0, 64) : ''
}

function channelOf(kind: string): ChannelKind {
  const read = ChannelKind.safeParse(kind)
  if (!read.success) throw new Problem('not_found')
  return read.data
}
