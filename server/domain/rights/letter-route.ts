import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import type { App } from '../../platform/app.ts'
import { actorOf, langOf, refuseEndedSession } from '../../platform/http.ts'
import { pdfOf } from '../../platform/pdf.ts'
import { readPart } from './list-rights.ts'

const Id = z.object({ id: z.uuid() })
const Chosen = z.object({ lang: z.enum(['sv', 'en']) })

/** The letter as tagged PDF, for a board whose requester has no code. Outside the JSON contract, since it answers with bytes. */
export function addRightsFiles(server: FastifyInstance, app: App): void {
  server.get('/v1/rights-parts/:id/letter.pdf', { config: { rateLimit: { max: 20, timeWindow: '1 minute' } } }, async (request, reply) => {
    const { hand } = actorOf(request)
    if (hand !== 'officer') throw new Problem(hand === 'citizen' ? 'not_signed_in' : 'not_found')
    await refuseEndedSession(app, actorOf(request), { used: true })
    const { data: asked } = Id.safeParse(request.params)
    if (!asked) throw new Problem('not_found')
    const chosen = Chosen.safeParse(request.query)
    const lang = chosen.success ? chosen.data.lang : langOf(request)
    const { letter } = await app.db.as(actorOf(request), (tx) => readPart(tx, asked.id, lang))
    if (letter === null) throw new Problem('not_found')
    return reply
      .type('application/pdf')
      .header('content-disposition', 'inline; filename="beslut.pdf"')
      .header('content-language', lang)
      .header('cache-control', 'no-store')
      .send(await pdfOf(letter))
  })
}
