export { needTasks } from './jobs.ts'
export { keeps } from './keeps.ts'
export { needRoutes } from './routes.ts'
