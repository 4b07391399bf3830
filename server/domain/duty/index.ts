export { dutyTasks } from './jobs.ts'
export { keeps } from './keeps.ts'
export { dutyRoutes } from './routes.ts'
