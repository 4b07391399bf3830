import type { Keeps } from '../../platform/keeps.ts'

const idsOnly =
  'ids, codes, times and the name of the member of staff; the ids name nothing once the case has gone, and the log has a rule of its own (HSLF-FS 2016:40 4:9)'

export const keeps: readonly Keeps[] = [
  { table: 'audit_event', holds: 'trace', end: 'stays', retains: idsOnly },
  { table: 'access_event', holds: 'trace', end: 'stays', retains: idsOnly },
  { table: 'refusal', holds: 'trace', end: 'stays', retains: idsOnly },
  {
    table: 'log_leaf',
    holds: 'trace',
    end: 'stays',
    retains:
      'the kind of row, when, which hand and what; the hashes of everything else can’t be turned back once the salt has gone with the row (decision 0028)',
  },
]
