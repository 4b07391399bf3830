import { z } from 'zod'
import { stockholmDay } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { loadRules } from '../instruction/index.ts'
import { dutiesBetween } from '../rule/index.ts'

const aheadDays = 60
/** So far back a night that was missed is made up for. */
const backDays = 40
const Now = z.object({ now: z.date() })
const Board = z.object({ id: z.int(), code: z.string() })
const Late = z.object({ id: z.uuid(), board_id: z.int() })

/**
 * Every night: the times at which each board's recurring duties fall due within two months become rows, and what was not done or answered by its
 * day is marked, for the data protection officer to see (K23, A13). Twice is once. As the service.
 * @returns rows that are new
 */
export async function watchDuties(tx: Tx): Promise<number> {
  const { now } = await tx.one(Now, sql`select ombud_now() as now`)
  const shifted = (days: number) => stockholmDay(new Date(now.getTime() + days * 86_400_000))
  const today = shifted(0)
  const boards = await tx.all(Board, sql`select id, code from board`)
  const { instructions } = await loadRules(tx)
  let made = 0
  for (const instruction of instructions) {
    const board = boards.find(({ code }) => code === instruction.board)
    // a duty begins with the version that lays it on someone, and nobody owes what fell due before
    const begun = stockholmDay(new Date(instruction.validFromMs))
    const from = begun > shifted(-backDays) ? begun : shifted(-backDays)
    for (const time of dutiesBetween(instruction, { from, until: shifted(aheadDays), today, done: [] })) {
      const missed = instruction.clauses.find(({ id }) => time.clauseId === `${instruction.board}/${id}`)?.duty?.missed ?? []
      made += await tx.run(sql`
        insert into duty_occurrence (board_id, version_id, clause_id, task, responsible, on_day, latest, missed)
        values (${board?.id}, ${instruction.versionId}, ${time.clauseId}, ${time.task}, ${time.by}, ${time.day}, ${time.latest}, ${JSON.stringify(missed)}) on conflict (board_id, clause_id, on_day) do nothing`)
    }
  }
  await markOverdue(tx, today)
  return made
}

async function markOverdue(tx: Tx, today: string): Promise<void> {
  const duties = await tx.all(
    Late,
    sql`update duty_occurrence set overdue_at = ombud_now() where done_at is null and overdue_at is null and latest < ${today} returning id, board_id`,
  )
  const notices = await tx.all(
    Late,
    sql`update board_notice set overdue_at = ombud_now() where answered_at is null and overdue_at is null and due_at < ombud_now() returning id, board_id`,
  )
  for (const { id, board_id: boardId } of duties) await record(tx, 'duty.overdue', { boardId, facts: { duty: id } })
  for (const { id, board_id: boardId } of notices) await record(tx, 'duty.overdue', { boardId, facts: { notice: id } })
}
