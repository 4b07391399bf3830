import { Temporal } from 'temporal-polyfill'
import type { Consequence, Duty } from '../../../contracts/instruction.ts'
import { addPeriod, type Day, isTime, isWorkingDay, startOfDay, stockholmDay } from '../../platform/calendar.ts'
import { clauseKey } from './clause-reach.ts'
import type { Ruling } from './what-speaks.ts'

export type DutyDone = { clauseId: string; on: Day }

/** One time that a duty has to be done: from `day` until the end of `latest`. */
export type DutyOccurrence = {
  clauseId: string
  task: string
  by: Duty['by']
  day: Day
  latest: Day
  state: 'due' | 'done' | 'missed'
  doneOn: Day | null
  /** Only when it was missed; also when it was done at last, too late. */
  consequences: readonly Consequence[]
}

/** More would be a fault in the rule, not a duty. */
const atMost = 5_000

/**
 * Every time between two days, both included, that one of the instruction's recurring duties falls on, and how it stands `today` (K23). A doing
 * counts for the time whose days it falls in; one left over makes up for the oldest that was missed, and stays late. Pure.
 */
export function dutiesBetween(
  instruction: Ruling,
  { from, until, today, done }: { from: Day; until: Day; today: Day; done: readonly DutyDone[] },
): DutyOccurrence[] {
  return instruction.clauses
    .flatMap((clause) => {
      if (clause.duty === null) return []
      const clauseId = clauseKey(instruction.board, clause)
      const mine = done.filter((each) => each.clauseId === clauseId).map(({ on }) => on)
      return standings(clause.duty, { from, until, today, done: mine }).map((each) => ({ clauseId, ...each }))
    })
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

type Asked = { from: Day; until: Day; today: Day; done: readonly Day[] }

function standings(duty: Duty, { from, until, today, done }: Asked): Omit<DutyOccurrence, 'clauseId'>[] {
  // the one after the last is needed to say when the last must be done; the ones before `from` to say which doing belongs to which
  const days = daysOf(duty, until)
  const times = days.map((day, at) => ({ day, latest: latestOf(duty, day, days[at + 1] ?? null) })).filter(({ day }) => day <= until)
  const left = [...done].sort()
  const take = (fits: (on: Day) => boolean): Day | null => {
    const at = left.findIndex(fits)
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null)
  }
  const inTime = times.map((time) => ({ ...time, doneOn: take((on) => time.day <= on && on <= time.latest) }))
  const inTheEnd = inTime.map((time) => ({ ...time, doneOn: time.doneOn ?? take((on) => on > time.latest) }))
  return inTheEnd
    .filter(({ day }) => day >= from)
    .map(({ day, latest, doneOn }) => {
      const late = doneOn === null ? today > latest : doneOn > latest
      const state = doneOn !== null ? 'done' : late ? 'missed' : 'due'
      return { task: duty.task, by: duty.by, day, latest, state, doneOn, consequences: late ? duty.missed : [] }
    })
}

/** The days up to `until` and the first after it. */
function daysOf(duty: Duty, until: Day): Day[] {
  const { every, from } = duty
  if ('on' in every) return yearDays(every.on, from, until)
  const pauses = every.pauses ?? []
  const isPaused = (day: Day) => pauses.some((pause) => 'season' in pause && isTime(startOfDay(day), { season: pause.season }, []))
  const days: Day[] = []
  for (let turn = 0; turn <= atMost; turn++) {
    const day = nth(every, from, turn, days.at(-1))
    if (!isPaused(day)) days.push(day)
    if (day > until) return days
  }
  throw new Error(`duties-due: ${duty.task} falls on more than ${atMost} days before ${until}`)
}

/** Months and years are counted from the first day, so that the 31st comes back after February. Less than a day is a day. */
function nth({ length, unit, calendar }: Extract<Duty['every'], { unit: string }>, from: Day, turn: number, before: Day | undefined): Day {
  const step = unit === 'minutes' || unit === 'hours' ? 1 : Math.max(1, length)
  if ((calendar === 'working' || calendar === 'open') && (unit === 'days' || unit === 'hours' || unit === 'minutes')) {
    if (before === undefined || turn === 0) return workingDayAfter(from, 0)
    return workingDayAfter(before, step)
  }
  const counted = unit === 'minutes' || unit === 'hours' ? 'days' : unit
  const day = Temporal.PlainDate.from(from)
    .add({ [counted]: step * turn })
    .toString()
  return calendar === 'working' || calendar === 'open' ? workingDayAfter(day, 0) : day
}

/** `count` working days on; 0 = the day itself, or the next that is one. */
function workingDayAfter(day: Day, count: number): Day {
  let found = Temporal.PlainDate.from(day)
  for (let left = count; left > 0; ) {
    found = found.add({ days: 1 })
    if (isWorkingDay(found.toString())) left--
  }
  while (!isWorkingDay(found.toString())) found = found.add({ days: 1 })
  return found.toString()
}

function yearDays(on: readonly string[], from: Day, until: Day): Day[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(until.slice(0, 4)) + 1]
  const years = Array.from({ length: Math.min(200, last - first + 1) }, (_, at) => first + at)
  const days = years.flatMap((year) => on.map((yearDay) => dayIn(year, yearDay))).sort()
  const after = days.find((day) => day > until)
  return days.filter((day) => day >= from && (day <= until || day === after))
}

/** 29 February is the 28th where there is none. */
const dayIn = (year: number, yearDay: string): Day => {
  const [month = 1, day = 1] = yearDay.split('-').map(Number)
  return Temporal.PlainDate.from({ year, month, day }).toString()
}

/** Without a time of its own it may be done until it falls due again. */
function latestOf({ within }: Duty, day: Day, next: Day | null): Day {
  if (within === null) return next === null ? day : Temporal.PlainDate.from(next).subtract({ days: 1 }).toString()
  // the end of the last day is the first instant of the next
  return stockholmDay(new Date(addPeriod(startOfDay(day), within).at.getTime() - 1))
}
