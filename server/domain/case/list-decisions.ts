import { z } from 'zod'
import type { DecisionList } from '../../../contracts/case.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Row = z.object({
  id: z.uuid(),
  case_id: z.uuid(),
  number: z.string(),
  board: z.string(),
  board_name: z.string(),
  type_name: z.string(),
  kind: z.enum(['approval', 'rejection', 'dismissal', 'closure', 'other']),
  by: z.string(),
  paragraph: z.string(),
  decided_at: z.date(),
  reported_on: z.string().nullable(),
})

/** Decisions taken by delegation at the actor's boards, the newest first, with those not yet reported to the board before the rest (KL 6:40). */
export async function listDecisions(tx: Tx): Promise<z.infer<typeof DecisionList>> {
  const rows = await tx.all(
    Row,
    sql`
    select d.id, d.case_id, c.number, b.code as board, b.name as board_name, t.name as type_name, d.kind, e.name as by, g.paragraph, d.decided_at, d.reported_on
    from decision d join "case" c on c.id = d.case_id join board b on b.id = d.board_id join case_type t on t.id = c.case_type_id join employee e on e.id = d.employee_id join delegation g on g.id = d.delegation_id
    order by d.reported_on is not null, d.decided_at desc limit 500`,
  )
  return {
    decisions: rows.map((row) => ({
      id: row.id,
      caseId: row.case_id,
      caseNumber: row.number,
      board: row.board,
      boardName: row.board_name,
      caseTypeName: row.type_name,
      kind: row.kind,
      by: row.by,
      delegation: row.paragraph,
      decidedAt: row.decided_at.toISOString(),
      reportedOn: row.reported_on,
    })),
  }
}

/** Writes on which day the board was told of the decisions (KL 6:40). What isn't the actor's board's, or was reported before, is left alone. @returns how many */
export async function reportDecisions(tx: Tx, { ids, on }: { ids: readonly string[]; on: string }): Promise<number> {
  return tx.run(sql`update decision set reported_on = ${on} where id = any (${ids}::uuid[]) and reported_on is null`)
}
