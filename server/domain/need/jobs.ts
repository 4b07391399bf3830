import { z } from 'zod'
import type { Task } from '../../platform/jobs.ts'
import { openAccessReviews } from './review-access.ts'

export const needTasks: readonly Task[] = [
  {
    name: 'review-access',
    payload: z.record(z.string(), z.string()),
    run: async (_, { db }) => {
      await db.as({ hand: 'service' }, openAccessReviews)
    },
  },
]
