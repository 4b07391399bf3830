import type { Keeps } from '../../platform/keeps.ts'

const ofStaff = 'what the boards and the centre have told each other, and who among the staff did; no case and no resident'

export const keeps: readonly Keeps[] = [
  { table: 'board_notice', holds: 'trace', end: 'stays', retains: ofStaff },
  { table: 'clause_pause', holds: 'trace', end: 'stays', retains: 'which clause was paused, and when' },
  { table: 'duty_occurrence', holds: 'trace', end: 'stays', retains: ofStaff },
  { table: 'gap_day', holds: 'trace', end: 'stays', retains: 'counts by day and channel' },
]
