import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { queueJob } from '../../platform/jobs.ts'
import { record } from '../audit/index.ts'
import { signAs } from './party-key.ts'
import { type Signing, writeOnce } from './sign-version.ts'
import { isSignedBy, liftHash } from './signed-bytes.ts'

const Stop = z.object({
  id: z.uuid(),
  board: z.string(),
  board_id: z.int(),
  host_id: z.int().nullable(),
  acts: z.array(z.string()),
  types: z.array(z.string()),
  mine: z.boolean(),
  signs_board: z.boolean(),
  signs_centre: z.boolean(),
})
const stopOf = (id: string) => sql`
  select s.id, b.code as board, s.board_id, (select h.id from board h where h.hosts_contact_centre) as host_id, s.acts, array(select t.code from case_type t where t.id = any (s.case_type_ids) order by t.code) as types,
    s.board_id = any (actor_boards('officer')) as mine, s.board_id = any (actor_signs('board')) as signs_board, cardinality(actor_signs('contact-centre')) > 0 as signs_centre
  from instruction_stop s join board b on b.id = s.board_id where s.id = ${id} and s.lifted_at is null`

/**
 * To lift a stop is a widening: the board lifts, the centre acknowledges, and the worker verifies both before anything is open again (A9, A38).
 * @throws not_found, not_a_signer, version_state (acknowledged before it was lifted, or twice), same_signer, signature_wrong, signature_needed
 */
export async function liftStop(tx: Tx, id: string, signing: Signing): Promise<void> {
  const stop = await tx.maybe(Stop, stopOf(id))
  const { party } = signing
  if (!stop || (party === 'board' ? !stop.mine : !stop.signs_centre)) throw new Problem('not_found')
  if (party === 'board' && !stop.signs_board) throw new Problem('not_a_signer')
  const boardId = party === 'board' ? stop.board_id : stop.host_id
  if (boardId === null) throw new Problem('not_found')
  const hash = liftHash(signedStop(stop))
  const signed = await signAs(tx, { ...signing, boardId }, hash, signing.detached)
  await writeOnce(
    tx,
    sql`select sign_lift(${id}, ${party}, ${signing.paragraph}, ${signing.date}, ${hash}, ${signed.keyId}, ${signed.signature}, ${signing.proof}) as done`,
  )
  await record(tx, 'instruction.lift-signed', { boardId: stop.board_id, facts: { stop: id, party } })
  await queueJob(tx, 'put-in-force', {}, { key: 'put-in-force' })
}

const signedStop = ({ id, board, acts, types }: z.infer<typeof Stop>) => ({ id, board, acts, caseTypes: types })

const Proof = z.object({
  party: z.string(),
  key_board: z.int(),
  hash: z.instanceof(Buffer),
  public_key: z.instanceof(Buffer),
  signature: z.instanceof(Buffer),
})

/** Both parties' signatures over this hash, verified. For what is signed beside a version: the end of one, and the lifting of a stop. */
export async function areBothSigned(
  tx: Tx,
  about: { versionId: number; purpose: 'ending' } | { stopId: string; purpose: 'lift' },
  { hash, boardId, hostId }: { hash: Buffer; boardId: number; hostId: number | null },
): Promise<boolean> {
  const which = 'stopId' in about ? sql`g.stop_id = ${about.stopId}` : sql`g.version_id = ${about.versionId}`
  const proofs = await tx.all(
    Proof,
    sql`select g.party, k.board_id as key_board, g.signed_hash as hash, k.public_key, g.signature from instruction_signature g join signing_key k on k.id = g.key_id and k.party = g.party where ${which} and g.purpose = ${about.purpose} and g.void_at is null`,
  )
  const signed = (party: string, board: number | null) =>
    proofs.some(
      (each) =>
        each.party === party && each.key_board === board && each.hash.equals(hash) && isSignedBy(each.public_key, hash, each.signature),
    )
  return signed('board', boardId) && signed('contact-centre', hostId)
}

/** In the worker's hand. @returns false when one signature is missing or wrong, and the stop stays */
export async function endStop(tx: Tx, id: string): Promise<boolean> {
  const stop = await tx.maybe(Stop, stopOf(id))
  if (!stop) return false
  const given = { hash: liftHash(signedStop(stop)), boardId: stop.board_id, hostId: stop.host_id }
  if (!(await areBothSigned(tx, { stopId: id, purpose: 'lift' }, given))) return false
  await tx.run(sql`select end_stop(${id})`)
  await record(tx, 'instruction.lifted', { boardId: stop.board_id, facts: { stop: id } })
  await queueJob(tx, 'publish-notice', {}, { key: 'publish-notice' })
  return true
}
