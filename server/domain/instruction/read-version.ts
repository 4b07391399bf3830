import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import type { VersionDiff, VersionView } from '../../../contracts/versions.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { clauseSentences } from '../rule/index.ts'
import { diffHash, diffInstructions } from './diff.ts'
import { diffOf, type FoundVersion, findVersion } from './find-version.ts'
import { endingHash, signedHash } from './signed-bytes.ts'

const Signature = z.object({ party: z.enum(['board', 'contact-centre']), signer: z.string(), paragraph: z.string(), date: z.string() })

/** One version as it was worded and as what the software would do, who has signed it, and what the actor may do with it now. @throws not_found */
export async function readVersion(tx: Tx, id: string, lang: 'sv' | 'en'): Promise<VersionView> {
  const version = await findVersion(tx, id)
  const { file, board, names } = version
  return {
    id: version.uid,
    board,
    boardName: version.board_name,
    version: file.version,
    title: file.title,
    state: version.state,
    signed: version.signed,
    validFrom: file.validFrom,
    validTo: file.validTo,
    reviewBy: file.reviewBy,
    hash: version.hash,
    clauses: file.clauses.map((clause) => ({
      id: clause.id,
      requirement: clause.requirement,
      effect: clause.effect,
      mission: clause.mission,
      text: clause.text,
      sentences: clauseSentences(clause, board, names, lang),
    })),
    signatures: await signaturesOf(tx, version),
    returnedReason: version.returned_reason,
    diffHash: version.diff && diffHash(version.diff),
    toSign: toSign(version),
    can: canDo(version),
  }
}

/** Names of signers are for officers and auditors; what was agreed on paper says them in its own text. */
async function signaturesOf(tx: Tx, { id, file }: FoundVersion): Promise<z.infer<typeof Signature>[]> {
  if (tx.actor.hand !== 'officer' && tx.actor.hand !== 'auditor') return file.approvals
  const signed = await tx.all(
    Signature,
    sql`select g.party, e.name as signer, g.paragraph, g.on_day::text as date from instruction_signature g join employee e on e.id = g.signer where g.version_id = ${id} and g.purpose = 'version' and g.void_at is null order by g.signed_at`,
  )
  return signed.length > 0 ? signed : file.approvals
}

function toSign({ state, content, diff, previous_hash, hash }: FoundVersion): string | null {
  if (state === 'in-force') return endingHash(hash).toString('hex')
  if (state !== 'proposed' && state !== 'approved') return null
  return signedHash({ file: content, diff, previousHash: previous_hash }).toString('hex')
}

const canDo = ({ state, mine, signs_board, signs_centre }: FoundVersion): VersionView['can'] => ({
  edit: mine && state === 'draft',
  propose: mine && state === 'draft',
  approve: signs_board && state === 'proposed',
  accept: signs_centre && state === 'approved',
  return: (mine || signs_centre) && ['proposed', 'approved', 'accepted'].includes(state),
  end: (signs_board || signs_centre) && state === 'in-force',
})

/** What the version changes: the diff that is signed, or the one against another version of the same board. @throws not_found */
export async function readVersionDiff(tx: Tx, id: string, against: string | undefined): Promise<z.infer<typeof VersionDiff>> {
  const version = await findVersion(tx, id)
  if (against === undefined) {
    const diff = await diffOf(tx, version)
    return { hash: diffHash(diff), diff }
  }
  const other = await findVersion(tx, against)
  if (other.board_id !== version.board_id) throw new Problem('not_found')
  const diff = diffInstructions(other.file, version.file, version.names)
  return { hash: diffHash(diff), diff }
}
