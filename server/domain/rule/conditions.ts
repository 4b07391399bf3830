import type { Condition, FactValue } from '../../../contracts/rule-language.ts'
import { isTime, type OpeningHours, usualHours } from '../../platform/calendar.ts'
import { eventsIn, isOpenQuestion, momentOf } from './moments.ts'

/** What is known about one record when a rule is asked about it. A fact that isn't there, or is null, isn't known. */
export type Known = {
  facts: Readonly<Record<string, FactValue | readonly FactValue[] | null>>
  /** Every time each event happened. An event that isn't there has not happened. */
  events: Readonly<Record<string, readonly Date[]>>
  /** true = more may have happened than stands here, so that an event that isn't here isn't known either. */
  partial?: boolean | undefined
  /** Other records of the same person; undefined = nobody has looked. */
  others?: readonly Other[] | undefined
  openingHours: OpeningHours
  /** null: the hour isn't asked about. */
  now: Date | null
}
export type Other = { kind: string } & Pick<Known, 'facts' | 'events'>

/** Nothing is known but what the question itself says: what a row is asked. */
export const nothingKnown: Known = { facts: {}, events: {}, partial: true, openingHours: usualHours, now: null }

/** Yes, no, or null: it isn't known. */
export type Truth = boolean | null

/** Is it so? Three-valued, so that whoever asks decides what not knowing means: it permits nothing and destroys nothing. Pure. */
export function isSo(condition: Condition, known: Known): Truth {
  if ('all' in condition) return every(condition.all.map((each) => isSo(each, known)))
  if ('any' in condition) return not(every(condition.any.map((each) => not(isSo(each, known)))))
  if ('not' in condition) return not(isSo(condition.not, known))
  if ('time' in condition) return isAtTime(condition, known)
  if ('during' in condition) return goesOn(condition.during, known)
  if ('happened' in condition) return hasCome(condition.happened, known)
  if ('others' in condition) return ofOthers(condition, known)
  return ofFact(condition, known.facts[condition.fact] ?? null)
}

const not = (truth: Truth): Truth => (truth === null ? null : !truth)
/** No as soon as one is no; otherwise unknown as soon as one is. */
const every = (truths: readonly Truth[]): Truth => (truths.includes(false) ? false : truths.includes(null) ? null : true)

function hasCome(moment: Parameters<typeof momentOf>[0], known: Known): Truth {
  if (known.partial && eventsIn(moment).some((event) => !Object.hasOwn(known.events, event))) return null
  const when = momentOf(moment, known)
  if (!('at' in when)) return isOpenQuestion(moment, known) ? null : false
  return known.now === null ? null : when.at <= known.now
}

/** The hour of the question, or of a moment; of one that hasn't come nobody knows. */
function isAtTime({ time, of }: Extract<Condition, { time: unknown }>, known: Known): Truth {
  const when = of === undefined ? { at: known.now } : momentOf(of, known)
  return 'at' in when && when.at !== null ? isTime(when.at, time, known.openingHours) : null
}

/** It has begun, and hasn't ended since; of what happens again the latest that has come counts. */
function goesOn({ from, until }: { from: string; until: string }, known: Known): Truth {
  const [begun, ended] = [lastCome(from, known), lastCome(until, known)]
  if (begun === null || begun === never) return begun === never ? false : null
  return ended === null ? null : begun > ended
}

const never = Number.NEGATIVE_INFINITY
/** The last time it happened up to now; null: not known. */
function lastCome(event: string, { events, now, partial }: Known): number | null {
  const times = (events[event] ?? []).map((at) => at.getTime())
  if (times.length === 0) return partial && !Object.hasOwn(events, event) ? null : never
  return now === null ? null : Math.max(...times.filter((at) => at <= now.getTime()))
}

function ofOthers({ others: kind, where, count }: Extract<Condition, { others: string }>, known: Known): Truth {
  if (known.others === undefined) return null
  const truths = known.others
    .filter((other) => other.kind === kind)
    .map((other) => (where === undefined ? true : isSo(where, { ...known, facts: other.facts, events: other.events })))
  if (count === 'all') return every(truths)
  const some = not(every(truths.map(not)))
  return count === 'some' ? some : not(some)
}

type FactTest = Extract<Condition, { fact: string }>

function ofFact(test: FactTest, value: Known['facts'][string]): Truth {
  if (value === null) return null
  const values: readonly FactValue[] = typeof value === 'object' ? value : [value]
  if ('is' in test) return values.length === 1 && values[0] === test.is
  if ('in' in test) return values.some((each) => test.in.includes(each))
  if ('has' in test) return values.includes(test.has)
  if ('atLeast' in test) return values.every((each) => typeof each === typeof test.atLeast && each >= test.atLeast)
  return values.every((each) => typeof each === typeof test.atMost && each <= test.atMost)
}
