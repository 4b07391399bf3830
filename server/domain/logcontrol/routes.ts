import type { Handlers } from '../../platform/http.ts'
import { openLogKeys } from '../audit/index.ts'
import { judgeLogItem } from './judge-log-item.ts'
import { listLogControls, readLogControl } from './read-log-control.ts'
import { signLogControl } from './sign-log-control.ts'
import { startLogControl } from './start-log-control.ts'

type LogControlRoutes = Pick<Handlers, 'listLogControls' | 'startLogControl' | 'readLogControl' | 'judgeLogItem' | 'signLogControl'>

export const logControlRoutes: LogControlRoutes = {
  listLogControls: (_, { app, actor }) => app.db.as(actor, listLogControls),
  startLogControl: ({ body }, { app, actor }) => app.db.as(actor, (tx) => startLogControl(tx, body)),
  readLogControl: ({ params }, { app, actor, lang }) =>
    app.db.as(actor, (tx) => readLogControl(tx, params.id, { keys: openLogKeys(app.settings), lang })),
  judgeLogItem: ({ params, body }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await judgeLogItem(tx, params, body)
      return readLogControl(tx, params.id, { keys: openLogKeys(app.settings), lang })
    }),
  signLogControl: ({ params }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await signLogControl(tx, params.id, app.settings)
      return readLogControl(tx, params.id, { keys: openLogKeys(app.settings), lang })
    }),
}
