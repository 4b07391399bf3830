import type { Handlers } from '../../platform/http.ts'
import { openLogKeys } from './log-keys.ts'
import { readLog } from './read-log.ts'

export const auditRoutes: Pick<Handlers, 'readLog'> = {
  readLog: ({ body }, { app, actor, lang }) => {
    const keys = openLogKeys(app.settings)
    return app.db.as(actor, (tx) => readLog(tx, body, { keys, lang }))
  },
}
