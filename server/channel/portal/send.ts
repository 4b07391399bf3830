import type { FastifyReply } from 'fastify'
import { frame, type Page, type View } from './frame.ts'

/** `kept` false: nothing of the page may stay in the browser when it is left. A page without anything in it yet may, so that going back to it finds what was typed. */
export function send(reply: FastifyReply, view: View, page: Page, { status = 200, kept = true }: { status?: number; kept?: boolean } = {}) {
  return reply
    .code(status)
    .headers({ 'cache-control': kept ? 'private, no-cache' : 'no-store', 'content-language': view.lang, vary: 'accept-language' })
    .type('text/html; charset=utf-8')
    .send(frame(view, page))
}
