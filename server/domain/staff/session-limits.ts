/**
 * How long a session lives without use, and how long at most where no setting says otherwise (SESSION_HOURS); the database refuses more than
 * twelve hours (0031).
 * An hour, since what was written is kept and one signs in again where one stands.
 */
export const sessionLimits = { idleMinutes: 60, longestMinutes: 10 * 60 } as const

/** Where a session is opened from, as coarsely as helps its owner to know it again. */
export type From = { device: 'computer' | 'phone' | 'tablet' | 'unknown'; network: string | null; hours?: number }

/** What the database is told about a session that is to be opened. */
export const aboutSession = ({ device, network, hours }: From): string =>
  JSON.stringify({ ...sessionLimits, ...(hours === undefined ? {} : { longestMinutes: hours * 60 }), device, network })
