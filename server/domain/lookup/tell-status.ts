import type { Telling, TellStatus } from '../../../contracts/lookup.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { countGap } from '../audit/index.ts'
import { loadStanding } from '../instruction/index.ts'
import { findLookUp } from './find-look-up.ts'
import { judgeTelling } from './judge-fields.ts'

/**
 * Which of the fields that were read may be told to someone like this (A30): another act than reading, judged for each field and added to the trace.
 * @throws not_found, look_up_needs_contact. Law: OSL 8:1, 12:1–12:3, 40:6
 */
export async function tellStatus(tx: Tx, id: string, { recipient, identityLevel }: TellStatus, lang: 'sv' | 'en'): Promise<Telling> {
  const { row, matter } = await findLookUp(tx, id)
  if (row.outcome !== 'found') throw new Problem('not_found')
  const standing = await loadStanding(tx)
  const source = { system: row.system, extraTags: row.secrecy_tags.filter((tag) => !row.type_tags.includes(tag)) }
  const fields = row.fields.map((field) => judgeTelling(standing, matter, { field, recipient, identityLevel }, source, lang))
  // A13: what no clause answers is owed to the board; too low a level is an answer
  const gap = fields.find(({ why, verdict }) => why === 'instruction' && ['NO_CLAUSE', 'CLAUSES_DISAGREE'].includes(verdict.because))
  if (gap)
    await countGap(tx, {
      act: 'status.tell',
      mission: 'status',
      channel: matter.channel,
      because: gap.verdict.because,
      clauseIds: gap.verdict.clauses.map(({ id: clause }) => clause),
      boardId: row.board_id,
      typeId: row.case_type_id,
    })
  const told = [
    {
      at: new Date(standing.nowMs).toISOString(),
      recipient,
      identityLevel,
      fields: fields.filter(({ may }) => may).map(({ name }) => name),
      clauses: [...new Set(fields.flatMap(({ verdict }) => verdict.clauses.map((clause) => clause.id)))],
    },
  ]
  await tx.run(sql`update look_up set told = told || ${JSON.stringify(told)}::jsonb where id = ${id}`)
  return { recipient, identityLevel, fields }
}
