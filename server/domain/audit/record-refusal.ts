import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { queueJob } from '../../platform/jobs.ts'
import { type Decided, recordDecision } from './record-decision.ts'

/** What was asked for and why it was refused, by ids and codes. `boardCode`: the board whose rule refused. */
export type Refused = {
  act: string
  /** null: which board it would have been isn't known, as when a wall refused. */
  boardCode: string | null
  caseTypeCode: string | null
  mission: string | null
  channel?: string | null
  because: string
  clauseIds: readonly string[]
  lawIds: readonly string[]
  gap: boolean
  caseId: string | null
  /** What the explaining wall was asked; none when it wasn't. */
  decided?: Decided
}

const Ids = z.object({ board_id: z.int(), type_id: z.int().nullable() })

/** Writes a refusal, and counts it into the board's open gap when the instruction lacks an answer (A13). In a transaction of its own: the refused one is rolled back. */
export async function recordRefusal(tx: Tx, refused: Refused): Promise<void> {
  const ids =
    refused.boardCode === null
      ? { board_id: null, type_id: null }
      : await tx.maybe(
          Ids,
          sql`select b.id as board_id, t.id as type_id from board b left join case_type t on t.board_id = b.id and t.code = ${refused.caseTypeCode} where b.code = ${refused.boardCode}`,
        )
  if (!ids) return
  await tx.all(
    z.unknown(),
    sql`select record_refusal(${refused.act}, ${ids.board_id}, ${ids.type_id}, ${refused.because}, ${refused.clauseIds}, ${refused.lawIds}, ${refused.caseId})`,
  )
  if (refused.decided) await recordDecision(tx, refused.decided)
  if (refused.gap && ids.board_id !== null) await countGap(tx, { ...refused, boardId: ids.board_id, typeId: ids.type_id })
}

const Owed = z.object({ notice: z.uuid().nullable() })

/** A13: one ticket for each question, counted; a new one is owed to the board from this transaction on, and told by a job that needs no mail. */
export async function countGap(
  tx: Tx,
  asked: Pick<Refused, 'act' | 'mission' | 'channel' | 'because' | 'clauseIds'> & { boardId: number; typeId: number | null },
): Promise<void> {
  const { boardId, act, typeId, mission, because, channel, clauseIds } = asked
  const { notice } = await tx.one(
    Owed,
    sql`select record_gap(${boardId}, ${act}, ${typeId}, ${mission}, ${because}, ${channel ?? null}, ${clauseIds}) as notice`,
  )
  if (notice !== null) await queueJob(tx, 'deliver-notice', { notice }, { key: `notice-${notice}` })
}
