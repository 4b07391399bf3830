import type { Handlers } from '../../platform/http.ts'
import { breakGlass, listGlass, mendGlass, secondGlass } from './break-glass.ts'
import { declareConflict, listConflicts, nameForConflict, passOn, withdrawConflict } from './declare-conflict.ts'
import { openWithReason } from './open-with-reason.ts'
import { giveAccessBack, listAccessReviews, reviewAccess } from './review-access.ts'
import { whoSees } from './who-sees.ts'

type NeedRoutes = Pick<
  Handlers,
  | 'listConflicts'
  | 'declareConflict'
  | 'withdrawConflict'
  | 'passOn'
  | 'nameForConflict'
  | 'openWithReason'
  | 'listGlass'
  | 'breakGlass'
  | 'secondGlass'
  | 'mendGlass'
  | 'accessReviews'
  | 'reviewAccess'
  | 'giveAccessBack'
  | 'whoSees'
>

export const needRoutes: NeedRoutes = {
  listConflicts: (_, { app, actor }) => app.db.as(actor, listConflicts),
  declareConflict: ({ body }, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      await declareConflict(tx, body)
      return listConflicts(tx)
    }),
  withdrawConflict: ({ params }, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      await withdrawConflict(tx, params.mark)
      return listConflicts(tx)
    }),
  passOn: async ({ params }, { app, actor }) => {
    await app.db.as(actor, (tx) => passOn(tx, params.id))
    return { done: true }
  },
  nameForConflict: async ({ params, body }, { app, actor }) => {
    await app.db.as(actor, (tx) => nameForConflict(tx, params.id, body.employee))
    return { done: true }
  },
  openWithReason: ({ params, body }, { app, actor }) => app.db.as(actor, (tx) => openWithReason(tx, params.id, body)),
  listGlass: (_, { app, actor }) => app.db.as(actor, listGlass),
  breakGlass: ({ body }, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      await breakGlass(tx, body)
      return listGlass(tx)
    }),
  secondGlass: ({ params }, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      await secondGlass(tx, params.glass)
      return listGlass(tx)
    }),
  mendGlass: ({ params }, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      await mendGlass(tx, params.glass)
      return listGlass(tx)
    }),
  accessReviews: (_, { app, actor }) => app.db.as(actor, listAccessReviews),
  reviewAccess: ({ params, body }, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      await reviewAccess(tx, params.review, body)
      return listAccessReviews(tx)
    }),
  giveAccessBack: ({ body }, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      await giveAccessBack(tx, body)
      return listAccessReviews(tx)
    }),
  whoSees: ({ query }, { app, actor, lang }) => app.db.as(actor, (tx) => whoSees(tx, query, lang)),
}
