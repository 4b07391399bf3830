export { hasAcknowledged } from './acknowledge-connector.ts'
export { keeps } from './keeps.ts'
export { briefingRoutes } from './routes.ts'
