import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Quarter } from '../../../contracts/control.ts'
import { Problem } from '../../../contracts/problems.ts'
import type { App } from '../../platform/app.ts'
import { actorOf, refuseEndedSession } from '../../platform/http.ts'
import { answerPdf } from '../publication/index.ts'
import { readReport } from './read-report.ts'

const Asked = z.object({ board: z.string().max(60), quarter: Quarter })

/** The report on paper: the same document as tagged PDF. Who may read it is as in the contract. */
export function addReportFile(server: FastifyInstance, app: App): void {
  const send = answerPdf(app)
  server.get(
    '/v1/controls/:board/reports/:quarter/pdf',
    { config: { rateLimit: { max: 20, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const { hand } = actorOf(request)
      if (hand !== 'officer' && hand !== 'auditor') throw new Problem(hand === 'citizen' ? 'not_signed_in' : 'not_found')
      await refuseEndedSession(app, actorOf(request), { used: true })
      const asked = Asked.safeParse(request.params)
      if (!asked.success) throw new Problem('not_found')
      return send(
        request,
        reply,
        `kontrollrapport-${asked.data.quarter}`,
        async (tx, lang) => (await readReport(tx, asked.data, lang)).document,
      )
    },
  )
}
