import { z } from 'zod'
import { type Duties, type DutyTime, type Notice, NoticeKind } from '../../../contracts/duty.ts'
import { Act, Consequence } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { queueJob } from '../../platform/jobs.ts'
import { record } from '../audit/index.ts'
import { loadStanding, type Standing } from '../instruction/index.ts'
import { actReading, consequenceReading, measureName, taskReading } from '../rule/index.ts'

type Lang = 'sv' | 'en'
const NoticeRow = z.object({
  id: z.uuid(),
  board: z.string(),
  board_name: z.string(),
  direction: z.enum(['to-board', 'to-centre']),
  kind: NoticeKind,
  measure: z.string().nullable(),
  measure_state: z.enum(['fails', 'works']).nullable(),
  gap_id: z.uuid().nullable(),
  act: Act.nullable(),
  type_name: z.string().nullable(),
  version: z.int().nullable(),
  version_state: z.string().nullable(),
  clause_id: z.string().nullable(),
  clause_text: z.string().nullable(),
  paused: z.boolean(),
  laws: z.array(z.string()),
  words: z.string().nullable(),
  sent_by: z.string().nullable(),
  owed_at: z.date(),
  delivered_at: z.date().nullable(),
  due_at: z.date().nullable(),
  read_at: z.date().nullable(),
  read_by: z.string().nullable(),
  answered_at: z.date().nullable(),
  answered_by: z.string().nullable(),
  answer: z.enum(['clause', 'refused', 'changed', 'kept', 'noted']).nullable(),
  reason: z.string().nullable(),
  mail_state: z.enum(['none', 'sent', 'given-up']),
  overdue: z.boolean(),
})

const noticeRows = (where: ReturnType<typeof sql>) => sql`
  select n.id, b.code as board, b.name as board_name, n.direction, n.kind, n.measure, n.measure_state, n.gap_id, g.act, t.name as type_name, v.version, v.state as version_state, n.clause_id, c.text as clause_text,
    ((c.rule ->> 'effect' = 'permit' or jsonb_typeof(c.rule -> 'retention') = 'object') and exists (select from clause_pause p where p.board_id = n.board_id and p.clause_id = n.clause_id and p.lifted_at is null)) is true as paused, n.laws, n.words, s.name as sent_by, n.owed_at, n.delivered_at, n.due_at, n.read_at, r.name as read_by,
    n.answered_at, a.name as answered_by, n.answer, n.reason, n.mail_state, coalesce(n.answered_at is null and n.due_at < ombud_now(), false) as overdue
  from board_notice n join board b on b.id = n.board_id left join gap g on g.id = n.gap_id left join case_type t on t.id = g.case_type_id left join instruction_version v on v.id = n.version_id
    left join clause c on c.version_id = n.version_id and c.id = n.clause_id left join employee s on s.id = n.sent_by left join employee r on r.id = n.read_by left join employee a on a.id = n.answered_by where ${where}`

const TimeRow = z.object({
  id: z.uuid(),
  board: z.string(),
  board_name: z.string(),
  clause_id: z.string(),
  task: z.string(),
  responsible: z.string(),
  on: z.string(),
  latest: z.string(),
  state: z.enum(['coming', 'due', 'overdue', 'done']),
  done_at: z.date().nullable(),
  done_by: z.string().nullable(),
  missed: z.array(Consequence),
})

/** What is owed to, and by, whoever looks: open first, the latest answered after. */
export async function listDuties(tx: Tx, lang: Lang): Promise<Duties> {
  const standing = await loadStanding(tx)
  const notices = await tx.all(
    NoticeRow,
    sql`${noticeRows(sql`n.answered_at is null or n.answered_at > ombud_now() - interval '90 days'`)} order by n.answered_at is not null, overdue desc, n.due_at nulls last, n.owed_at desc limit 200`,
  )
  const times = await tx.all(
    TimeRow,
    sql`
    select d.id, b.code as board, b.name as board_name, d.clause_id, d.task, d.responsible, d.on_day::text as on, d.latest::text as latest, d.done_at, e.name as done_by, d.missed,
      case when d.done_at is not null then 'done' when d.latest < y.today then 'overdue' when d.on_day <= y.today then 'due' else 'coming' end as state
    from duty_occurrence d join board b on b.id = d.board_id left join employee e on e.id = d.done_by, lateral (select (ombud_now() at time zone 'Europe/Stockholm')::date as today) y
    where d.done_at is null or d.done_at > ombud_now() - interval '90 days' order by d.done_at is not null, d.latest, d.on_day limit 200`,
  )
  return { notices: notices.map((row) => noticeOf(row, standing, lang)), times: times.map((row) => timeOf(row, standing, lang)) }
}

