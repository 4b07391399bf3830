import type { z } from 'zod'
import type { Changed } from '../../../contracts/case.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { LockedCase } from './lock-case.ts'
import { readDisappears } from './read-disappears.ts'

/** What every change answers with: the new version, the state and when it disappears. */
export async function changed(
  tx: Tx,
  kase: Pick<LockedCase, 'id' | 'version'>,
  state: LockedCase['state'],
  lang: 'sv' | 'en',
): Promise<z.infer<typeof Changed>> {
  return { version: kase.version + 1, state, disappears: await readDisappears(tx, kase.id, lang) }
}

/** Every change of a case moves its version on, so that two people never overwrite each other. */
export const nextVersion = sql`version = version + 1, changed_at = ombud_now()`
