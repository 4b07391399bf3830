import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { databaseCode, type Sql, sql, type Tx } from '../../platform/db.ts'
import { queueJob } from '../../platform/jobs.ts'
import type { Seal } from '../../platform/seal.ts'
import { record } from '../audit/index.ts'
import { diffHash } from './diff.ts'
import { demandState, type FoundVersion, findVersion } from './find-version.ts'
import { type Party, signAs } from './party-key.ts'
import { endingHash, signedHash } from './signed-bytes.ts'

/** `detached`: a signature over the hash that was made outside Ombud. `proof`: what a step-up gave. */
export type Signing = { party: Party; paragraph: string; date: string; proof: string; detached: Buffer | null; seal: Seal }

const Done = z.object({ done: z.boolean() })

/**
 * The board approves, or the centre accepts: a signature over text, rules and the diff that the signer saw. Two parties, two people (A38).
 * @throws not_found, version_state, not_a_signer, diff_changed, same_signer, signature_wrong, signature_needed
 */
export async function signVersion(tx: Tx, id: string, { shown, ...signing }: Signing & { shown: string }): Promise<void> {
  const version = await findVersion(tx, id)
  const { party } = signing
  demandSigner(version, party, [party === 'board' ? 'proposed' : 'approved'])
  // another version may have come into force since: then what is shown is no longer what would change
  if (version.diff === null || shown !== diffHash(version.diff) || version.previous_id !== version.in_force_id)
    throw new Problem('diff_changed')
  const hash = signedHash({ file: version.content, diff: version.diff, previousHash: version.previous_hash })
  const signed = await signAs(tx, { ...signing, boardId: keyBoard(version, party) }, hash, signing.detached)
  await writeOnce(
    tx,
    sql`select sign_version(${id}, ${party}, ${signing.paragraph}, ${signing.date}, ${hash}, ${signed.keyId}, ${signed.signature}, ${signing.proof}) as done`,
  )
  await record(tx, party === 'board' ? 'instruction.approved' : 'instruction.accepted', {
    boardId: version.board_id,
    facts: { version: id },
  })
  if (party === 'contact-centre') await queueJob(tx, 'put-in-force', {}, { key: 'put-in-force' })
}

/** One party's signature for the end of what is in force; with both, the worker ends it (A38, X8). @throws as signVersion */
export async function signEnding(tx: Tx, id: string, signing: Signing): Promise<void> {
  const version = await findVersion(tx, id)
  demandSigner(version, signing.party, ['in-force'])
  const hash = endingHash(version.hash)
  const signed = await signAs(tx, { ...signing, boardId: keyBoard(version, signing.party) }, hash, signing.detached)
  await writeOnce(
    tx,
    sql`select sign_ending(${id}, ${signing.party}, ${signing.paragraph}, ${signing.date}, ${hash}, ${signed.keyId}, ${signed.signature}, ${signing.proof}) as done`,
  )
  await record(tx, 'instruction.ending-signed', { boardId: version.board_id, facts: { version: id, party: signing.party } })
  await queueJob(tx, 'put-in-force', {}, { key: 'put-in-force' })
}

function demandSigner(version: FoundVersion, party: Party, states: readonly FoundVersion['state'][]): void {
  demandState(version, states)
  if (party === 'board' && !version.mine) throw new Problem('not_found')
  if (!(party === 'board' ? version.signs_board : version.signs_centre)) throw new Problem('not_a_signer')
}

/** The centre's key hangs on the board that hosts it. */
function keyBoard({ board_id, host_id }: FoundVersion, party: Party): number {
  const board = party === 'board' ? board_id : host_id
  if (board === null) throw new Problem('not_found')
  return board
}

/** @throws version_state when somebody else was quicker, same_signer when the other party's signature is the same person's */
export async function writeOnce(tx: Tx, query: Sql): Promise<void> {
  try {
    const { done } = await tx.one(Done, query)
    if (!done) throw new Problem('version_state')
  } catch (error) {
    if (databaseCode(error) === '23505') throw new Problem('same_signer')
    throw error
  }
}
