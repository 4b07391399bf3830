import type { FastifyInstance } from 'fastify'
import { Problem } from '../../../contracts/problems.ts'
import { type ApplicantView, composeApplication, discardOwn, readOwn, submitOwn, writeOwn } from '../../domain/application/index.ts'
import { plainCode } from '../../domain/case/index.ts'
import { readNotice } from '../../domain/publication/index.ts'
import type { App } from '../../platform/app.ts'
import { applicationPage, discardPage, endedPage, enterApplicationPage, fieldName } from './application-page.ts'
import type { Faults } from './field.ts'
import type { Page, View } from './frame.ts'
import { codeFault, Posted } from './read-fields.ts'
import { send } from './send.ts'
import type { Views } from './views.ts'

const limited = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }
type Drawn = { page: Page; status: number }

/** The applicant's page (A33): the code in the body of each form and in no address, as everywhere here; what is done is said by the button that was pressed. */
export function addApplications(portal: FastifyInstance, app: App, views: Views): void {
  portal.get('/ansokan', limited, async (request, reply) => {
    const view = await views.of(request)
    return send(reply, view, enterApplicationPage(view, { code: '', faults: {} }))
  })
  portal.post('/ansokan', limited, async (request, reply) => {
    const view = await views.of(request)
    const { page, status } = await pageFor(app, view, Posted.parse(request.body))
    return send(reply, view, page, { status, kept: false })
  })
}

async function pageFor(app: App, view: View, posted: Posted): Promise<Drawn> {
  const code = posted.code ?? ''
  const refused = (words: string, status: number): Drawn => ({
    page: enterApplicationPage(view, { code, faults: { code: words } }),
    status,
  })
  const wrong = codeFault(code, view.t)
  if (wrong) return refused(wrong, 422)
  try {
    return await act(app, view, code, posted)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'code_not_found') return refused(view.t.application.unknown, 404)
    return afterRefusal(app, view, posted, error)
  }
}

/** A refusal shows the draft as it stands now, with what was typed. */
async function afterRefusal(app: App, view: View, posted: Posted, { code: problem, facts }: Problem): Promise<Drawn> {
  const code = posted.code ?? ''
  const own = await read(app, code)
  if (own.state !== 'draft') return { page: endedPage(view, code, own.state), status: 409 }
  const faults: Faults = faultsOf(view, own, facts.errors)
  if (problem === 'application_unconfirmed') faults.confirmed = view.t.application.confirmMissing
  const changed = problem === 'application_changed'
  if (!changed && problem !== 'form_not_offered' && Object.keys(faults).length === 0) throw new Problem(problem, facts)
  return {
    page: applicationPage(view, { code, own, typed: posted, faults, said: changed ? 'changed' : null }),
    status: changed || problem === 'form_not_offered' ? 409 : 422,
  }
}

async function act(app: App, view: View, code: string, posted: Posted): Promise<Drawn> {
  if (posted.act === 'discard-yes') await app.db.as(citizen(code), discardOwn)
  const own = await read(app, code)
  if (own.state !== 'draft') return { page: endedPage(view, code, own.state), status: 200 }
  if (posted.act === 'discard') return { page: discardPage(view, code), status: 200 }
  if (posted.act !== 'save' && posted.act !== 'submit')
    return { page: applicationPage(view, { code, own, typed: {}, faults: {}, said: null }), status: 200 }
  const revision = /^\d{1,9}$/.test(posted.revision ?? '') ? Number(posted.revision) : -1
  const written = await app.db.as(citizen(code), (tx) => writeOwn(tx, { revision, values: valuesOf(own, posted) }))
  const after = await read(app, code)
  if (posted.act === 'save') return { page: applicationPage(view, { code, own: after, typed: {}, faults: {}, said: 'saved' }), status: 200 }
  // what was on the page, with what the applicant has just written in it, and nothing that came in between
  await submit(app, code, after, { revision: written, confirmed: posted.confirmed === 'yes' })
  return { page: endedPage(view, code, 'submitted'), status: 200 }
}

const citizen = (code: string) => ({ hand: 'citizen', secret: plainCode(code) }) as const
const read = (app: App, code: string): Promise<ApplicantView> => app.db.as(citizen(code), readOwn)

/** Only what the form asks; a field that wasn't on the page isn't an answer. */
function valuesOf({ fields }: ApplicantView, posted: Posted): Record<string, string> {
  const given = (fields ?? []).flatMap(({ name }) => {
    const value = posted[fieldName(name)]
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(given)
}

/** Sealed on disk first, then the row that says that it came in and the draft's end in one transaction; bytes of one that was refused are taken away. */
async function submit(
  app: App,
  code: string,
  { form, fields, answers }: ApplicantView,
  given: { revision: number; confirmed: boolean },
): Promise<void> {
  const matter = { board: form.board, caseType: form.case_type, title: form.title.sv, version: form.version }
  const { board, caseType, ...said } = composeApplication(matter, fields ?? [], answers)
  const notice = await app.db.as(citizen(code), (tx) => readNotice(tx, 'sv', { channel: 'form', layer: 'short' }))
  const content = { kind: 'application', form: { ...said, noticeVersion: notice.version }, matter: { board, caseType } }
  const raw = await app.files.put(Buffer.from(JSON.stringify(content)))
  try {
    await app.db.as(citizen(code), (tx) => submitOwn(tx, { ...given, raw }))
  } catch (error) {
    await app.files.remove(raw.id)
    throw error
  }
}

function faultsOf({ t, lang }: View, { form }: ApplicantView, errors: unknown): Faults {
  if (!Array.isArray(errors)) return {}
  const faults: Faults = {}
  for (const error of errors as readonly { field: string; code: string }[]) {
    const asked = form.fields.find(({ name }) => name === error.field)
    const words = Object.entries(t.application.faults).find(([code]) => code === error.code)?.[1]
    if (asked && words) faults[fieldName(asked.name)] = words(asked.label[lang])
  }
  return faults
}
