import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { queueJob } from '../../platform/jobs.ts'
import type { Keeps } from '../../platform/keeps.ts'
import { record } from '../audit/index.ts'
import { addTo, eraseRows, type Gone } from './erase-rows.ts'
import { asPayload } from './find-due.ts'
import { caseIsHeld, contactIsHeld, ruleIsPaused } from './held.ts'
import { type Judgement, judge } from './judge.ts'
import { reckon, reschedule } from './reschedule.ts'

/*
 * DANGER. What is taken away here can't be brought back. One principle keeps it safe: nothing is believed that was known before the lock.
 * The list says what might be due; state, clock, rule, day and holds are read and worked out again in the transaction that erases, and rows
 * are counted before and while they go. Whatever doesn't agree is left where it is, and says so.
 */

const DisposalRow = z.object({
  id: z.string(),
  subject: z.enum(['case', 'contact']),
  subject_id: z.string(),
  board_id: z.int(),
  due_at: z.date(),
  late_because: z.string().nullable(),
  ending: z.boolean(),
})
type DisposalRow = z.infer<typeof DisposalRow>
const Standing = z.object({
  id: z.string(),
  ended: z.boolean(),
  own_due_at: z.date().nullable(),
  held: z.boolean(),
  paused: z.boolean(),
  now: z.date(),
  state: z.enum(['waiting', 'running']).nullable(),
  clause_id: z.string().nullable(),
  decided: z.boolean().nullable(),
  due_at: z.date().nullable(),
})
type Standing = z.infer<typeof Standing>

/** Ids of disposals, by what became of them. What had gone before is in neither list: the job may run twice. */
export type Erased = { erased: string[]; left: { id: string; because: Judgement }[] }

/**
 * Erases what the given disposals name, all in this transaction or nothing. In the eraser's hand.
 * @throws when more or fewer rows go than were counted: a bug or a race, and nothing is erased
 * Rule: arkivlagen 10 §, GDPR art. 5(1)(e); requirements B18-B21, D2
 */
export async function eraseBatch(tx: Tx, ids: readonly string[], keeps: readonly Keeps[]): Promise<Erased> {
  const [disposals] = await Promise.all([
    tx.all(
      DisposalRow,
      sql`select id, subject, subject_id, board_id, due_at, late_because, offboarding_id is not null as ending from disposal where id = any (${ids}::uuid[]) and state = 'due' order by id for update`,
    ),
    // the plan is the same whatever ids the lists carry; making it anew for each of fifty statements cost a quarter of the time
    tx.run(sql`select set_config('plan_cache_mode', 'force_generic_plan', true)`),
  ])
  const judged = await judgeAll(tx, disposals)
  for (const { disposal, judgement } of judged) if (judgement !== 'erase') await leave(tx, disposal, judgement)
  const going = judged.flatMap(({ disposal, judgement }) => (judgement === 'erase' ? [disposal] : []))
  if (going.length > 0) await take(tx, going, keeps)
  return {
    erased: going.map(({ id }) => id),
    left: judged.flatMap(({ disposal: { id }, judgement }) => (judgement === 'erase' ? [] : [{ id, because: judgement }])),
  }
}

async function judgeAll(tx: Tx, disposals: readonly DisposalRow[]): Promise<{ disposal: DisposalRow; judgement: Judgement }[]> {
  const standings = new Map(
    [...(await lockCases(tx, subjectsOf(disposals, 'case'))), ...(await lockContacts(tx, subjectsOf(disposals, 'contact')))].map((row) => [
      row.id,
      row,
    ]),
  )
  const reckoned = new Map([
    ...(await reckon(tx, 'case', subjectsOf(disposals, 'case'))),
    ...(await reckon(tx, 'contact', subjectsOf(disposals, 'contact'))),
  ])
  return disposals.map((disposal) => {
    const row = standings.get(disposal.subject_id)
    if (!row) return { disposal, judgement: 'subject-missing' }
    // X8: the board leaves with what is its own. That cites the ending and needs no clock; a hold still stops it.
    if (disposal.ending) return { disposal, judgement: row.held ? 'held' : 'erase' }
    const { state, clause_id: clauseId, decided, due_at: dueAt, ended, now, held } = row
    const clock = state && clauseId ? { state, clauseId, dueAt, decided: decided ?? false } : null
    const fate = reckoned.get(disposal.subject_id)?.fate ?? null
    const ownDueAt = disposal.subject === 'case' ? row.own_due_at : undefined
    return { disposal, judgement: judge({ ended, now, held: held || row.paused, listedFor: disposal.due_at, clock, fate, ownDueAt }) }
  })
}

/** From here to the commit nobody reopens, changes or holds them: a hold must lock the row it points at. */
async function lockCases(tx: Tx, ids: readonly string[]): Promise<Standing[]> {
  if (ids.length === 0) return []
  await tx.run(sql`select from "case" where id = any (${ids}::uuid[]) order by id for update`)
  // asked after the locks are held, so that what was committed while we waited is seen
  return tx.all(
    Standing,
    sql`select c.id, c.state = 'closed' as ended, c.dispose_at as own_due_at, ombud_now() as now, k.state, k.clause_id, k.by_law or jsonb_typeof(k.rule -> 'disposalDecision') = 'object' as decided, k.due_at,
        ${caseIsHeld} as held, ${ruleIsPaused} is true as paused
      from "case" c left join clock k on k.case_id = c.id and k.state in ('waiting', 'running') where c.id = any (${ids}::uuid[])`,
  )
}

