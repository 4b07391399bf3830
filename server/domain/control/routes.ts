import type { Handlers } from '../../platform/http.ts'
import { listControls } from './read-controls.ts'
import { readReport } from './read-report.ts'
import { addSubProcessor, consentToSubProcessor, endSubProcessor, withdrawConsent } from './sub-processors.ts'

type ControlRoutes = Pick<
  Handlers,
  'listControls' | 'controlReport' | 'addSubProcessor' | 'endSubProcessor' | 'consentToSubProcessor' | 'withdrawConsent'
>

export const controlRoutes: ControlRoutes = {
  listControls: (_, { app, actor, lang }) => app.db.as(actor, (tx) => listControls(tx, lang)),
  controlReport: ({ params }, { app, actor, lang }) => app.db.as(actor, (tx) => readReport(tx, params, lang)),
  addSubProcessor: ({ body }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await addSubProcessor(tx, body)
      return listControls(tx, lang)
    }),
  endSubProcessor: ({ params }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await endSubProcessor(tx, params.id)
      return listControls(tx, lang)
    }),
  consentToSubProcessor: ({ params, body }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await consentToSubProcessor(tx, params.id, body)
      return listControls(tx, lang)
    }),
  withdrawConsent: ({ params, body }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await withdrawConsent(tx, params.id, body.board)
      return listControls(tx, lang)
    }),
}
