import type { Handlers } from '../../platform/http.ts'
import { readNotice } from './read-notice.ts'

export const publicationRoutes: Pick<Handlers, 'notice'> = {
  notice: (_, { app, actor, lang }) => app.db.as(actor, (tx) => readNotice(tx, lang)),
}
