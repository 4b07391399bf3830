import type { LinkOutcome } from '../../contracts/link.ts'

/** Looks at one address of the registry. Handed to the job that does it, as case systems are to routes; what looks is in `server/connector/link/`. */
export type LookAtLink = (url: string) => Promise<{ outcome: LinkOutcome; status: number | null; landedAt: string | null }>
