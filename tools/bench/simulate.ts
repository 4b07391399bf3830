import { z } from 'zod'
import { askSimulation } from '../../server/domain/simulation/ask-simulation.ts'
import { asOwner, sql } from '../../server/platform/db.ts'
import type { Town } from './bench-town.ts'
import { atMost, type Measured, short, told } from './figures.ts'
import { type Product, residentMiB } from './processes.ts'
import { median } from './race.ts'
import { aDraft } from './rules.ts'

const board = 'tekniska-namnden'
const decisions = 100_000
const Row = z.object({ state: z.string(), done: z.coerce.number(), total: z.coerce.number(), seconds: z.coerce.number().nullable() })

/** Ninety days of decisions under a draft, by the real worker: how long, and whether its memory stays where it was. */
export async function measureSimulation(town: Town, product: Product): Promise<Measured> {
  await fill(town)
  const version = await aDraft(town, board)
  const seconds: number[] = []
  const memory: number[] = []
  let rows = 0
  for (let round = 0; round < 4; round++) {
    const id = await town.db.as(town.officer, (tx) => askSimulation(tx, version))
    const ended = await watch(town, id, () => memory.push(residentMiB(product.worker)))
    if (ended.state !== 'done') throw new Error(`bench: the simulation ended as ${ended.state}`)
    rows = ended.total
    if (round > 0 && ended.seconds !== null) seconds.push(ended.seconds) // the first warms up
  }
  const third = Math.max(1, Math.floor(memory.length / 3))
  const [middle, last] = [Math.max(...memory.slice(third, 2 * third)), Math.max(...memory.slice(-third))]
  const id = `simulate-${town.cases}`
  return {
    figures: [
      told(
        id,
        `a draft simulated over 90 days: ${decisions} decisions, and clocks and openings; ${town.cases} cases`,
        median(seconds),
        's',
      ),
      atMost(`${id}-memory`, 'the worker’s memory while simulating, last third against middle third', last / middle, 1.1),
    ],
    raw: [{ id, seconds: seconds.map(short), rows, peakMiB: short(Math.max(...memory)), memoryMiB: memory.map(short) }],
  }
}

/** Over the board's types, three channels and two questions; nine in ten permitted. */
async function fill({ logins }: Town): Promise<void> {
  await asOwner(logins, async (tx) => {
    await tx.run(sql`
      insert into decision_event (at, board_id, case_type_id, acts, channel, mission, category, anonymous, carries_personal_data, outcome, because, clause_ids, version_id)
      select date_bin('15 minutes', ombud_now() - interval '89 days' * (n::float8 / ${decisions}::int), 'epoch'), t.board_id, t.id,
        case when n % 3 = 0 then array['advise', 'handle'] else array['receive'] end, (array['phone', 'email', 'visit'])[1 + n % 3], null, null, n % 11 = 0, n % 11 <> 0,
        case when n % 10 = 0 then 'deny' else 'permit' end, case when n % 10 = 0 then 'NO_CLAUSE' else 'CLAUSE_PERMITS' end, '{}', v.id
      from generate_series(1, ${decisions}::int) n
      join lateral (select c.id, c.board_id from case_type c join board b on b.id = c.board_id where b.code = ${board} order by c.id offset n % 7 limit 1) t on true
      join instruction_version v on v.board_id = t.board_id and v.state = 'in-force'`)
    await tx.run(sql`analyze decision_event`)
  })
}

async function watch({ owner }: Town, id: string, look: () => void): Promise<z.infer<typeof Row>> {
  for (;;) {
    const [[row] = []] = await owner.ask([
      sql`select state, done, total, extract(epoch from ended_at - started_at) as seconds from simulation where id = ${id}`,
    ])
    const now = Row.parse(row)
    look()
    if (!['queued', 'running'].includes(now.state)) return now
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
