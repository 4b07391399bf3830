import { z } from 'zod'
import type { Task } from '../../platform/jobs.ts'
import { makeReports } from './make-report.ts'
import { probeControls } from './probe-controls.ts'

export const controlTasks: readonly Task[] = [
  {
    name: 'probe-controls',
    payload: z.record(z.string(), z.string()),
    quiet: true,
    run: async (_, app) => {
      await probeControls(app)
      await app.db.as({ hand: 'service' }, (tx) => makeReports(tx, app.settings))
    },
  },
]
