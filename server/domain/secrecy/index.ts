export { passesBetweenBoards } from './between-boards.ts'
export { type CallerQuestion, judgeCaller } from './judge-caller.ts'
export { levelOf, mostSecret } from './levels.ts'
export { findIdentityNumbers, hasMask, maskIdentityNumbers } from './mark.ts'
