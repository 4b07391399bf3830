import { z } from 'zod'
import type { InstructionInForce, Retention } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { loadRules } from '../instruction/index.ts'
import { type Fate, judgedObsolete, type Known } from '../rule/index.ts'
import { type Scheduled, stateOf } from './due.ts'
import { type Asked, loadKnown } from './known.ts'
import { wholeFate } from './lanes.ts'
import { stop } from './stop.ts'

/** One case or one contact. */
export type One = { kind: 'case' | 'contact'; id: string }

/** `at`: the instant the trigger happened. `department`, `caseType`: codes; null for a contact that never got a type. */
export type Scheduling = {
  subject: One
  board: { id: number; code: string }
  department: string | null
  caseType: string | null
  record: 'case' | 'contact' | 'draft'
  trigger: string
  at: Date
  instruction: InstructionInForce
  /** What the caller is about to write on the row, so that the rules see it. */
  facts?: Known['facts'] | undefined
}

/**
 * Starts the clock of something that has ended, in the transaction that ends it, in the caller's hand; what ended it is written down with it.
 * An older clock of the same subject is stopped. The rule and the codes it was asked with are kept: a later version of the instruction, or
 * another organisation, doesn't move it (B19).
 * @throws no_retention_rule: no clause of the board speaks of it (B18)
 */
export async function schedule(
  tx: Tx,
  { subject, board, department, caseType, record, trigger, at, instruction, facts = {} }: Scheduling,
): Promise<Scheduled> {
  const loaded = (await loadKnown(tx, subject.kind, [subject.id])).get(subject.id)
  if (!loaded) throw new Error(`${subject.kind} ${subject.id} isn't there to be scheduled`)
  const { known } = loaded
  const events = { ...known.events, [trigger]: [...(known.events[trigger] ?? []), at] }
  const asked = { board: board.code, department, caseType, ...(record === 'draft' && { record }) }
  const instructions = await withReferences(tx, instruction)
  const fate = wholeFate({ ...asked, record }, instructions, { ...known, facts: { ...known.facts, ...facts }, events })
  if (fate.ruleId === null) throw new Problem('no_retention_rule', { board: board.code, caseType })
  await stop(tx, subject)
  return writeClock(tx, subject, { versionId: instruction.versionId, asked, fate, since: at, now: at, happened: trigger })
}

/** The board's own version, and the others' rules where one of its own points at them (K07). */
export async function withReferences(tx: Tx, own: InstructionInForce): Promise<InstructionInForce[]> {
  if (!own.clauses.some(({ retention }) => retention?.sameAs?.includes('/'))) return [own]
  return [own, ...(await loadRules(tx)).instructions.filter(({ board }) => board !== own.board)]
}

export type NewClock = { versionId: number; asked: Asked; fate: Fate; since: Date; now: Date; happened: string | null }

/** Writes where it stands, with what has just happened. @throws when no rule speaks */
export async function writeClock(
  tx: Tx,
  { kind, id }: One,
  { versionId, asked, fate: wanted, since, now, happened }: NewClock,
): Promise<Scheduled> {
  const fate = asFarAsWeCan(kind, wanted)
  const { ruleId, retention: rule } = fate
  if (ruleId === null || rule === null) throw new Error(`${kind} ${id} has no rule`)
  const [caseId, contactId] = kind === 'case' ? [id, null] : [null, id]
  const event = happened === null ? sql`` : sql`with happened as (${happeningOf({ kind, id }, happened, since)})`
  const trigger = fate.waitsFor[0] ?? happened ?? 'case.closed'
  await tx.run(sql`${event}
    insert into clock (case_id, contact_id, version_id, clause_id, trigger, started_at, due_at, due_on, action, state, rule, asked, because, waits_for, step, by_law, held_by, frozen, latest_at, look_at)
    values (${caseId}, ${contactId}, ${versionId}, ${ruleId.slice(ruleId.indexOf('/') + 1)}, ${trigger}, ${since}, ${fate.at}, ${fate.on}, ${actionOf(fate)}, ${clockState(fate)}, ${JSON.stringify(rule)},
      ${JSON.stringify(asked)}, ${fate.because}, ${[...fate.waitsFor]}, ${fate.step?.do ?? null}, ${fate.state === 'running' && rule.disposalDecision === null}, ${fate.heldBy?.clause ?? null}, ${fate.heldBy?.frozen ?? false}, ${fate.latest}, ${lookAt(fate, now)})`)
  return { ruleId, versionId, state: stateOf(fate), on: fate.on, at: fate.at, rule }
}

/** What the night can't do by itself ends with a person, never in silence: a move, a transfer, a part that isn't told, a contact's words. */
function asFarAsWeCan(kind: One['kind'], fate: Fate): Fate {
  if (fate.state !== 'running' || fate.outcome === 'delete' || fate.outcome === 'weed') return fate
  const alters = (fate.outcome === 'anonymise' || fate.outcome === 'redact') && kind === 'case' && fate.retention?.part
  return alters ? fate : { ...fate, state: 'review', because: 'manual', judged: judgedObsolete }
}

/** The one insert that says what has happened, to stand in a statement with others. `at` null: now, on the database's clock. */
export function happeningOf({ kind, id }: One, event: string, at: Date | null = null) {
  const [caseId, contactId] = kind === 'case' ? [id, null] : [null, id]
  return sql`insert into happening (case_id, contact_id, event, at, recorded_by, recorded_at) values (${caseId}::uuid, ${contactId}::uuid, ${event}, coalesce(${at}::timestamptz, ombud_now()), actor_id(), ombud_now())`
}

/** `delete` is what the night lists; what a person is asked about is in the review queue whatever the rule wants in the end. */
function actionOf({ state, outcome }: Fate): Retention['action'] {
  if (state === 'review') return 'review'
  return state === 'running' && outcome === 'weed' ? 'delete' : outcome
}

const clockState = ({ state }: Fate) => (state === 'running' || state === 'review' || state === 'kept' ? 'running' : 'waiting')

const nightMs = 86_400_000
/** Nothing goes before its day, so that is soon enough to look; what waits is looked at every night. */
function lookAt({ lookAgain, state, at, latest }: Fate, now: Date): Date | null {
  if (!lookAgain) return null
  if (state === 'running') return at !== null && at > now ? at : null
  return state === 'review' && latest !== null ? latest : new Date(now.getTime() + nightMs)
}

const BoardCode = z.object({ code: z.string() })

/** The board whose rule it is, by the version that holds it. */
export async function ruleIdOf(tx: Tx, versionId: number, clauseId: string): Promise<string> {
  const { code } = await tx.one(
    BoardCode,
    sql`select b.code from instruction_version v join board b on b.id = v.board_id where v.id = ${versionId}`,
  )
  return `${code}/${clauseId}`
}
