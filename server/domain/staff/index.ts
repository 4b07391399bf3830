export { addEmployee, type NewEmployee } from './add-employee.ts'
export { setUpOrganisation } from './set-up-organisation.ts'
export { signIn, signOut } from './sign-in.ts'
