export { addParticipant, type Person } from './add-participant.ts'
export { recognise } from './recognise.ts'
export { keeps } from './keeps.ts'
