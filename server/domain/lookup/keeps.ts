import { sql } from '../../platform/db.ts'
import { goneWith, type Keeps } from '../../platform/keeps.ts'

export const keeps: readonly Keeps[] = [goneWith('look_up', 'trace', { case: sql`look_up`, contact: sql`look_up` })]
