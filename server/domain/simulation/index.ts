export { simulationTasks } from './jobs.ts'
export { keeps } from './keeps.ts'
export { simulationRoutes } from './routes.ts'
