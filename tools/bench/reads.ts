import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTermHash } from '../../server/domain/audit/index.ts'
import { countCases } from '../../server/domain/case/count-cases.ts'
import { caseQueries, caseViewOf, listCases, searchCases } from '../../server/domain/case/index.ts'
import { caseRow, rowQuery } from '../../server/domain/case/list-cases.ts'
import { lookupForm } from '../../server/domain/case/summarise.ts'
import { loadRules } from '../../server/domain/instruction/index.ts'
import { type Actor, sql } from '../../server/platform/db.ts'
import type { Town } from './bench-town.ts'
import { compared, joined, type Measured } from './figures.ts'
import { race } from './race.ts'
import { searches } from './words.ts'

const hashOf = openTermHash({ keysFolder: mkdtempSync(join(tmpdir(), 'ombud-bench-keys-')) })
const view = { view: 'open', limit: 50 } as const

export async function measureReads(town: Town): Promise<Measured> {
  return joined([await opening(town), await contentFree(town), await shown(town)])
}

export const openCase =
  ({ db, agent, openable }: Town) =>
  (nth: number) =>
    db.ask(agent, caseQueries(caseOf(openable, nth), 'guidance'))
export const search =
  ({ db, agent }: Town, asked = searchesOf()) =>
  (nth: number) =>
    db.as(agent, (tx) => searchCases(tx, asked(nth), { hashOf }))
export const list =
  ({ db, agent }: Town) =>
  () =>
    db.as(agent, (tx) => listCases(tx, view))

/** With every wall and a durable access row, against the same reads by the owner, and against the three selects that show the least of a case. */
async function opening(town: Town): Promise<Measured> {
  const { owner, openable, cases, db, agent } = town
  const rules = await db.as(agent, loadRules)
  const check = caseViewOf(await openCase(town)(0), rules, 'guidance', 'sv')
  if (check.timeline.length === 0 || check.row.subject === null) throw new Error('bench: the opened case shows nothing')
  const { enforced, bare, three } = await race({
    enforced: openCase(town),
    // the first opens the case, the second asks who the actor is: both are enforcement
    bare: (nth) => owner.ask(caseQueries(caseOf(openable, nth), 'guidance').slice(2)),
    three: (nth) =>
      owner.ask(
        ['"case" where id', 'participant where case_id', 'message where case_id'].map((from) => threeSelects(from, caseOf(openable, nth))),
      ),
  })
  return joined([
    compared(
      `open-case-${cases}`,
      `open a case, enforced and logged, against the owner's same reads; ${cases} cases`,
      [enforced, bare],
      0.33,
    ),
    compared(`open-case-three-${cases}`, `the same against a bare transaction of three selects; ${cases} cases`, [enforced, three], null),
  ])
}

function threeSelects(from: string, id: string) {
  if (from.startsWith('"case"')) return sql`select * from "case" where id = ${id}`
  return from.startsWith('participant')
    ? sql`select * from participant where case_id = ${id}`
    : sql`select * from message where case_id = ${id} order by at`
}

const newest = sql`
  select c.id, c.number, c.state, c.channel, c.opened_at, c.dispose_on, b.name as board, t.name as case_type from "case" c join board b on b.id = c.board_id join case_type t on t.id = c.case_type_id
  where c.state <> 'closed' order by c.opened_at desc, c.id desc limit 50`

/** What shows no content opens nothing: it should cost about what it costs the owner. */
async function contentFree({ db, owner, agent, officer, cases }: Town): Promise<Measured> {
  const ids = (who: Actor | null, q: string) =>
    [sql`select search_case_ids(${q}, ${lookupForm(q)}, 50) as ids`].map((query) =>
      who === null ? owner.ask([query]) : db.ask(who, [query]),
    )[0]
  const asked = searchesOf()
  const paces = await race({
    list: () => db.ask(agent, [newest]),
    officerList: () => db.ask(officer, [newest]),
    ownerList: () => owner.ask([newest]),
    count: () => db.as(agent, countCases),
    officerCount: () => db.as(officer, countCases),
    ownerCount: () => countCases(owner.tx),
    find: async (nth) => ids(agent, asked(nth)),
    ownerFind: (nth) => owner.ask([sql`select array(${ownersHits(asked(nth))}) as ids`]),
  })
  return joined([
    compared(
      `list-${cases}`,
      `list of the 50 newest without content, agent against owner; ${cases} cases`,
      [paces.list, paces.ownerList],
      0.75,
    ),
    compared(`list-officer-${cases}`, `the same, an officer of one board; ${cases} cases`, [paces.officerList, paces.ownerList], 0.75),
    compared(`count-${cases}`, `counts, agent against owner; ${cases} cases`, [paces.count, paces.ownerCount], 0.75),
    compared(
      `count-officer-${cases}`,
      `counts, an officer of one board against owner; ${cases} cases`,
      [paces.officerCount, paces.ownerCount],
      0.75,
    ),
    compared(`find-${cases}`, `search for ids, agent against owner; ${cases} cases`, [paces.find, paces.ownerFind], 0.75),
  ])
}

/** Lists that show content: one durable access row with all their ids. */
async function shown(town: Town): Promise<Measured> {
  const { owner, cases } = town
  const asked = searchesOf()
  const ownerShows = async (query: ReturnType<typeof rowQuery>) => ((await owner.ask([query]))[0] ?? []).map(caseRow)
  const paces = await race({
    list: list(town),
    ownerList: () => ownerShows(sql`${rowQuery(sql`c.state <> 'closed'`)} order by c.opened_at desc, c.id desc limit 50`),
    search: search(town, asked),
    ownerSearch: (nth) =>
      ownerShows(sql`${rowQuery(sql`c.id = any (array(${ownersHits(asked(nth))}))`)} order by c.opened_at desc limit 50`),
  })
  return joined([
    compared(
      `list-shown-${cases}`,
      `list of the 50 newest with content and access row, agent against owner; ${cases} cases`,
      [paces.list, paces.ownerList],
      0.33,
    ),
    compared(
      `search-shown-${cases}`,
      `search with content and access row, agent against owner; ${cases} cases`,
      [paces.search, paces.ownerSearch],
      0.33,
    ),
  ])
}

/** The owner's own search: the same two indexes, straight. */
const ownersHits = (q: string) => sql`
  (select s.case_id from case_summary s where s.ts @@ websearch_to_tsquery('swedish', ${q}) or s.ts @@ ${/^[\p{L}\d]{2,}$/u.test(q) ? sql`to_tsquery('simple', ${`${q}:*`})` : sql`null::tsquery`} order by s.opened_at desc limit 50)
  union (select s.case_id from case_summary s where s.lookup like ${`%${lookupForm(q)}%`} order by s.opened_at desc limit 50)`

export const caseOf = (ids: readonly string[], nth: number): string => ids[nth % ids.length] ?? ''

/** In turn, so that every side is asked the same; a telephone number among them. */
function searchesOf(): (nth: number) => string {
  const all = [...searches, '0980-319 217']
  return (nth) => all[nth % all.length] ?? ''
}
