import { z } from 'zod'
import { InstructionFile } from '../../../contracts/instruction.ts'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import { Problem } from '../../../contracts/problems.ts'
import { InstructionDiff } from '../../../contracts/versions.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { type Names, namesOf } from '../rule/index.ts'
import { diffInstructions } from './diff.ts'
import { finishedPart } from './draft-file.ts'
import { versionStates } from './version-states.ts'

const Row = z.object({
  id: z.int(),
  uid: z.uuid(),
  board_id: z.int(),
  board: z.string(),
  board_name: z.string(),
  host_id: z.int().nullable(),
  state: z.enum(versionStates),
  signed: z.enum(['paper', 'keys']),
  hash: z.string(),
  content: z.record(z.string(), z.unknown()),
  diff: InstructionDiff.nullable(),
  previous_id: z.int().nullable(),
  previous_hash: z.string().nullable(),
  in_force_id: z.int().nullable(),
  returned_reason: z.string().nullable(),
  mine: z.boolean(),
  signs_board: z.boolean(),
  signs_centre: z.boolean(),
  now: z.date(),
  organisation: OrganisationFile,
})
/** `file`: what of a draft is finished; of any other version, all of it. */
export type FoundVersion = z.infer<typeof Row> & { file: InstructionFile; names: Names }

/** One version as the actor may see it, with what the actor may sign. @throws not_found */
export async function findVersion(tx: Tx, uid: string): Promise<FoundVersion> {
  const row = await tx.maybe(
    Row,
    sql`
    select v.id, v.uid, v.board_id, b.code as board, b.name as board_name, (select h.id from board h where h.hosts_contact_centre) as host_id, v.state, v.signed, encode(v.hash, 'hex') as hash, v.content, v.diff, v.previous_id,
      encode(v.previous_hash, 'hex') as previous_hash, (select f.id from instruction_version f where f.board_id = v.board_id and f.state = 'in-force') as in_force_id, v.returned_reason,
      v.board_id = any (actor_boards('officer')) as mine, v.board_id = any (actor_signs('board')) as signs_board, cardinality(actor_signs('contact-centre')) > 0 as signs_centre, ombud_now() as now,
      i.organisation || jsonb_build_object('register', coalesce((select json_agg(json_build_object('code', s.code, 'name', s.name, 'boards', array(select c.code from sub_processor_consent x join board c on c.id = x.board_id where x.sub_processor_id = s.id and x.withdrawn_at is null))) from sub_processor s where s.ended_at is null), '[]')) as organisation
    from installation i, instruction_version v join board b on b.id = v.board_id where v.uid = ${uid}`,
  )
  if (!row) throw new Problem('not_found')
  const file = row.state === 'draft' ? finishedPart(row.content) : InstructionFile.parse(row.content)
  return { ...row, file, names: namesOf(row.organisation, file.vocabulary) }
}

/** The version that another version takes the place of, as its file. */
export async function fileOf(tx: Tx, versionId: number | null): Promise<InstructionFile | null> {
  if (versionId === null) return null
  const { content } = await tx.one(
    z.object({ content: InstructionFile }),
    sql`select content from instruction_version where id = ${versionId}`,
  )
  return content
}

/** The diff that is signed once the version has been proposed; until then the one it would be. */
export async function diffOf(tx: Tx, version: FoundVersion): Promise<InstructionDiff> {
  return version.diff ?? diffInstructions(await fileOf(tx, version.in_force_id), version.file, version.names)
}

/** Someone who isn't at the board and doesn't sign for the centre has nothing to do here. @throws not_found, version_state */
export function demandState(version: FoundVersion, states: readonly FoundVersion['state'][]): void {
  if (!version.mine && !version.signs_centre) throw new Problem('not_found')
  if (!states.includes(version.state)) throw new Problem('version_state', { state: version.state })
}
