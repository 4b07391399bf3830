export { passesBetweenBoards } from './between-boards.ts'
export { mostSecret } from './levels.ts'
export { findIdentityNumbers, hasMask, maskIdentityNumbers } from './mark.ts'
