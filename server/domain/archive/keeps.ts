import type { Keeps } from '../../platform/keeps.ts'

export const keeps: readonly Keeps[] = [
  { table: 'offboarding', holds: 'trace', end: 'stays', retains: 'that a board left, when, and that nothing of it remained' },
  {
    table: 'offboarding_part',
    holds: 'trace',
    end: 'stays',
    retains: 'how many parts the board was given and who took them; the key of the file is gone',
  },
]
