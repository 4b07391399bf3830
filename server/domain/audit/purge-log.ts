import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'

const Purged = z.object({ last: z.number() })

/** Rows of the log whose own time has come (L56) go with their salt; what is hashed of them stays and still proves that they were there. In the eraser's hand. @returns where to go on; null: nothing more is that old */
export async function purgeLog(tx: Tx, { after, limit }: { after: number; limit: number }): Promise<number | null> {
  const turn = await tx.maybe(Purged, sql`select last from purge_log(${after}, ${limit})`)
  return turn?.last ?? null
}
