import type { Handlers } from '../../platform/http.ts'
import { answerNotice, doDuty, listDuties, readNotice } from './read-duties.ts'
import { acceptGap, listGaps, readGap, refuseGap } from './read-gaps.ts'
import { reportGap } from './report-gap.ts'
import { sayInfringing } from './say-infringing.ts'

type DutyRoutes = Pick<
  Handlers,
  | 'listGaps'
  | 'reportGap'
  | 'readGap'
  | 'refuseGap'
  | 'answerGap'
  | 'listDuties'
  | 'doDuty'
  | 'readNotice'
  | 'answerNotice'
  | 'sayInfringing'
>

export const dutyRoutes: DutyRoutes = {
  listGaps: (_, { app, actor, lang }) => app.db.as(actor, (tx) => listGaps(tx, lang)),
  reportGap: ({ body }, { app, actor, lang }) => app.db.as(actor, (tx) => reportGap(tx, body, lang)),
  readGap: ({ params }, { app, actor, lang }) => app.db.as(actor, (tx) => readGap(tx, params.id, lang)),
  refuseGap: ({ params, body }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await refuseGap(tx, params.id, body)
      return readGap(tx, params.id, lang)
    }),
  answerGap: ({ params, body }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await acceptGap(tx, params.id, body)
      return readGap(tx, params.id, lang)
    }),
  listDuties: (_, { app, actor, lang }) => app.db.as(actor, (tx) => listDuties(tx, lang)),
  doDuty: ({ params }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await doDuty(tx, params.id)
      return listDuties(tx, lang)
    }),
  readNotice: ({ params }, { app, actor, lang }) => app.db.as(actor, (tx) => readNotice(tx, params.id, lang)),
  answerNotice: ({ params, body }, { app, actor, lang }) => app.db.as(actor, (tx) => answerNotice(tx, params.id, body, lang)),
  sayInfringing: ({ params, body }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => readNotice(tx, await sayInfringing(tx, params.board, body), lang)),
}
