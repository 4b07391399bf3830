import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { LogPurpose } from '../../../contracts/log.ts'
import { Problem } from '../../../contracts/problems.ts'
import type { App } from '../../platform/app.ts'
import { actorOf, refuseUnlessOpen } from '../../platform/http.ts'
import { type Asked, exportLog } from './export-log.ts'
import type { Line } from './log-file.ts'
import { openLogKeys } from './log-keys.ts'

const Params = z.object({ board: z.string().max(60) })
const Period = z.object({ from: z.iso.date(), to: z.iso.date(), purpose: LogPurpose })
const dayMs = 86_400_000

/** The first day whole and the last day whole, as UTC counts them: a copy that holds some hours too many hurts nobody. */
export const periodOf = ({ from, to }: { from: string; to: string }): Pick<Asked, 'from' | 'to'> => ({
  from: new Date(Date.parse(from) - dayMs / 12),
  to: new Date(Date.parse(to) + dayMs),
})

/** A board's copy of its log, as a file of lines. Outside the JSON contract since it is longer than memory; what its lines say is in docs/log-file.md. */
export function addLogFile(server: FastifyInstance, app: App): void {
  const keys = openLogKeys(app.settings)
  server.get('/v1/log/:board/file', { config: { rateLimit: { max: 20, timeWindow: '1 minute' } } }, async (request, reply) => {
    const actor = actorOf(request)
    if (actor.hand !== 'officer' && actor.hand !== 'auditor') throw new Problem(actor.hand === 'citizen' ? 'not_signed_in' : 'not_found')
    await refuseUnlessOpen(app, actor, { of: 'logFile', personal: true, used: true })
    const params = Params.safeParse(request.params)
    if (!params.success) throw new Problem('not_found')
    const period = Period.safeParse(request.query)
    if (!period.success)
      throw new Problem('invalid_input', {
        errors: period.error.issues.map(({ path, code }) => ({ field: path.map(String).join('.'), code })),
      })
    const { board } = params.data
    const lines = exportLog((work) => app.db.as(actor, work), { board, ...periodOf(period.data), purpose: period.data.purpose, keys })
    // the first line is asked for before the answer begins, so that a refusal is an answer of its own
    const first = await lines.next()
    return reply
      .type('application/jsonl; charset=utf-8')
      .header('content-disposition', `attachment; filename="logg-${board}-${period.data.from}-${period.data.to}.jsonl"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(textOf(first, lines)))
  })
}

async function* textOf(first: IteratorResult<Line>, rest: AsyncGenerator<Line>): AsyncGenerator<string> {
  if (first.done) return
  yield `${JSON.stringify(first.value)}\n`
  for await (const line of rest) yield `${JSON.stringify(line)}\n`
}
