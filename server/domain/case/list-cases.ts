import { z } from 'zod'
import type { CaseListQuery, CaseRow } from '../../../contracts/case.ts'
import { ChannelKind } from '../../../contracts/instruction.ts'
import { CaseState } from '../../../contracts/words.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { loadStanding, type Standing } from '../instruction/index.ts'
import { hasMask } from '../secrecy/index.ts'
import { whyMaskedInList } from './identity-number.ts'
import { aboutRow } from './why-seen.ts'

const Row = z.object({
  id: z.uuid(),
  number: z.string(),
  board: z.string(),
  board_name: z.string(),
  case_type: z.string(),
  case_type_name: z.string(),
  state: CaseState,
  holder: z.enum(['centre', 'board']),
  offered_to: z.string().nullable(),
  channel: ChannelKind,
  anonymous: z.boolean(),
  assignee_id: z.uuid().nullable(),
  assignee: z.string().nullable(),
  opened_at: z.date(),
  changed_at: z.date(),
  closed_at: z.date().nullable(),
  dispose_on: z.string().nullable(),
  sealed: z.boolean(),
  marked: z.boolean(),
  subject: z.string().nullable(),
  preview: z.string().nullable(),
  sender: z.string().nullable(),
})

const columns = sql`
  c.id, c.number, b.code as board, b.name as board_name, t.code as case_type, t.name as case_type_name, c.state, c.holder, ob.code as offered_to, c.channel, c.anonymous,
  c.assignee_id, e.name as assignee, c.opened_at, c.changed_at, c.closed_at, c.dispose_on, t.secrecy = 'sealed' or exists (select from secrecy_mark k where k.case_id = c.id and k.lifted_at is null and k.level in ('reverse', 'absolute')) as sealed,
  exists (select from secrecy_mark k where k.case_id = c.id and k.lifted_at is null) as marked, s.subject, s.preview, s.sender`
const joins = sql`
  join board b on b.id = c.board_id join case_type t on t.id = c.case_type_id left join board ob on ob.id = c.offered_board_id left join employee e on e.id = c.assignee_id left join case_summary s on s.case_id = c.id`

/** One row as lists and the case's own page show it; null fields of content when the row hasn't been opened. */
export const rowQuery = (where: Sql): Sql => sql`select ${columns} from "case" c ${joins} where ${where}`

/**
 * The newest cases of a view, with what they are about: one access row is written with all their ids before a word of them is read
 * (design §2.2). `before`: the `next` of the page before.
 */
export async function listCases(
  tx: Tx,
  { view, board, limit, before }: z.output<typeof CaseListQuery>,
  lang: 'sv' | 'en' = 'sv',
): Promise<{ cases: CaseRow[]; next: string | null }> {
  const [at, id] = before?.split(',') ?? []
  const found = await tx.all(
    z.object({ id: z.uuid(), at: z.string() }),
    sql`
    select c.id, to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from "case" c where ${viewFilter(view)}
      ${board === undefined ? sql`` : sql`and c.board_id = (select id from board where code = ${board})`}
      ${at === undefined || id === undefined ? sql`` : sql`and (c.opened_at, c.id) < (${at}::timestamptz, ${id}::uuid)`}
    order by c.opened_at desc, c.id desc limit ${limit}`,
  )
  const cases = await readRows(
    tx,
    found.map((row) => row.id),
    { act: 'list', lang },
  )
  // to the microsecond, as the rows are sorted: cases opened in one transaction share their instant
  const last = found.at(-1)
  return { cases, next: last && found.length === limit ? `${last.at},${last.id}` : null }
}

/**
 * Opens the rows and reads them, in the order given. Rows the actor may not see are left out, and with `byWords` those whose words the actor
 * may not read: that they match would tell what they say.
 */
