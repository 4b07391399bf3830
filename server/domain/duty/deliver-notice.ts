import { z } from 'zod'
import type { OutgoingMessage } from '../../../contracts/channel.ts'
import { NoticeKind } from '../../../contracts/duty.ts'
import { addPeriod, usualHours } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { queueJob } from '../../platform/jobs.ts'
import { loadRules } from '../instruction/index.ts'
import { serviceClocks } from '../rule/index.ts'
import { regrant } from './regrant.ts'

const Row = z.object({
  board: z.string(),
  board_id: z.int(),
  kind: NoticeKind,
  direction: z.enum(['to-board', 'to-centre']),
  owed_at: z.date(),
  delivered_at: z.date().nullable(),
  due_at: z.date().nullable(),
  paused: z.boolean(),
  mail: z.string().nullable(),
  now: z.date(),
})

/** Without a promise of its own (`gap-answer`) a board has ten working days. */
const otherwise = { length: 10, unit: 'days', calendar: 'working' } as const

/**
 * Puts a notice in the inbox of those it is owed to, with the day it has to be answered. Needs nothing but the database, so that no mail server
 * can hold it up (A13). Twice is once. As the service.
 */
export async function deliverNotice(tx: Tx, id: string): Promise<void> {
  const row = await tx.maybe(
    Row,
    sql`
    select b.code as board, n.board_id, n.kind, n.direction, n.owed_at, n.delivered_at, n.due_at, ombud_now() as now,
      exists (select from clause_pause p where p.board_id = n.board_id and p.lifted_at is null) as paused,
      (select v.contacts ->> 'boardEmail' from instruction_version v where v.board_id = n.board_id and v.state = 'in-force') as mail
    from board_notice n join board b on b.id = n.board_id where n.id = ${id} for update of n`,
  )
  if (!row) return
  // a new version is compiled from its own clauses; what waits for the board's answer is taken out of it again
  if (row.paused || row.kind === 'infringing') await regrant(tx, row.board_id)
  if (row.delivered_at !== null) return
  // what came with a day of its own keeps it: a request's is the law's; how a measure works is told, and asks for no answer by a day
  const asksNothing = row.direction === 'to-centre' || row.kind === 'control' || row.kind === 'glass'
  const dueAt = asksNothing ? null : (row.due_at ?? (await answerBy(tx, row)))
  await tx.run(sql`update board_notice set delivered_at = ombud_now(), due_at = ${dueAt} where id = ${id}`)
  if (row.mail !== null && row.direction === 'to-board') await queueJob(tx, 'mail-notice', { notice: id }, { key: `mail-${id}` })
}

async function answerBy(tx: Tx, { board, owed_at, now }: z.infer<typeof Row>): Promise<Date> {
  const { instructions } = await loadRules(tx)
  const instruction = instructions.find((each) => each.board === board)
  const known = { facts: {}, events: { 'gap.told': [owed_at], 'notice.owed': [owed_at] }, openingHours: usualHours, now }
  const promised = instruction === undefined ? [] : serviceClocks(instruction, known).filter(({ promise }) => promise === 'gap-answer')
  const [at] = promised.flatMap(({ due }) => ('at' in due ? [due.at] : []))
  return at ?? addPeriod(owed_at, otherwise).at
}

const Mail = z.object({ mail: z.string().nullable(), name: z.string(), mail_state: z.string(), answered: z.boolean() })

/** That something waits, and not a word of what. Null when there is nothing to send any more. As the service. */
export async function readNoticeMail(tx: Tx, id: string): Promise<OutgoingMessage | null> {
  const row = await tx.maybe(
    Mail,
    sql`
    select b.name, n.mail_state, n.answered_at is not null as answered, (select v.contacts ->> 'boardEmail' from instruction_version v where v.board_id = n.board_id and v.state = 'in-force') as mail
    from board_notice n join board b on b.id = n.board_id where n.id = ${id}`,
  )
  if (!row || row.mail === null || row.mail_state !== 'none' || row.answered) return null
  return {
    id,
    to: { name: row.name, email: row.mail },
    subject: 'Något väntar på nämnden i Ombud',
    text: 'Hej!\n\nKontaktcenter har meddelat nämnden något. Logga in i Ombud och öppna Att göra.\n\nDet här mejlet skickas automatiskt och innehåller inga uppgifter.\n',
    replyToken: id.replaceAll('-', ''),
    inReplyTo: null,
    references: [],
    automatic: true,
  }
}

export async function settleNoticeMail(tx: Tx, id: string, state: 'sent' | 'given-up'): Promise<void> {
  await tx.run(sql`update board_notice set mail_state = ${state} where id = ${id}`)
}
