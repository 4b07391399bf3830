import { sql } from '../../platform/db.ts'
import { goneWith, type Keeps } from '../../platform/keeps.ts'

export const keeps: readonly Keeps[] = [goneWith('outgoing', 'trace', { case: sql`outgoing` })]
