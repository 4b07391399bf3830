import { z } from 'zod'
import type { Task } from '../../platform/jobs.ts'
import { tellRights } from './tell-rights.ts'

export const rightsTasks: Task[] = [
  {
    name: 'tell-rights',
    payload: z.object({ request: z.uuid() }),
    run: async ({ request = '' }, { db }) => db.as({ hand: 'service' }, (tx) => tellRights(tx, request)),
  },
]
