import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { events } from '../../../contracts/vocabulary.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { demand, loadStanding } from '../instruction/index.ts'
import { happen } from '../retention/index.ts'
import { asked, lockCase } from './lock-case.ts'

const Answer = z.object({ now: z.date(), own: z.boolean(), ours: z.boolean() })

/**
 * Something has happened outside the program that rules count from: a decision gained legal force, a debt was paid, the archive receipted (K01). It is
 * an officer of the case's board that says so, or an agent whom the instruction lets handle the case. What waits for it is worked out again.
 * @throws case_not_found, not_found, not_permitted, invalid_input: no such word, one that the program records itself, or a time to come
 */
export async function declareHappening(tx: Tx, id: string, { event, at }: { event: string; at?: string | undefined }): Promise<void> {
  const kase = await lockCase(tx, id, null)
  const standing = await loadStanding(tx)
  if (standing.hand === 'officer' && !standing.boards.includes(kase.board)) throw new Problem('not_found')
  if (standing.hand === 'agent') await demand(tx, standing, ['handle'], asked(kase))
  const { now, own, ours } = await tx.one(
    Answer,
    sql`select ombud_now() as now, ${event} = any (domain_events()) as ours,
      exists (select from instruction_version v where v.id = ${kase.instruction_version_id} and v.content #> '{vocabulary,events}' ? ${event}) as own`,
  )
  const judges = event.endsWith('.judged')
  if (ours || judges || !(own || Object.hasOwn(events, event)))
    throw new Problem('invalid_input', { errors: [{ field: 'event', code: 'unknown' }] })
  const when = at === undefined ? null : new Date(at)
  if (when !== null && when > now) throw new Problem('invalid_input', { errors: [{ field: 'at', code: 'not_yet' }] })
  const end = await happen(tx, { subject: { kind: 'case', id }, event, at: when })
  await record(tx, 'case.happened', { caseId: id, boardId: kase.board_id, facts: { event, disposeOn: end?.on ?? null } })
}
