import type { Keeps } from '../../platform/keeps.ts'

export const keeps: readonly Keeps[] = [
  {
    table: 'simulation',
    holds: 'trace',
    end: 'stays',
    retains: 'counts of what a draft would have changed, no case and nobody; goes with the draft',
  },
]
