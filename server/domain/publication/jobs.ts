import { z } from 'zod'
import type { App } from '../../platform/app.ts'
import { databaseCode, isDatabaseAway, sql } from '../../platform/db.ts'
import { GiveUp, type Task } from '../../platform/jobs.ts'
import { publishNotice } from './publish-notice.ts'

/** A clause may begin or end inside its version: the notice follows within the hour, without anyone doing anything (B1). What is put in force publishes it at once. */
export const publicationTasks: readonly Task[] = [
  { name: 'publish-notice', payload: z.object({}), quiet: true, run: (_, { db }) => followRules(db) },
]

export async function followRules(db: App['db']): Promise<void> {
  await db.as({ hand: 'service' }, async (tx) => {
    const hosted = await tx.maybe(
      z.unknown(),
      sql`select 1 from instruction_version v join board b on b.id = v.board_id where b.hosts_contact_centre and v.state = 'in-force'`,
    )
    if (hosted === undefined) return
    await publishNotice(tx).catch((error: unknown) => {
      if (databaseCode(error) !== undefined || isDatabaseAway(error)) throw error
      throw new GiveUp(error instanceof Error ? error.message.slice(0, 500) : 'not_publishable')
    })
  })
}
