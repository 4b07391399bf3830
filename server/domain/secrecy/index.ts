export { findIdentityNumbers, maskIdentityNumbers } from './mark.ts'
