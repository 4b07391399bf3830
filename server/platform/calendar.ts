import Holidays from 'date-holidays'
import { Temporal } from 'temporal-polyfill'
import type { Retention } from '../../contracts/instruction.ts'

/** YYYY-MM-DD, a day as people in Sweden count them. */
export type Day = string
export type Period = Pick<Retention, 'length' | 'unit' | 'calendar'>

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
 * When a period that starts at `start` has passed, and the Swedish day that instant falls on (B21).
 *
 * - `elapsed`: to the second. A day is 24 hours; a month or a year ends at the same time of day on the same day of the month.
 * - `calendar`: whole days. The day it starts isn't counted and the last one is counted to its end, so the period is over when the day after
 *   begins in Sweden: a case closed on 1 March at 00:30 with one day is kept all of 2 March. Ending it when the last day *begins* would be early
 *   by up to a day; this way it is never early, at any hour of closing. A month that lacks the day ends on its last day.
 * - `working`: the same in Swedish working days; a month or a year that ends on another day runs to the end of the next working day
 *   (förordning 1182/71 art. 3.4).
 *
 * Hours are elapsed in every calendar. `at` is never before `start`, and a longer period of the same kind never ends before a shorter.
 */
export function addPeriod(start: Date, { length, unit, calendar }: Period): { at: Date; on: Day } {
  const at = calendar === 'elapsed' || unit === 'hours' ? elapsed(start, length, unit) : wholeDays(start, { length, unit, calendar })
  return { at, on: stockholmDay(at) }
}

const hourMs = 3_600_000

function elapsed(start: Date, length: number, unit: Period['unit']): Date {
  if (unit === 'hours') return new Date(start.getTime() + length * hourMs)
  if (unit === 'days') return new Date(start.getTime() + length * 24 * hourMs)
  return new Date(local(start).add({ [unit]: length }).epochMilliseconds)
}

function wholeDays(start: Date, { length, unit, calendar }: Period): Date {
  const first = local(start).toPlainDate()
  if (calendar === 'working' && unit === 'days') return endOf(addWorkingDays(first, length))
  const last = first.add({ [unit]: length })
  return endOf(calendar === 'working' ? workingDayFrom(last) : last)
}

function addWorkingDays(first: Temporal.PlainDate, length: number): Temporal.PlainDate {
  let day = first
  for (let left = length; left > 0; left--) day = workingDayFrom(day.add({ days: 1 }))
  return day
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
