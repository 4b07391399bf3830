import { z } from 'zod'
import type { Control, Controls } from '../../../contracts/control.ts'
import { Act } from '../../../contracts/instruction.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { actWords, isMeasure, type Lang, measureName } from '../rule/index.ts'
import { catalogue } from './catalogue.ts'
import { guideline, type Parameter } from './guideline.ts'
import { boardsAsking } from './note-states.ts'
import { listSubProcessors } from './sub-processors.ts'

const State = z.enum(['works', 'fails', 'not-in-use'])
const Row = z.object({
  id: z.uuid(),
  measure: z.string(),
  board: z.string().nullable(),
  board_name: z.string().nullable(),
  state: State,
  evidence: z.record(z.string(), z.union([z.string(), z.number()])),
  since: z.date(),
  probed_at: z.date(),
  history: z.array(z.object({ state: State, since: z.iso.datetime({ offset: true }), until: z.iso.datetime({ offset: true }).nullable() })),
  blocked: z.array(z.object({ boardName: z.string(), acts: z.array(Act), since: z.iso.datetime({ offset: true }) })),
})
const Seen = z.object({ boards: z.array(z.string()), keeps_register: z.boolean() })
const Report = z.object({ board: z.string(), board_name: z.string(), quarter: z.string(), made_at: z.date(), hash: z.string() })

/** Every measure that concerns a board one works for, as it stands and has stood; those that fail first. */
export async function listControls(tx: Tx, lang: Lang): Promise<Controls> {
  const seen = await tx.one(
    Seen,
    sql`select array(select b.code from board b where (select sees_all_controls()) or b.id = any ((select actor_boards(actor_hand()))::int[])) as boards, sees_all_controls() as keeps_register`,
  )
  const rows = await tx.all(
    Row,
    sql`
    select s.id, s.measure, b.code as board, b.name as board_name, s.state, s.evidence, s.since, s.probed_at,
      coalesce((select json_agg(json_build_object('state', h.state, 'since', h.since, 'until', h.until) order by h.since desc) from (select * from control_state h where h.measure = s.measure and h.board_id is not distinct from s.board_id order by h.since desc limit 20) h), '[]') as history,
      coalesce((select json_agg(json_build_object('boardName', k.name, 'acts', c.acts, 'since', c.blocked_at) order by k.name) from control_block c join board k on k.id = c.board_id
        where c.lifted_at is null and c.measure = s.measure and (s.board_id is null or c.board_id = s.board_id) and k.code = any (${seen.boards}::text[])), '[]') as blocked
    from control_state s left join board b on b.id = s.board_id where s.until is null order by s.state <> 'fails', s.state = 'not-in-use', s.measure, b.name`,
  )
  const asking = (await boardsAsking(tx)).filter(({ board }) => seen.boards.includes(board))
  const controls = rows
    .filter(
      ({ measure }) =>
        isMeasure(measure) &&
        (catalogue[measure].concerns === 'every-board' || seen.keeps_register || asking.some(({ named }) => named.has(measure))),
    )
    .flatMap((row) => controlOf(row, asking, lang))
  const reports = await tx.all(
    Report,
    sql`select b.code as board, b.name as board_name, r.quarter, r.made_at, encode(r.hash, 'hex') as hash from control_report r join board b on b.id = r.board_id order by r.quarter desc, b.name limit 100`,
  )
  return {
    controls,
    guideline: guideline.map((each) => parameterOf(each, rows, lang)),
    subProcessors: await listSubProcessors(tx),
    canKeepRegister: seen.keeps_register,
    reports: reports.map(({ board_name, made_at, ...rest }) => ({ ...rest, boardName: board_name, madeAt: made_at.toISOString() })),
  }
}

function controlOf(row: z.infer<typeof Row>, asking: Awaited<ReturnType<typeof boardsAsking>>, lang: Lang): Control[] {
  const { measure } = row
  if (!isMeasure(measure)) return []
  const known = catalogue[measure]
  const at = (text: string | null) => (text === null ? null : new Date(text).toISOString())
  return [
    {
      ...{
        id: row.id,
        measure,
        name: measureName(measure, lang),
        means: known[lang],
        board: row.board,
        boardName: row.board_name,
        state: row.state,
      },
      since: row.since.toISOString(),
      probedAt: row.probed_at.toISOString(),
      evidence: Object.entries(row.evidence).map(([name, value]) => ({ name, value: String(value) })),
      ...{ gdpr32: `32(1)(${known.gdpr32})`, area: known.area, source: sourceOf(known, lang) },
      protects: known.protects.map((act) => actWords[act][lang]),
      weight: known.mandatory ? (known.concerns === 'named' ? 'where-named' : 'mandatory') : 'alarm',
      namedBy: asking
        .filter(({ named, board }) => named.has(measure) && (row.board === null || row.board === board))
        .map(({ board }) => board),
      blocked: row.blocked.map(({ acts, boardName, since }) => ({
        boardName,
        acts: acts.map((act) => actWords[act][lang]),
        since: at(since) ?? since,
      })),
      history: row.history.map(({ state, since, until }) => ({ state, since: at(since) ?? since, until: at(until) })),
    },
  ]
}

/** A source that hasn't been compared word for word says so in the reader's language. */
const sourceOf = ({ source, version }: { source: string; version: string }, lang: Lang): string =>
  `${lang === 'sv' ? source.replace('(check)', '(kontrolleras)') : source}, ${version}`

const units: Record<Parameter['unit'], Record<Lang, string>> = {
  hours: { sv: 'timmar', en: 'hours' },
  minutes: { sv: 'minuter', en: 'minutes' },
  days: { sv: 'dagar', en: 'days' },
  times: { sv: 'gånger', en: 'times' },
}

/** What the guideline asks for beside what was found; null = as it asks. */
function parameterOf(
  { id, measure, unit, value, source, version, ...said }: Parameter,
  rows: readonly z.infer<typeof Row>[],
  lang: Lang,
): Controls['guideline'][number] {
  const found = rows.find((row) => row.measure === measure)?.evidence[`${id}.found`]
  const { [lang]: name } = said
  return {
    id,
    measure,
    name,
    asked: `${value} ${units[unit][lang]}`,
    found: found === undefined ? null : `${found} ${units[unit][lang]}`,
    source: sourceOf({ source, version }, lang),
  }
}
