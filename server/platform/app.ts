import type { CaseSystems } from './case-systems.ts'
import type { Clock } from './clock.ts'
import type { Db } from './db.ts'
import type { Files } from './files.ts'
import type { IdentityProvider } from './identity-provider.ts'
import type { Keeps } from './keeps.ts'
import type { Log } from './log.ts'
import type { LookAtLink } from './look-at-link.ts'
import type { Settings } from './settings.ts'

/** What main.ts has opened and hands to every route, job and channel. Verbs are handed a `tx` and never see this. */
export type App = {
  db: Db
  files: Files
  clock: Clock
  log: Log
  settings: Settings
  /** What every module keeps about people, in the order it is erased; retention works through this list. */
  keeps: readonly Keeps[]
  /** Boards' own systems, in a process that serves the web; the others ask nobody. */
  caseSystems?: CaseSystems
  /** The employer's sign-in, when one is configured. */
  identityProvider?: IdentityProvider
  /** Looks at the addresses the public is shown, in a process that works, where the operator has switched it on; otherwise nothing leaves. */
  lookAtLink?: LookAtLink
  /** True on the embedded default with its made-up municipality. */
  demo: boolean
}
