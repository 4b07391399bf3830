export { record } from './record.ts'
export { recordRefusal, type Refused } from './record-refusal.ts'
export { keeps } from './keeps.ts'
