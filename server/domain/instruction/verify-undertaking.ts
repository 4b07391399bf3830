import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { sealedHash, witnessOf } from './seal-undertaking.ts'
import { isSignedBy } from './signed-bytes.ts'

/** What an undertaking's signature proves; anything but `holds` proves nothing. */
export type UndertakingProof = 'holds' | 'unsigned' | 'record-differs' | 'attempt-differs' | 'wrong-key' | 'unwitnessed'

const Answers = z.array(z.object({ question: z.string(), permits: z.boolean() }))
const Quiz = z.array(z.object({ question: z.string(), permits: z.boolean(), right: z.boolean() }))
const Row = z.object({
  employee_id: z.uuid(),
  board: z.string(),
  version: z.string(),
  attempt_id: z.uuid().nullable(),
  signed_at: z.date(),
  quiz: z.unknown(),
  text_hash: z.instanceof(Buffer).nullable(),
  signature_hash: z.instanceof(Buffer),
  public_key: z.instanceof(Buffer).nullable(),
  signature: z.instanceof(Buffer).nullable(),
  answers: Answers.nullable(),
  right_count: z.int().nullable(),
  witnesses: z.array(z.string()),
})

/**
 * Does the signature hold, with its quiz record? One that was carried to a version that isn't materially another is judged where it was signed.
 * Whoever rewrites the row, the key and the hash as well still meets the audit row, which says what was signed that day.
 * Rule: requirements A21, A22; T18
 */
export async function verifyUndertaking(tx: Tx, id: string): Promise<UndertakingProof> {
  const row = await tx.one(
    Row,
    sql`
    with recursive way as (
      select u.* from undertaking u where u.id = ${id} union all select u.* from undertaking u join way w on u.id = w.carried_from)
    select w.employee_id, b.code as board, encode(v.hash, 'hex') as version, w.attempt_id, w.signed_at, u.quiz, u.text_hash, u.signature_hash, u.public_key, u.signature, a.answers, a.right_count,
      array(select e.facts ->> 'witness' from audit_event e where e.event = 'undertaking.signed' and e.at between w.signed_at - interval '1 second' and w.signed_at + interval '1 second' and e.facts ? 'witness') as witnesses
    from way w join undertaking u on u.id = ${id} join instruction_version v on v.id = w.version_id join board b on b.id = v.board_id left join undertaking_attempt a on a.id = w.attempt_id
    where w.carried_from is null`,
  )
  const quiz = Quiz.safeParse(row.quiz)
  if (!row.attempt_id || !row.text_hash || !row.public_key || !row.signature) return 'unsigned'
  if (!quiz.success) return 'record-differs'
  const textHash = row.text_hash.toString('hex')
  const sealed = { employeeId: row.employee_id, board: row.board, version: row.version, textHash, attemptId: row.attempt_id }
  const hash = sealedHash({ ...sealed, signedAt: row.signed_at.toISOString(), quiz: quiz.data })
  if (!hash.equals(row.signature_hash)) return 'record-differs'
  if (!isSignedBy(row.public_key, hash, row.signature)) return 'wrong-key'
  if (!isSame(quiz.data, row.answers ?? [], row.right_count)) return 'attempt-differs'
  return row.witnesses.includes(witnessOf(hash, row.public_key)) ? 'holds' : 'unwitnessed'
}

const isSame = (quiz: z.infer<typeof Quiz>, answers: z.infer<typeof Answers>, score: number | null): boolean =>
  quiz.length === answers.length &&
  score === quiz.filter(({ right }) => right).length &&
  quiz.every(({ question, permits }) => answers.some((each) => each.question === question && each.permits === permits))
