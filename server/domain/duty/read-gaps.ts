import { z } from 'zod'
import type { Gap, GapView } from '../../../contracts/duty.ts'
import { Act, ChannelKind, Clause as ClauseSchema, InstructionFile, Mission } from '../../../contracts/instruction.ts'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { checkInstruction, createDraft, loadRules, loadStanding, saveDraft } from '../instruction/index.ts'
import { actReading, type BoardFacts, clauseSentences, namesOf, proposeClause } from '../rule/index.ts'

type Lang = 'sv' | 'en'
const Row = z.object({
  id: z.uuid(),
  board: z.string(),
  board_name: z.string(),
  act: Act,
  type_code: z.string().nullable(),
  type_name: z.string().nullable(),
  mission: Mission.nullable(),
  reason: z.enum(['NO_CLAUSE', 'CLAUSES_DISAGREE', 'NO_ACTIVE_INSTRUCTION']),
  clause_ids: z.array(z.string()),
  channels: z.array(z.object({ channel: z.string(), count: z.int() })),
  count: z.int(),
  first_at: z.date(),
  last_at: z.date(),
  notice_id: z.uuid().nullable(),
  delivered_at: z.date().nullable(),
  read_at: z.date().nullable(),
  due_at: z.date().nullable(),
  overdue: z.boolean(),
  answer: z.enum(['clause', 'refused']).nullable(),
  answered_at: z.date().nullable(),
  reason_said: z.string().nullable(),
  clause_id: z.string().nullable(),
  answer_version: z.int().nullable(),
  kept_at: z.date().nullable(),
  answer_draft: z.uuid().nullable(),
})

/** The chain gap → told → read → answered → the clause that holds (A13). */
const gapRows = (where: ReturnType<typeof sql>) => sql`
  select g.id, b.code as board, b.name as board_name, g.act, t.code as type_code, t.name as type_name, g.mission, g.reason, g.clause_ids, g.count, g.first_at, g.last_at,
    coalesce((select json_agg(json_build_object('channel', d.channel, 'count', d.sum) order by d.sum desc) from (select channel, sum(count)::int as sum from gap_day where gap_id = g.id group by 1) d), '[]') as channels,
    n.id as notice_id, n.delivered_at, n.read_at, n.due_at, coalesce(g.answered_at is null and n.due_at < ombud_now(), false) as overdue, g.answer, g.answered_at, n.reason as reason_said, g.clause_id,
    (select v.version from instruction_version v where v.id = g.version_id) as answer_version, (select v.uid from instruction_version v where v.id = g.version_id) as answer_draft,
    (select v.valid_from from instruction_version v join clause c on c.version_id = v.id where v.board_id = g.board_id and v.state = 'in-force' and c.id = g.clause_id and g.answer = 'clause') as kept_at
  from gap g join board b on b.id = g.board_id left join case_type t on t.id = g.case_type_id left join board_notice n on n.gap_id = g.id where ${where}`

export async function listGaps(tx: Tx, lang: Lang): Promise<{ gaps: Gap[] }> {
  const rows = await tx.all(
    Row,
    sql`${gapRows(sql`g.answered_at is null or g.answered_at > ombud_now() - interval '1 year'`)} order by g.answered_at is not null, g.count desc, g.last_at desc limit 300`,
  )
  return { gaps: rows.map((row) => shown(row, lang)) }
}

const Day = z.object({ on: z.string(), count: z.int() })

/** One gap with how often it was met, and the clause that is prepared as its answer. @throws not_found */
export async function readGap(tx: Tx, id: string, lang: Lang): Promise<GapView> {
  const row = await tx.maybe(Row, gapRows(sql`g.id = ${id}`))
  if (!row) throw new Problem('not_found')
  const days = await tx.all(
    Day,
    sql`select on_day::text as on, sum(count)::int as count from gap_day where gap_id = ${id} group by 1 order by 1 desc limit 90`,
  )
  const { hand, boards } = await loadStanding(tx)
  return {
    gap: shown(row, lang),
    days: days.reverse(),
    proposal: await proposalFor(tx, row, lang),
    canAnswer: hand === 'officer' && boards.includes(row.board) && row.answer === null,
  }
}

function shown(row: z.infer<typeof Row>, lang: Lang): Gap {
  const at = (date: Date | null) => date?.toISOString() ?? null
  return {
    id: row.id,
    board: row.board,
    boardName: row.board_name,
    act: row.act,
    actName: actReading(row.act, lang),
    caseTypeName: row.type_name,
    mission: row.mission,
    reason: row.reason,
    clauseIds: row.clause_ids,
    channels: row.channels.map(({ channel, count }) => ({ channel: ChannelKind.safeParse(channel).data ?? null, count })),
    count: row.count,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    noticeId: row.notice_id,
    toldAt: at(row.delivered_at),
    readAt: at(row.read_at),
    dueAt: at(row.due_at),
    overdue: row.overdue,
    answer: row.answer,
    answeredAt: at(row.answered_at),
    answerReason: row.reason_said,
    answerClause: row.clause_id,
    answerVersion: row.answer_version,
    keptAt: at(row.kept_at),
    answerDraft: row.answer_draft,
  }
}

const Version = z.object({ title: z.string(), review_by: z.string() })

