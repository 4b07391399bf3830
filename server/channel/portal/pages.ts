import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../../../contracts/problems.ts'
import type { App } from '../../platform/app.ts'
import { addFaultPages } from './answer-faults.ts'
import { addApplications } from './application-pages.ts'
import { type Asked, askPage, shutPage } from './ask-page.ts'
import { conversationPage } from './conversation-page.ts'
import { enterCodePage } from './enter-code-page.ts'
import { type Page, to, type View } from './frame.ts'
import { noticeFor } from './notice-for.ts'
import { addDocuments, addNotices } from './notice-pages.ts'
import { newOnce, readOnce } from './once.ts'
import { codeFault, moreFault, Posted, readQuestion } from './read-fields.ts'
import { receiptPage } from './receipt-page.ts'
import { readRightsWithCode, readWithCode, receiveFollowUp, receiveQuestionOnce } from './receive.ts'
import { addRights } from './rights-pages.ts'
import { send } from './send.ts'
import { openViews, type Views } from './views.ts'

const blank: Asked = { subject: '', body: '', name: '', email: '', phone: '', address: '', propertyDesignation: '' }
/** 20 000 letters of text at nine bytes each, as a form writes them. */
const bodyLimit = 256 * 1024
const limited = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }

/**
 * The residents' pages: question form, receipt with the code, conversation, privacy notice. Drawn here as whole pages: they need no script,
 * set no cookie, and nothing about the browser or the network is stored or logged (B6).
 */
export function addPortalPages(server: FastifyInstance, app: App): void {
  server.register(async (portal) => {
    portal.removeAllContentTypeParsers()
    portal.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit },
      async (_: FastifyRequest, body: string | Buffer) => Object.fromEntries(new URLSearchParams(String(body))),
    )
    const views = openViews(app)
    addFaultPages(portal, app, views)
    for (const { path, type, text } of Object.values(views.assets))
      portal.get(path, (_, reply) => reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(text))
    addQuestion(portal, app, views)
    addRights(portal, app, views)
    addAnswers(portal, app, views)
    addApplications(portal, app, views)
    addNotices(portal, app, views)
    addDocuments(portal, app, views)
  })
}

function addQuestion(portal: FastifyInstance, app: App, views: Views): void {
  portal.get('/fraga', limited, async (request, reply) => {
    const view = await views.of(request)
    const notice = await noticeFor(app, view)
    return send(reply, view, notice ? askPage(view, { asked: blank, faults: {}, notice, once: newOnce(), posted: false }) : shutPage(view))
  })
  portal.post('/fraga', limited, async (request, reply) => {
    const view = await views.of(request)
    const posted = Posted.parse(request.body)
    const notice = await noticeFor(app, view)
    if (!notice) return send(reply, view, shutPage(view))
    const once = readOnce(posted.once)
    const { asked, form, faults } = readQuestion(posted, view.t)
    // The other language was asked for from the form: nothing is sent. From the receipt it is, and meets itself.
    if (form === null || posted.change === 'form')
      return send(reply, view, askPage(view, { asked, faults: posted.change === 'form' ? {} : faults, notice, once, posted: true }), {
        status: posted.change === 'form' ? 200 : 422,
        kept: false,
      })
    const { code, fresh } = await receiveQuestionOnce(app, form, once)
    // Answered in place and not by sending the browser on: the code may stand in no address and lie in no session, and is shown here only.
    return send(
      reply,
      view,
      receiptPage(view, { code, fresh, mailed: asked.email !== '', fields: { ...asked, noticeVersion: form.noticeVersion, once } }),
      { kept: false },
    )
  })
}

function addAnswers(portal: FastifyInstance, app: App, views: Views): void {
  portal.get('/svar', limited, async (request, reply) => {
    const view = await views.of(request)
    return send(reply, view, enterCodePage(view, { code: '', faults: {} }))
  })
  // The address of an answer to a form, opened again without the form.
  portal.get('/svar/meddelande', limited, async (request, reply) => reply.redirect(to(await views.of(request), '/svar'), 303))
  for (const path of ['/svar', '/svar/meddelande']) {
    portal.post(path, limited, async (request, reply) => {
      const view = await views.of(request)
      const posted = Posted.parse(request.body)
      const { page, status } = await answerPage(app, view, posted, path === '/svar/meddelande')
      return send(reply, view, page, { status, kept: false })
    })
  }
}

/** The conversation, after what was written has been taken in. A code that never was and one whose case has been erased get the same answer, by the same questions to the database. */
async function answerPage(app: App, view: View, posted: Posted, writes: boolean): Promise<{ page: Page; status: number }> {
  const { t } = view
  const code = posted.code ?? ''
  const wrong = codeFault(code, t)
  if (wrong) return { page: enterCodePage(view, { code, faults: { code: wrong } }), status: 422 }
  try {
    const body = writes ? (posted.body ?? '') : ''
    const told = await readWithCode(app, code, view.lang)
    const rights = await readRightsWithCode(app, code, view.lang)
    const shown = { code, body, once: readOnce(posted.once), faults: {}, said: null, rights }
    if (!writes) return { page: conversationPage(view, { ...shown, told, once: newOnce() }), status: 200 }
    const fault = moreFault(posted, t)
    if (fault) return { page: conversationPage(view, { ...shown, told, faults: { body: fault } }), status: 422 }
    // A second message may not overtake the first, which makes the case.
    if (told.number === null) return { page: conversationPage(view, { ...shown, told, said: 'later' }), status: 200 }
    const after = await receiveFollowUp(app, { code, body: body.trim() }, shown.once)
    return { page: conversationPage(view, { ...shown, told: after, body: '', once: newOnce(), said: 'received' }), status: 200 }
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'code_not_found') throw error
    return { page: enterCodePage(view, { code, faults: { code: t.codeUnknown } }), status: 404 }
  }
}
