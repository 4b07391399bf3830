import { z } from 'zod'
import type { AddSubProcessor, ConsentToSubProcessor, SubProcessor } from '../../../contracts/control.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'

const BoardName = z.object({ board: z.string(), boardName: z.string() })
const Row = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  what_for: z.string(),
  region: z.enum(['EU/EEA', 'outside EU/EEA']),
  added_at: z.date(),
  ended_at: z.date().nullable(),
  consents: z.array(BoardName.extend({ paragraph: z.string(), on: z.string() })),
  signs: z.array(BoardName),
})
const Made = z.object({ id: z.uuid().nullable() })
const Done = z.object({ done: z.boolean() })
const Board = z.object({ id: z.int(), signs: z.boolean() })

/** The register: who else handles the data, what for and where, and which boards have consented (X5). */
export async function listSubProcessors(tx: Tx): Promise<SubProcessor[]> {
  const rows = await tx.all(
    Row,
    sql`
    select s.id, s.code, s.name, s.what_for, s.region, s.added_at, s.ended_at,
      coalesce((select json_agg(json_build_object('board', b.code, 'boardName', b.name, 'paragraph', c.paragraph, 'on', c.on_day) order by b.name) from sub_processor_consent c join board b on b.id = c.board_id where c.sub_processor_id = s.id and c.withdrawn_at is null), '[]') as consents,
      coalesce((select json_agg(json_build_object('board', b.code, 'boardName', b.name) order by b.name) from board b where actor_hand() = 'officer' and b.id = any ((select actor_signs('board'))::int[])), '[]') as signs
    from sub_processor s order by s.ended_at is not null, s.name`,
  )
  return rows.map(({ id, code, name, what_for, region, added_at, ended_at, consents, signs }) => {
    const has = ({ board }: { board: string }) => consents.some((each) => each.board === board)
    return {
      ...{ id, code, name, whatFor: what_for, region, addedAt: added_at.toISOString(), endedAt: ended_at?.toISOString() ?? null, consents },
      canConsent: ended_at === null ? signs.filter((each) => !has(each)) : [],
      canWithdraw: signs.filter(has),
    }
  })
}

/** @throws not_found for whoever doesn't keep the register, already_there when the code is taken */
export async function addSubProcessor(tx: Tx, { code, name, whatFor, region }: z.infer<typeof AddSubProcessor>): Promise<void> {
  await mustKeepRegister(tx)
  const { id } = await tx.one(Made, sql`select add_sub_processor(${code}, ${name}, ${whatFor}, ${region}) as id`)
  if (id === null) throw new Problem('invalid_input', { errors: [{ field: 'code', code: 'taken' }] })
  await record(tx, 'sub-processor.added', { facts: { subProcessor: id } })
}

/** From now on nothing that it runs starts; what is ended stays in the register. @throws not_found */
export async function endSubProcessor(tx: Tx, id: string): Promise<void> {
  await mustKeepRegister(tx)
  const { done } = await tx.one(Done, sql`select end_sub_processor(${id}) as done`)
  if (!done) throw new Problem('not_found')
  await record(tx, 'sub-processor.ended', { facts: { subProcessor: id } })
}

/** The board's specific authorisation, by whoever signs for it and with the paragraph of its minutes (GDPR 28(2)). @throws not_found, not_a_signer */
export async function consentToSubProcessor(
  tx: Tx,
  id: string,
  { board, paragraph, on }: z.infer<typeof ConsentToSubProcessor>,
): Promise<void> {
  const boardId = await boardSignedFor(tx, board)
  const { done } = await tx.one(Done, sql`select consent_to_sub_processor(${id}, ${boardId}, ${paragraph}, ${on}) as done`)
  if (!done) throw new Problem('not_found')
  await record(tx, 'sub-processor.consented', { boardId, facts: { subProcessor: id } })
}

/** @throws not_found, not_a_signer */
export async function withdrawConsent(tx: Tx, id: string, board: string): Promise<void> {
  const boardId = await boardSignedFor(tx, board)
  const { done } = await tx.one(Done, sql`select withdraw_consent(${id}, ${boardId}) as done`)
  if (!done) throw new Problem('not_found')
  await record(tx, 'sub-processor.withdrawn', { boardId, facts: { subProcessor: id } })
}

async function boardSignedFor(tx: Tx, code: string): Promise<number> {
  const board = await tx.maybe(
    Board,
    sql`select b.id, b.id = any (actor_signs('board')) as signs from board b where b.code = ${code} and b.id = any (actor_boards('officer'))`,
  )
  if (!board) throw new Problem('not_found')
  if (!board.signs) throw new Problem('not_a_signer')
  return board.id
}

async function mustKeepRegister(tx: Tx): Promise<void> {
  const { done } = await tx.one(Done, sql`select sees_all_controls() as done`)
  if (!done) throw new Problem('not_found')
}

const Consented = z.object({ code: z.string(), boards: z.array(z.string()) })

/** X5: entries that count now, with the boards that have consented: what an endpoint is asked for before it starts. */
export function consentedNow(tx: Tx): Promise<{ code: string; boards: string[] }[]> {
  return tx.all(
    Consented,
    sql`select s.code, array(select b.code from sub_processor_consent c join board b on b.id = c.board_id where c.sub_processor_id = s.id and c.withdrawn_at is null) as boards from sub_processor s where s.ended_at is null`,
  )
}

const Channel = z.object({ channel: z.string(), subProcessor: z.string() })

/** X5: open channels of a kind that somebody else runs without an entry that any board has consented to. What would carry them doesn't start. */
export function channelsWithoutEntry(tx: Tx, kind: 'email'): Promise<{ channel: string; subProcessor: string }[]> {
  return tx.all(
    Channel,
    sql`
    select c ->> 'code' as channel, c ->> 'subProcessor' as "subProcessor" from installation i, jsonb_array_elements(i.organisation -> 'channels') c
    where c ->> 'kind' = ${kind} and (c ->> 'active')::boolean and c ->> 'subProcessor' is not null
      and not exists (select from sub_processor s join sub_processor_consent x on x.sub_processor_id = s.id where s.code = c ->> 'subProcessor' and s.ended_at is null and x.withdrawn_at is null)`,
  )
}
