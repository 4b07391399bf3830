import { z } from 'zod'
import type { Conversation } from '../../../contracts/contact.ts'
import { Mission } from '../../../contracts/instruction.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { type Lang, missionWords } from '../rule/index.ts'

const Seen = z.object({ at: z.date(), hand: z.enum(['agent', 'officer', 'auditor']), purpose: z.string() })
const shownAtMost = 50

const roles: Record<z.infer<typeof Seen>['hand'], Record<Lang, string>> = {
  agent: { sv: 'Kontaktcenter', en: 'The contact centre' },
  officer: { sv: 'Handläggare', en: 'An officer' },
  auditor: { sv: 'Dataskyddsombud eller granskare', en: 'The data protection officer or an auditor' },
}

/**
 * When somebody on the staff had the resident's case open, in which role and for what. Who it was isn't said: that is the staff's own data, and the date and
 * the purpose are what lets the resident check that it was lawful (CJEU C-579/21, Pankki S). As the resident, by the retrieval code.
 */
export async function readSeen(tx: Tx, lang: Lang): Promise<z.infer<typeof Conversation>['seen']> {
  const rows = await tx.all(Seen, sql`select at, hand, purpose from log_of_own_case(${shownAtMost})`)
  return rows.map(({ at, hand, purpose }) => ({ at: at.toISOString(), role: roles[hand][lang], purpose: purposeIn(purpose, lang) }))
}

function purposeIn(purpose: string, lang: Lang): string {
  const mission = Mission.safeParse(purpose)
  if (!mission.success) return { sv: 'för gallring', en: 'for disposal' }[lang]
  return `${{ sv: 'för att', en: 'in order to' }[lang]} ${missionWords[mission.data][lang]}`
}
