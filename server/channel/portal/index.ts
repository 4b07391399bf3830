export { addPortalPages } from './pages.ts'
export { readForm } from './read.ts'
export { portalRoutes } from './routes.ts'
