import { z } from 'zod'
import type { Task } from '../../platform/jobs.ts'
import { scanTexts } from './keep-findings.ts'

const mostBatches = 100_000

export const caseTasks: Task[] = [
  {
    name: 'scan-texts',
    payload: z.record(z.string(), z.string()),
    run: async (_, { db }) => {
      for (let batch = 0; batch < mostBatches; batch++) if ((await db.as({ hand: 'service' }, scanTexts)) === 0) return
    },
  },
]
