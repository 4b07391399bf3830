import { z } from 'zod'
import { Act, Category, ChannelKind, Mission, Retention } from '../../../contracts/instruction.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { Asked, loadKnown } from '../retention/index.ts'
import type { Matter, Running } from './move-clocks.ts'
import type { Logged } from './replay.ts'

/*
 * What the job reads, a batch at a time, each after the last it saw: decisions, openings, clocks and open cases. Columns without content only;
 * none of them needs an access row, and none is a name.
 */

export const replayedDays = 90

/** `after`: the last that was seen; `limit`: how many at a time. */
export type From = { boardId: number; after: string; limit: number }
/** `next`: where the following batch begins; null = there are no more. */
export type Batch<R> = { rows: R[]; next: string | null; read: number }

const since = sql`ombud_now() - make_interval(days => ${replayedDays}::int)`

/** Alike in everything that is asked: the hour isn't, for the draft's windows stand open (`asOnItsFirstDay`) and `demand` asks of no hour. */
const DecisionRow = z.object({
  at: z.date(),
  acts: z.tuple([Act], Act),
  case_type: z.string().nullable(),
  channel: ChannelKind.nullable(),
  mission: Mission.nullable(),
  category: Category.nullable(),
  anonymous: z.boolean(),
  carries_personal_data: z.boolean(),
  outcome: z.enum(['permit', 'deny', 'refer']),
  because: z.string(),
  clause_ids: z.array(z.string()),
  times: z.int(),
})
const Page = z.object({ read: z.int(), last: z.string().nullable() })

export async function readDecisions(tx: Tx, { boardId, after, limit }: From): Promise<Batch<Logged>> {
  const page = sql`select * from decision_event e where e.board_id = ${boardId} and e.id > ${after}::bigint and e.at >= ${since} order by e.id limit ${limit}`
  const { read, last } = await tx.one(Page, sql`select count(*)::int as read, max(p.id)::text as last from (${page}) p`)
  const found = await tx.all(
    DecisionRow,
    sql`select max(p.at) as at, p.acts, t.code as case_type, p.channel, p.mission, p.category, p.anonymous, p.carries_personal_data, p.outcome, p.because, p.clause_ids, count(*)::int as times
      from (${page}) p left join case_type t on t.id = p.case_type_id group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11`,
  )
  const rows = found.map(
    (row): Logged => ({
      kind: 'act',
      at: row.at,
      acts: row.acts,
      caseType: row.case_type,
      channel: row.channel,
      mission: row.mission,
      category: row.category,
      anonymous: row.anonymous,
      carriesPersonalData: row.carries_personal_data,
      outcome: row.outcome,
      because: row.because,
      clauseIds: row.clause_ids,
      times: row.times,
      under: { mission: row.mission, channel: row.channel },
    }),
  )
  return { rows, next: read < limit ? null : last, read }
}

const OpeningRow = z.object({
  at: z.date(),
  purpose: Mission,
  case_type: z.string(),
  channel: ChannelKind,
  holder: z.enum(['centre', 'board']),
  times: z.int(),
})

/** What the database asks for when a case is seen (migration 0003): these acts, in any channel, whatever it is opened for. */
const opening = { centre: ['receive', 'handle', 'assist', 'advise'], board: ['handle', 'status.read'] } as const

