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
  const date = Temporal.PlainDate.from(day)
  return date.dayOfWeek <= 5 && !holidaysIn(date.year).has(day)
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
  const [month = 1, day = 1] = yearDay.split('-').map(Number)
  const candidates = [year, year + 1].map((each) => startOfDay(Temporal.PlainDate.from({ year: each, month, day }).toString()))
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
  const pauses = period.pauses ?? []
  const dayByDay = period.unit === 'days' && (period.calendar === 'working' || period.calendar === 'calendar' || period.calendar === 'open')
  if (dayByDay) return endOf(addDays(local(start).toPlainDate(), period, (day) => pauses.some((pause) => isPausedDay(day, pause, around))))
  const bare = plainEnd(start, period, around.openingHours)
  if (pauses.length === 0) return bare
  // each turn moves the end by what is paused before it, until that changes nothing more
  let at = bare
  for (let turn = 0; turn < 100; turn++) {
    const moved = new Date(bare.getTime() + pausedMs(start, at, pauses, around))
    if (moved.getTime() === at.getTime()) break
    at = moved
  }
  return at
}

const unitMs = { minutes: 60_000, hours: 3_600_000 }

function plainEnd(start: Date, { length, unit, calendar }: Period, openingHours: OpeningHours): Date {
  if (unit === 'minutes' || unit === 'hours') {
    if (calendar === 'open') return addOpenMs(start, length * unitMs[unit], openingHours)
    return new Date(start.getTime() + length * unitMs[unit])
  }
  if (calendar === 'elapsed') {
    const days = { days: 1, weeks: 7 }
    if (unit === 'days' || unit === 'weeks') return new Date(start.getTime() + length * days[unit] * 24 * unitMs.hours)
    return new Date(local(start).add({ [unit]: length }).epochMilliseconds)
  }
  const last = local(start)
    .toPlainDate()
    .add({ [unit]: length })
  return endOf(calendar === 'calendar' ? last : workingDayFrom(last))
}

function addDays(first: Temporal.PlainDate, { length, calendar }: Period, isPaused: (day: Day) => boolean): Temporal.PlainDate {
  const counts = (day: Day) => (calendar === 'calendar' || isWorkingDay(day)) && !isPaused(day)
  let day = first
  for (let left = length; left > 0; ) {
    day = day.add({ days: 1 })
    if (counts(day.toString())) left--
    // a pause without an end would never let the count go on; a century is long enough to say so
    if (Temporal.PlainDate.compare(day, first.add({ years: 130 })) > 0) return day
  }
  return day
}

function isPausedDay(day: Day, pause: Pause, { events }: Surroundings): boolean {
  if ('season' in pause) return isInSeason(day, pause.season)
  const [from, to] = [startOfDay(day), endOf(Temporal.PlainDate.from(day))]
  return stretchesOf(pause, events).some((stretch) => stretch.from < to && stretch.to > from)
}

function pausedMs(from: Date, to: Date, pauses: readonly Pause[], { events }: Surroundings): number {
  const stretches = pauses.flatMap((pause) => ('season' in pause ? seasonsBetween(from, to, pause.season) : stretchesOf(pause, events)))
  const inside = stretches
    .map((stretch) => ({ from: Math.max(stretch.from.getTime(), from.getTime()), to: Math.min(stretch.to.getTime(), to.getTime()) }))
    .filter((stretch) => stretch.from < stretch.to)
    .sort((a, b) => a.from - b.from)
  let [sum, reached] = [0, 0]
  for (const stretch of inside) {
    sum += Math.max(0, stretch.to - Math.max(stretch.from, reached))
    reached = Math.max(reached, stretch.to)
  }
  return sum
}

/** From each time the one event happened until the other does next. */
function stretchesOf({ from, until }: { from: string; until: string }, events: Surroundings['events']): { from: Date; to: Date }[] {
  const ends = [...(events[until] ?? [])].sort((a, b) => a.getTime() - b.getTime())
  return (events[from] ?? []).map((begun) => ({ from: begun, to: ends.find((end) => end >= begun) ?? new Date(8_000_000_000_000) }))
}

function seasonsBetween(from: Date, to: Date, season: { from: string; to: string }): { from: Date; to: Date }[] {
  const [first, last] = [local(from).year - 1, Math.min(local(to).year, local(from).year + 130)]
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const year = first + at
    const endYear = season.from <= season.to ? year : year + 1
    return { from: startOfDay(`${year}-${season.from}`), to: endOf(Temporal.PlainDate.from(`${endYear}-${season.to}`)) }
  })
}

function isInSeason(day: Day, { from, to }: { from: string; to: string }): boolean {
  const yearDay = day.slice(5)
  return from <= to ? from <= yearDay && yearDay <= to : yearDay >= from || yearDay <= to
}

function hoursOn(day: Temporal.PlainDate, openingHours: OpeningHours): { from: Date; to: Date }[] {
  if (!isWorkingDay(day.toString()) && day.dayOfWeek <= 5) return []
  const at = (time: string) => new Date(day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds)
  return openingHours.filter(({ weekdays }) => weekdays.includes(day.dayOfWeek)).map(({ from, to }) => ({ from: at(from), to: at(to) }))
}

function isOpen(instant: Date, openingHours: OpeningHours): boolean {
  return hoursOn(local(instant).toPlainDate(), openingHours).some(({ from, to }) => from <= instant && instant < to)
}

function addOpenMs(start: Date, lengthMs: number, openingHours: OpeningHours): Date {
  let left = lengthMs
  let day = local(start).toPlainDate()
  for (let turn = 0; turn < 40_000; turn++) {
    for (const hours of hoursOn(day, openingHours)) {
      const from = Math.max(hours.from.getTime(), start.getTime())
      const has = Math.max(0, hours.to.getTime() - from)
      if (has >= left && has > 0) return new Date(from + left)
      left -= has
    }
    day = day.add({ days: 1 })
  }
  throw new Error('There are no opening hours to count')
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
