import { z } from 'zod'
import { ChannelKind } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import { RightsKind, type RightsPart, type RightsPartView } from '../../../contracts/rights.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { loadStanding, type Standing } from '../instruction/index.ts'
import { mayName } from './boards-to-name.ts'
import { longestOf } from './due.ts'
import { letterOf } from './letter.ts'

const PartRow = z.object({
  id: z.uuid(),
  kind: RightsKind,
  channel: ChannelKind,
  board: z.string(),
  board_name: z.string(),
  matched_by: z.array(z.enum(['email', 'phone', 'number', 'code', 'contact', 'host'])),
  sealed: z.boolean(),
  case_id: z.uuid().nullable(),
  number: z.string().nullable(),
  received_at: z.date(),
  forwarded_at: z.date().nullable(),
  read_at: z.date().nullable(),
  taken_at: z.date().nullable(),
  taken_by: z.string().nullable(),
  due_at: z.date(),
  extended_at: z.date().nullable(),
  decided_at: z.date().nullable(),
  outcome: z.enum(['granted', 'partly', 'refused']).nullable(),
  law_id: z.string().nullable(),
  overdue: z.boolean(),
  extendable: z.boolean(),
  municipality: z.string(),
})

const partRows = (where: ReturnType<typeof sql>) => sql`
  select p.id, r.kind, r.channel, b.code as board, b.name as board_name, p.matched_by, p.sealed, c.id as case_id, c.number, r.received_at, n.delivered_at as forwarded_at, n.read_at,
    p.taken_at, e.name as taken_by, p.due_at, p.extended_at, p.decided_at, p.outcome, p.law_id, p.decided_at is null and p.due_at < ombud_now() as overdue,
    p.decided_at is null and p.extended_at is null and p.due_at > ombud_now() and r.kind <> 'records' as extendable, (select municipality from installation) as municipality
  from rights_part p join rights_request r on r.id = p.request_id join board b on b.id = p.board_id left join board_notice n on n.id = p.notice_id
    left join "case" c on c.id = p.case_id left join employee e on e.id = p.taken_by where ${where}`

/** The centre's agents follow all that they have taken in; a board sees its own parts, its auditor too: what is overdue first. No content. */
export async function listRights(tx: Tx): Promise<{ parts: RightsPart[] }> {
  const standing = await loadStanding(tx)
  const rows = await tx.all(
    PartRow,
    sql`${partRows(sql`p.decided_at is null or p.decided_at > ombud_now() - interval '90 days'`)} order by p.decided_at is not null, p.due_at limit 300`,
  )
  return { parts: rows.map((row) => partOf(row, standing)) }
}

function partOf(row: z.infer<typeof PartRow>, { hand, boards }: Standing): RightsPart {
  const at = (date: Date | null) => date?.toISOString() ?? null
  return {
    id: row.id,
    kind: row.kind,
    channel: row.channel,
    boardName: hand === 'agent' && !mayName(row, 'agent') ? null : row.board_name,
    caseId: row.case_id,
    caseNumber: row.number,
    receivedAt: row.received_at.toISOString(),
    forwardedAt: at(row.forwarded_at),
    readAt: at(row.read_at),
    takenAt: at(row.taken_at),
    takenBy: row.taken_by,
    dueAt: row.due_at.toISOString(),
    extendedAt: at(row.extended_at),
    decidedAt: at(row.decided_at),
    outcome: row.outcome,
    overdue: row.overdue,
    mine: hand === 'officer' && boards.includes(row.board),
  }
}

const Opened = z.object({
  opened: z
    .object({
      messages: z.array(z.object({ subject: z.string(), body: z.string() })),
      person: z
        .object({ name: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable(), address: z.string().nullable() })
        .nullable(),
      items: z.array(z.string()),
      extensionReasons: z.string().nullable(),
      decisionReasons: z.string().nullable(),
    })
    .nullable(),
})

/** The board opens its part: the receipt is left, and the log says who read what was asked. @throws not_found */
export async function readPart(tx: Tx, id: string, lang: 'sv' | 'en'): Promise<RightsPartView> {
  const { opened } = await tx.one(Opened, sql`select open_rights_part(${id}) as opened`)
  if (opened === null) throw new Problem('not_found')
  const row = await tx.one(PartRow, partRows(sql`p.id = ${id}`))
  const part = partOf(row, await loadStanding(tx))
  const letter = letterOf(
    {
      ...row,
      ...opened,
      boardName: row.board_name,
      lawId: row.law_id,
      receivedAt: row.received_at,
      dueAt: row.due_at,
      decidedAt: row.decided_at,
    },
    lang,
  )
  return { part, ...opened, letter, longest: row.extendable ? longestOf(row.received_at).toISOString() : null }
}
