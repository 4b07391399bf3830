import { z } from 'zod'
import { addPeriod } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { loadVersion } from '../instruction/index.ts'
import { type Fate, type Known, othersAsked } from '../rule/index.ts'
import { endOf, type Scheduled } from './due.ts'
import { Asked, loadKnown, othersOf } from './known.ts'
import { wholeFate } from './lanes.ts'
import { type One, ruleIdOf, withReferences, writeClock } from './schedule.ts'
import { stop } from './stop.ts'

/** The event by which a person says that something shall stay for now. */
export const judgedToStay = 'keep.judged'

const Clock = z.object({
  subject_id: z.string(),
  version_id: z.int(),
  clause_id: z.string(),
  state: z.enum(['waiting', 'running']),
  action: z.string(),
  due_at: z.date().nullable(),
  asked: Asked.nullable(),
  started_at: z.date().nullable(),
})
export type Reckoned = { clock: z.infer<typeof Clock>; asked: Asked; fate: Fate; now: Date }

/**
 * What becomes of each of them as things stand now, worked out from what has happened under the version that its clock is pinned to (B19). One
 * without a clock is left out.
 */
export async function reckon(tx: Tx, kind: One['kind'], ids: readonly string[]): Promise<Map<string, Reckoned>> {
  const [clocks, known] = [await clocksOf(tx, kind, ids), await loadKnown(tx, kind, ids)]
  const versions = new Map<number, Awaited<ReturnType<typeof withReferences>>>()
  for (const { version_id } of clocks)
    if (!versions.has(version_id)) versions.set(version_id, await withReferences(tx, await loadVersion(tx, version_id)))
  const reckoned = new Map<string, Reckoned>()
  for (const clock of clocks) {
    const [found, instructions] = [known.get(clock.subject_id), versions.get(clock.version_id)]
    if (!found || !instructions || found.known.now === null) continue
    const others = await othersOf(tx, { kind, id: clock.subject_id }, othersAsked(instructions))
    const [asked, all] = [clock.asked ?? found.asked, { ...found.known, others }]
    const fate = afterKept(wholeFate({ ...asked, record: asked.record ?? kind }, instructions, all), all)
    reckoned.set(clock.subject_id, { clock, asked, fate, now: found.known.now })
  }
  return reckoned
}

/** Somebody has judged that it shall stay: it is asked about again when a year has passed. */
function afterKept(fate: Fate, { events }: Known): Fate {
  const kept = Math.max(...(events[judgedToStay] ?? []).map((at) => at.getTime()))
  if (fate.state !== 'review' || !Number.isFinite(kept) || (fate.at !== null && kept < fate.at.getTime())) return fate
  return { ...fate, ...addPeriod(new Date(kept), { length: 1, unit: 'years', calendar: 'calendar' }) }
}

function clocksOf(tx: Tx, kind: One['kind'], ids: readonly string[]): Promise<z.infer<typeof Clock>[]> {
  const key = kind === 'case' ? sql`case_id` : sql`contact_id`
  return tx.all(
    Clock,
    sql`select ${key} as subject_id, version_id, clause_id, state, action, due_at, asked, started_at from clock where ${key} = any (${ids}::uuid[]) and state in ('waiting', 'running')`,
  )
}

/**
 * Works out again when something that has ended goes, after something has happened, and writes it where it stands. The clock before it stays,
 * stopped, so that what was waited for can be read afterwards.
 * @returns null when it has no clock: it hasn't ended
 */
export async function reschedule(tx: Tx, subject: One): Promise<Scheduled | null> {
  const found = (await reckon(tx, subject.kind, [subject.id])).get(subject.id)
  if (!found || found.fate.ruleId === null) return null
  const { clock, asked, fate, now } = found
  await stop(tx, subject)
  const scheduled = await writeClock(tx, subject, {
    versionId: clock.version_id,
    asked,
    fate,
    since: clock.started_at ?? now,
    now,
    happened: null,
  })
  const rule = await ruleIdOf(tx, clock.version_id, scheduled.ruleId.slice(scheduled.ruleId.indexOf('/') + 1))
  const { at, on, review, kept } = endOf(scheduled)
  await tx.run(
    subject.kind === 'case'
      ? sql`update "case" set dispose_on = ${on}, dispose_at = ${at}, dispose_rule = ${rule}, dispose_review = ${review}, keep_forever = ${kept} where id = ${subject.id} and state = 'closed'`
      : sql`update contact set dispose_on = ${scheduled.state === 'running' ? on : null}, dispose_rule = ${rule} where id = ${subject.id}`,
  )
  return scheduled
}
