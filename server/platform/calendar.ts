import Holidays from 'date-holidays'
import { Temporal } from 'temporal-polyfill'
import type { OpeningHours } from '../../contracts/organisation.ts'
import type { Pause, Period, Time } from '../../contracts/rule-language.ts'

/** YYYY-MM-DD, a day as people in Sweden count them. */
export type Day = string
export type { OpeningHours, Period }

/** What a period may have to know besides its start: when each event happened, and when the centre is open. */
export type Surroundings = { events: Readonly<Record<string, readonly Date[]>>; openingHours: OpeningHours }
export const usualHours: OpeningHours = [{ weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '16:30' }]
const nothingElse: Surroundings = { events: {}, openingHours: usualHours }

const zone = 'Europe/Stockholm'
const sweden = new Holidays('SE')
const holidaysOf = new Map<number, ReadonlySet<Day>>()

/** The day it is in Sweden at `instant`. */
export function stockholmDay(instant: Date): Day {
  return local(instant).toPlainDate().toString()
}

/** The instant at which `day` begins in Sweden. */
export function startOfDay(day: Day): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds)
}

/** Not a Saturday, a Sunday, a public holiday, or one of the three eves that count as one (lagen 1989:1253; lagen 1930:173, 2 §). */
export function isWorkingDay(day: Day): boolean {
  const at = new Date(`${day}T00:00:00Z`)
  const weekday = at.getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidaysIn(at.getUTCFullYear()).has(day)
}

/**
 * When a period that starts at `start` has passed, and the Swedish day that instant falls on (B21, K04).
 *
 * - `elapsed`: to the second. A day is 24 hours; a month or a year ends at the same time of day on the same day of the month.
 * - `calendar`: whole days. The day it starts isn't counted and the last one is counted to its end, so the period is over when the day after
 *   begins in Sweden: a case closed on 1 March at 00:30 with one day is kept all of 2 March. Ending it when the last day *begins* would be early
 *   by up to a day; this way it is never early, at any hour of closing. A month that lacks the day ends on its last day.
 * - `working`: the same in Swedish working days; a month or a year that ends on another day runs to the end of the next working day
 *   (förordning 1182/71 art. 3.4).
 * - `open`: minutes and hours inside opening hours; days, and longer, are working days.
 *
 * Minutes and hours are elapsed in every other calendar. A pause moves the end by as long as it lasts; one that hasn't ended goes on.
 * `at` is never before `start`, and a longer period of the same kind never ends before a shorter.
 */
export function addPeriod(start: Date, period: Period, around: Surroundings = nothingElse): { at: Date; on: Day } {
  const at = withPauses(start, period, around)
  return { at, on: stockholmDay(at) }
}

/** The other way: the instant from which a period runs up to `end`. Whole days begin in the morning of their first day. */
export function subtractPeriod(end: Date, { length, unit, calendar }: Period): Date {
  if (unit === 'minutes' || unit === 'hours') return new Date(end.getTime() - length * unitMs[unit])
  if (calendar === 'elapsed' && (unit === 'days' || unit === 'weeks'))
    return new Date(end.getTime() - length * (unit === 'days' ? 1 : 7) * 24 * unitMs.hours)
  if (calendar === 'elapsed') return new Date(local(end).subtract({ [unit]: length }).epochMilliseconds)
  const last = local(end).toPlainDate()
  if (calendar === 'calendar' || unit !== 'days') return startOfDay(last.subtract({ [unit]: length }).toString())
  let day = last
  for (let left = length; left > 0; left -= isWorkingDay(day.toString()) ? 1 : 0) day = day.subtract({ days: 1 })
  return startOfDay(day.toString())
}

/** The instant at which the span that `instant` falls in is over in Sweden. Weeks begin on Mondays. */
export function endOfSpan(instant: Date, span: 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year'): Date {
  const day = local(instant).toPlainDate()
  const months = { month: 1, quarter: 3, 'half-year': 6, year: 12 }
  if (span === 'day') return endOf(day)
  if (span === 'week') return endOf(day.add({ days: 7 - day.dayOfWeek }))
  const first = day.with({ month: day.month - ((day.month - 1) % months[span]), day: 1 })
  return startOfDay(first.add({ months: months[span] }).toString())
}

/** The first such day of a year, MM-DD, that begins after `instant`. 02-29 is 28 February where there is none. */
export function nextYearDay(instant: Date, yearDay: string): Date {
  const { year } = local(instant).toPlainDate()
  const candidates = [year, year + 1].map((each) => startOfDay(dayIn(each, yearDay).toString()))
  return candidates.find((each) => each > instant) ?? instant
}

/** Whether `instant` is the first of a day in Sweden: then it is also the end of the day before. */
export const isStartOfDay = (instant: Date): boolean => startOfDay(stockholmDay(instant)).getTime() === instant.getTime()

