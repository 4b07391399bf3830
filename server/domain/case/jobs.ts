import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import type { Task } from '../../platform/jobs.ts'
import { scanTexts } from './keep-findings.ts'

const mostBatches = 100_000

const casesAtATime = 20
const Taken = z.object({ taken: z.int() })

/** A few cases and contacts of sealed types whose words lie in clear: named here, sealed by the door as the transaction ends (platform/db.ts). */
const takeUpSealing = async (tx: Tx): Promise<number> => (await tx.one(Taken, sql`select take_up_sealing(${casesAtATime}) as taken`)).taken

export const caseTasks: Task[] = [
  {
    name: 'scan-texts',
    payload: z.record(z.string(), z.string()),
    run: async (_, { db }) => {
      // first: what lay in clear when its type became sealed (L33)
      for (let batch = 0; batch < mostBatches; batch++) if ((await db.as({ hand: 'service' }, takeUpSealing)) === 0) break
      for (let batch = 0; batch < mostBatches; batch++) if ((await db.as({ hand: 'service' }, scanTexts)) === 0) return
    },
  },
]
