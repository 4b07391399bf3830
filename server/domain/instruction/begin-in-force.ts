import { z } from 'zod'
import { InstructionFile } from '../../../contracts/instruction.ts'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import { InstructionDiff } from '../../../contracts/versions.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { namesOf } from '../rule/index.ts'
import { canonicalJson, sha256 } from './canonical.ts'
import { diffInstructions } from './diff.ts'
import { fileOf } from './find-version.ts'
import { grantsOf } from './grants.ts'
import { type Distrust, distrustOf } from './verify-version.ts'

const Row = z.object({
  uid: z.uuid(),
  board_id: z.int(),
  signed: z.enum(['paper', 'keys']),
  content: InstructionFile,
  diff: InstructionDiff.nullable(),
  previous_id: z.int().nullable(),
  in_force_id: z.int().nullable(),
  approvals: z.array(z.unknown()),
  organisation: OrganisationFile,
})
type Row = z.infer<typeof Row>
const Carried = z.object({ carried: z.int() })

/** Why it was not put in force; null when it was. */
export type Refusal = Distrust | 'diff_differs' | 'previous_differs'
/** Publication lies below in the order of modules: the worker hands it in. */
export type Publish = (tx: Tx) => Promise<unknown>

/**
 * Puts an accepted version in force, in the worker's hand: both signatures are verified, grants are compiled from what was signed, the version
 * before is superseded, undertakings go on unless the change is material (A23) and the notice is published, all in this transaction.
 * Nobody else's hand can write a grant. @returns why not, when what stands in the tables isn't what was signed (T18)
 * Rule: GDPR art. 28(3)(a); requirements A2, A38
 */
export async function beginInForce(tx: Tx, versionId: number, publish: Publish): Promise<Refusal | null> {
  const row = await tx.maybe(
    Row,
    sql`
    select v.uid, v.board_id, v.signed, v.content, v.diff, v.previous_id, (select f.id from instruction_version f where f.board_id = v.board_id and f.state = 'in-force') as in_force_id, i.organisation,
      coalesce((select jsonb_agg(jsonb_build_object('party', g.party, 'paragraph', g.paragraph, 'date', g.on_day::text, 'signer', e.name) order by g.party)
        from instruction_signature g join employee e on e.id = g.signer where g.version_id = v.id and g.purpose = 'version' and g.void_at is null), v.approvals) as approvals
    from installation i, instruction_version v where v.id = ${versionId} and v.state = 'accepted' and v.valid_from <= ombud_now()`,
  )
  if (!row) return null // another run was quicker
  const refusal = (await distrustOf(tx, versionId)) ?? (await staleness(tx, row))
  if (refusal !== null) return refusal
  await tx.run(sql`select begin_in_force(${versionId}, ${JSON.stringify(row.approvals)}, ${await grantsOf(tx, versionId, row.content)})`)
  const carried = await carryUndertakings(tx, versionId, row)
  await record(tx, 'instruction.in-force', { boardId: row.board_id, facts: { version: row.uid, carried } })
  await publishAgain(tx, publish)
  return null
}

/** The notice follows what is in force. Without an instruction of the board that hosts the centre there is none to compile yet (B1). */
export async function publishAgain(tx: Tx, publish: Publish): Promise<void> {
  const { hosted } = await tx.one(
    z.object({ hosted: z.boolean() }),
    sql`select exists (select from instruction_version v join board b on b.id = v.board_id where b.hosts_contact_centre and v.state = 'in-force') as hosted`,
  )
  if (hosted) await publish(tx)
}

/** The diff that was signed is worked out again: it must be the difference to what is in force now, whoever wrote it down. */
async function staleness(tx: Tx, row: Row): Promise<Refusal | null> {
  if (row.signed === 'paper') return null
  if (row.previous_id !== row.in_force_id || row.diff === null) return 'previous_differs'
  const again = diffInstructions(await fileOf(tx, row.previous_id), row.content, namesOf(row.organisation))
  return bare(again) === bare(row.diff) ? null : 'diff_differs'
}

/** Without its readings, which a later program may word in another way. */
const bare = ({ board, before, after, header, clauses, widens, material }: InstructionDiff) =>
  canonicalJson({
    ...{ board, before, after, widens, material },
    header: header.map(({ reading: _, ...change }) => change),
    clauses: clauses.map(({ reading: _, before: was, after: is, ...change }) => ({ ...change, was: was?.text, is: is?.text })),
  })

/** A23: a change that isn't material leaves agents' undertakings standing; the row names the diff that justifies it. */
async function carryUndertakings(tx: Tx, versionId: number, { diff, previous_id }: Row): Promise<number> {
  if (diff === null || previous_id === null || diff.material) return 0
  const { carried } = await tx.one(
    Carried,
    sql`select carry_undertakings(${previous_id}, ${versionId}, ${sha256(canonicalJson(diff))}) as carried`,
  )
  return carried
}
