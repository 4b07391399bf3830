import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from '../../../contracts/channel.ts'
import type { ChannelKind } from '../../../contracts/instruction.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { StoredFile } from '../../platform/files.ts'
import { happeningOf } from '../retention/index.ts'
import { keepFindings } from './keep-findings.ts'

export type NewMessage = {
  caseId: string
  message: Pick<IncomingMessage, 'subject' | 'text' | 'html' | 'messageId'>
  channel: ChannelKind
  at: Date
  files: readonly { stored: StoredFile; name: string; mediaType: string; contentId: string | null }[]
}

/** Adds what came from outside to a case, with the rows (and keys) of its files. The original is never altered. @returns the message's id */
export async function addMessage(tx: Tx, { caseId, message, channel, at, files }: NewMessage): Promise<string> {
  const id = randomUUID()
  const received = sql`with happened as (${happeningOf({ kind: 'case', id: caseId }, 'message.received', at)})`
  if (tx.actor.hand === 'service')
    await tx.run(
      sql`${received} insert into message (id, case_id, direction, at, subject, body, html, message_id, channel) values (${id}, ${caseId}, 'in', ${at}, ${message.subject}, ${message.text}, ${message.html}, ${message.messageId}, ${channel})`,
    )
  else
    await tx.run(
      sql`${received} insert into message (id, case_id, direction, at, subject, body, channel) values (${id}, ${caseId}, 'in', ${at}, ${message.subject}, ${message.text}, ${channel})`,
    )
  await keepFindings(tx, { caseId, messageId: id }, { subject: message.subject, body: message.text })
  for (const { stored, name, mediaType, contentId } of files) {
    await tx.run(
      sql`insert into stored_file (id, sha256, size_bytes, wrapped_key, stored_at, case_id) values (${stored.id}, ${Buffer.from(stored.sha256, 'hex')}, ${stored.sizeBytes}, ${stored.wrappedKey}, ombud_now(), ${caseId})`,
    )
    await tx.run(
      sql`insert into attachment (id, case_id, message_id, file_id, name, media_type, size_bytes, content_id) values (${randomUUID()}, ${caseId}, ${id}, ${stored.id}, ${name}, ${mediaType}, ${stored.sizeBytes}, ${contentId})`,
    )
  }
  return id
}
