import { z } from 'zod'
import { DraftFile } from '../../../contracts/drafts.ts'
import { InstructionFile } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import { databaseCode, sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { checkTogether } from './check-instruction.ts'
import { diffInstructions } from './diff.ts'
import { checkDraft } from './draft-file.ts'
import { demandState, fileOf, findVersion } from './find-version.ts'
import { withCaseTypes } from './read-instruction.ts'
import { fileHash } from './signed-bytes.ts'
import { isReviewTooLate } from './version-states.ts'

const Done = z.object({ done: z.boolean() })
const Other = z.object({ content: InstructionFile })

/**
 * From draft to proposed: from here the text, the rules and the diff against what is in force stand still.
 * @throws not_found, version_state, instruction_faults, review_too_late (A7), version_on_its_way
 */
export async function proposeVersion(tx: Tx, uid: string): Promise<void> {
  const draft = await findVersion(tx, uid)
  demandState(draft, ['draft'])
  if (!draft.mine) throw new Problem('not_found')
  const together = checkTogether([draft.file, ...(await othersInForce(tx, draft.board_id))], draft.organisation)
  const faults = [
    ...checkDraft(DraftFile.parse(draft.content), draft.organisation, 'sv'),
    ...together.map(({ says, ...finding }) => ({ ...finding, text: says.sv })),
  ].filter(({ severity }) => severity === 'error')
  if (faults.length > 0)
    throw new Problem('instruction_faults', {
      errors: faults.map(({ clauseId, field, text, law }) => ({
        code: law ?? 'fault',
        clause: clauseId,
        field: field || (clauseId ?? ''),
        text,
      })),
    })
  if (isReviewTooLate(draft.file)) throw new Problem('review_too_late')
  // what is signed says which case types a department's rule reaches, as both walls will read it
  await tx.one(Done, sql`select save_draft(${uid}, ${JSON.stringify(withCaseTypes(draft.file, draft.organisation))}, null) as done`)
  const version = await findVersion(tx, uid)
  const diff = diffInstructions(await fileOf(tx, version.in_force_id), version.file, version.names)
  try {
    const { done } = await tx.one(
      Done,
      sql`select propose_version(${uid}, ${fileHash(version.content)}, ${JSON.stringify(diff)}, ${version.in_force_id}) as done`,
    )
    if (!done) throw new Problem('version_state', { state: version.state })
  } catch (error) {
    if (databaseCode(error) === '23505') throw new Problem('version_on_its_way')
    throw error
  }
  await record(tx, 'instruction.proposed', { boardId: version.board_id, facts: { version: uid } })
}

/** What the other boards have said: instructions that are sound one by one can break something together (C5, B16). */
async function othersInForce(tx: Tx, boardId: number): Promise<InstructionFile[]> {
  const rows = await tx.all(Other, sql`select content from instruction_version where state = 'in-force' and board_id <> ${boardId}`)
  return rows.map(({ content }) => content)
}
