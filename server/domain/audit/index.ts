export { keeps } from './keeps.ts'
export { record } from './record.ts'
export { countGap, type Refused, recordRefusal } from './record-refusal.ts'
