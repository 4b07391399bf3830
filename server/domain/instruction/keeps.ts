import type { Keeps } from '../../platform/keeps.ts'

const decided = 'what a board decided, and nothing about cases or residents'

export const keeps: readonly Keeps[] = [
  { table: 'instruction_version', holds: 'trace', end: 'stays', retains: `${decided}; the names of those who signed` },
  { table: 'clause', holds: 'trace', end: 'stays', retains: decided },
  { table: 'instruction_grant', holds: 'trace', end: 'stays', retains: decided },
  { table: 'undertaking', holds: 'trace', end: 'stays', retains: 'who among the staff has signed which version' },
  { table: 'gap', holds: 'trace', end: 'stays', retains: 'acts and counts, no case and nobody' },
]
