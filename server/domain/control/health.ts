import { z } from 'zod'
import { type Db, sql } from '../../platform/db.ts'

/** A probe older than this says nothing: the worker is gone, or stuck (A8: at most five minutes). */
const oldestSeconds = 300
const Row = z.object({ failing: z.int(), oldest_seconds: z.int().nullable() })

/** For the health check, which nobody signs in to: how many measures fail and how old the oldest probe is. Which ones is for those who work here. */
export async function controlHealth(
  db: Pick<Db, 'as'>,
): Promise<{ status: 'ok' | 'failing' | 'stale'; failing: number; oldestSeconds: number | null }> {
  const row = await db.as({ hand: 'citizen', secret: '' }, (tx) => tx.one(Row, sql`select failing, oldest_seconds from control_health()`))
  const stale = row.oldest_seconds === null || row.oldest_seconds > oldestSeconds
  return { status: row.failing > 0 ? 'failing' : stale ? 'stale' : 'ok', failing: row.failing, oldestSeconds: row.oldest_seconds }
}
