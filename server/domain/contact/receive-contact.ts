import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { IncomingMessage } from '../../../contracts/channel.ts'
import type { ChannelKind } from '../../../contracts/instruction.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { StoredFile } from '../../platform/files.ts'
import { record } from '../audit/index.ts'
import { addMessage, openCase, reopenCase, writeSummary } from '../case/index.ts'
import { loadRules, loadVersion } from '../instruction/index.ts'
import { queueReceipt } from '../outbox/index.ts'
import { addParticipant, recognise } from '../person/index.ts'
import { schedule } from '../retention/index.ts'
import { instructionInForce } from '../rule/index.ts'

/** A file of a message, already sealed on disk; its row is written here. */
export type SealedFile = { stored: StoredFile; name: string; mediaType: string; contentId: string | null }
export type Received = { contactId: string | null; caseId: string; fresh: boolean }

const Arrival = z.object({
  id: z.uuid(),
  channel_id: z.int(),
  file_id: z.uuid(),
  received_at: z.date(),
  retrieval_hash: z.instanceof(Buffer).nullable(),
  kind: z.string(),
})
const Host = z.object({
  board_id: z.int(),
  board: z.string(),
  type_id: z.int(),
  type: z.string(),
  department: z.string(),
  version_id: z.int().nullable(),
})

/**
 * The crossing (transaction B): a message becomes a contact, a question and a case, or one more message in the case it answers. All of it
 * happens or none; if any step fails the raw bytes are still there. The one place where a message becomes a case.
 * @param files the message's own files, sealed on disk already
 * @returns null when someone else has taken it across (a job may run twice)
 */
export async function receiveContact(
  tx: Tx,
  arrivalId: string,
  message: IncomingMessage,
  files: readonly SealedFile[],
): Promise<Received | null> {
  const arrival = await tx.maybe(
    Arrival,
    sql`select a.id, a.channel_id, a.file_id, a.received_at, a.retrieval_hash, c.kind from arrival a join channel c on c.id = a.channel_id where a.id = ${arrivalId} and a.state = 'waiting' for update of a`,
  )
  if (!arrival) return null
  const channel = ChannelWord.parse(arrival.kind)
  const known = await recognise(tx, {
    replyToken: message.replyToken,
    senderEmail: message.from?.email ?? null,
    retrievalHash: arrival.retrieval_hash,
  })
  if (known === null) await waitForTurn(tx, arrival)
  const received = known === null ? await receiveNew(tx, arrival, channel, message) : await receiveReply(tx, known, message.automatic)
  await tx.all(z.unknown(), sql`select open_for_work(${[received.caseId]}, '{}', 'routing', 'service')`)
  await addMessage(tx, { caseId: received.caseId, message, channel, at: arrival.received_at, files })
  await tx.run(sql`update stored_file set case_id = ${received.caseId} where id = ${arrival.file_id}`)
  await tx.run(
    sql`update arrival set state = 'done', contact_id = ${received.contactId}, case_id = ${received.caseId} where id = ${arrivalId}`,
  )
  await record(tx, 'message.received', {
    caseId: received.caseId,
    ...(received.contactId === null ? {} : { contactId: received.contactId }),
    facts: { channel, files: files.length },
  })
  if (received.fresh && message.from !== null && !message.automatic)
    await queueReceipt(tx, received.caseId, { to: message.from, inReplyTo: message.messageId, subject: message.subject })
  return received
}

/**
 * A follow-up that was read before the question it follows would become the case, and who asked would be forgotten.
 * @throws Error: the job tries again when the earlier one has crossed, or has been put aside
 */
async function waitForTurn(tx: Tx, { id, retrieval_hash, received_at }: z.infer<typeof Arrival>): Promise<void> {
  if (retrieval_hash === null) return
  const earlier = await tx.maybe(
    z.unknown(),
    sql`select 1 from arrival where retrieval_hash = ${retrieval_hash} and state = 'waiting' and id <> ${id} and received_at < ${received_at} limit 1`,
  )
  if (earlier) throw new Error('an earlier message with the same code has not been read yet')
}

/** A reply opens its case again if it was closed: its clock stops, and the next closing starts a new one. */
async function receiveReply(tx: Tx, caseId: string, automatic: boolean): Promise<Received> {
  const { state } = await tx.one(z.object({ state: z.string() }), sql`select state from "case" where id = ${caseId} for update`)
  // Someone's out-of-office answer is added, but it is no reason to keep what was on its way out of existence.
  if (state === 'closed' && automatic) return { contactId: null, caseId, fresh: false }
  if (state === 'closed') await reopenCase(tx, caseId, { version: null })
  else
    await tx.run(
      sql`update "case" set state = case when state = 'waiting' then 'open' else state end, changed_at = ombud_now(), version = version + 1 where id = ${caseId}`,
    )
  return { contactId: null, caseId, fresh: false }
}