/** Whether it is such a time: all that is asked must hold (K05). */
export function isTime(instant: Date, { season, weekdays, workingDay, open, clock }: Time, openingHours: OpeningHours): boolean {
  const now = local(instant)
  const day = now.toPlainDate().toString()
  const minute = now.toPlainTime().toString().slice(0, 5)
  return (
    (season === undefined || isInSeason(day, season)) &&
    (weekdays === undefined || weekdays.includes(now.dayOfWeek)) &&
    (workingDay === undefined || isWorkingDay(day) === workingDay) &&
    (open === undefined || isOpen(instant, openingHours) === open) &&
    (clock === undefined ||
      (clock.from <= clock.to ? clock.from <= minute && minute < clock.to : minute >= clock.from || minute < clock.to))
  )
}

/** The whole of what was counted, pauses left out. */
function withPauses(start: Date, period: Period, around: Surroundings): Date {
  const { pauses = [], unit, calendar, length } = period
  const isPaused = (day: Day) => pauses.some((pause) => isPausedDay(day, pause, around))
  const first = local(start).toPlainDate()
  if (unit === 'minutes' || unit === 'hours' || calendar === 'elapsed') {
    if (calendar === 'open') return addOpenMs(start, length * (unit === 'minutes' ? unitMs.minutes : unitMs.hours), { pauses, around })
    return pauses.length === 0 ? plainEnd(start, period) : afterPauses(start, plainEnd(start, period), pauses, around)
  }
  if (unit === 'days' && calendar === 'calendar' && pauses.length === 0) return endOf(first.add({ days: length }))
  if (pauses.some((pause) => isEndless(pause, start, around))) return never
  if (unit === 'days') return endOf(addDays(first, length, (day) => (calendar === 'calendar' || isWorkingDay(day)) && !isPaused(day)))
  const bare = first.add({ [unit]: length })
  const last = pauses.length === 0 ? bare : addDays(bare, countDays(first, bare, isPaused), (day) => !isPaused(day))
  return endOf(calendar === 'calendar' ? last : workingDayFrom(last))
}

/** It has begun when the counting starts, or stands still from its own beginning on, and nothing ends it: nothing is counted after that. */
function isEndless(pause: Pause, start: Date, { events }: Surroundings): boolean {
  if ('season' in pause) return false
  return stretchesOf(pause, events).some(({ from, to }) => to === never && from <= start)
}

/** As many paused days as there are after `from`, up to and with `to`. */
function countDays(from: Temporal.PlainDate, to: Temporal.PlainDate, isPaused: (day: Day) => boolean): number {
  let count = 0
  for (let day = from.add({ days: 1 }); Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 }))
    if (isPaused(day.toString())) count++
  return count
}

/** From `start` as long as it is to `bare`, with the clock standing still in every pause on the way. */
function afterPauses(start: Date, bare: Date, pauses: readonly Pause[], around: Surroundings): Date {
  let [at, left] = [start.getTime(), bare.getTime() - start.getTime()]
  for (const { from, to } of merged(pausedBetween(start, farAway(start), pauses, around))) {
    if (at + left <= from) break
    left -= Math.max(0, from - at)
    at = Math.max(at, to)
  }
  return new Date(Math.min(at + left, never.getTime()))
}

/** Long enough to say that it never comes. */
const mostYears = 130
const farAway = (start: Date) => new Date(local(start).add({ years: mostYears }).epochMilliseconds)
const never = new Date(8_000_000_000_000)

const dayMs = 86_400_000
const unitMs = { minutes: 60_000, hours: 3_600_000 }

/** To the second. */
function plainEnd(start: Date, { length, unit }: Period): Date {
  const ms = { ...unitMs, days: 24 * unitMs.hours, weeks: 7 * 24 * unitMs.hours, months: null, years: null }[unit]
  return ms === null ? new Date(local(start).add({ [unit]: length }).epochMilliseconds) : new Date(start.getTime() + length * ms)
}

/** The day on which that many days have been counted. A pause without an end would never let the count go on; then it is a day that nobody lives to see. */
function addDays(first: Temporal.PlainDate, length: number, counts: (day: Day) => boolean): Temporal.PlainDate {
  // days as numbers: a long period asks thousands of them
  let at = Date.UTC(first.year, first.month - 1, first.day)
  let turns = length + mostYears * 366
  for (let left = length; left > 0 && turns > 0; turns--) {
    at += dayMs
    if (counts(new Date(at).toISOString().slice(0, 10))) left--
  }
  return Temporal.PlainDate.from(new Date(at).toISOString().slice(0, 10))
}

function isPausedDay(day: Day, pause: Pause, { events }: Surroundings): boolean {
  if ('season' in pause) return isInSeason(day, pause.season)
  const [from, to] = [startOfDay(day), endOf(Temporal.PlainDate.from(day))]
  return stretchesOf(pause, events).some((stretch) => stretch.from < to && stretch.to > from)
}

type Stretch = { from: number; to: number }

