import { z } from 'zod'
import type { EServiceOffer } from '../../../contracts/case.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { demand, loadStanding, loadVersion, type Standing } from '../instruction/index.ts'
import { endOf, type Scheduled, schedule } from '../retention/index.ts'
import { instructionInForce } from '../rule/index.ts'
import { actsNeeded } from './acts.ts'
import { nextVersion } from './change-case.ts'
import { guardText } from './guard-text.ts'
import { asked, type LockedCase, lockCase } from './lock-case.ts'
import { keepEServiceOffer, refuseUnanswered } from './offer-e-service.ts'
import { refuseOpenRights } from './rights-of-case.ts'
import { addNote } from './write-note.ts'

const Instant = z.object({ at: z.date() })

/**
 * Closes a case and starts its retention clock under the version of the instruction that it is pinned to. Days are counted in Europe/Stockholm.
 * @throws case_not_found, case_changed, case_already_closed, case_is_offered, not_permitted, no_retention_rule, invalid_input,
 * e_service_offer_unanswered, rights_not_decided
 * Rule: arkivlagen (1990:782) 10 §, GDPR art. 5(1)(e); requirements A35, B18, B19, B21
 */
export async function closeCase(
  tx: Tx,
  id: string,
  {
    version,
    outcome,
    note,
    eServiceOffer,
  }: { version: number; outcome: string; note?: string | undefined; eServiceOffer?: EServiceOffer | undefined },
): Promise<LockedCase> {
  const kase = await lockCase(tx, id, version)
  if (kase.state === 'closed') throw new Problem('case_already_closed')
  if (kase.offered_board_id !== null) throw new Problem('case_is_offered')
  await refuseOpenRights(tx, id)
  const standing = await loadStanding(tx)
  await demand(tx, standing, actsNeeded.close, asked(kase))
  await refuseUnknownOutcome(tx, outcome)
  refuseUnanswered(standing, asked(kase), eServiceOffer ?? kase.e_service_offer)
  if (eServiceOffer) await keepEServiceOffer(tx, id, eServiceOffer)
  if (outcome === 'beslutad') await refuseUndecided(tx, id)
  if (note?.trim()) {
    const judged = guardText(standing, asked(kase), note)
    await addNote(tx, id, { body: note.trim(), kind: 'closing', authorId: standing.employeeId, judged })
  }
  const { at } = await tx.one(Instant, sql`select ombud_now() as at`)
  const versionId = versionOf(kase, standing)
  const end = await scheduleCase(tx, kase, versionId, at, outcome)
  const { on, at: disposeAt, review, kept } = endOf(end)
  await tx.run(sql`
    update "case" set state = 'closed', outcome = ${outcome}, closed_at = ${at}, instruction_version_id = ${versionId}, dispose_on = ${on}, dispose_at = ${disposeAt}, dispose_rule = ${end.ruleId},
      dispose_review = ${review}, keep_forever = ${kept}, ${nextVersion} where id = ${id}`)
  await record(tx, 'case.closed', { caseId: id, boardId: kase.board_id, facts: { outcome, rule: end.ruleId, disposeOn: on } })
  return { ...kase, state: 'closed' }
}

/** The version it was opened under (A29); one that came before its board had any is closed under the first that is in force. */
function versionOf(kase: LockedCase, { nowMs, rules }: Standing): number {
  const versionId = kase.instruction_version_id ?? instructionInForce(kase.board, nowMs, rules)?.versionId
  if (versionId === undefined) throw new Problem('no_retention_rule')
  return versionId
}

async function scheduleCase(tx: Tx, kase: LockedCase, versionId: number, at: Date, outcome: string): Promise<Scheduled> {
  return schedule(tx, {
    subject: { kind: 'case', id: kase.id },
    board: { id: kase.board_id, code: kase.board },
    department: kase.department,
    caseType: kase.case_type,
    record: 'case',
    trigger: 'case.closed',
    at,
    instruction: await loadVersion(tx, versionId),
    facts: { 'case.outcome': outcome, 'case.state': 'closed' },
  })
}

/** A36: what is closed as decided has been decided, by someone who may. The database refuses it too. */
async function refuseUndecided(tx: Tx, id: string): Promise<void> {
  const decided = await tx.maybe(z.unknown(), sql`select 1 from decision where case_id = ${id} limit 1`)
  if (!decided) throw new Problem('decision_missing')
}

async function refuseUnknownOutcome(tx: Tx, outcome: string): Promise<void> {
  const known = await tx.maybe(z.unknown(), sql`select 1 from outcome where code = ${outcome} and needs in ('case', 'both')`)
  if (!known) throw new Problem('invalid_input', { errors: [{ field: 'outcome', code: 'unknown' }] })
}
