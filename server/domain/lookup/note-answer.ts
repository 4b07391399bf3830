import type { StatusField, StatusShown } from '../../../contracts/lookup.ts'
import type { StatusAnswer } from '../../platform/case-systems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { loadStanding, verdictOf } from '../instruction/index.ts'
import { findLookUp } from './find-look-up.ts'
import { judge, readableFields } from './judge-fields.ts'

/**
 * Notes how the source answered, by names, and gives what may be shown. Judged again: the board may have stopped it while the question was away (A9).
 * @throws not_found, look_up_needs_contact
 */
export async function noteAnswer(tx: Tx, id: string, answer: StatusAnswer, lang: 'sv' | 'en'): Promise<StatusShown> {
  const { row, matter } = await findLookUp(tx, id)
  const standing = await loadStanding(tx)
  const decision = judge(standing, matter, { act: 'status.read' })
  const found = answer.outcome === 'found' && decision.outcome === 'permit' ? answer : null
  const outcome = found ? 'found' : answer.outcome === 'found' ? 'not-available' : answer.outcome
  const fields = found ? shownOf(found, readableFields(standing, matter)) : []
  const secrecyTags = found ? [...new Set([...row.type_tags, ...found.secrecyTags])] : []
  await tx.run(sql`
    update look_up set outcome = ${outcome}, answered_at = ombud_now(), fields = ${fields.map(({ name }) => name)}, secrecy_tags = ${secrecyTags} where id = ${id}`)
  return {
    id,
    outcome,
    at: new Date(standing.nowMs).toISOString(),
    source: found?.source ?? null,
    sourceAt: found?.at ?? null,
    fields,
    secrecyTags,
    verdict: verdictOf(decision, standing, lang),
  }
}

function shownOf({ state, fields }: Extract<StatusAnswer, { outcome: 'found' }>, readable: readonly StatusField[]): StatusShown['fields'] {
  const sent: Readonly<Record<string, string>> = { ...fields, state }
  return readable.flatMap((name) => {
    const value = sent[name]
    return value === undefined || value === '' ? [] : [{ name, value }]
  })
}
