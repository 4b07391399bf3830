import { sql } from '../../platform/db.ts'
import { goneWith, type Keeps } from '../../platform/keeps.ts'

/** A draft hangs on the contact in which help was given, and goes with it: rows counted, looked for again and certified as everything else. */
export const keeps: readonly Keeps[] = [
  goneWith('application_answer', 'content', { contact: sql`application_answer` }),
  goneWith('application_edit', 'trace', { contact: sql`application_edit` }),
  goneWith('application', 'trace', { contact: sql`application` }),
  {
    table: 'form_version',
    holds: 'trace',
    end: 'stays',
    retains: 'what a board asks of those who apply, and who among the staff published it; no resident',
  },
]