async function lockContacts(tx: Tx, ids: readonly string[]): Promise<Standing[]> {
  if (ids.length === 0) return []
  await tx.run(sql`select from contact where id = any (${ids}::uuid[]) order by id for update`)
  return tx.all(
    Standing,
    sql`select c.id, c.ended_at is not null as ended, null::timestamptz as own_due_at, ombud_now() as now, k.state, k.clause_id, k.by_law or jsonb_typeof(k.rule -> 'disposalDecision') = 'object' as decided, k.due_at,
        ${contactIsHeld} as held, ${ruleIsPaused} is true as paused
      from contact c left join clock k on k.contact_id = c.id and k.state in ('waiting', 'running') where c.id = any (${ids}::uuid[])`,
  )
}

/** Leaves it where it is. A fault is told once, not every night. */
async function leave(
  tx: Tx,
  { id, subject, subject_id, board_id, late_because }: DisposalRow,
  judgement: Exclude<Judgement, 'erase'>,
): Promise<void> {
  const state = judgement === 'held' ? 'held' : judgement === 'withdraw' ? 'withdrawn' : 'due'
  await tx.run(sql`update disposal set state = ${state}, late_because = ${judgement} where id = ${id}`)
  // what it waits for now, or its new day; one that is open again has no clock
  if (judgement === 'withdraw') await reschedule(tx, { kind: subject, id: subject_id })
  if (late_because === judgement) return
  const about = subject === 'case' ? { caseId: subject_id } : { contactId: subject_id }
  await record(tx, 'disposal.stopped', { ...about, boardId: board_id, facts: { disposal: id, because: judgement } })
}

async function take(tx: Tx, going: readonly DisposalRow[], keeps: readonly Keeps[]): Promise<void> {
  const [cases, contacts] = [subjectsOf(going, 'case'), subjectsOf(going, 'contact')]
  const following = cases.length > 0 ? await followers(tx, cases, keeps) : new Map<string, string>()
  const allContacts = [...contacts, ...following.keys()]
  await tx.run(sql`select open_for_work(${cases}::uuid[], ${allContacts}::uuid[], 'disposal', 'eraser')`)
  const ofCases = await eraseRows(tx, { kind: 'case', ids: cases }, keeps)
  const ofContacts = await eraseRows(tx, { kind: 'contact', ids: allContacts }, keeps)
  const gone = together(ofCases, ofContacts, following)
  const done = going.map(({ id, subject_id }) => ({
    id,
    expected: gone.expected.get(subject_id) ?? {},
    erased: gone.erased.get(subject_id) ?? {},
    files: gone.files.get(subject_id) ?? [],
  }))
  await tx.run(sql`
    update disposal d set state = 'erased', expected = g.expected, erased = g.erased, file_ids = array(select jsonb_array_elements_text(g.files)::uuid), erased_at = ombud_now()
    from jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as g (id uuid, expected jsonb, erased jsonb, files jsonb) where d.id = g.id`)
  const disposalOf = new Map(going.map(({ id, subject_id }) => [subject_id, id]))
  await writeTombstones(tx, [
    ...cases.map((id) => ({ id, subject: 'case', disposal: disposalOf.get(id), files: gone.files.get(id) ?? [] })),
    ...allContacts.map((id) => ({
      id,
      subject: 'contact',
      disposal: disposalOf.get(following.get(id) ?? id),
      files: following.has(id) ? [] : (gone.files.get(id) ?? []),
    })),
  ])
  await recordErased(tx, going)
  await queueJob(tx, 'remove-files', asPayload(going.map(({ id }) => id)))
}

/** Contacts that go with these cases → the case each goes with. */
async function followers(tx: Tx, cases: readonly string[], keeps: readonly Keeps[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const kept of keeps)
    if (kept.end !== 'stays') for (const [contactId, caseId] of (await kept.goesWith?.(tx, cases)) ?? []) found.set(contactId, caseId)
  return found
}

/** One statement for all of them: a hundred calls cost a fifth of the whole batch. */
async function recordErased(tx: Tx, going: readonly DisposalRow[]): Promise<void> {
  await tx.run(sql`
    select record_audit(g.subject || '.erased', case g.subject when 'case' then g.subject_id end, case g.subject when 'contact' then g.subject_id end, g.board_id, jsonb_build_object('disposal', g.id))
    from jsonb_to_recordset(${JSON.stringify(going)}::jsonb) as g (id uuid, subject text, subject_id uuid, board_id int)`)
}

type Stone = { id: string; subject: string; disposal: string | undefined; files: readonly string[] }

async function writeTombstones(tx: Tx, stones: readonly Stone[]): Promise<void> {
  await tx.run(sql`
    insert into tombstone (subject_id, subject, erased_at, file_ids, disposal_id)
    select t.id, t.subject, ombud_now(), array(select jsonb_array_elements_text(t.files)::uuid), t.disposal
    from jsonb_to_recordset(${JSON.stringify(stones)}::jsonb) as t (id uuid, subject text, files jsonb, disposal uuid)
    on conflict do nothing`)
}

/** What went with a case is counted, and certified, with the case. */
function together(ofCases: Gone, ofContacts: Gone, following: ReadonlyMap<string, string>): Gone {
  for (const part of ['expected', 'erased'] as const)
    for (const [contactId, tables] of ofContacts[part]) addTo(ofCases[part], following.get(contactId) ?? contactId, tables)
  ofContacts.files.forEach((ids, contactId) => {
    const owner = following.get(contactId) ?? contactId
    ofCases.files.set(owner, [...(ofCases.files.get(owner) ?? []), ...ids])
  })
  return ofCases
}

function subjectsOf(disposals: readonly DisposalRow[], kind: DisposalRow['subject']): string[] {
  return disposals.flatMap(({ subject, subject_id }) => (subject === kind ? [subject_id] : []))
}
