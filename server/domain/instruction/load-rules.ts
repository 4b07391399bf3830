import { z } from 'zod'
import { Clause, type InstructionInForce } from '../../../contracts/instruction.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import type { RulesInForce } from '../rule/index.ts'

const VersionRow = z.object({
  id: z.int(),
  hash: z.string(),
  board: z.string(),
  version: z.int(),
  valid_from: z.date(),
  valid_to: z.date().nullable(),
  paused: z.array(z.string()).default([]),
})
const ClauseRow = z.object({ version_id: z.int(), rule: Clause })

/** By the hash of the approved text, which never changes (A38), so a version that has been read once is kept; which versions are in force is asked every time (A9: a stop acts at once). */
const known = new Map<string, readonly Clause[]>()

/** Which versions are in force: asked in every transaction, also where it is one statement among others of a round trip (`rulesOf`). */
export const inForceQuery: Sql = sql`
  select v.id, encode(v.hash, 'hex') as hash, b.code as board, v.version, v.valid_from, v.valid_to,
    array(select p.clause_id from clause_pause p join clause c on c.version_id = v.id and c.id = p.clause_id and c.text_hash = p.text_hash where p.board_id = v.board_id and p.lifted_at is null) as paused
  from instruction_version v join board b on b.id = v.board_id where v.state = 'in-force'`

/** Every board's instruction that is in force in this transaction. */
export async function loadRules(tx: Tx): Promise<RulesInForce> {
  return { instructions: await withClauses(tx, await tx.all(VersionRow, inForceQuery)) }
}

/** The same from the rows of `inForceQuery`; null while a version's clauses haven't been read by this process. */
export function rulesOf(rows: readonly unknown[]): RulesInForce | null {
  const versions = z.array(VersionRow).parse(rows)
  return versions.every(({ hash }) => known.has(hash)) ? { instructions: versions.map(inForce) } : null
}

/** One version by its id, also one that is no longer in force: a running clock keeps the rule it was started with (A29). */
export async function loadVersion(tx: Tx, id: number): Promise<InstructionInForce> {
  const version = await tx.one(
    VersionRow,
    sql`select v.id, encode(v.hash, 'hex') as hash, b.code as board, v.version, v.valid_from, v.valid_to from instruction_version v join board b on b.id = v.board_id where v.id = ${id}`,
  )
  const [loaded] = await withClauses(tx, [version])
  if (!loaded) throw new Error(`Instruction version ${id} has gone`)
  return loaded
}

async function withClauses(tx: Tx, versions: readonly z.infer<typeof VersionRow>[]): Promise<InstructionInForce[]> {
  const missing = versions.filter(({ hash }) => !known.has(hash))
  if (missing.length > 0) {
    const rows = await tx.all(
      ClauseRow,
      sql`select version_id, rule from clause where version_id = any (${missing.map(({ id }) => id)}) order by version_id, position`,
    )
    for (const { id, hash } of missing)
      known.set(
        hash,
        rows.filter((row) => row.version_id === id).map(({ rule }) => rule),
      )
  }
  return versions.map(inForce)
}

const inForce = ({ id, hash, board, version, valid_from, valid_to, paused }: z.infer<typeof VersionRow>): InstructionInForce => ({
  versionId: id,
  board,
  version,
  validFromMs: valid_from.getTime(),
  validToMs: valid_to?.getTime() ?? null,
  clauses: withoutPaused(known.get(hash) ?? [], paused),
})

/** A10: what is said to break the law permits nothing until the board has answered. What takes away, and what lays a duty on someone, goes on. */
const withoutPaused = (clauses: readonly Clause[], paused: readonly string[]): readonly Clause[] =>
  paused.length === 0 ? clauses : clauses.filter(({ id, effect }) => effect !== 'permit' || !paused.includes(id))
