import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Document } from '../../../contracts/document.ts'
import { Problem } from '../../../contracts/problems.ts'
import { AtQuery } from '../../../contracts/records.ts'
import type { App } from '../../platform/app.ts'
import type { Tx } from '../../platform/db.ts'
import { actorOf, langOf, refuseEndedSession } from '../../platform/http.ts'
import { pdfOf } from '../../platform/pdf.ts'
import type { Lang } from '../rule/index.ts'
import { noticeDocument } from './notice-document.ts'
import { readDescriptionOfRecords, readInstructionDocument, readRecordOfProcessing } from './read-documents.ts'
import { readNotice } from './read-notice.ts'

const limited = { config: { rateLimit: { max: 20, timeWindow: '1 minute' } } }
const Board = z.object({ board: z.string().max(60) })
const Version = z.object({ version: z.string().max(64) })
const Chosen = z.object({ lang: z.enum(['sv', 'en']) })
const kept = new Map<string, Buffer>()
const keptAtMost = 24

/** The documents as tagged PDF. Outside the JSON contract, since they answer with bytes; who may read them is as in the contract. */
export function addPublicationFiles(server: FastifyInstance, app: App): void {
  const send = answerPdf(app)
  server.get('/integritet.pdf', limited, (request, reply) =>
    send(request, reply, 'integritet', async (tx, lang) => noticeDocument(await readNotice(tx, lang), lang)),
  )
  server.get('/integritet/:version/pdf', limited, (request, reply) =>
    send(request, reply, 'integritet', async (tx, lang) => noticeDocument(await readNotice(tx, lang, read(Version, request.params)), lang)),
  )
  server.get('/v1/instructions/:board/document.pdf', limited, (request, reply) =>
    send(request, reply, 'instruktion', (tx, lang) => readInstructionDocument(tx, read(Board, request.params).board, lang)),
  )
  server.get('/v1/description-of-records.pdf', limited, (request, reply) => send(request, reply, 'beskrivning', readDescriptionOfRecords))
  server.get('/v1/records-of-processing.pdf', limited, async (request, reply) => {
    const { hand } = actorOf(request)
    if (hand !== 'officer' && hand !== 'auditor') throw new Problem(hand === 'citizen' ? 'not_signed_in' : 'not_found')
    await refuseEndedSession(app, actorOf(request), { used: true })
    const query = AtQuery.safeParse(request.query)
    if (!query.success) throw new Problem('invalid_input', { errors: [{ field: 'at', code: 'invalid_format' }] })
    return send(request, reply, 'register', async (tx, lang) => (await readRecordOfProcessing(tx, query.data.at, lang)).document)
  })
}

function read<T>(schema: z.ZodType<T>, given: unknown): T {
  const found = schema.safeParse(given)
  if (!found.success) throw new Problem('not_found')
  return found.data
}

/** One document as PDF, made as whoever asks. */
type Make = (tx: Tx, lang: Lang) => Promise<Document>
export const answerPdf = (app: App) => async (request: FastifyRequest, reply: FastifyReply, name: string, make: Make) => {
  const chosen = Chosen.safeParse(request.query)
  const lang = chosen.success ? chosen.data.lang : langOf(request)
  const document = await app.db.as(actorOf(request), (tx) => make(tx, lang))
  const bytes = await pdfKept(document)
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${name}.pdf"`)
    .header('content-language', lang)
    .header('cache-control', 'private, no-cache')
    .send(bytes)
}

/** By what it says, so that a document that has changed is never an old one; the newest few are kept. */
async function pdfKept(document: Document): Promise<Buffer> {
  const key = createHash('sha256').update(JSON.stringify(document)).digest('hex')
  const bytes = kept.get(key) ?? (await pdfOf(document))
  kept.delete(key)
  kept.set(key, bytes)
  const [oldest] = kept.keys()
  if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest)
  return bytes
}
