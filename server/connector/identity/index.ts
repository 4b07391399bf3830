export { openIdentityProvider, type Provider } from './provider.ts'
export { addProviderRoutes } from './provider-routes.ts'
export { addScimRoutes } from './scim-routes.ts'
