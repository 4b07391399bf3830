import { sql } from '../../platform/db.ts'
import { goneWith, type Keeps } from '../../platform/keeps.ts'

const staff = 'about people who work here, and nothing about cases or residents; goes with the employment'

export const keeps: readonly Keeps[] = [
  goneWith('conflict_named', 'trace', { case: sql`conflict_named` }),
  goneWith('conflict', 'trace', { case: sql`conflict`, contact: sql`conflict` }),
  goneWith('case_opening', 'trace', { case: sql`case_opening` }),
  {
    table: 'broken_glass',
    holds: 'trace',
    end: 'stays',
    retains: 'that a case was opened in an emergency, by whom, when and why, as codes; its id names nothing once it is gone',
  },
  {
    table: 'conflict_mark',
    holds: 'trace',
    end: 'stays',
    retains: 'keyed hashes of points that an employee has declared; goes with the employment',
  },
  ...['access_review_line', 'access_removal'].map((table) => ({ table, holds: 'trace', end: 'stays', retains: staff }) as const),
]
