export { addEmployee, type NewEmployee } from './add-employee.ts'
export { delegate } from './delegate.ts'
export { createInstallation, NewInstallation, offerFirstCode } from './first-administrators.ts'
export { keeps } from './keeps.ts'
export { readMe } from './read-me.ts'
export { staffRoutes } from './routes.ts'
export { setUpOrganisation } from './set-up-organisation.ts'
export { type SignedIn, signIn, signOut } from './sign-in.ts'
export {
  beginProviderWay,
  type Claimed,
  endByProvider,
  type ProviderWay,
  signInByProvider,
  stepUpByProvider,
  takeProviderWay,
} from './sign-in-provider.ts'
export { renewSession, stepUp } from './step-up.ts'
export { verifierOf } from './verifier.ts'
