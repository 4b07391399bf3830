import { z } from 'zod'
import type { App } from '../../platform/app.ts'
import type { Task } from '../../platform/jobs.ts'
import { dueLinks, noteCheck } from './note-check.ts'
import { registerLinks } from './register-links.ts'

export const linkTasks: readonly Task[] = [
  { name: 'check-links', payload: z.record(z.string(), z.string()), quiet: true, run: (_, app) => checkLinks(app) },
]

/**
 * Every hour: the registry follows what is shown, and, where the operator has switched it on, what is due is looked at. Without that nothing leaves.
 * What was found is written one link at a time, so that a look that is broken off loses nothing.
 */
export async function checkLinks({ db, lookAtLink }: Pick<App, 'db' | 'lookAtLink'>): Promise<void> {
  await db.as({ hand: 'service' }, registerLinks)
  if (!lookAtLink) return
  for (const { id, url } of await db.as({ hand: 'service' }, dueLinks)) {
    const found = await lookAtLink(url)
    await db.as({ hand: 'service' }, (tx) => noteCheck(tx, id, found))
  }
}
