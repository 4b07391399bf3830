export { madeUpBriefings, startCaseSystems } from './start.ts'
