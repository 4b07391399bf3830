export { linkTasks } from './jobs.ts'
export { keeps } from './keeps.ts'
export { linkRoutes } from './routes.ts'
