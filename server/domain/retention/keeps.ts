import { sql } from '../../platform/db.ts'
import { goneWith, type Keeps } from '../../platform/keeps.ts'

const proof = 'random ids, counts, rule and times: the proof of an erasure outlives what it proves and names nobody'

export const keeps: readonly Keeps[] = [
  goneWith('hold', 'trace', { case: sql`hold`, contact: sql`hold` }),
  goneWith('clock', 'trace', { case: sql`clock`, contact: sql`clock` }),
  goneWith('happening', 'trace', { case: sql`happening`, contact: sql`happening` }),
  { table: 'disposal', holds: 'trace', end: 'stays', retains: proof },
  { table: 'certificate', holds: 'trace', end: 'stays', retains: proof },
  { table: 'tombstone', holds: 'trace', end: 'stays', retains: proof },
]
