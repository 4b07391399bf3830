export { addParticipant, type Person } from './add-participant.ts'
export { keeps } from './keeps.ts'
export { recognise } from './recognise.ts'
