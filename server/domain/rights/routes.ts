import type { Handlers } from '../../platform/http.ts'
import { listRights, readPart } from './list-rights.ts'
import { registerRights, takeUpCase } from './register-rights.ts'
import { sendNoticeText } from './send-notice-text.ts'
import { decidePart, extendPart, takePart } from './work-part.ts'

type RightsRoutes = Pick<
  Handlers,
  | 'registerRights'
  | 'takeUpRights'
  | 'listRights'
  | 'readRightsPart'
  | 'takeRightsPart'
  | 'extendRightsPart'
  | 'decideRightsPart'
  | 'sendNoticeText'
>

export const rightsRoutes: RightsRoutes = {
  registerRights: ({ body }, { app, actor }) => app.db.as(actor, (tx) => registerRights(tx, body)),
  takeUpRights: ({ params, body }, { app, actor }) => app.db.as(actor, (tx) => takeUpCase(tx, params.id, body)),
  listRights: (_, { app, actor }) => app.db.as(actor, listRights),
  readRightsPart: ({ params }, { app, actor, lang }) => app.db.as(actor, (tx) => readPart(tx, params.id, lang)),
  takeRightsPart: ({ params }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await takePart(tx, params.id)
      return readPart(tx, params.id, lang)
    }),
  extendRightsPart: ({ params, body }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await extendPart(tx, params.id, body)
      return readPart(tx, params.id, lang)
    }),
  decideRightsPart: ({ params, body }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await decidePart(tx, params.id, body)
      return readPart(tx, params.id, lang)
    }),
  sendNoticeText: ({ params }, { app, actor }) => app.db.as(actor, (tx) => sendNoticeText(tx, params.id)),
}
