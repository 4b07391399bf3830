import { z } from 'zod'
import { Approval, GivenClause } from '../../../contracts/instruction.ts'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import { Problem } from '../../../contracts/problems.ts'
import type { InstructionList, InstructionText } from '../../../contracts/rules.ts'
import { Vocabulary } from '../../../contracts/vocabulary.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { clauseSentences, namesOf } from '../rule/index.ts'

const ListRow = z.object({
  board: z.string(),
  board_name: z.string(),
  version: z.int().nullable(),
  title: z.string().nullable(),
  valid_from: z.date().nullable(),
  valid_to: z.date().nullable(),
  review_by: z.string().nullable(),
  overdue: z.boolean(),
  stopped: z.enum(['no', 'part', 'whole']),
  clauses: z.coerce.number(),
  signed: z.boolean(),
})

/** Every board, with its instruction in force or none. */
export async function listInstructions(tx: Tx): Promise<z.infer<typeof InstructionList>> {
  const rows = await tx.all(
    ListRow,
    sql`
    select b.code as board, b.name as board_name, v.version, v.title, v.valid_from, v.valid_to, review_due(v.id) as review_by, coalesce(review_due(v.id) < (ombud_now() at time zone 'Europe/Stockholm')::date, false) as overdue,
      coalesce((select case when bool_or(s.acts = '{}' and s.case_type_ids = '{}') then 'whole' else 'part' end from instruction_stop s where s.board_id = b.id and s.lifted_at is null having count(*) > 0), 'no') as stopped, (select count(*) from clause c where c.version_id = v.id) as clauses,
      exists (select from undertaking u where u.version_id = v.id and u.employee_id = actor_id() and u.revoked_at is null and u.valid_until > ombud_now()) as signed
    from board b left join instruction_version v on v.board_id = b.id and v.state = 'in-force' order by b.id`,
  )
  return {
    instructions: rows.map((row) => ({
      board: row.board,
      boardName: row.board_name,
      version: row.version,
      title: row.title ?? '',
      validFrom: row.valid_from?.toISOString() ?? null,
      validTo: row.valid_to?.toISOString() ?? null,
      reviewBy: row.review_by,
      overdue: row.overdue,
      stopped: row.stopped,
      clauses: row.clauses,
      signed: row.signed,
    })),
  }
}

const TextRow = z.object({
  id: z.int(),
  board_name: z.string(),
  version: z.int(),
  title: z.string(),
  valid_from: z.date(),
  valid_to: z.date().nullable(),
  review_by: z.string(),
  hash: z.string(),
  approvals: z.array(Approval),
  organisation: OrganisationFile,
  vocabulary: Vocabulary.nullable(),
})
const ClauseRow = z.object({ rule: GivenClause })

/** One board's instruction in force: each clause as it was worded, and as what the software does with it. @throws not_found */
export async function readInstructionText(tx: Tx, board: string, lang: 'sv' | 'en'): Promise<z.infer<typeof InstructionText>> {
  const row = await tx.maybe(
    TextRow,
    sql`
    select v.id, b.name as board_name, v.version, v.title, v.valid_from, v.valid_to, review_due(v.id) as review_by, encode(v.hash, 'hex') as hash, v.approvals, i.organisation, v.content -> 'vocabulary' as vocabulary
    from installation i, instruction_version v join board b on b.id = v.board_id where b.code = ${board} and v.state = 'in-force'`,
  )
  if (!row) throw new Problem('not_found')
  const clauses = await tx.all(ClauseRow, sql`select rule from clause where version_id = ${row.id} order by position`)
  const names = namesOf(row.organisation, row.vocabulary ?? undefined)
  return {
    board,
    boardName: row.board_name,
    version: row.version,
    title: row.title,
    validFrom: row.valid_from.toISOString(),
    validTo: row.valid_to?.toISOString() ?? null,
    reviewBy: row.review_by,
    hash: row.hash,
    approvals: row.approvals,
    clauses: clauses.map(({ rule }) => ({
      id: rule.id,
      requirement: rule.requirement,
      effect: rule.effect,
      mission: rule.mission,
      text: rule.text,
      sentences: clauseSentences(rule, board, names, lang),
    })),
  }
}
