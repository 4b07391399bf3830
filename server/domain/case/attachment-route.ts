import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import type { App } from '../../platform/app.ts'
import { sql } from '../../platform/db.ts'
import { actorOf, refuseUnlessOpen } from '../../platform/http.ts'

const Found = z.object({
  name: z.string(),
  media_type: z.string(),
  id: z.uuid(),
  sha256: z.instanceof(Buffer),
  size_bytes: z.number(),
  wrapped_key: z.instanceof(Buffer),
})
const Params = z.object({ id: z.uuid(), attachment: z.uuid() })
/** Shown in the browser; everything else is saved to disk, so that nothing from outside runs here. */
const shown = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain'])

/** The bytes of an attachment: the case is opened first, like all its content. Not in the JSON contract, since it answers with bytes. */
export function addAttachmentRoute(server: FastifyInstance, app: App): void {
  server.get('/v1/cases/:id/attachments/:attachment', async (request, reply) => {
    const params = Params.safeParse(request.params)
    const actor = actorOf(request)
    if (actor.hand === 'citizen') throw new Problem('not_signed_in')
    await refuseUnlessOpen(app, actor, { of: 'attachment', personal: true, used: true })
    if (!params.success) throw new Problem('not_found')
    const { id, attachment } = params.data
    const found = await app.db.as(actor, async (tx) => {
      await tx.all(z.unknown(), sql`select open_cases(${[id]}, 'assistance', 'attachment')`)
      return tx.maybe(
        Found,
        sql`select a.name, a.media_type, f.id, f.sha256, f.size_bytes, f.wrapped_key from attachment a join stored_file f on f.id = a.file_id where a.id = ${attachment} and a.case_id = ${id}`,
      )
    })
    if (!found) throw new Problem('not_found')
    const bytes = await app.files.get({
      id: found.id,
      sha256: found.sha256.toString('hex'),
      sizeBytes: found.size_bytes,
      wrappedKey: found.wrapped_key,
    })
    const inline = shown.has(found.media_type.toLowerCase())
    return reply
      .header('content-type', inline ? found.media_type : 'application/octet-stream')
      .header('content-disposition', `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(found.name)}`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cache-control', 'no-store')
      .send(bytes)
  })
}
