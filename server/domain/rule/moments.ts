import { Day, type Moment, type Period } from '../../../contracts/rule-language.ts'
import { addPeriod, endOfSpan, isStartOfDay, nextYearDay, startOfDay, subtractPeriod } from '../../platform/calendar.ts'
import { isSo, type Known } from './conditions.ts'

/**
 * When is it: at an instant; not until these events have happened or facts are known; or when a person judges it so, asked from a certain day
 * on (null: at once). A judgement never becomes a timer (K03).
 */
export type When = { at: Date } | { waitsFor: readonly string[] } | { judged: string; from: Date | null }

export function momentOf(moment: Moment, known: Known): When {
  if (typeof moment === 'string') return ofEvent(moment, 'latest', known)
  if ('event' in moment) return moment.of === undefined ? ofEvent(moment.event, moment.take, known) : ofOthers(moment, moment.of, known)
  if ('fact' in moment) return ofFact(moment.fact, known)
  if ('after' in moment) return after(momentOf(moment.after, known), moment, known, isEvent(moment.after))
  if ('before' in moment) return moved(momentOf(moment.before, known), (at) => subtractPeriod(at, moment))
  if ('endOf' in moment) return moved(momentOf(moment.of, known), (at) => endOfSpan(lastOf(at, moment.of), moment.endOf))
  if ('next' in moment) return moved(momentOf(moment.of, known), (at) => nextYearDay(lastOf(at, moment.of), moment.next))
  if ('all' in moment) return last(moment.all.map((each) => momentOf(each, known)))
  if ('any' in moment) return first(moment.any.map((each) => momentOf(each, known)))
  if ('judged' in moment) return judged(moment, known)
  return chosen(moment, known)
}

/** Every event a moment waits for or counts from, so that what happened can be kept and nothing else. */
export function eventsIn(moment: Moment): string[] {
  if (typeof moment === 'string') return [moment]
  if ('event' in moment) return moment.of === undefined ? [moment.event] : []
  if ('fact' in moment) return []
  if ('all' in moment) return moment.all.flatMap(eventsIn)
  if ('any' in moment) return moment.any.flatMap(eventsIn)
  if ('judged' in moment) return [moment.judged, ...(moment.reviewFrom ? eventsIn(moment.reviewFrom) : [])]
  if ('when' in moment) return [moment.use, ...(moment.otherwise ? [moment.otherwise] : [])].flatMap(eventsIn)
  const paused = 'pauses' in moment ? (moment.pauses ?? []).flatMap((pause) => ('season' in pause ? [] : [pause.from, pause.until])) : []
  const inner = 'after' in moment ? moment.after : 'before' in moment ? moment.before : moment.of
  return [...eventsIn(inner), ...paused]
}

/** Whether the moment rests on a fact, a condition or other records that nobody knows: then that it hasn't come isn't known either. */
export function isOpenQuestion(moment: Moment, known: Known): boolean {
  const inner = (each: Moment) => isOpenQuestion(each, known)
  if (typeof moment === 'string') return false
  if ('event' in moment) return moment.of !== undefined && known.others === undefined
  if ('fact' in moment) return !('at' in ofFact(moment.fact, known))
  if ('all' in moment) return moment.all.some(inner)
  if ('any' in moment) return moment.any.some(inner)
  if ('judged' in moment) return moment.reviewFrom !== undefined && inner(moment.reviewFrom)
  if ('when' in moment) {
    const truth = isSo(moment.when, known)
    const then = truth === true ? moment.use : truth === false ? moment.otherwise : null
    return then === null || (then !== undefined && inner(then))
  }
  return inner('after' in moment ? moment.after : 'before' in moment ? moment.before : moment.of)
}

function ofEvent(event: string, take: 'first' | 'latest', { events }: Known): When {
  const times = (events[event] ?? []).map((at) => at.getTime())
  if (times.length === 0) return { waitsFor: [event] }
  return { at: new Date(take === 'first' ? Math.min(...times) : Math.max(...times)) }
}

/**
 * In other records of the same person: the latest, when all of that kind have it; or the first that any has (K12). One that may or may not be
 * meant is waited for, and gives no early end.
 */
function ofOthers({ event, take, where }: Extract<Moment, { event: string }>, kind: string, known: Known): When {
  const records = (known.others ?? []).filter((other) => {
    const meant = other.kind !== kind ? false : where === undefined || isSo(where, { ...known, facts: other.facts, events: other.events })
    return take === 'first' ? meant === true : meant !== false
  })
  const whens = records.map((other) => ofEvent(event, take, { ...known, events: other.events }))
  if (whens.length === 0) return { waitsFor: [event] }
  return take === 'latest' ? last(whens) : first(whens)
}

function ofFact(fact: string, { facts }: Known): When {
  const value = facts[fact]
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) return { waitsFor: [fact] }
  return { at: Day.safeParse(value).success ? startOfDay(value) : new Date(value) }
}

/**
 * The end of a day is also the first instant of the next; whole days are counted from the day that ended, unless something really happened just then.
 * Months and years are counted from that instant itself: who was born on 1 March comes of age on 1 March, also in a leap year. A clock that stands
 * still has no end yet.
 */
