import { z } from 'zod'
import { ChannelKind } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import { CaseState } from '../../../contracts/words.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { About } from '../instruction/index.ts'

const CaseRow = z.object({ channel: ChannelKind, state: CaseState, anonymous: z.boolean(), mine: z.boolean() })
const ContactRow = z.object({ channel: ChannelKind, anonymous: z.boolean(), mine: z.boolean() })

/** Where the question is asked: a case or a contact, never both. */
export type Place = { caseId: string; contactId?: undefined } | { contactId: string; caseId?: undefined }
export type OpenPlace = { channel: ChannelKind; about: About }

export function placeOf({ caseId, contactId }: { caseId?: string | null | undefined; contactId?: string | null | undefined }): Place {
  if (caseId && !contactId) return { caseId }
  if (contactId && !caseId) return { contactId }
  throw new Problem('look_up_needs_contact')
}

/**
 * A25: nobody looks anything up but in an open case or contact of their own. @throws case_not_found, not_found (also when the row is hidden),
 * look_up_needs_contact
 */
export async function openPlace(tx: Tx, place: Place, matter: { board: string; caseType: string }): Promise<OpenPlace> {
  if (place.caseId !== undefined) {
    const kase = await tx.maybe(
      CaseRow,
      sql`select channel, state, anonymous, assignee_id is not distinct from actor_id() as mine from "case" where id = ${place.caseId}`,
    )
    if (!kase) throw new Problem('case_not_found')
    if (!kase.mine || kase.state === 'closed') throw withoutContact(place, matter)
    return { channel: kase.channel, about: { state: kase.state, anonymous: kase.anonymous } }
  }
  const contact = await tx.maybe(
    ContactRow,
    sql`select channel, anonymous, agent_id is not distinct from actor_id() and ended_at is null as mine from contact where id = ${place.contactId}`,
  )
  if (!contact) throw new Problem('not_found')
  if (!contact.mine) throw withoutContact(place, matter)
  return { channel: contact.channel, about: { anonymous: contact.anonymous } }
}

/** A refusal that leaves its trace: it is what a curious look-up looks like (T1). */
const withoutContact = ({ caseId = null }: { caseId?: string | null }, { board, caseType }: { board: string; caseType: string }) =>
  new Problem('look_up_needs_contact', {
    refusal: {
      act: 'status.read',
      boardCode: board,
      caseTypeCode: caseType,
      mission: 'status',
      because: 'NO_OPEN_CONTACT',
      clauseIds: [],
      lawIds: ['BrB 4:9 c', 'GDPR 5(1)(b)'],
      gap: false,
      caseId,
    },
  })