/** Cases that an agent opened, as today's row says what they are; one that is gone since has no row and isn't counted. */
export async function readOpenings(tx: Tx, { boardId, after, limit }: From): Promise<Batch<Logged>> {
  const page = sql`select a.id, a.at, a.purpose, a.case_ids from access_event a
    where a.id > ${after}::bigint and a.at >= ${since} and a.hand = 'agent' and a.act = 'read' order by a.id limit ${limit}`
  const { read, last } = await tx.one(Page, sql`select count(*)::int as read, max(p.id)::text as last from (${page}) p`)
  const found = await tx.all(
    OpeningRow,
    sql`select max(p.at) as at, p.purpose, t.code as case_type, c.channel, c.holder, count(*)::int as times
      from (${page}) p cross join unnest(p.case_ids) opened (id) join "case" c on c.id = opened.id join case_type t on t.id = c.case_type_id
      where c.board_id = ${boardId} group by 2, 3, 4, 5`,
  )
  const rows = found.map(
    (row): Logged => ({
      kind: 'read',
      at: row.at,
      acts: row.holder === 'centre' ? [...opening.centre] : [...opening.board],
      caseType: row.case_type,
      channel: null,
      mission: null,
      category: null,
      anonymous: false,
      carriesPersonalData: true,
      outcome: 'permit',
      because: 'CLAUSE_PERMITS',
      clauseIds: [],
      times: row.times,
      under: { mission: row.purpose, channel: row.channel },
    }),
  )
  return { rows, next: read < limit ? null : last, read }
}

const ClockRow = z.object({
  id: z.coerce.string(),
  record: z.enum(['case', 'contact']),
  subject_id: z.uuid(),
  due_at: z.date().nullable(),
  action: Retention.shape.action,
  asked: Asked.nullable(),
})

/** Every clock that runs or waits under one of the board's versions, with what is known of its case or contact as `schedule` would know it. */
export async function readClocks(tx: Tx, { boardId, after, limit }: From): Promise<Batch<Running>> {
  const found = await tx.all(
    ClockRow,
    sql`select k.id, case when k.case_id is null then 'contact' else 'case' end as record, coalesce(k.case_id, k.contact_id) as subject_id, k.due_at, k.action, k.asked
      from clock k join instruction_version v on v.id = k.version_id
      where k.id > ${after}::bigint and k.state in ('waiting', 'running') and v.board_id = ${boardId} order by k.id limit ${limit}`,
  )
  const idsOf = (record: 'case' | 'contact') => found.flatMap((row) => (row.record === record ? [row.subject_id] : []))
  const known = new Map([...(await loadKnown(tx, 'case', idsOf('case'))), ...(await loadKnown(tx, 'contact', idsOf('contact')))])
  const rows = found.flatMap(({ record, subject_id, due_at, action, asked }) => {
    const of = known.get(subject_id)
    return of === undefined ? [] : [{ record, asked: asked ?? of.asked, known: of.known, dueAt: due_at, action }]
  })
  return { rows, next: found.length < limit ? null : String(found.at(-1)?.id), read: found.length }
}

const OpenRow = z.object({ id: z.uuid() })

/** Cases that are not closed: no clock of theirs runs yet, but something may have been promised. */
export async function readOpenCases(tx: Tx, { boardId, after, limit }: From): Promise<Batch<Matter>> {
  const found = await tx.all(
    OpenRow,
    sql`select c.id from "case" c where c.id > ${after}::uuid and c.state <> 'closed' and c.board_id = ${boardId} order by c.id limit ${limit}`,
  )
  const ids = found.map(({ id }) => id)
  const rows = [...(await loadKnown(tx, 'case', ids)).values()].map((of) => ({ record: 'case' as const, ...of }))
  return { rows, next: found.length < limit ? null : (ids.at(-1) ?? null), read: found.length }
}

const Total = z.object({ total: z.int() })

/** How many rows there are to read in all, for the progress. */
export async function countRows(tx: Tx, boardId: number): Promise<number> {
  const { total } = await tx.one(
    Total,
    sql`select (select count(*) from decision_event e where e.board_id = ${boardId} and e.at >= ${since})::int
      + (select count(*) from access_event a where a.at >= ${since} and a.hand = 'agent' and a.act = 'read')::int
      + (select count(*) from clock k join instruction_version v on v.id = k.version_id where k.state in ('waiting', 'running') and v.board_id = ${boardId})::int
      + (select count(*) from "case" c where c.state <> 'closed' and c.board_id = ${boardId})::int as total`,
  )
  return total
}
