import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { canonicalJson } from './canonical.ts'
import { fileHash, isSignedBy, signedHash } from './signed-bytes.ts'

const Bytes = z.instanceof(Buffer)
const Agreed = z.object({
  board_id: z.int(),
  host_id: z.int().nullable(),
  version: z.int(),
  title: z.string(),
  valid_from: z.date(),
  valid_to: z.date().nullable(),
  board: z.string(),
  signed: z.enum(['paper', 'keys']),
  hash: Bytes,
  content: z.record(z.string(), z.unknown()),
  diff: z.unknown(),
  previous_hash: Bytes.nullable(),
  clauses: z.array(z.unknown()),
  signatures: z.array(
    z.object({ party: z.enum(['board', 'contact-centre']), board: z.int(), hash: z.string(), signature: z.string(), key: z.string() }),
  ),
})

/** Why a version may not be obeyed; null when it may. A closed list. */
export type Distrust = 'clauses_differ' | 'hash_differs' | 'signature_missing' | 'signature_wrong'

/**
 * Are the rules that stand in the tables those that both parties signed? Worked out anew from the text, the rules, the diff and the version before,
 * wherever rules are taken from the database: an old approval on a new text fails (T18). What was agreed on paper was written by the owner.
 */
export async function distrustOf(tx: Tx, versionId: number): Promise<Distrust | null> {
  const row = await tx.one(
    Agreed,
    sql`
    select v.board_id, (select h.id from board h where h.hosts_contact_centre) as host_id, v.version, v.title, v.valid_from, v.valid_to, b.code as board, v.signed, v.hash, v.content, v.diff, v.previous_hash,
      coalesce((select json_agg(c.rule order by c.position) from clause c where c.version_id = v.id), '[]') as clauses,
      coalesce((select json_agg(json_build_object('party', g.party, 'board', k.board_id, 'hash', encode(g.signed_hash, 'hex'), 'signature', encode(g.signature, 'hex'), 'key', encode(k.public_key, 'hex')))
        from instruction_signature g join signing_key k on k.id = g.key_id and k.party = g.party where g.version_id = v.id and g.purpose = 'version' and g.void_at is null), '[]') as signatures
    from instruction_version v join board b on b.id = v.board_id where v.id = ${versionId}`,
  )
  if (row.signed === 'paper') return null
  if (canonicalJson(row.clauses) !== canonicalJson(row.content.clauses)) return 'clauses_differ'
  if (!isSame(row) || !fileHash(row.content).equals(row.hash)) return 'hash_differs'
  const hash = signedHash({ file: row.content, diff: row.diff, previousHash: row.previous_hash?.toString('hex') ?? null })
  const parties = [
    { party: 'board', board: row.board_id },
    { party: 'contact-centre', board: row.host_id },
  ]
  const found = parties.map(({ party, board }) => row.signatures.find((each) => each.party === party && each.board === board))
  if (found.some((each) => each === undefined)) return 'signature_missing'
  const good = (each: (typeof found)[number]) =>
    each !== undefined &&
    each.hash === hash.toString('hex') &&
    isSignedBy(Buffer.from(each.key, 'hex'), hash, Buffer.from(each.signature, 'hex'))
  return found.every(good) ? null : 'signature_wrong'
}

/** The columns that the database itself compares with must say what the signed file says. */
function isSame({ content, version, title, valid_from, valid_to, board }: z.infer<typeof Agreed>): boolean {
  const at = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : null)
  return (
    content.board === board &&
    content.version === version &&
    content.title === title &&
    at(content.validFrom) === valid_from.getTime() &&
    at(content.validTo) === (valid_to?.getTime() ?? null)
  )
}
