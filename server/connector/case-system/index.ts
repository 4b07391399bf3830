export { startCaseSystems } from './start.ts'
