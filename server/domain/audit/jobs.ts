import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { App } from '../../platform/app.ts'
import { sql, type Tx, wordsOf } from '../../platform/db.ts'
import type { Task } from '../../platform/jobs.ts'
import { type LogKeys, openLogKeys } from './log-keys.ts'
import { record } from './record.ts'
import { sequenceLog } from './sequence-log.ts'
import { witnessLog } from './witness-log.ts'

const rowsAtOnce = 2_000
const idleMs = 400
const troubledMs = 5_000

/** A row has its number and its proof within a second (design §8): no job of the queue, which is asked once a second at best and keeps a row for every run. */
export function startSequencer({ db, log, settings }: Pick<App, 'db' | 'log' | 'settings'>): { stop(): Promise<void> } {
  const keys = openLogKeys(settings)
  const stopping = new AbortController()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const rows = await db
        .as({ hand: 'service' }, (tx) => sequenceLog(tx, { keys, limit: rowsAtOnce }))
        .catch((error: unknown) => {
          log.error({ sequencer: wordsOf(error) })
          return null
        })
      if (rows === rowsAtOnce) continue
      await wait(rows === null ? troubledMs : idleMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

export const auditTasks: readonly Task[] = [
  {
    name: 'witness-log',
    payload: z.object({}),
    run: async (_, { db, settings }) => {
      const keys = openLogKeys(settings)
      await db.as({ hand: 'service' }, (tx) => witnessAll(tx, keys))
    },
  },
]

const Shown = z.object({ size: z.number(), note: z.string(), now: z.date() })
const Board = z.object({ id: z.int(), code: z.string() })

/** P8: every day each board's witness signs the log as it is then, and the board's own part of the log says how far that was. */
export async function witnessAll(tx: Tx, keys: LogKeys): Promise<void> {
  const last = await tx.maybe(Shown, sql`select size, note, ombud_now() as now from log_checkpoint order by size desc limit 1`)
  if (!last) return
  const boards = await tx.all(Board, sql`select id, code from board order by id`)
  await witnessLog(tx, { keys, ...last, boards })
  for (const { id } of boards) await record(tx, 'log.witnessed', { boardId: id, facts: { size: last.size } })
}
