import { z } from 'zod'
import type { ReportGap } from '../../../contracts/duty.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { countGap } from '../audit/index.ts'
import { ask, loadStanding, verdictOf } from '../instruction/index.ts'

const Ids = z.object({ board_id: z.int(), type_id: z.int().nullable() })

/**
 * An agent whose button is grey because the instruction has no answer tells the board so: judged again, then counted as any refusal for a gap is
 * (A13). @throws not_a_gap, not_found
 */
export async function reportGap(
  tx: Tx,
  { act, ...question }: z.output<typeof ReportGap>,
  lang: 'sv' | 'en',
): Promise<{ sentence: string }> {
  const standing = await loadStanding(tx)
  const decision = ask(standing, [act], question)
  if (!decision.gap) throw new Problem('not_a_gap')
  const ids = await tx.maybe(
    Ids,
    sql`select b.id as board_id, t.id as type_id from board b left join case_type t on t.board_id = b.id and t.code = ${question.caseType} where b.code = ${question.board}`,
  )
  if (!ids) throw new Problem('not_found')
  await countGap(tx, {
    ...question,
    act,
    because: decision.because,
    clauseIds: decision.clauseIds,
    boardId: ids.board_id,
    typeId: ids.type_id,
  })
  return { sentence: verdictOf(decision, standing, lang).sentence }
}