/** Someone new: the contact and its question belong to kommunstyrelsen until they are routed (B2), so that A1 holds from the first byte. */
async function receiveNew(tx: Tx, arrival: z.infer<typeof Arrival>, channel: ChannelKind, message: IncomingMessage): Promise<Received> {
  const host = await tx.one(
    Host,
    sql`
    select b.id as board_id, b.code as board, t.id as type_id, t.code as type, d.code as department, version_in_force(b.id) as version_id
    from case_type t join board b on b.id = t.board_id join department d on d.id = t.department_id where t.unrouted`,
  )
  const contactId = randomUUID()
  const anonymous = message.anonymous
  await tx.run(sql`
    insert into contact (id, channel_id, channel, board_id, case_type_id, anonymous, started_at, ended_at, notice_version)
    values (${contactId}, ${arrival.channel_id}, ${channel}, ${host.board_id}, ${host.type_id}, ${anonymous}, ${arrival.received_at}, ${arrival.received_at}, coalesce((select version from notice where version = ${message.noticeVersion}), (select version from notice_publication where published_at <= ${arrival.received_at} order by id desc limit 1)))`)
  const answerable = message.from !== null || arrival.retrieval_hash !== null
  const to = (await writtenTo(tx, message)) ?? host
  const kase = await openCase(tx, { board: to.board, caseType: to.type, channel, contactId, anonymous, assigneeId: null, answerable })
  await tx.run(
    sql`insert into question (id, contact_id, board_id, case_type_id, state, case_id) values (${randomUUID()}, ${contactId}, ${kase.boardId}, ${kase.caseTypeId}, 'case', ${kase.id})`,
  )
  if (arrival.retrieval_hash !== null)
    await tx.run(sql`insert into case_key (case_id, kind, hash) values (${kase.id}, 'retrieval', ${arrival.retrieval_hash})`)
  const person = {
    name: message.name ?? message.from?.name ?? null,
    email: message.from?.email ?? null,
    phone: message.phone,
    address: message.address,
    propertyDesignation: message.propertyDesignation,
  }
  if (!anonymous) await addParticipant(tx, { caseId: kase.id }, person)
  await writeSummary(tx, {
    caseId: kase.id,
    caseTypeId: kase.caseTypeId,
    openedAt: await openedAt(tx, kase.id),
    number: kase.number,
    subject: message.subject,
    text: message.text,
    sender: anonymous ? null : (person.name ?? person.email ?? person.phone),
    lookups: anonymous ? [] : Object.values(person),
    sealed: kase.sealed,
  })
  await scheduleContact(tx, contactId, host, arrival.received_at)
  return { contactId, caseId: kase.id, fresh: true }
}

const Matter = z.object({ board: z.string(), type: z.string() })

/** A34: an application goes to the board whose form it is. A kind of matter that is no longer there is routed by the centre, as everything else (B2). */
async function writtenTo(tx: Tx, { matter }: IncomingMessage): Promise<z.infer<typeof Matter> | undefined> {
  if (!matter) return undefined
  return tx.maybe(
    Matter,
    sql`select b.code as board, t.code as type from case_type t join board b on b.id = t.board_id where b.code = ${matter.board} and t.code = ${matter.caseType}`,
  )
}

const openedAt = async (tx: Tx, caseId: string) =>
  (await tx.one(z.object({ at: z.date() }), sql`select opened_at as at from "case" where id = ${caseId}`)).at

/** The contact itself, without the case, has its own end. Without an instruction in force nothing is promised yet; the case's closing will ask again. */
async function scheduleContact(tx: Tx, contactId: string, host: z.infer<typeof Host>, at: Date): Promise<void> {
  const inForce = host.version_id === null ? null : instructionInForce(host.board, at.getTime(), await loadRules(tx))
  if (inForce === null) return
  const end = await schedule(tx, {
    subject: { kind: 'contact', id: contactId },
    board: { id: host.board_id, code: host.board },
    department: host.department,
    caseType: host.type,
    record: 'contact',
    trigger: 'contact.ended',
    at,
    instruction: await loadVersion(tx, inForce.versionId),
  })
  await tx.run(
    sql`update contact set dispose_on = ${end.state === 'running' ? end.on : null}, dispose_rule = ${end.ruleId} where id = ${contactId}`,
  )
}

const ChannelWord = z.enum(['email', 'phone', 'form', 'chat', 'facebook', 'app', 'visit'])