/** What is paused of the time between them, in no order. */
function pausedBetween(from: Date, to: Date, pauses: readonly Pause[], { events }: Surroundings): Stretch[] {
  return pauses
    .flatMap((pause) => ('season' in pause ? seasonsBetween(from, to, pause.season) : stretchesOf(pause, events)))
    .map((stretch) => ({ from: stretch.from.getTime(), to: stretch.to.getTime() }))
}

/** In order, each instant once. */
function merged(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = []
  for (const stretch of [...stretches].filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)) {
    const before = found.at(-1)
    if (before && stretch.from <= before.to) before.to = Math.max(before.to, stretch.to)
    else found.push({ ...stretch })
  }
  return found
}

/** From each time the one event happened until the other does next. */
function stretchesOf({ from, until }: { from: string; until: string }, events: Surroundings['events']): { from: Date; to: Date }[] {
  const ends = [...(events[until] ?? [])].sort((a, b) => a.getTime() - b.getTime())
  return (events[from] ?? []).map((begun) => ({ from: begun, to: ends.find((end) => end >= begun) ?? never }))
}

function seasonsBetween(from: Date, to: Date, season: { from: string; to: string }): { from: Date; to: Date }[] {
  const [first, last] = [local(from).year - 1, Math.min(local(to).year, local(from).year + mostYears)]
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const year = first + at
    const end = dayIn(season.from <= season.to ? year : year + 1, season.to)
    const begin = dayIn(year, season.from)
    // 29 February where there is none: what begins then begins on 1 March, what ends then ends on the 28th
    const lacks = begin.toString().slice(5) !== season.from
    return { from: startOfDay((lacks ? begin.add({ days: 1 }) : begin).toString()), to: endOf(end) }
  })
}

/** MM-DD in that year, or the last day of the month where there is no such day. */
function dayIn(year: number, yearDay: string): Temporal.PlainDate {
  const [month = 1, day = 1] = yearDay.split('-').map(Number)
  return Temporal.PlainDate.from({ year, month, day })
}

function isInSeason(day: Day, { from, to }: { from: string; to: string }): boolean {
  const yearDay = day.slice(5)
  return from <= to ? from <= yearDay && yearDay <= to : yearDay >= from || yearDay <= to
}

/** When it is open on that day, in order and each minute once. */
function hoursOn(day: Temporal.PlainDate, openingHours: OpeningHours): Stretch[] {
  if (!isWorkingDay(day.toString()) && day.dayOfWeek <= 5) return []
  const at = (time: string) => day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds
  return merged(
    openingHours.filter(({ weekdays }) => weekdays.includes(day.dayOfWeek)).map(({ from, to }) => ({ from: at(from), to: at(to) })),
  )
}

function isOpen(instant: Date, openingHours: OpeningHours): boolean {
  return hoursOn(local(instant).toPlainDate(), openingHours).some(({ from, to }) => from <= instant.getTime() && instant.getTime() < to)
}

type Paused = { pauses: readonly Pause[]; around: Surroundings }

function addOpenMs(start: Date, lengthMs: number, { pauses, around }: Paused): Date {
  if (!around.openingHours.some(({ weekdays, from, to }) => weekdays.length > 0 && from < to))
    throw new Error('There are no opening hours to count')
  const paused = merged(pausedBetween(start, farAway(start), pauses, around))
  const stops = paused.find(({ to }) => to === never.getTime())?.from
  let left = lengthMs
  let day = local(start).toPlainDate()
  for (let turn = 0; turn < mostYears * 366; turn++) {
    for (const { from, to } of hoursOn(day, around.openingHours).flatMap((hours) => without(hours, paused))) {
      const begun = Math.max(from, start.getTime())
      const has = Math.max(0, to - begun)
      if (has >= left && has > 0) return new Date(begun + left)
      left -= has
    }
    day = day.add({ days: 1 })
    if (stops !== undefined && startOfDay(day.toString()).getTime() >= stops) break
  }
  return never
}

/** What is left of a stretch when others, in order, are cut out of it. */
function without({ from, to }: Stretch, cuts: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = []
  let at = from
  for (const cut of cuts) {
    if (cut.to <= at || cut.from >= to) continue
    if (cut.from > at) left.push({ from: at, to: cut.from })
    at = Math.max(at, cut.to)
  }
  return at < to ? [...left, { from: at, to }] : left
}

function workingDayFrom(day: Temporal.PlainDate): Temporal.PlainDate {
  let found = day
  while (!isWorkingDay(found.toString())) found = found.add({ days: 1 })
  return found
}

function endOf(day: Temporal.PlainDate): Date {
  return new Date(day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds)
}

function local(instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone)
}

/** A year takes 10 ms to work out and is asked for again and again. `bank` is what the library calls the three eves. */
function holidaysIn(year: number): ReadonlySet<Day> {
  const known = holidaysOf.get(year)
  if (known) return known
  const days = sweden.getHolidays(year).filter(({ type }) => type === 'public' || type === 'bank')
  const found = new Set(days.map(({ date }) => date.slice(0, 10)))
  holidaysOf.set(year, found)
  return found
}
