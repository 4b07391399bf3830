import { z } from 'zod'
import { type Actor, asOwner, type Db, sql } from './db.ts'
import type { Logins } from './migrate.ts'

/** The program's clock, the same as the database's `ombud_now()`: real time plus one shift that only the owner can write. */
export type Clock = { now(): Date; readonly shiftMs: number }

const Shift = z.object({ ms: z.coerce.number() })

/** Reads the shift once; tests and `npm run way` move time by `moveClock` and open the clock again. */
export async function openClock(db: Db, reader: Actor = { hand: 'citizen', secret: '' }): Promise<Clock & { reread(): Promise<void> }> {
  let shiftMs = 0
  const reread = async () => {
    const [[row] = []] = await db.ask(reader, [sql`select extract(epoch from shift) * 1000 as ms from time_shift`])
    shiftMs = Shift.parse(row).ms
  }
  await reread()
  return {
    now: () => new Date(Date.now() + shiftMs),
    get shiftMs() {
      return shiftMs
    },
    reread,
  }
}

/** Moves time for everyone on this database. `byMs` is added to the shift there is. Never in production: `refuseMovedClock`. */
export async function moveClock(logins: Logins, byMs: number): Promise<void> {
  await asOwner(logins, (tx) => tx.run(sql`update time_shift set shift = shift + make_interval(secs => ${byMs / 1000})`))
}

/** A production start finds the clock unmoved or doesn't start: a moved clock could erase early (design §7). */
export function refuseMovedClock(clock: Clock): void {
  if (clock.shiftMs !== 0)
    throw new Error(
      'Databasens klocka är flyttad. En skarp installation startar inte så. / The database’s clock has been moved. A live installation doesn’t start like that.',
    )
}
