export { keeps } from './keeps.ts'
export { lookUpRoutes } from './routes.ts'
