import type { Handlers } from '../../platform/http.ts'
import { readOffboarding } from './read-offboarding.ts'

export { addFetchPartRoute } from './fetch-part-route.ts'
export { archiveTasks } from './jobs.ts'
export { keeps } from './keeps.ts'

export const archiveRoutes: Pick<Handlers, 'readOffboarding'> = {
  readOffboarding: ({ params }, { app, actor }) => app.db.as(actor, (tx) => readOffboarding(tx, params.board)),
}
