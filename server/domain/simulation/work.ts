import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { finish } from './finish.ts'
import { type Asked, basisOf, loadAsked } from './load-asked.ts'
import { countClocks, dueUnder } from './move-clocks.ts'
import { countPromises } from './move-promises.ts'
import { type Batch, countRows, readClocks, readDecisions, readOpenCases, readOpenings } from './read-rows.ts'
import { countActs } from './replay.ts'
import { Tally } from './tally.ts'

const phases = ['decisions', 'openings', 'clocks', 'open-cases', 'texts'] as const
const Place = z.object({ phase: z.enum(phases).default('decisions'), after: z.string().optional() })
type Place = z.infer<typeof Place>
const Row = z.object({
  state: z.enum(['queued', 'running']),
  place: Place,
  tally: Tally,
  done: z.int(),
  same: z.boolean(),
  now: z.date(),
  board_id: z.int(),
})

/** What one worker remembers between batches; another that takes over reads it again. `batch`: rows in one transaction. */
export type Memory = { asked: Asked | null; batch: number }
export const newMemory = (batch = 5_000): Memory => ({ asked: null, batch })

/**
 * One batch of a simulation in one transaction: the row is locked, what it says is believed and nothing else, and what was counted and how far
 * is written with it. So it may be killed anywhere, run twice or be taken over, and a cancel is obeyed before the next batch. In the service's hand.
 * @returns whether there is more to do
 */
export async function workOn(tx: Tx, id: string, memory: Memory): Promise<boolean> {
  const row = await tx.maybe(
    Row,
    sql`select s.state, s.place, s.tally, s.done, s.board_id, s.basis = ${basisOf} as same, ombud_now() as now
      from simulation s join instruction_version v on v.id = s.version_id where s.id = ${id} and s.state in ('queued', 'running') for update of s`,
  )
  if (!row) return false // cancelled, done, or its draft is gone
  if (!row.same) {
    await tx.run(sql`update simulation set state = 'failed', ended_at = ombud_now(), because = 'draft_changed' where id = ${id}`)
    return false
  }
  if (row.state === 'queued') {
    const total = await countRows(tx, row.board_id)
    await tx.run(sql`update simulation set state = 'running', started_at = ombud_now(), total = ${total} where id = ${id}`)
    return true
  }
  memory.asked ??= await loadAsked(tx, id)
  if (row.place.phase === 'texts') {
    await finish(tx, id, { asked: memory.asked, tally: row.tally, now: row.now })
    return false
  }
  const { next, read } = await count(tx, row.place, { asked: memory.asked, tally: row.tally, now: row.now, limit: memory.batch })
  const place: Place =
    next === null ? { phase: phases[phases.indexOf(row.place.phase) + 1] ?? 'texts' } : { phase: row.place.phase, after: next }
  await tx.run(
    sql`update simulation set place = ${JSON.stringify(place)}, tally = ${JSON.stringify(row.tally)}, done = least(total, done + ${read}::int) where id = ${id}`,
  )
  return true
}

type Counting = { asked: Asked; tally: Tally; now: Date; limit: number }

async function count(tx: Tx, { phase, after }: Place, { asked, tally, now, limit }: Counting): Promise<Batch<unknown>> {
  const { boardId, draft, inForce, board, rules } = asked
  const instructions = [draft, ...rules.instructions.filter((each) => each.board !== board)]
  // a row of a clock or an open case costs a hundred times one of the log, and whoever else the worker serves waits meanwhile
  const atOnce = phase === 'decisions' || phase === 'openings' ? limit : Math.ceil(limit / 10)
  const from = { boardId, after: after ?? (phase === 'open-cases' ? '00000000-0000-0000-0000-000000000000' : '0'), limit: atOnce }
  if (phase === 'decisions' || phase === 'openings') {
    const batch = await (phase === 'decisions' ? readDecisions : readOpenings)(tx, from)
    countActs(tally, batch.rows, draft)
    return batch
  }
  if (phase === 'clocks') {
    const batch = await readClocks(tx, from)
    countClocks(tally, batch.rows, instructions, now)
    return batch
  }
  const batch = await readOpenCases(tx, from)
  tally.open.total += batch.rows.length
  tally.open.noRule += batch.rows.filter((matter) => dueUnder(instructions, matter) === undefined).length
  countPromises(tally, batch.rows, { inForce, draft })
  return batch
}
