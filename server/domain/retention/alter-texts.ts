import { z } from 'zod'
import type { Retention } from '../../../contracts/instruction.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Alteration, Keeps } from '../../platform/keeps.ts'
import { record } from '../audit/index.ts'
import { loadVersion } from '../instruction/index.ts'
import { applyPart, fateOf, type Kept, type Known, lanesOf } from '../rule/index.ts'
import { caseIsHeld, ruleIsPaused } from './held.ts'
import { loadKnown } from './known.ts'
import { reckon, reschedule } from './reschedule.ts'
import { withReferences } from './schedule.ts'

/** What a rule says about single texts of a case, apart from the case itself. */
const kinds = ['message', 'chat', 'form', 'note', 'case'] as const
type Kind = (typeof kinds)[number]
const eventsOf = {
  message: ['message.received', 'message.answered'],
  chat: ['message.received'],
  form: ['message.received'],
  note: ['case.noted'],
  // a part of all that is said in a closed case, on the way to its end
  case: ['case.closed'],
} as const

const Id = z.object({ id: z.string() })

/**
 * Cases whose own rule takes a part away on its day (K17): names, digits or words go, and what is left is kept. Worked out again under lock, as
 * when a case is erased. In the eraser's hand. @returns how many were done
 */
export async function alterCases(tx: Tx, keeps: readonly Keeps[], { limit }: { limit: number }): Promise<number> {
  const due = await tx.all(
    Id,
    sql`select c.id from clock k join "case" c on c.id = k.case_id where k.state = 'running' and k.action in ('anonymise', 'redact') and k.due_at <= ombud_now() and k.look_at is null and c.state = 'closed'
      and not (${caseIsHeld} or ${ruleIsPaused})
      order by c.id limit ${limit} for update of c`,
  )
  const reckoned = await reckon(
    tx,
    'case',
    due.map(({ id }) => id),
  )
  for (const [id, { fate, now, clock }] of reckoned) {
    const { retention, ruleId, at } = fate
    const agrees = fate.state === 'running' && at !== null && at <= now && at.getTime() === clock.due_at?.getTime()
    if (!agrees || !retention?.part || ruleId === null) {
      await reschedule(tx, { kind: 'case', id })
      continue
    }
    await alter(tx, keeps, id, alterationBy(ruleId, retention.part, null))
    await tx.run(sql`update clock set state = 'done' where case_id = ${id} and state = 'running'`)
    await tx.run(sql`update "case" set dispose_on = null, dispose_at = null, dispose_review = false, keep_forever = true where id = ${id}`)
  }
  return due.length
}

const Version = z.object({ version_id: z.int(), paused: z.array(z.string()) })
const Pinned = z.object({ id: z.string(), altered: z.date().nullable() })

/**
 * Single texts that have a rule of their own: each counts from when it came or was written. Only cases in which the day of some text has come
 * since the last time are opened. In the eraser's hand. @returns how many cases were opened
 */
export async function alterTexts(tx: Tx, keeps: readonly Keeps[]): Promise<number> {
  const versions = await tx.all(
    Version,
    sql`select version_id, array(select substr(p, length(version_id || ' ') + 1) from unnest((select paused_rules())) p where p like version_id || ' %') as paused from clause where rule #>> '{retention,record}' = any (${[...kinds]}) and rule #>> '{retention,action}' in ('anonymise', 'redact') and jsonb_typeof(rule #> '{retention,part}') = 'object' group by version_id`,
  )
  let opened = 0
  for (const { version_id, paused } of versions) {
    const instructions = await withReferences(tx, await loadVersion(tx, version_id))
    const cases = await tx.all(
      Pinned,
      sql`select c.id, (select max(h.at) from happening h where h.case_id = c.id and h.event = 'text.altered') as altered from "case" c where c.instruction_version_id = ${version_id}
        and not ${caseIsHeld} order by c.id`,
    )
    const known = await loadKnown(
      tx,
      'case',
      cases.map(({ id }) => id),
    )
    for (const { id, altered } of cases) {
      const found = known.get(id)
      if (found && (await alterOne(tx, keeps, { id, altered, paused, ...found, instructions }))) opened++
    }
  }
  return opened
}

