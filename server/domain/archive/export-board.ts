import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'

const Sealed = z.object({ id: z.uuid(), sha256: z.string(), sizeBytes: z.int(), wrappedKey: z.string() })
const Attachment = z.looseObject({ file: Sealed })
const Batch = z.object({
  cases: z.array(z.looseObject({ attachments: z.array(Attachment) })),
  contacts: z.array(z.looseObject({})),
})
const Row = z.object({ batch: Batch.nullable() })

/** So many cases or contacts a part: a part is held in memory once, with its attachments. */
const atMost = 50

/**
 * One more part of what a board is given when it leaves: its next cases, then its contacts, with messages, notes and attachments, as one sealed file.
 * In the worker's hand; the place it has come to moves in the same transaction. @returns false when there was nothing more
 */
export async function exportPart(tx: Tx, offboardingId: string, files: Pick<Files, 'get' | 'put'>): Promise<boolean> {
  const { batch } = await tx.one(Row, sql`select export_batch(${offboardingId}, ${atMost}) as batch`)
  if (batch === null) return false
  const cases = []
  for (const each of batch.cases) cases.push({ ...each, attachments: await withBytes(each.attachments, files) })
  const stored = await files.put(Buffer.from(JSON.stringify({ format: 'ombud-export-1', cases, contacts: batch.contacts })))
  await tx.run(sql`
    insert into offboarding_part (offboarding_id, part, file_id, sha256, size_bytes, wrapped_key, subjects, made_at)
    select ${offboardingId}, count(*) + 1, ${stored.id}, decode(${stored.sha256}, 'hex'), ${stored.sizeBytes}, ${stored.wrappedKey}, ${batch.cases.length + batch.contacts.length}, ombud_now()
    from offboarding_part where offboarding_id = ${offboardingId}`)
  return true
}

/** The bytes themselves, in place of the key that opens them here. */
async function withBytes(attachments: readonly z.infer<typeof Attachment>[], files: Pick<Files, 'get'>) {
  const whole = []
  for (const { file, ...attachment } of attachments) {
    const bytes = await files.get({ ...file, wrappedKey: Buffer.from(file.wrappedKey, 'hex') })
    whole.push({ ...attachment, sha256: file.sha256, base64: bytes.toString('base64') })
  }
  return whole
}
