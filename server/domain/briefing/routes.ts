import type { CaseSystems } from '../../platform/case-systems.ts'
import type { Call, Handlers } from '../../platform/http.ts'
import { acknowledgeConnector, listConnectors } from './acknowledge-connector.ts'
import { listBulletins } from './list-bulletins.ts'
import { publishBulletin, withdrawBulletin } from './publish-bulletin.ts'
import { readBulletin } from './read-bulletin.ts'
import { readCoverage } from './read-coverage.ts'

type BriefingRoutes = Pick<
  Handlers,
  | 'listBulletins'
  | 'readBulletin'
  | 'publishBulletin'
  | 'withdrawBulletin'
  | 'undertakingCoverage'
  | 'listConnectors'
  | 'acknowledgeConnector'
>

export const briefingRoutes: BriefingRoutes = {
  listBulletins: (_, { app, actor }) => app.db.as(actor, listBulletins),
  readBulletin: ({ params }, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      await readBulletin(tx, params.id)
      return listBulletins(tx)
    }),
  publishBulletin: ({ body }, { app, actor }) => app.db.as(actor, (tx) => publishBulletin(tx, body)),
  withdrawBulletin: ({ params }, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      await withdrawBulletin(tx, params.id)
      return listBulletins(tx)
    }),
  undertakingCoverage: (_, { app, actor }) => app.db.as(actor, readCoverage),
  listConnectors: (_, { app, actor }) => app.db.as(actor, (tx) => listConnectors(tx, startedOf(app))),
  acknowledgeConnector: ({ params, body }, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      await acknowledgeConnector(tx, params.system, body.version, startedOf(app))
      return listConnectors(tx, startedOf(app))
    }),
}

const startedOf = ({ caseSystems }: Call['app']): CaseSystems['started'] => caseSystems?.started ?? []
