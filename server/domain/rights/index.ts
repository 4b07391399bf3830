import type { TakesUp } from '../contact/index.ts'
import { takeUp } from './take-up.ts'

export { rightsTasks } from './jobs.ts'
export { keeps } from './keeps.ts'
export { addRightsFiles } from './letter-route.ts'
export { type OwnRights, readOwnRights } from './own-rights.ts'
export { rightsRoutes } from './routes.ts'

/** What came by a form that says that it is a request: one in the transaction of the crossing. */
export const takesUp: TakesUp = async (tx, caseId, { kind, leads }) => {
  await takeUp(tx, caseId, { kind, numbers: leads })
}