async function proposalFor(tx: Tx, row: z.infer<typeof Row>, lang: Lang): Promise<GapView['proposal']> {
  const { organisation } = await tx.one(z.object({ organisation: OrganisationFile }), sql`select organisation from installation`)
  const { instructions } = await loadRules(tx)
  const instruction = instructions.find(({ board }) => board === row.board)
  const taken = instruction?.clauses.map(({ id }) => id) ?? []
  const channels = row.channels.flatMap(({ channel }) => ChannelKind.safeParse(channel).data ?? [])
  const asked = { act: row.act, caseType: row.type_code, mission: row.mission, channels, because: row.reason, clauseIds: row.clause_ids }
  const { kind, clause, because, barred } = proposeClause(asked, boardFacts(organisation, row), taken)
  if (clause === null || instruction === undefined) return { kind, because: because.map((each) => each[lang]), clause: null, findings: [] }
  const version = await tx.one(Version, sql`select title, review_by::text from instruction_version where id = ${instruction.versionId}`)
  const file = InstructionFile.parse({
    board: row.board,
    version: instruction.version + 1,
    title: version.title,
    validFrom: new Date(instruction.validFromMs).toISOString(),
    validTo: instruction.validToMs === null ? null : new Date(instruction.validToMs).toISOString(),
    reviewBy: version.review_by,
    approvals: [],
    clauses: [...instruction.clauses, clause],
  })
  const names = namesOf(organisation)
  const board = organisation.boards.find(({ code }) => code === row.board)
  const typeName = (code: string) => board?.caseTypes.find((type) => type.code === code)?.name ?? code
  return {
    kind,
    because: [...because, ...barred].map((each) => each[lang]),
    clause: {
      id: clause.id,
      text: clause.text,
      effect: clause.effect === 'permit' || clause.effect === 'deny' ? clause.effect : 'refer',
      acts: clause.acts,
      caseTypes: clause.caseTypes === 'all' ? [] : clause.caseTypes.map((code) => ({ code, name: typeName(code) })),
      channels: clause.channels === 'all' ? [] : clause.channels,
      mission: clause.mission,
      categories: clause.categories,
      basis: clause.basis,
      lawId: clause.lawId,
      sentences: clauseSentences(clause, row.board, names, lang),
      rule: Object.fromEntries(Object.entries(clause)),
    },
    findings: checkInstruction(file, organisation).filter(({ clauseId }) => clauseId === clause.id),
  }
}

function boardFacts({ boards }: OrganisationFile, { board, board_name }: z.infer<typeof Row>): BoardFacts {
  const found = boards.find(({ code }) => code === board)
  return {
    name: found?.name ?? board_name,
    caseTypes: (found?.caseTypes ?? []).map(({ code, name, secrecy, secrecyTags }) => ({
      code,
      name,
      sealed: secrecy === 'sealed',
      secrecyTags,
    })),
    systems: found?.systems.map(({ code }) => code) ?? [],
  }
}

const Done = z.object({ done: z.boolean() })

/**
 * The board's answer to a gap: the clause in the version that is drawn up with it. The chain ends when that version holds (A13).
 * @throws already_answered
 */
async function answerGap(tx: Tx, gapId: string, { clauseId, versionId }: { clauseId: string; versionId: number }): Promise<void> {
  const { done } = await tx.one(Done, sql`select answer_gap(${gapId}, 'clause', ${clauseId}, ${versionId}, null) as done`)
  if (!done) throw new Problem('already_answered')
}

const Draft = z.object({ id: z.int(), uid: z.uuid(), revision: z.int(), content: InstructionFile })

/**
 * Takes the prepared clause, in the board's own words if it has changed them, into the draft of the board's next version: the one it works on,
 * or a new one made from what is in force. It holds when that version does (A13). @throws not_found, already_answered, nothing_to_accept
 */
export async function acceptGap(tx: Tx, gapId: string, { text }: { text?: string | undefined }): Promise<void> {
  const row = await tx.maybe(Row, gapRows(sql`g.id = ${gapId}`))
  if (!row) throw new Problem('not_found')
  const { clause } = await proposalFor(tx, row, 'sv')
  if (clause === null) throw new Problem('nothing_to_accept')
  const drafts = (states: string) => sql`
    select v.id, v.uid, v.revision, v.content from instruction_version v join board b on b.id = v.board_id where b.code = ${row.board} and v.state = ${states} order by v.id desc limit 1`
  const [draft] = await tx.all(Draft, drafts('draft'))
  const base = draft ?? (await tx.one(Draft, drafts('in-force')))
  const taken = base.content.clauses.map(({ id }) => id)
  const id = taken.includes(clause.id) ? `${clause.id}-${taken.length}` : clause.id
  const clauses = [...base.content.clauses, ClauseSchema.parse({ ...clause.rule, id, text: text ?? clause.text })]
  const file = { ...base.content, clauses }
  if (draft) await saveDraft(tx, draft.uid, { revision: draft.revision, file }, 'sv')
  else await createDraft(tx, { board: row.board, file: { ...file, approvals: [] } })
  const { id: versionId } = await tx.one(Draft, drafts('draft'))
  await answerGap(tx, gapId, { clauseId: id, versionId })
}

/** The board keeps its instruction as it is, and says why. @throws already_answered */
export async function refuseGap(tx: Tx, gapId: string, { reason }: { reason: string }): Promise<void> {
  const { done } = await tx.one(Done, sql`select answer_gap(${gapId}, 'refused', null, null, ${reason}) as done`)
  if (!done) throw new Problem('already_answered')
}
