import { z } from 'zod'
import type { FormFile } from '../../../contracts/application.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { demand, loadStanding, type Standing } from '../instruction/index.ts'
import { instructionInForce } from '../rule/index.ts'
import { bindingFaults } from './form-bindings.ts'

const Type = z.object({
  id: z.int(),
  board_id: z.int(),
  department: z.string(),
  secrecy: z.enum(['open', 'sealed']),
  tags: z.array(z.string()),
})
const Made = z.object({ id: z.int(), version: z.int() })

/**
 * A board publishes a form for one of its case types: the next version, bound to the version of the instruction that allows what it asks. Earlier
 * versions stay, since drafts were made with them.
 * @throws not_permitted, invalid_input, form_unbound
 */
export async function publishForm(tx: Tx, file: FormFile): Promise<z.infer<typeof Made>> {
  const standing = await loadStanding(tx)
  await demand(tx, standing, ['publish'], { board: file.board, caseType: file.caseType, channel: null, mission: 'application' })
  return writeForm(tx, file, standing)
}

/** A form agreed on paper, as the owner, when a municipality is set up. Bound as any other. */
export const seedForm = async (tx: Tx, file: FormFile): Promise<z.infer<typeof Made>> => writeForm(tx, file, await loadStanding(tx))

async function writeForm(tx: Tx, file: FormFile, standing: Standing): Promise<z.infer<typeof Made>> {
  const type = await tx.maybe(
    Type,
    sql`select t.id, t.board_id, d.code as department, t.secrecy, t.secrecy_tags as tags
      from case_type t join board b on b.id = t.board_id join department d on d.id = t.department_id where b.code = ${file.board} and t.code = ${file.caseType}`,
  )
  if (!type) throw new Problem('form_unbound', { errors: [{ field: 'board', code: 'no_such_case_type_at_the_board' }] })
  const place = { board: file.board, caseType: file.caseType, department: type.department, secrecy: type.secrecy, secrecyTags: type.tags }
  const errors = bindingFaults(standing, place, file)
  if (errors.length > 0) throw new Problem('form_unbound', { errors })
  const versionId = instructionInForce(file.board, standing.nowMs, standing.rules)?.versionId
  const categories = [...new Set(file.fields.map(({ category }) => category))]
  const made = await tx.one(
    Made,
    sql`
    insert into form_version (board_id, case_type_id, version, instruction_version_id, title, lead, fields, categories, retention_clause, secrecy, secrecy_tags, e_service_url, published_at, published_by)
    select ${type.board_id}, ${type.id}, coalesce(max(f.version), 0) + 1, ${versionId}, ${JSON.stringify(file.title)}, ${JSON.stringify(file.lead)}, ${JSON.stringify(file.fields)}, ${categories},
      ${file.retention}, ${file.secrecy.level}, ${file.secrecy.tags}, ${file.eServiceUrl}, ombud_now(), actor_id() from form_version f where f.case_type_id = ${type.id} returning id, version`,
  )
  await record(tx, 'form.published', { boardId: type.board_id, facts: { form: made.id, version: made.version, caseType: file.caseType } })
  return made
}
