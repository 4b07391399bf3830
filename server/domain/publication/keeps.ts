import type { Keeps } from '../../platform/keeps.ts'

const retains = 'what was published about rules that boards decided, and nothing about residents'
export const keeps: readonly Keeps[] = [
  { table: 'notice_publication', holds: 'trace', end: 'stays', retains },
  { table: 'notice', holds: 'trace', end: 'stays', retains },
]
