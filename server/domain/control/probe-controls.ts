import type { App } from '../../platform/app.ts'
import { lookAtFiles } from '../../platform/look-at-files.ts'
import { noteStates } from './note-states.ts'
import { probeDatabase } from './probe-database.ts'
import { filesProbes, mailProbe } from './probes.ts'

/**
 * Looks at every measure, and writes what it found. The disk is looked at before the transaction; a database that doesn't answer leaves the last
 * probe to grow old, which /health/controls tells. In the worker, every minute.
 */
export async function probeControls({
  db,
  files,
  settings,
  keeps,
  demo,
}: Pick<App, 'db' | 'files' | 'settings' | 'keeps' | 'demo'>): ReturnType<typeof noteStates> {
  const seen = await lookAtFiles(files, settings)
  return db.as({ hand: 'service' }, async (tx) =>
    noteStates(tx, [...filesProbes(seen), mailProbe(settings), ...(await probeDatabase(tx, { keeps, settings, demo }))]),
  )
}
