import type { z } from 'zod'
import type { ReportGap } from '../../../contracts/duty.ts'
import { Problem } from '../../../contracts/problems.ts'
import type { Tx } from '../../platform/db.ts'
import { recordRefusal } from '../audit/index.ts'
import { ask, loadStanding, verdictOf } from '../instruction/index.ts'

/** An agent whose button was grey because the instruction has no answer tells the board so: judged again, then counted as any refusal is (A13). @throws not_a_gap */
export async function reportGap(
  tx: Tx,
  { act, ...question }: z.output<typeof ReportGap>,
  lang: 'sv' | 'en',
): Promise<{ sentence: string }> {
  const standing = await loadStanding(tx)
  const decision = ask(standing, [act], question)
  if (!decision.gap) throw new Problem('not_a_gap')
  await recordRefusal(tx, {
    act,
    boardCode: question.board,
    caseTypeCode: question.caseType,
    mission: question.mission,
    channel: question.channel,
    because: decision.because,
    clauseIds: decision.clauseIds,
    lawIds: decision.lawIds,
    gap: true,
    caseId: null,
  })
  return { sentence: verdictOf(decision, standing, lang).sentence }
}
