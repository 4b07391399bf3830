import type { Keeps } from '../../platform/keeps.ts'

export const keeps: readonly Keeps[] = [
  { table: 'control_block', holds: 'trace', end: 'stays', retains: 'which acts of which board were closed by which measure, and when' },
  { table: 'control_report', holds: 'trace', end: 'stays', retains: 'the quarter’s signed report: measures, times and counts' },
  { table: 'control_state', holds: 'trace', end: 'stays', retains: 'how each security measure has worked; ids and numbers' },
  {
    table: 'sub_processor_consent',
    holds: 'trace',
    end: 'stays',
    retains: 'which board has consented to whom, by whose decision; no resident',
  },
  { table: 'sub_processor', holds: 'trace', end: 'stays', retains: 'companies that handle data, and who among the staff entered them' },
]
