import { sql } from '../../platform/db.ts'
import { goneWith, type Keeps } from '../../platform/keeps.ts'

/** The request goes with the case that it came as; what was decided of it goes with it. */
export const keeps: readonly Keeps[] = [
  goneWith('rights_item', 'trace', { case: sql`rights_item` }),
  goneWith('rights_text', 'content', { case: sql`rights_text` }),
  goneWith('rights_part', 'trace', { case: sql`rights_part` }),
  goneWith('rights_request', 'trace', { case: sql`rights_request` }),
]
