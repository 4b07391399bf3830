import { sql, type Tx } from '../../platform/db.ts'

/** Ninety days are replayed; ten more, so that a replay that is under way has them all. */
const decisionsAreKeptDays = 100

/** Takes away at most `limit` decisions that are older than that, oldest first. In the eraser's hand. @returns how many; fewer than `limit` means that no more are left */
export function purgeDecisions(tx: Tx, { limit }: { limit: number }): Promise<number> {
  return tx.run(sql`
    delete from decision_event where id = any (array(
      select id from decision_event where at < ombud_now() - make_interval(days => ${decisionsAreKeptDays}::int) order by id limit ${limit}))`)
}
