import type { Keeps } from '../../platform/keeps.ts'

export const keeps: readonly Keeps[] = [
  {
    table: 'log_control_item',
    holds: 'trace',
    end: 'stays',
    retains: 'which row of the log was looked at, why, and what a reviewer said; goes when the row it names goes (purge_log)',
  },
  { table: 'log_control', holds: 'trace', end: 'stays', retains: 'the days, the seed and the signed statement; counts and codes' },
]
