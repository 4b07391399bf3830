export { findIdentityNumbers, hasMask, maskIdentityNumbers } from './mark.ts'