function after(start: When, given: Period, known: Known, fromEvent: boolean): When {
  if (!('at' in start)) return moved(start, (at) => addPeriod(at, given, known).at)
  const atMidnight = inWholeDays(given) && !fromEvent && isStartOfDay(start.at)
  const byMonths = atMidnight && given.calendar === 'calendar' && (given.unit === 'months' || given.unit === 'years')
  const from = atMidnight && !byMonths ? new Date(start.at.getTime() - 1) : start.at
  const period: Period = byMonths ? { ...given, calendar: 'elapsed' } : given
  const { pauses = [], ...unpaused } = period
  const open = pauses.find((pause) => !('season' in pause) && isOpen(pause, known))
  if (open === undefined || 'season' in open) return { at: addPeriod(from, period, known).at }
  const ended = addPeriod(from, { ...unpaused, pauses: pauses.filter((pause) => pause !== open) }, known).at
  return ended <= latest(open.from, known) ? { at: ended } : { waitsFor: [open.until] }
}

/** A period of whole days ends when the day after begins: the day, month and year it ended in is the one before. */
function lastOf(at: Date, moment: Moment): Date {
  const counted = typeof moment === 'object' && ('endOf' in moment || ('after' in moment && inWholeDays(moment)))
  return counted && isStartOfDay(at) ? new Date(at.getTime() - 1) : at
}

const inWholeDays = ({ calendar, unit }: Period) => calendar !== 'elapsed' && unit !== 'hours' && unit !== 'minutes'

function isEvent(moment: Moment): boolean {
  if (typeof moment === 'string' || 'event' in moment) return true
  if ('all' in moment) return moment.all.every(isEvent)
  if ('any' in moment) return moment.any.every(isEvent)
  return 'when' in moment && isEvent(moment.use) && (moment.otherwise === undefined || isEvent(moment.otherwise))
}
const latest = (event: string, { events }: Known) => new Date(Math.max(...(events[event] ?? []).map((at) => at.getTime())))
const isOpen = ({ from, until }: { from: string; until: string }, known: Known) =>
  (known.events[from] ?? []).length > 0 && !(latest(until, known) >= latest(from, known))

/** AND: the last of them, once all are known. One that nobody can time makes the whole a judgement, asked when the others have come. */
function last(whens: readonly When[]): When {
  const waits = whens.flatMap((when) => ('waitsFor' in when ? when.waitsFor : []))
  if (waits.length > 0) return { waitsFor: [...new Set(waits)] }
  const times = whens.flatMap((when) => ('at' in when ? [when.at.getTime()] : 'from' in when && when.from ? [when.from.getTime()] : []))
  const question = whens.find((when) => 'judged' in when)
  if (question) return { ...question, from: times.length === 0 ? null : new Date(Math.max(...times)) }
  return { at: new Date(Math.max(...times)) }
}

/** OR: the first of those that are known. */
function first(whens: readonly When[]): When {
  const times = whens.flatMap((when) => ('at' in when ? [when.at.getTime()] : []))
  if (times.length > 0) return { at: new Date(Math.min(...times)) }
  return (
    whens.find((when) => 'judged' in when) ?? { waitsFor: [...new Set(whens.flatMap((when) => ('waitsFor' in when ? when.waitsFor : [])))] }
  )
}

function judged({ judged: event, reviewFrom }: Extract<Moment, { judged: string }>, known: Known): When {
  const said = ofEvent(event, 'latest', known)
  if ('at' in said) return said
  if (reviewFrom === undefined) return { judged: event, from: null }
  const from = momentOf(reviewFrom, known)
  return 'at' in from ? { judged: event, from: from.at } : from
}

function chosen({ when, use, otherwise }: Extract<Moment, { when: unknown }>, known: Known): When {
  const truth = isSo(when, known)
  if (truth === true) return momentOf(use, known)
  if (truth === false && otherwise !== undefined) return momentOf(otherwise, known)
  return { waitsFor: conditionWaits(when) }
}

/** What would have to be known, or to happen, for a condition to be answered. */
export function conditionWaits(condition: Parameters<typeof isSo>[0]): string[] {
  return [...new Set(factsIn(condition))]
}

/** What would have to be known for a condition to be answered. */
export function factsIn(condition: Parameters<typeof isSo>[0]): string[] {
  if ('all' in condition) return condition.all.flatMap(factsIn)
  if ('any' in condition) return condition.any.flatMap(factsIn)
  if ('not' in condition) return factsIn(condition.not)
  if ('happened' in condition) return eventsIn(condition.happened)
  if ('during' in condition) return [condition.during.from]
  if ('time' in condition) return condition.of === undefined ? [] : eventsIn(condition.of)
  if ('others' in condition) return [condition.others]
  return 'fact' in condition ? [condition.fact] : []
}

function moved(when: When, move: (at: Date) => Date): When {
  if ('at' in when) return { at: move(when.at) }
  if ('judged' in when && when.from !== null) return { ...when, from: move(when.from) }
  return when
}
