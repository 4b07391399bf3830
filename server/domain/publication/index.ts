export { keeps } from './keeps.ts'
export { publishNotice } from './publish-notice.ts'
export { readNotice } from './read-notice.ts'
export { publicationRoutes } from './routes.ts'
