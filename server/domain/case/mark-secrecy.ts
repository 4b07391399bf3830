import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import type { MarkSecrecy } from '../../../contracts/secrecy.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { demand, loadStanding } from '../instruction/index.ts'
import { levelOf } from '../secrecy/index.ts'
import { asked, type LockedCase, lockCase } from './lock-case.ts'
import { summariseAgain } from './summarise.ts'

/**
 * Notes that something in the case, or in one message, may be secret: which provision, when, and which authority (OSL 5:5, three fields and no more).
 * By the board's officers, or by whoever its instruction lets handle the case. Where the provision presumes secrecy the words leave lists and index.
 * @throws case_not_found, not_permitted, not_found, invalid_input
 */
export async function markSecrecy(tx: Tx, id: string, { provision, messageId }: MarkSecrecy): Promise<string> {
  const kase = await lockCase(tx, id, null)
  await demand(tx, await loadStanding(tx), ['handle'], asked(kase))
  if (messageId !== null) {
    const message = await tx.maybe(z.object({ id: z.uuid() }), sql`select id from message where id = ${messageId} and case_id = ${id}`)
    if (!message) throw new Problem('not_found')
  }
  const standing = await tx.maybe(
    z.object({ id: z.uuid() }),
    sql`select id from secrecy_mark where case_id = ${id} and provision = ${provision} and message_id is not distinct from ${messageId} and lifted_at is null`,
  )
  if (standing) throw new Problem('invalid_input', { errors: [{ field: 'provision', code: 'marked_already' }] })
  const mark = await tx.one(
    z.object({ id: z.uuid() }),
    sql`insert into secrecy_mark (case_id, message_id, board_id, provision, level, marked_by, marked_at)
      values (${id}, ${messageId}, ${kase.board_id}, ${provision}, ${levelOf(provision)}, actor_id(), ombud_now()) returning id`,
  )
  await hideOrShow(tx, kase)
  await record(tx, 'secrecy.marked', { caseId: id, boardId: kase.board_id, facts: { mark: mark.id, provision } })
  return mark.id
}

/** Takes a mark away again; that it stood, and who lifted it, stays. The board's officers alone. @throws case_not_found, not_found */
export async function liftMark(tx: Tx, id: string, markId: string): Promise<void> {
  const kase = await lockCase(tx, id, null)
  const lifted = await tx.maybe(
    z.object({ provision: z.string() }),
    sql`update secrecy_mark set lifted_by = actor_id(), lifted_at = ombud_now() where id = ${markId} and case_id = ${id} and lifted_at is null returning provision`,
  )
  if (!lifted) throw new Problem('not_found')
  await hideOrShow(tx, kase)
  await record(tx, 'secrecy.lifted', { caseId: id, boardId: kase.board_id, facts: { mark: markId, provision: lifted.provision } })
}

const hideOrShow = (tx: Tx, { id, case_type_id, secrecy }: LockedCase): Promise<void> =>
  summariseAgain(tx, { caseId: id, caseTypeId: case_type_id, sealed: secrecy === 'sealed' })
