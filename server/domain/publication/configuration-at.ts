import { z } from 'zod'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { loadVersion } from '../instruction/index.ts'
import { awaitsDelegation, clauseKey, holds, stretchOf } from '../rule/index.ts'
import type { Spoken } from './notice-lines.ts'

/** A version that was agreed, with what is known of when it was obeyed. */
export type VersionLife = {
  id: number
  board: string
  validFrom: Date
  validTo: Date | null
  inForceAt: Date | null
  endedAt: Date | null
}
const LifeRow = z
  .object({
    id: z.int(),
    board: z.string(),
    valid_from: z.date(),
    valid_to: z.date().nullable(),
    in_force_at: z.date().nullable(),
    ended_at: z.date().nullable(),
  })
  .transform(
    (row): VersionLife => ({
      id: row.id,
      board: row.board,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      inForceAt: row.in_force_at,
      endedAt: row.ended_at,
    }),
  )
const VersionRow = z.object({
  id: z.int(),
  version: z.int(),
  hash: z.string(),
  contacts: z.record(z.string(), z.string()),
})
const StopRow = z.object({ board: z.string(), acts: z.array(z.string()), case_types: z.array(z.string()) })
const Facts = z.object({ organisation: OrganisationFile, now: z.date() })

export type Configuration = {
  at: Date
  organisation: OrganisationFile
  versions: { board: string; version: number; hash: string; validFromMs: number; contacts: Record<string, string>; spoken: Spoken[] }[]
  stops: { board: string; acts: string[]; caseTypes: string[] }[]
}

/** What the software obeyed at an instant: the versions in force then, without clauses whose own window was shut, and what was stopped (A9). */
export async function configurationAt(tx: Tx, instant: Date | null): Promise<Configuration> {
  const { organisation, now } = await tx.one(Facts, sql`select organisation, ombud_now() as now from installation`)
  const at = instant ?? now
  const lives = await tx.all(
    LifeRow,
    sql`
    select v.id, b.code as board, v.valid_from, v.valid_to, v.in_force_at, v.ended_at from instruction_version v join board b on b.id = v.board_id
    where v.state in ('in-force', 'superseded', 'stopped', 'ended') order by v.id`,
  )
  const chosen = inForceAt(lives, at)
  const rows = await tx.all(
    VersionRow,
    sql`select id, version, encode(hash, 'hex') as hash, contacts from instruction_version where id = any (${chosen.map(({ id }) => id)}) order by board_id`,
  )
  const stops = await tx.all(
    StopRow,
    sql`
    select b.code as board, s.acts, array(select t.code from case_type t where t.id = any (s.case_type_ids) order by t.id) as case_types
    from instruction_stop s join board b on b.id = s.board_id where s.stopped_at <= ${at} and (s.lifted_at is null or s.lifted_at > ${at}) order by s.stopped_at, s.id`,
  )
  const versions: Configuration['versions'] = []
  for (const row of rows) {
    const instruction = await loadVersion(tx, row.id)
    const spoken = instruction.clauses
      .filter((clause) => holds(stretchOf(clause, instruction), at.getTime()) && !awaitsDelegation(clause))
      .map((clause) => ({ board: instruction.board, clause, key: clauseKey(instruction.board, clause) }))
    versions.push({
      board: instruction.board,
      version: row.version,
      hash: row.hash,
      validFromMs: instruction.validFromMs,
      contacts: row.contacts,
      spoken,
    })
  }
  return { at, organisation, versions, stops: stops.map(({ board, acts, case_types: caseTypes }) => ({ board, acts, caseTypes })) }
}

/**
 * One version a board at most: from when it was put in force until its last instant, its ending or its successor. One that was agreed on paper has
 * no instant of its own; it was obeyed from when the one before it ended. Pure.
 */
export function inForceAt(lives: readonly VersionLife[], at: Date): VersionLife[] {
  return [...new Set(lives.map(({ board }) => board))].flatMap((board) => {
    const own = lives.filter((life) => life.board === board).sort((one, other) => one.id - other.id)
    const spans = own.map((life, nth) => {
      const before = own[nth - 1]
      return { life, from: latest(life.validFrom, life.inForceAt ?? before?.endedAt ?? life.validFrom) }
    })
    const found = spans.findLast(({ life, from }, nth) => {
      const until = earliest(life.validTo, life.endedAt ?? spans[nth + 1]?.from ?? null)
      return from <= at && (until === null || at < until)
    })
    return found ? [found.life] : []
  })
}

const latest = (one: Date, other: Date) => (one > other ? one : other)
const earliest = (one: Date | null, other: Date | null) => (one === null || (other !== null && other < one) ? other : one)
