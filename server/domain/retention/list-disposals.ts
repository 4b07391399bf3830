import { z } from 'zod'
import type { DisposalRow } from '../../../contracts/retention.ts'
import { stockholmDay } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Row = z.object({
  id: z.string(),
  subject: z.enum(['case', 'contact']),
  board: z.string(),
  board_name: z.string(),
  type_name: z.string(),
  due_at: z.date(),
  state: z.enum(['due', 'held', 'erased', 'certified']),
  erased_at: z.date().nullable(),
  certificate: z.number().nullable(),
  erased: z.record(z.string(), z.int()).nullable(),
  files: z.int(),
  late_because: z.string().nullable(),
})

/** What is due, held, erased and certified on the actor's boards, newest first, at most `limit`. Withdrawn ones are in the log only. */
export async function listDisposals(tx: Tx, limit = 200): Promise<z.infer<typeof DisposalRow>[]> {
  const rows = await tx.all(
    Row,
    sql`select d.id, d.subject, b.code as board, b.name as board_name, t.name as type_name, d.due_at, d.state, d.erased_at, d.certificate, d.erased, cardinality(d.file_ids) as files, d.late_because
      from disposal d join board b on b.id = d.board_id join case_type t on t.id = d.case_type_id
      where d.state <> 'withdrawn' order by coalesce(d.erased_at, d.due_at) desc, d.id limit ${limit}`,
  )
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    board: row.board,
    boardName: row.board_name,
    caseTypeName: row.type_name,
    dueAt: row.due_at.toISOString(),
    dueOn: stockholmDay(row.due_at),
    state: row.state,
    erasedAt: row.erased_at?.toISOString() ?? null,
    certificate: row.certificate,
    rows: row.erased && Object.values(row.erased).reduce((sum, count) => sum + count, 0),
    files: row.files,
    late: row.late_because,
  }))
}
