import { sql } from '../../platform/db.ts'

// What keeps something where it is although its day has come. `c`: its row, `k`: its clock.

/** The rule behind the clock is said to break the law, and the board hasn't answered (A10): destroying can't be undone, so it waits. */
export const ruleIsPaused = sql`k.version_id || ' ' || k.clause_id = any ((select paused_rules())::text[])`
/** Somebody holds the case, or the contact that it came by (D2). */
export const caseIsHeld = sql`exists (select from hold h where (h.case_id = c.id or h.contact_id = c.contact_id) and h.released_at is null and h.expires_at > ombud_now())`
export const contactIsHeld = sql`exists (select from hold h where h.contact_id = c.id and h.released_at is null and h.expires_at > ombud_now())`
