import { createHmac } from 'node:crypto'
import type { CaseSystems } from '../../platform/case-systems.ts'
import { keptSecret } from '../../platform/kept-secret.ts'
import type { Log } from '../../platform/log.ts'
import type { Settings } from '../../platform/settings.ts'
import { openCaseSystems, type Register, startable } from './client.ts'
import { startFakeCaseSystems } from './fake.ts'

type Given = { settings: Pick<Settings, 'caseSystems' | 'keysFolder'>; demo: boolean; log: Log; register?: Register }

/** The systems of the setting. A demonstration that says nothing of them gets made-up ones on this machine; whoever else says nothing has none. */
export async function startCaseSystems({
  settings,
  demo,
  log,
  register = [],
}: Given): Promise<{ systems: CaseSystems; stop: () => Promise<void> }> {
  const fake = demo && settings.caseSystems === undefined ? await startFakeCaseSystems() : null
  const started = startable(fake?.systems ?? settings.caseSystems ?? [], log, register)
  const key = keptSecret(settings.keysFolder, 'look-up')
  return {
    systems: {
      started: started.map(({ code, kinds, subProcessor }) => ({ system: code, kinds, subProcessor })),
      status: openCaseSystems(started, { log }).status,
      hashOf: (reference) => createHmac('sha256', key).update(reference).digest(),
    },
    stop: async () => fake?.stop(),
  }
}
