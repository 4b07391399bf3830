import { z } from 'zod'

/**
 * The three blocks that every part of a clause is built from: how long (period), when (moment), in which case (condition).
 * Declared names only, no free code. `docs/instruction-language.md` teaches them.
 */

/** A name in the vocabulary: of an event, a fact, a kind of record or a copy. Words joined by dots and hyphens, e.g. `case.closed`. */
export const Name = z.string().regex(/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/)
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** A day of every year, MM-DD. */
export const YearDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** A stretch in which a period stands still: a season of every year, or from one event until another (K01, K05). */
export const Pause = z.union([
  z.strictObject({ season: z.strictObject({ from: YearDay, to: YearDay }) }),
  z.strictObject({ from: Name, until: Name }),
])
export type Pause = z.infer<typeof Pause>

const periodFields = {
  length: z.int().min(0).max(36_500),
  unit: z.enum(['minutes', 'hours', 'days', 'weeks', 'months', 'years']),
  /** elapsed = to the second; calendar = whole days in Europe/Stockholm; working = Swedish working days; open = inside opening hours (B21, K04). */
  calendar: z.enum(['elapsed', 'calendar', 'working', 'open']),
  pauses: z.array(Pause).optional(),
}
export const Period = z
  .strictObject(periodFields)
  .meta({ id: 'Period', description: 'How long, counted in elapsed time, whole days, Swedish working days or opening hours.' })
export type Period = z.infer<typeof Period>

export const spans = ['day', 'week', 'month', 'quarter', 'half-year', 'year'] as const

/**
 * A point in time, worked out from what has happened. A bare name is the latest time that event happened, so that a reopened case counts from
 * its new closing and inactivity from the newest activity.
 */
export type Moment =
  | string
  | { event: string; take: 'first' | 'latest'; of?: string | undefined; where?: Condition | undefined }
  | { fact: string }
  | ({ after: Moment } & Period)
  | ({ before: Moment } & Period)
  | { endOf: (typeof spans)[number]; of: Moment }
  | { next: string; of: Moment }
  | { all: Moment[] }
  | { any: Moment[] }
  | { when: Condition; use: Moment; otherwise?: Moment | undefined }
  | { judged: string; reviewFrom?: Moment | undefined }

export const Moment: z.ZodType<Moment> = z
  .lazy(() =>
    z.union([
      Name,
      /** One time of several that the event happened; `of` = in other records of the same person, of this kind (K12). */
      z.strictObject({ event: Name, take: z.enum(['first', 'latest']), of: Name.optional(), where: Condition.optional() }),
      /** A day or instant that is a fact, e.g. the day someone was born. */
      z.strictObject({ fact: Name }),
      z.strictObject({ after: Moment, ...periodFields }),
      z.strictObject({ before: Moment, ...periodFields }),
      /** When the span that the moment falls in is over (K05). */
      z.strictObject({ endOf: z.enum(spans), of: Moment }),
      /** The first such day of a year that begins after the moment. */
      z.strictObject({ next: YearDay, of: Moment }),
      /** AND: when the last of them has come; all must. */
      z.strictObject({ all: z.array(Moment).min(1) }),
      /** OR: when the first of them comes. */
      z.strictObject({ any: z.array(Moment).min(1) }),
      z.strictObject({ when: Condition, use: Moment, otherwise: Moment.optional() }),
      /** Never a timer: a person says when, and that is an event of this name; `reviewFrom` is when it comes up in the review queue (K03). */
      z.strictObject({ judged: Name, reviewFrom: Moment.optional() }),
    ]),
  )
  .meta({
    id: 'Moment',
    description: 'A point in time, worked out from what has happened. A bare name is the latest time that event happened.',
  })

export const FactValue = z.union([z.string(), z.number(), z.boolean()])
export type FactValue = z.infer<typeof FactValue>

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { fact: string; is: FactValue }
  | { fact: string; in: FactValue[] }
  | { fact: string; has: FactValue }
  | { fact: string; atLeast: number | string }
  | { fact: string; atMost: number | string }
  | { happened: Moment }
  | { others: string; where?: Condition | undefined; count: 'none' | 'some' | 'all' }
  | { during: { from: string; until: string } }
  | { time: Time; of?: Moment | undefined }

export const Time = z.strictObject({
  /** Inside a season of every year, both days included. */
  season: z.strictObject({ from: YearDay, to: YearDay }).optional(),
  /** 1 = Monday … 7 = Sunday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).optional(),
  workingDay: z.boolean().optional(),
  /** Inside opening hours, or outside them. */
  open: z.boolean().optional(),
  clock: z.strictObject({ from: TimeOfDay, to: TimeOfDay }).optional(),
})
export type Time = z.infer<typeof Time>

/**
 * True, false or unknown. What isn't known makes no permission and no destruction; it doesn't lift a refusal either.
 */
export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(Condition).min(1) }),
      z.strictObject({ any: z.array(Condition).min(1) }),
      z.strictObject({ not: Condition }),
      z.strictObject({ fact: Name, is: FactValue }),
      z.strictObject({ fact: Name, in: z.array(FactValue).min(1) }),
      /** The fact is a set of words and this is one of them. */
      z.strictObject({ fact: Name, has: FactValue }),
      z.strictObject({ fact: Name, atLeast: z.union([z.number(), Day]) }),
      z.strictObject({ fact: Name, atMost: z.union([z.number(), Day]) }),
      /** The moment is known and has come. */
      z.strictObject({ happened: Moment }),
      /** Other records of the same person, of this kind (K12). */
      z.strictObject({ others: Name, where: Condition.optional(), count: z.enum(['none', 'some', 'all']) }),
      /** Something goes on: the one event has happened, and not yet the other since (K05). */
      z.strictObject({ during: z.strictObject({ from: Name, until: Name }) }),
      /** The hour at which it is asked, or that of a moment: `of` = came in outside opening hours (K05). */
      z.strictObject({ time: Time, of: Moment.optional() }),
    ]),
  )
  .meta({ id: 'Condition', description: 'True, false or unknown. What is not known permits nothing and destroys nothing.' })
