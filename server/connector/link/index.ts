export { openLinkChecker } from './look.ts'
export { isPrivate } from './private-address.ts'