function noticeOf(row: z.infer<typeof NoticeRow>, { hand, boards }: Standing, lang: Lang): Notice {
  const at = (date: Date | null) => date?.toISOString() ?? null
  const mine = row.direction === 'to-board' ? hand === 'officer' && boards.includes(row.board) : hand === 'agent'
  return {
    id: row.id,
    board: row.board,
    boardName: row.board_name,
    direction: row.direction,
    kind: row.kind,
    state: row.answered_at ? 'answered' : row.read_at ? 'read' : row.delivered_at ? 'delivered' : 'owed',
    overdue: row.overdue,
    gapId: row.gap_id,
    version: row.version,
    clauseId: row.clause_id,
    clauseText: row.clause_text,
    measureState: row.measure_state,
    paused: row.paused,
    laws: row.laws,
    words: row.words,
    title: titleOf(row, lang),
    sentBy: row.sent_by,
    owedAt: row.owed_at.toISOString(),
    deliveredAt: at(row.delivered_at),
    dueAt: at(row.due_at),
    readAt: at(row.read_at),
    readBy: row.read_by,
    answeredAt: at(row.answered_at),
    answeredBy: row.answered_by,
    answer: row.answer,
    reason: row.reason,
    mail: row.mail_state,
    canAnswer: mine && row.answered_at === null && row.kind !== 'gap' && row.kind !== 'rights' && row.kind !== 'access',
  }
}

function titleOf(
  { kind, measure, measure_state, act, type_name, clause_id, version, version_state, board_name }: z.infer<typeof NoticeRow>,
  lang: Lang,
): string {
  if (kind === 'gap' && act !== null) {
    const about = type_name === null ? '' : `: ${type_name}`
    return {
      sv: `Instruktionen svarar inte på om kontaktcenter får ${actReading(act, 'sv')}${about}`,
      en: `The instruction doesn’t say whether the centre may ${actReading(act, 'en')}${about}`,
    }[lang]
  }
  if (kind === 'control' && measure !== null)
    return measure_state === 'fails'
      ? { sv: `Fungerar inte: ${measureName(measure, lang)}`, en: `Doesn’t work: ${measureName(measure, lang)}` }[lang]
      : { sv: `Fungerar igen: ${measureName(measure, lang)}`, en: `Works again: ${measureName(measure, lang)}` }[lang]
  if (kind === 'infringing')
    return { sv: `Punkten ${clause_id} sägs bryta mot lag`, en: `The clause ${clause_id} is said to break the law` }[lang]
  if (kind === 'dead-link')
    return { sv: 'En länk som visas för allmänheten fungerar inte', en: 'A link that the public is shown does not work' }[lang]
  if (kind === 'rights') return { sv: 'Någon använder sin rätt hos nämnden', en: 'Somebody uses a right at the board' }[lang]
  if (kind === 'glass') return { sv: 'Ett ärende har öppnats i nödläge', en: 'A case has been opened in an emergency' }[lang]
  if (kind === 'access')
    return { sv: 'Gå igenom vilka som har behörighet till nämndens ärenden', en: 'Go through who has access to the board’s cases' }[lang]
  if (kind === 'stop')
    return { sv: `${board_name} har stoppat något i sin instruktion`, en: `${board_name} has stopped something in its instruction` }[lang]
  if (version_state === 'ended')
    return { sv: `${board_name} har avslutat sin instruktion`, en: `${board_name} has ended its instruction` }[lang]
  return { sv: `${board_name} har en ny instruktion, version ${version}`, en: `${board_name} has a new instruction, version ${version}` }[
    lang
  ]
}

function timeOf(row: z.infer<typeof TimeRow>, { hand, boards }: Standing, lang: Lang): DutyTime {
  const mine = hand === 'officer' ? boards.includes(row.board) : hand === 'agent' && ['agent', 'everyone'].includes(row.responsible)
  return {
    id: row.id,
    board: row.board,
    boardName: row.board_name,
    clauseId: row.clause_id,
    title: taskReading(row.task, lang),
    responsible: row.responsible,
    on: row.on,
    latest: row.latest,
    state: row.state,
    doneAt: row.done_at?.toISOString() ?? null,
    doneBy: row.done_by,
    follows: row.state === 'overdue' ? row.missed.map((each) => consequenceReading(each, lang)) : [],
    canDo: mine && (row.state === 'due' || row.state === 'overdue'),
  }
}

const Done = z.object({ done: z.boolean() })

/** @throws duty_not_due */
export async function doDuty(tx: Tx, id: string): Promise<void> {
  const { done } = await tx.one(Done, sql`select do_duty(${id}) as done`)
  if (!done) throw new Problem('duty_not_due')
  await record(tx, 'duty.done', { facts: { duty: id } })
}

/** Opens a notice: the first to do so on the side it was sent to leaves the receipt. @throws not_found */
export async function readNotice(tx: Tx, id: string, lang: Lang): Promise<Notice> {
  await tx.all(z.unknown(), sql`select read_notice(${id})`)
  const row = await tx.maybe(NoticeRow, noticeRows(sql`n.id = ${id}`))
  if (!row) throw new Problem('not_found')
  return noticeOf(row, await loadStanding(tx), lang)
}

/** @throws already_answered, invalid_input when the clause is kept without a reason */
export async function answerNotice(
  tx: Tx,
  id: string,
  { answer, reason }: { answer: 'changed' | 'kept' | 'noted'; reason: string },
  lang: Lang,
): Promise<Notice> {
  if (answer === 'kept' && reason.length < 3) throw new Problem('invalid_input', { errors: [{ field: 'reason', code: 'too_small' }] })
  const { done } = await tx.one(Done, sql`select answer_notice(${id}, ${answer}, ${reason === '' ? null : reason}) as done`)
  if (!done) throw new Problem('already_answered')
  await record(tx, 'notice.answered', { facts: { notice: id, answer } })
  await queueJob(tx, 'deliver-notice', { notice: id }, { key: `notice-${id}` })
  return readNotice(tx, id, lang)
}
