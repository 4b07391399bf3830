import { z } from 'zod'
import { type Clause, GivenClause, type InstructionInForce } from '../../../contracts/instruction.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import type { RulesInForce } from '../rule/index.ts'
import { distrustOf } from './verify-version.ts'

const VersionRow = z.object({
  id: z.int(),
  hash: z.string(),
  board: z.string(),
  version: z.int(),
  valid_from: z.date(),
  valid_to: z.date().nullable(),
  paused: z.array(z.string()).default([]),
})
const Stopped = z.object({
  board: z.string(),
  stops: z.array(z.object({ acts: z.array(z.string()), caseTypes: z.array(z.string()), control: z.string().nullable() })),
})
const ClauseRow = z.object({ version_id: z.int(), rule: GivenClause })

/** A version that has been read and verified once is kept, for its text never changes (A38); which are in force, and what of them is stopped, is asked every time (A9). */
const known = new Map<string, readonly Clause[]>()

/** Which versions are in force: asked in every transaction, also where it is one statement among others of a round trip (`rulesOf`). */
export const inForceQuery: Sql = sql`
  select v.id, encode(v.hash, 'hex') as hash, b.code as board, v.version, v.valid_from, v.valid_to,
    array(select p.clause_id from clause_pause p join clause c on c.version_id = v.id and c.id = p.clause_id and c.text_hash = p.text_hash where p.board_id = v.board_id and p.lifted_at is null) as paused,
    coalesce((select json_agg(json_build_object('acts', s.acts, 'caseTypes', array(select t.code from case_type t where t.id = any (s.case_type_ids)), 'control', s.control)) from (
      select board_id, acts, case_type_ids, null as control from instruction_stop where lifted_at is null union all select board_id, acts, case_type_ids, measure from control_block where lifted_at is null) s where s.board_id = v.board_id), '[]') as stops
  from instruction_version v join board b on b.id = v.board_id where v.state = 'in-force'`

/** Every board's instruction that is in force in this transaction. */
export async function loadRules(tx: Tx): Promise<RulesInForce> {
  const rows = await tx.all(z.unknown(), inForceQuery)
  return { instructions: await withClauses(tx, z.array(VersionRow).parse(rows)), stops: stopsOf(rows) }
}

/** The same from the rows of `inForceQuery`; null while a version's clauses haven't been read by this process. */
export function rulesOf(rows: readonly unknown[]): RulesInForce | null {
  const versions = z.array(VersionRow).parse(rows)
  return versions.every((version) => known.has(nameOf(version))) ? { instructions: versions.map(inForce), stops: stopsOf(rows) } : null
}

/** One version by its id, also one that is no longer in force: a running clock keeps the rule it was started with (A29). */
export async function loadVersion(tx: Tx, id: number): Promise<InstructionInForce> {
  const version = await tx.one(
    VersionRow,
    sql`select v.id, encode(v.hash, 'hex') as hash, b.code as board, v.version, v.valid_from, v.valid_to from instruction_version v join board b on b.id = v.board_id where v.id = ${id}`,
  )
  const [loaded] = await withClauses(tx, [version])
  if (!loaded) throw new Error(`Instruction version ${id} isn't what was signed (T18)`)
  return loaded
}

/** A version whose rows aren't what both parties signed is no instruction: the board has none until it has been mended (T18, A5). */
async function withClauses(tx: Tx, versions: readonly z.infer<typeof VersionRow>[]): Promise<InstructionInForce[]> {
  const missing = versions.filter((version) => !known.has(nameOf(version)))
  const distrusted = new Set<number>()
  if (missing.length > 0) {
    const rows = await tx.all(
      ClauseRow,
      sql`select version_id, rule from clause where version_id = any (${missing.map(({ id }) => id)}) order by version_id, position`,
    )
    for (const version of missing) {
      if ((await distrustOf(tx, version.id)) !== null) distrusted.add(version.id)
      else
        known.set(
          nameOf(version),
          rows.filter((row) => row.version_id === version.id).map(({ rule }) => rule),
        )
    }
  }
  return versions.filter(({ id }) => !distrusted.has(id)).map(inForce)
}

const nameOf = ({ id, hash }: z.infer<typeof VersionRow>) => `${id} ${hash}`
const stopsOf = (rows: readonly unknown[]) =>
  z
    .array(Stopped)
    .parse(rows)
    .flatMap(({ board, stops }) => stops.map((stop) => ({ board, ...stop })))

const inForce = (version: z.infer<typeof VersionRow>): InstructionInForce => ({
  versionId: version.id,
  board: version.board,
  version: version.version,
  validFromMs: version.valid_from.getTime(),
  validToMs: version.valid_to?.getTime() ?? null,
  clauses: withoutPaused(known.get(nameOf(version)) ?? [], version.paused),
})

/** A10: what is said to break the law permits nothing until the board has answered. What takes away, and what lays a duty on someone, goes on. */
const withoutPaused = (clauses: readonly Clause[], paused: readonly string[]): readonly Clause[] =>
  paused.length === 0 ? clauses : clauses.filter(({ id, effect }) => effect !== 'permit' || !paused.includes(id))
