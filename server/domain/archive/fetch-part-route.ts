import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import type { App } from '../../platform/app.ts'
import { sql } from '../../platform/db.ts'
import { actorOf, refuseUnlessOpen } from '../../platform/http.ts'
import { record } from '../audit/index.ts'

const Params = z.object({ id: z.uuid(), part: z.coerce.number().int().min(1) })
const Found = z.object({
  id: z.uuid(),
  sha256: z.instanceof(Buffer),
  size_bytes: z.number(),
  wrapped_key: z.instanceof(Buffer),
  board_id: z.int(),
})

/** One part of the export, to whoever signs for the board, once. Not in the JSON contract, since it answers with bytes; a POST, since it can't be taken twice. */
export function addFetchPartRoute(server: FastifyInstance, app: App): void {
  server.post('/v1/offboardings/:id/parts/:part', async (request, reply) => {
    const actor = actorOf(request)
    if (actor.hand === 'citizen') throw new Problem('not_signed_in')
    await refuseUnlessOpen(app, actor, { of: 'fetchPart', personal: true, used: true })
    const params = Params.safeParse(request.params)
    if (!params.success || actor.hand !== 'officer') throw new Problem('not_found')
    const { id, part } = params.data
    const found = await app.db.as(actor, async (tx) => {
      const given = await tx.maybe(Found, sql`select f.*, o.board_id from fetch_part(${id}, ${part}) f join offboarding o on o.id = ${id}`)
      if (given) await record(tx, 'offboarding.fetched', { boardId: given.board_id, facts: { offboarding: id, part } })
      return given
    })
    if (!found) throw new Problem('not_found')
    const bytes = await app.files.get({
      id: found.id,
      sha256: found.sha256.toString('hex'),
      sizeBytes: found.size_bytes,
      wrappedKey: found.wrapped_key,
    })
    return reply
      .header('content-type', 'application/json')
      .header('content-disposition', `attachment; filename="ombud-export-${part}.json"`)
      .header('cache-control', 'no-store')
      .send(bytes)
  })
}
