import type { FastifyInstance } from 'fastify'
import { RightsKind } from '../../../contracts/rights.ts'
import type { App } from '../../platform/app.ts'
import { type Asked, shutPage } from './ask-page.ts'
import { noticeFor } from './notice-for.ts'
import { newOnce, readOnce } from './once.ts'
import { Posted, readQuestion } from './read-fields.ts'
import { receiptPage } from './receipt-page.ts'
import { receiveQuestionOnce } from './receive.ts'
import { rightsPage } from './rights-page.ts'
import { rightsTexts } from './rights-texts.ts'
import { send } from './send.ts'
import type { Views } from './views.ts'

const limited = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }
const blank: Asked = { subject: '', body: '', name: '', email: '', phone: '', address: '', propertyDesignation: '' }
const mostLeads = 20

/** The page for one's rights and for public records: read without leaving a trace, sent with or without saying who one is (B23, L6, TF 2:18). */
export function addRights(portal: FastifyInstance, app: App, views: Views): void {
  portal.get('/rattigheter', limited, async (request, reply) => {
    const view = await views.of(request)
    const notice = await noticeFor(app, view)
    if (!notice) return send(reply, view, shutPage(view))
    return send(reply, view, rightsPage(view, { kind: null, leads: '', asked: blank, faults: {}, notice, once: newOnce(), posted: false }))
  })
  portal.post('/rattigheter', limited, async (request, reply) => {
    const view = await views.of(request)
    const r = rightsTexts[view.lang]
    const posted = Posted.parse(request.body)
    const notice = await noticeFor(app, view)
    if (!notice) return send(reply, view, shutPage(view))
    const once = readOnce(posted.once)
    const kind = RightsKind.safeParse(posted.kind).data ?? null
    const leads = posted.leads ?? ''
    const each = leads
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    const read = readQuestion({ ...posted, subject: r.kinds[kind ?? 'access'] }, view.t)
    const faults = {
      ...(kind === null ? { kind: r.missingKind } : {}),
      ...read.faults,
      ...(read.faults.body === view.t.missing.body ? { body: r.missingBody } : {}),
      ...(each.length > mostLeads || each.some((line) => line.length > 80) ? { leads: view.t.long(r.leads, 80) } : {}),
    }
    const changes = posted.change === 'form'
    if (read.form === null || kind === null || faults.leads !== undefined || changes)
      return send(
        reply,
        view,
        rightsPage(view, { kind, leads, asked: read.asked, faults: changes ? {} : faults, notice, once, posted: true }),
        {
          status: changes ? 200 : 422,
          kept: false,
        },
      )
    const { code, fresh } = await receiveQuestionOnce(app, read.form, once, { kind, leads: each })
    const fields = { ...read.asked, kind, leads, noticeVersion: read.form.noticeVersion, once }
    return send(reply, view, receiptPage(view, { code, fresh, mailed: read.asked.email !== '', fields, path: '/rattigheter' }), {
      kept: false,
    })
  })
}
