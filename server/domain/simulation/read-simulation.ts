import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { type LatestSimulation, Simulation, SimulationResult } from '../../../contracts/simulation.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { basisOf } from './load-asked.ts'

const Row = z.object({
  id: z.uuid(),
  version: z.uuid(),
  state: Simulation.shape.state,
  done: z.int(),
  total: z.int(),
  queued_at: z.date(),
  ended_at: z.date().nullable(),
  because: z.string().nullable(),
  outdated: z.boolean(),
  result: SimulationResult.nullable(),
})

const rowWhere = (condition: Sql): Sql => sql`
  select s.id, v.uid as version, s.state, s.done, s.total, s.queued_at, s.ended_at, s.because, s.basis <> ${basisOf} as outdated, s.result
  from simulation s join instruction_version v on v.id = s.version_id where ${condition} order by s.queued_at desc, s.id limit 1`

/** @throws not_found: row security shows it to the board's officers only */
export async function readSimulation(tx: Tx, id: string): Promise<Simulation> {
  const row = await tx.maybe(Row, rowWhere(sql`s.id = ${id}`))
  if (!row) throw new Problem('not_found')
  return toldOf(row)
}

const Version = z.object({ board: z.string(), title: z.string(), number: z.int(), valid_from: z.string() })

/** The newest simulation of a version, so that whoever comes back finds it. @throws not_found for another board's officer */
export async function latestSimulation(tx: Tx, version: string): Promise<z.infer<typeof LatestSimulation>> {
  const found = await tx.maybe(
    Version,
    sql`select b.code as board, v.title, v.version as number, (v.valid_from at time zone 'Europe/Stockholm')::date as valid_from
      from instruction_version v join board b on b.id = v.board_id where v.uid = ${version} and v.board_id = any ((select actor_boards('officer'))::int[])`,
  )
  if (!found) throw new Problem('not_found')
  const row = await tx.maybe(Row, rowWhere(sql`v.uid = ${version}`))
  return { board: found.board, title: found.title, number: found.number, validFrom: found.valid_from, simulation: row ? toldOf(row) : null }
}

const toldOf = ({ queued_at, ended_at, ...row }: z.infer<typeof Row>): Simulation => ({
  ...row,
  queuedAt: queued_at.toISOString(),
  endedAt: ended_at?.toISOString() ?? null,
})
