import { generateKeyPairSync, randomInt, sign } from 'node:crypto'
import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { canonicalJson, sha256 } from './canonical.ts'
import { type ToSign, toSign } from './draw-quiz.ts'
import { drawScenarios, undertakingText } from './scenarios.ts'

/** What was asked and answered; the question's id says which situation. */
export type QuizRecord = readonly { question: string; permits: boolean; right: boolean }[]
export type Sealed = {
  employeeId: string
  board: string
  version: string
  textHash: string
  attemptId: string
  signedAt: string
  quiz: QuizRecord
}

/** What the signature covers: who, which version by its hash, the text, and every answer. Change one, and it is another hash. */
export const sealedHash = ({ quiz, ...sealed }: Sealed): Buffer =>
  sha256(canonicalJson({ ...sealed, quiz, score: quiz.filter(({ right }) => right).length }))

/** The Swedish text is what is signed, whatever language it was read in. */
const textHashOf = ({ version, boardName }: Pick<ToSign, 'version' | 'boardName'>): Buffer =>
  sha256(canonicalJson(undertakingText(version, boardName, 'sv')))

const Now = z.object({ now: z.date() })

/**
 * Writes that this employee has understood this version. The signature is made with a key that exists for this one signature: nobody can make
 * another with it, and the audit row witnesses which it was. It verifies only together with its quiz record (verify-undertaking.ts).
 * Rule: GDPR art. 28(3)(b), 29, 32(4); eIDAS art. 3(10); requirements A21-A23
 */
export async function sealUndertaking(
  tx: Tx,
  { employeeId, signing, attemptId, quiz }: { employeeId: string; signing: ToSign; attemptId: string; quiz: QuizRecord },
): Promise<void> {
  const { now } = await tx.one(Now, sql`select date_trunc('milliseconds', ombud_now()) as now`)
  const { board, versionId, version } = signing.version
  const textHash = textHashOf(signing)
  const sealed = {
    employeeId,
    board,
    version: signing.hash,
    textHash: textHash.toString('hex'),
    attemptId,
    signedAt: now.toISOString(),
    quiz,
  }
  const hash = sealedHash(sealed)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  await tx.run(sql`
    insert into undertaking (employee_id, version_id, signed_at, quiz, attempt_id, text_hash, signature_hash, public_key, signature)
    values (${employeeId}, ${versionId}, ${now}, ${JSON.stringify(quiz)}, ${attemptId}, ${textHash}, ${hash}, ${publicKey.export({ format: 'der', type: 'spki' })}, ${sign(null, hash, privateKey)})`)
  await record(tx, 'undertaking.signed', {
    facts: { board, version, witness: witnessOf(hash, publicKey.export({ format: 'der', type: 'spki' })) },
  })
}

/** What the audit row keeps of a signature: one value that stands for the sealed record and the key. */
export const witnessOf = (hash: Buffer, publicKey: Buffer): string =>
  sha256(`${hash.toString('hex')}\n${publicKey.toString('hex')}`).toString('hex')

const Attempt = z.object({ id: z.uuid() })

/**
 * Signs a version for people who are made up, or whose paper the owner holds: a real draw with its right answers, through the same seal. By the
 * owner only; a signed-in hand signs with `signUndertaking`.
 */
export async function signFor(tx: Tx, versionId: number, employeeIds: readonly string[]): Promise<void> {
  const signing = await toSign(tx, { versionId })
  for (const employeeId of employeeIds) {
    const quiz = drawScenarios(signing.pool, randomInt).map(({ id, permits }) => ({ question: id, permits, right: true }))
    const answers = JSON.stringify(quiz.map(({ question, permits }) => ({ question, permits })))
    const { id } = await tx.one(
      Attempt,
      sql`insert into undertaking_attempt (employee_id, version_id, drawn_at, questions, answered_at, answers, right_count)
      values (${employeeId}, ${versionId}, ombud_now(), ${quiz.map(({ question }) => question)}, ombud_now(), ${answers}, ${quiz.length}) returning id`,
    )
    await sealUndertaking(tx, { employeeId, signing, attemptId: id, quiz })
  }
}
