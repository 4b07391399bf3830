import { createHash } from 'node:crypto'
import { sql, type Tx } from '../../platform/db.ts'

export type QuizRecord = readonly { clause: string; permits: boolean; right: boolean }[]

/**
 * Writes that this employee has understood this version: the signature is a hash over who, which version and the quiz that was answered,
 * so that it verifies only together with its quiz record.
 * Rule: GDPR art. 28(3)(b), 29, 32(4); requirements A21-A23
 */
export async function sealUndertaking(
  tx: Tx,
  { employeeId, versionId, quiz }: { employeeId: string; versionId: number; quiz: QuizRecord },
): Promise<void> {
  const record = JSON.stringify(quiz)
  const signature = createHash('sha256').update(`${employeeId}\n${versionId}\n${record}`).digest()
  await tx.run(sql`
    insert into undertaking (employee_id, version_id, signed_at, quiz, signature_hash) values (${employeeId}, ${versionId}, ombud_now(), ${record}, ${signature})
    on conflict (employee_id, version_id) do nothing`)
}
