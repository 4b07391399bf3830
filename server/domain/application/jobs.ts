import { z } from 'zod'
import type { Task } from '../../platform/jobs.ts'
import { reschedule } from '../retention/index.ts'

/**
 * The applicant has written: the day of the draft is worked out again. They have said themselves that it was touched, in their own transaction, so
 * that nothing is erased early if this comes late: the eraser works the day out from what has happened.
 */
export const applicationTasks: readonly Task[] = [
  {
    name: 'follow-draft',
    payload: z.object({ contact: z.uuid() }),
    run: async ({ contact = '' }, { db }) => {
      await db.as({ hand: 'service' }, (tx) => reschedule(tx, { kind: 'contact', id: contact }))
    },
  },
]
