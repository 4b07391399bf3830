import { sql } from '../../platform/db.ts'
import { goneWith, type Keeps } from '../../platform/keeps.ts'

/** A person as in one case or contact; goes with it. */
export const keeps: readonly Keeps[] = [goneWith('participant', 'content', { case: sql`participant`, contact: sql`participant` })]
