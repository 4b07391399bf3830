import type { Handlers } from '../../platform/http.ts'
import { listLinks } from './list-links.ts'

export const linkRoutes: Pick<Handlers, 'listLinks'> = {
  listLinks: (_, { app, actor }) => app.db.as(actor, (tx) => listLinks(tx, { checks: app.settings.linkChecks !== 'off' })),
}
