export { type Finding, type FindingKind, findInText, findingKinds, guardVersion } from './guard.ts'
export { findIdentityNumbers, hasMask, maskIdentityNumbers } from './mark.ts'