export async function readRows(
  tx: Tx,
  ids: readonly string[],
  {
    act,
    byWords = false,
    lang = 'sv',
    terms,
  }: { act: 'list' | 'search'; byWords?: boolean; lang?: 'sv' | 'en'; terms?: readonly string[] },
): Promise<CaseRow[]> {
  const opened = ids.length === 0 ? [] : await openRows(tx, ids, act, terms)
  // a search that opened nothing is a search all the same (L56)
  if (terms && opened.length === 0) await record(tx, 'case.searched', { facts: { terms: terms.join(' '), found: ids.length } })
  if (ids.length === 0) return []
  const rows = await tx.all(Row, rowQuery(sql`c.id = any (${byWords ? opened : ids}::uuid[])`))
  const byId = new Map((await explainMasks(tx, rows.map(caseRow), lang)).map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const Opened = z.object({ opened: z.array(z.uuid()) })

/** The access row says what was searched for, as keyed hashes: in the same statement, so that it costs no round trip. */
async function openRows(tx: Tx, ids: readonly string[], act: string, terms: readonly string[] | undefined): Promise<string[]> {
  const facts = terms === undefined ? '' : JSON.stringify({ terms })
  const { opened } = await tx.one(
    Opened,
    sql`select case when set_config('ombud.facts', ${facts}, true) is not null then open_cases(${ids}, 'routing', ${act}) end as opened`,
  )
  return opened
}

const Place = z.object({ id: z.uuid(), department: z.string(), answerable: z.boolean() })

/** Most lists mask nothing, and then nothing more is asked. */
async function explainMasks(tx: Tx, rows: readonly CaseRow[], lang: 'sv' | 'en'): Promise<CaseRow[]> {
  const masked = rows.filter(isMasked).map(({ id }) => id)
  if (masked.length === 0) return [...rows]
  const standing = await loadStanding(tx)
  const places = await tx.all(
    Place,
    sql`select c.id, d.code as department, c.answerable from "case" c join case_type t on t.id = c.case_type_id join department d on d.id = t.department_id where c.id = any (${masked}::uuid[])`,
  )
  return rows.map((row) => {
    const place = places.find(({ id }) => id === row.id)
    return place === undefined ? row : withReasons(row, standing, place, lang)
  })
}

const isMasked = ({ subject, preview, sender }: CaseRow) => [subject, preview, sender].some((words) => words !== null && hasMask(words))

/** The row with the reason why an identity number in its words is masked, when one is (L5). */
export function withReasons(
  row: CaseRow,
  standing: Standing,
  place: { department: string; answerable: boolean },
  lang: 'sv' | 'en',
): CaseRow {
  if (!isMasked(row)) return row
  const { board, caseType, channel } = row
  return { ...row, masked: whyMaskedInList(standing, { board, caseType, channel, about: aboutRow(row, place) }, lang) }
}

function viewFilter(view: z.output<typeof CaseListQuery>['view']): Sql {
  switch (view) {
    case 'waiting':
      return sql`c.state <> 'closed' and c.assignee_id is null and c.offered_board_id is null`
    case 'mine':
      return sql`c.state <> 'closed' and c.assignee_id = (select actor_id())`
    case 'offered':
      return sql`c.offered_board_id is not null`
    case 'open':
      return sql`c.state <> 'closed'`
    case 'closed':
      return sql`c.state = 'closed'`
  }
}

export function caseRow(given: unknown): CaseRow {
  const row = Row.parse(given)
  return {
    id: row.id,
    number: row.number,
    board: row.board,
    boardName: row.board_name,
    caseType: row.case_type,
    caseTypeName: row.case_type_name,
    state: row.state,
    holder: row.holder,
    offeredTo: row.offered_to,
    channel: row.channel,
    anonymous: row.anonymous,
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee ?? '' },
    openedAt: row.opened_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    disposeOn: row.dispose_on,
    sealed: row.sealed,
    marked: row.marked,
    subject: row.subject,
    preview: row.preview,
    sender: row.sender,
    masked: null,
  }
}
