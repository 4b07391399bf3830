export { checkInstruction } from './check-instruction.ts'
export { createDraft } from './create-draft.ts'
export { diffInstructions } from './diff.ts'
export { grantsOfRules } from './grants.ts'
export { instructionTasks, putDueInForce } from './jobs.ts'
export { keeps } from './keeps.ts'
export { inForceQuery, loadRules, loadVersion, rulesOf } from './load-rules.ts'
export { putInForce } from './put-in-force.ts'
export { readInstruction, readInstructions, readOrganisation } from './read-instruction.ts'
export { instructionRoutes } from './routes.ts'
export { saveDraft } from './save-draft.ts'
export { signFor } from './seal-undertaking.ts'
export {
  type About,
  ask,
  demand,
  knownOf,
  loadStanding,
  type Question,
  type Standing,
  standingOf,
  standingQuery,
  verdictOf,
} from './standing.ts'