type One = {
  id: string
  altered: Date | null
  /** Ids of clauses that are said to break the law (A10). */
  paused: readonly string[]
  known: Known
  asked: { board: string; department: string | null; caseType: string | null }
  instructions: Parameters<typeof fateOf>[1]
}

async function alterOne(tx: Tx, keeps: readonly Keeps[], { id, altered, paused, known, asked, instructions }: One): Promise<boolean> {
  const changes = kinds.flatMap((kind) => {
    // a case that is open again isn't on its way to any end
    if (kind === 'case' && known.facts['case.state'] !== 'closed') return []
    const dueOf = (at: Date) => dueText(kind, at, known, (each) => fateOfText({ ...asked, record: kind }, instructions, each))
    const times = eventsOf[kind].flatMap((event) => known.events[event] ?? [])
    const dues = times.flatMap((at) => dueOf(at) ?? [])
    const [first] = dues.filter((due) => (altered === null || due.at > altered) && !paused.includes(due.ruleId.split('/')[1] ?? ''))
    return first ? [{ kind, due: first, isDue: (at: Date) => dueOf(at) !== null }] : []
  })
  for (const { kind, due, isDue } of changes) await alter(tx, keeps, id, alterationBy(due.ruleId, due.part, { kind, isDue }))
  if (changes.length > 0)
    await tx.run(sql`insert into happening (case_id, event, at, recorded_at) values (${id}, 'text.altered', ombud_now(), ombud_now())`)
  return changes.length > 0
}

/** The rule that takes a part away: beside one about the whole it has a lane of its own. */
function fateOfText(kept: Kept, instructions: Parameters<typeof fateOf>[1], known: Known): ReturnType<typeof fateOf> {
  const own = instructions.find(({ board }) => board === kept.board)?.clauses ?? []
  const fates = lanesOf(kept, own).map((lane) => fateOf({ ...kept, lane }, instructions, known))
  // what is only altered, with no other end, has a clock of its own when it is a case
  if (fates.length === 0 && kept.record === 'case') return { ...fateOf(kept, instructions, known), state: 'kept' }
  return fates.find(({ state, retention }) => state === 'running' && retention?.part) ?? fateOf(kept, instructions, known)
}

type DueText = { ruleId: string; part: NonNullable<Retention['part']>; at: Date }

/** A text that came at `at`: its rule, if its day has come. */
function dueText(kind: Kind, at: Date, known: Known, fate: (known: Known) => ReturnType<typeof fateOf>): DueText | null {
  const own = Object.fromEntries(eventsOf[kind].map((event) => [event, [at]]))
  const { state, outcome, retention, ruleId, at: due } = fate({ ...known, events: { ...known.events, ...own } })
  const acts = state === 'running' && (outcome === 'anonymise' || outcome === 'redact')
  return acts && retention?.part && ruleId && due && known.now && due <= known.now ? { ruleId, part: retention.part, at: due } : null
}

function alterationBy(
  ruleId: string,
  part: NonNullable<Retention['part']>,
  texts: { kind: Kind; isDue: (at: Date) => boolean } | null,
): Alteration {
  return {
    ruleId,
    fields: 'fields' in part ? part.fields : [],
    text: (text) => applyPart(text, part),
    meant: (table, { at, channel }) => {
      if (texts === null || texts.kind === 'case') return true
      if (table === 'note') return texts.kind === 'note' && texts.isDue(at)
      const ofKind = texts.kind === 'message' || texts.kind === channel
      return table === 'message' && ofKind && texts.isDue(at)
    },
  }
}

/** Opens the case, which leaves its trace, and lets every module that holds words of it take its part away. */
async function alter(tx: Tx, keeps: readonly Keeps[], caseId: string, alteration: Alteration): Promise<void> {
  await tx.run(sql`select open_for_work(${[caseId]}::uuid[], '{}', 'disposal', 'eraser')`)
  const rows: Record<string, number> = {}
  for (const kept of keeps) {
    const changed = kept.end === 'stays' || !kept.alter ? 0 : await kept.alter(tx, caseId, alteration)
    if (changed > 0) rows[kept.table] = (rows[kept.table] ?? 0) + changed
  }
  await record(tx, 'case.altered', { caseId, facts: { rule: alteration.ruleId, ...rows } })
}
