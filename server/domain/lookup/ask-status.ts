import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { AskStatus } from '../../../contracts/lookup.ts'
import { Problem } from '../../../contracts/problems.ts'
import type { CaseSystems } from '../../platform/case-systems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { hasAcknowledged } from '../briefing/index.ts'
import { demand, loadStanding } from '../instruction/index.ts'
import { openPlace, placeOf } from './find-place.ts'
import { systemsOf } from './judge-fields.ts'
import { exactReference } from './reference.ts'

const Recent = z.object({ asked: z.int() })
const Type = z.object({ id: z.int(), board_id: z.int() })
const mostInTenMinutes = 30

/** What the connector is to ask, after the trace has been written; no system = nobody to ask. */
export type Asked = { lookUpId: string; kind: string; reference: string; system: string | null }

/**
 * Judges a look-up and writes its trace, before anything leaves: an open case or contact of one's own, the whole reference, a clause that names the
 * kind of matter and the system.
 * @throws look_up_reference, case_not_found, not_found, look_up_needs_contact, not_permitted, undertaking_missing, bulletin_unread, too_many_attempts, connector_unread
 * Rule: requirements A24, A25, A30–A32, T1, T12; OSL 11:4; BrB 4:9 c
 */
export async function askStatus(
  tx: Tx,
  { board, caseType, reference: given, ...where }: AskStatus,
  { started, hashOf }: Pick<CaseSystems, 'started' | 'hashOf'>,
): Promise<Asked> {
  const reference = exactReference(given)
  const place = placeOf(where)
  const { channel, about } = await openPlace(tx, place, { board, caseType })
  const standing = await loadStanding(tx)
  const question = { board, caseType, channel, mission: 'status' as const, about, ...(place.caseId ? { caseId: place.caseId } : {}) }
  const decision = await demand(tx, standing, ['status.read'], question)
  await refuseTooMany(tx, { board, caseType, caseId: place.caseId ?? null })
  const type = await tx.maybe(
    Type,
    sql`select t.id, t.board_id from case_type t join board b on b.id = t.board_id where b.code = ${board} and t.code = ${caseType}`,
  )
  if (!type) throw new Problem('not_found')
  const named = systemsOf(standing, decision)
  const found = started.find((each) => named.includes(each.system) && each.kinds.includes(caseType))
  // X5: what somebody else runs is asked for a board that has consented to them, and from the moment it takes that back for it no more
  const asks = found && (await isConsented(tx, found.subProcessor, type.board_id)) ? found : undefined
  if (asks && !(await hasAcknowledged(tx, asks.system, asks.briefing.version)))
    throw unread(asks.system, { board, caseType, caseId: place.caseId ?? null })
  const system = asks?.system ?? null
  const lookUpId = randomUUID()
  await tx.run(sql`
    insert into look_up (id, case_id, contact_id, board_id, case_type_id, employee_id, at, system, version_id, clause_ids, reference_hash)
    values (${lookUpId}, ${place.caseId ?? null}, ${place.contactId ?? null}, ${type.board_id}, ${type.id}, actor_id(), ombud_now(), ${system}, ${decision.versionId}, ${decision.clauseIds}, ${hashOf(reference)})`)
  return { lookUpId, kind: caseType, reference, system }
}

const Consented = z.object({ yes: z.boolean() })
async function isConsented(tx: Tx, subProcessor: string | undefined, boardId: number): Promise<boolean> {
  if (subProcessor === undefined) return true
  const { yes } = await tx.one(
    Consented,
    sql`select exists (select from sub_processor s join sub_processor_consent c on c.sub_processor_id = s.id where s.code = ${subProcessor} and s.ended_at is null and c.board_id = ${boardId} and c.withdrawn_at is null) as yes`,
  )
  return yes
}

/** A24: nobody fetches from a system whose administration hasn't told them how. */
const unread = (system: string, { board, caseType, caseId }: { board: string; caseType: string; caseId: string | null }) =>
  new Problem('connector_unread', {
    system,
    refusal: {
      act: 'status.read',
      boardCode: board,
      caseTypeCode: caseType,
      mission: 'status',
      because: 'CONNECTOR_UNREAD',
      clauseIds: [],
      lawIds: ['GDPR 29', 'GDPR 32(4)'],
      gap: false,
      caseId,
    },
  })

/** T1: whoever looks up more than anyone's work asks for has to stop, and it is seen. */
async function refuseTooMany(
  tx: Tx,
  { board, caseType, caseId }: { board: string; caseType: string; caseId: string | null },
): Promise<void> {
  const { asked } = await tx.one(Recent, sql`select recent_look_ups() as asked`)
  if (asked < mostInTenMinutes) return
  throw new Problem('too_many_attempts', {
    refusal: {
      act: 'status.read',
      boardCode: board,
      caseTypeCode: caseType,
      mission: 'status',
      because: 'TOO_MANY_LOOK_UPS',
      clauseIds: [],
      lawIds: ['BrB 4:9 c'],
      gap: false,
      caseId,
    },
  })
}
