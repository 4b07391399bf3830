export { dutyTasks } from './jobs.ts'
export { keeps } from './keeps.ts'
export { answerGap } from './read-gaps.ts'
export { dutyRoutes } from './routes.ts'
