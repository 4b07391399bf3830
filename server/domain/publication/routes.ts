import type { Handlers } from '../../platform/http.ts'
import { listNotices, readNotice } from './read-notice.ts'

export const publicationRoutes: Pick<Handlers, 'notice' | 'listNotices' | 'noticeVersion'> = {
  notice: ({ query }, { app, actor, lang }) => app.db.as(actor, (tx) => readNotice(tx, lang, query)),
  listNotices: (_, { app, actor }) => app.db.as(actor, listNotices),
  noticeVersion: ({ params, query }, { app, actor, lang }) => app.db.as(actor, (tx) => readNotice(tx, lang, { ...query, ...params })),
}
