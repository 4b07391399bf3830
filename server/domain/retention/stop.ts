import { sql, type Tx } from '../../platform/db.ts'
import type { One } from './schedule.ts'

/** Stops the clock of something that is opened again; the next ending starts another. The caller empties the disposal day of its own row. */
export async function stop(tx: Tx, { kind, id }: One): Promise<void> {
  await tx.run(
    kind === 'case'
      ? sql`update clock set state = 'stopped' where case_id = ${id} and state <> 'stopped'`
      : sql`update clock set state = 'stopped' where contact_id = ${id} and state <> 'stopped'`,
  )
}
