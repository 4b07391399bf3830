import { createHmac } from 'node:crypto'
import { stockholmDay } from '../../platform/calendar.ts'
import type { CaseSystems } from '../../platform/case-systems.ts'
import { keptSecret } from '../../platform/kept-secret.ts'
import { type Log, openLog } from '../../platform/log.ts'
import type { Settings } from '../../platform/settings.ts'
import { openCaseSystems, type Register, startable } from './client.ts'
import { madeUpSystems, startFakeCaseSystems } from './fake.ts'

type Given = { settings: Pick<Settings, 'caseSystems' | 'keysFolder'>; demo: boolean; log: Log; register?: Register; now?: () => Date }

/** The systems of the setting. A demonstration that says nothing of them gets made-up ones on this machine; whoever else says nothing has none. */
export async function startCaseSystems({
  settings,
  demo,
  log,
  register = [],
  now = () => new Date(),
}: Given): Promise<{ systems: CaseSystems; stop: () => Promise<void> }> {
  const fake = demo && settings.caseSystems === undefined ? await startFakeCaseSystems() : null
  const started = startable(fake?.systems ?? settings.caseSystems ?? [], log, { today: stockholmDay(now()), register })
  const key = keptSecret(settings.keysFolder, 'look-up')
  return {
    systems: {
      started: started.map(({ code, kinds, subProcessor, briefed }) => ({ system: code, kinds, subProcessor, briefing: briefed })),
      status: openCaseSystems(started, { log }).status,
      hashOf: (reference) => createHmac('sha256', key).update(reference).digest(),
    },
    stop: async () => fake?.stop(),
  }
}

/** The demonstration's briefings, for the made-up people who have read them (db/seed). */
export const madeUpBriefings = (): { system: string; version: string }[] =>
  startable(madeUpSystems(), openLog('silent'), { today: '2026-01-01' }).map(({ code, briefed }) => ({
    system: code,
    version: briefed.version,
  }))
