import type { Keeps } from '../../platform/keeps.ts'

export const keeps: readonly Keeps[] = [
  {
    table: 'notice',
    holds: 'trace',
    end: 'stays',
    retains: 'what was published about rules that boards decided, and nothing about residents',
  },
]
