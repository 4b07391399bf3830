import { sql } from '../../platform/db.ts'
import { goneWith, type Keeps } from '../../platform/keeps.ts'

/** Before the look-up that they are about; a harm test of a hand-over goes with its case. */
export const keeps: readonly Keeps[] = [
  goneWith('harm_test', 'trace', { case: sql`harm_test`, contact: sql`harm_test` }),
  goneWith('representation', 'trace', { case: sql`representation`, contact: sql`representation` }),
  goneWith('look_up', 'trace', { case: sql`look_up`, contact: sql`look_up` }),
]
