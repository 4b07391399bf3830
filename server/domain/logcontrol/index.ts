export { keeps } from './keeps.ts'
export { logControlRoutes } from './routes.ts'
