import { createHash } from 'node:crypto'
import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'

const Found = z.object({ id: z.uuid().nullable() })

/**
 * Whose reply is this? A mail finds its case by an unguessable token together with the sender's own address; one of the two is not enough.
 * A follow-up in an anonymous conversation finds it by the retrieval code. Anything else is someone new. As the service. @returns the case, or null
 */
export async function recognise(
  tx: Tx,
  { replyToken, senderEmail, retrievalHash }: { replyToken: string | null; senderEmail: string | null; retrievalHash: Buffer | null },
): Promise<string | null> {
  if (retrievalHash !== null) return (await tx.one(Found, sql`select case_of_key('retrieval', ${retrievalHash}) as id`)).id
  if (replyToken === null || senderEmail === null) return null
  const { id } = await tx.one(Found, sql`select case_of_key('reply', ${createHash('sha256').update(replyToken).digest()}) as id`)
  if (id === null) return null
  await tx.all(z.unknown(), sql`select open_for_work(${[id]}, '{}', 'routing', 'service')`)
  // compared here: in a sealed case the database can't tell what the address is
  const known = await tx.all(
    z.object({ email: z.string() }),
    sql`select email from participant where case_id = ${id} and email is not null`,
  )
  return known.some(({ email }) => email === senderEmail.toLowerCase()) ? id : null
}
