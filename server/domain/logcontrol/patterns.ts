import { stockholmClock } from './stockholm-clock.ts'

/**
 * One opening or search, with what is known of it from the log itself. Nothing of this is stored: a hit is a row that names an event and a pattern,
 * never a number about somebody who works here (GDPR 22, 4(4); B22).
 */
export type LogEvent = {
  number: number
  at: Date
  who: string
  hand: string
  act: string
  cases: readonly { id: string; series: string; index: number; closedAt: Date | null }[]
  /** Own work with the case before or within the hour, or a contact taken within the hour. */
  related: boolean
  /** Something was done with the case, or a contact written down, within two days after. */
  wrapped: boolean
  /** What the name or the address of somebody in the case says of who opened it. */
  tie: 'own' | 'family' | 'colleague' | null
  /** Keyed hashes of what was searched for. */
  terms: readonly string[]
}

export const patterns = [
  'own-matter',
  'own-family',
  'colleague',
  'many-agents',
  'no-wrap-up',
  'odd-hours',
  'no-relation',
  'after-closing',
  'number-order',
  'repeated-search',
  'many-cases',
  'break-in-series',
] as const
export type Pattern = (typeof patterns)[number]

const minuteMs = 60_000
const opens = ({ act, cases }: LogEvent) => act !== 'search' && act !== 'list' && cases.length === 1
const caseOf = ({ cases }: LogEvent) => cases[0]
const unexplained = (event: LogEvent) => opens(event) && !event.related && !event.wrapped
type Finds = (events: readonly LogEvent[]) => LogEvent[]

function grouped<T>(given: readonly T[], keyOf: (each: T) => string): T[][] {
  return [...Map.groupBy(given, keyOf).values()]
}
const distinct = (given: readonly string[]) => new Set(given).size
const caseId = (event: LogEvent) => caseOf(event)?.id ?? ''
const byPersonAndCase = (event: LogEvent) => `${event.who} ${caseId(event)}`
const byPersonAndDay = (event: LogEvent) => `${event.who} ${stockholmClock(event.at).day}`

const manyAgents = 4
const unwrappedInADay = 4
const openedAfterClosing = 3
const inARow = 4
const inARowMs = 30 * minuteMs
const searchDays = 3
const commonAt = 3
const casesAtOnce = 30
const atOnceMs = 10 * minuteMs
const opensAt = 7
const closesAt = 18
/** So rare an hour isn't one of the person's usual ones. */
const usualShare = 0.05

const finders: Record<Exclude<Pattern, 'break-in-series'>, Finds> = {
  'own-matter': (events) => events.filter((event) => opens(event) && event.tie === 'own'),
  'own-family': (events) => events.filter((event) => opens(event) && event.tie === 'family' && !event.related),
  colleague: (events) => events.filter((event) => opens(event) && event.tie === 'colleague' && !event.related),
  'no-relation': (events) => events.filter(unexplained),
  'many-agents': (events) =>
    grouped(events.filter(unexplained), caseId)
      .filter((group) => distinct(group.map(({ who }) => who)) >= manyAgents)
      .flat(),
  'no-wrap-up': (events) =>
    grouped(
      events.filter((event) => opens(event) && !event.wrapped && caseOf(event)?.closedAt === null),
      byPersonAndDay,
    )
      .filter((group) => distinct(group.filter(({ related }) => !related).map(caseId)) >= unwrappedInADay)
      .flat(),
  'odd-hours': oddHours,
  'after-closing': (events) =>
    grouped(
      events.filter((event) => opens(event) && !event.wrapped && isAfterClosing(event)),
      byPersonAndCase,
    )
      .filter(({ length }) => length >= openedAfterClosing)
      .flat(),
  'number-order': numberOrder,
  'repeated-search': repeatedSearch,
  'many-cases': manyCases,
}

const isAfterClosing = (event: LogEvent) => {
  const closedAt = caseOf(event)?.closedAt
  return closedAt instanceof Date && closedAt < event.at
}

function oddHours(events: readonly LogEvent[]): LogEvent[] {
  const slot = ({ at }: LogEvent) => {
    const { hour, weekend } = stockholmClock(at)
    return weekend ? 'weekend' : hour < opensAt || hour >= closesAt ? 'night' : null
  }
  return grouped(events, ({ who }) => who).flatMap((own) => {
    const rare = (name: string) => own.filter((event) => slot(event) === name).length / own.length < usualShare
    return own.filter((event) => {
      const name = slot(event)
      return name !== null && rare(name) && opens(event) && !event.wrapped
    })
  })
}

/** Cases opened one number after the other, up or down, and left as they were. */
function numberOrder(events: readonly LogEvent[]): LogEvent[] {
  const found = new Set<LogEvent>()
  for (const own of grouped(
    events.filter((event) => opens(event) && !event.wrapped),
    ({ who }) => who,
  )) {
    let run: LogEvent[] = []
    let step = 0
    for (const event of own.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
      const now = stepBetween(run.at(-1), event)
      if (now === 0 && run.length > 0 && caseId(event) === caseId(run.at(-1) ?? event)) continue
      run = now !== 0 && (run.length < 2 || now === step) ? [...run, event] : [event]
      step = now
      if (run.length >= inARow) for (const each of run) found.add(each)
    }
  }
  return [...found]
}

function stepBetween(before: LogEvent | undefined, after: LogEvent): number {
  const [one, two] = [before && caseOf(before), caseOf(after)]
  if (!before || !one || !two || one.series !== two.series || after.at.getTime() - before.at.getTime() > inARowMs) return 0
  const step = two.index - one.index
  return Math.abs(step) === 1 ? step : 0
}

/** The same word on several days by one person, and hardly by anyone else: a name, not a subject. */
function repeatedSearch(events: readonly LogEvent[]): LogEvent[] {
  const asked = events.filter(({ terms }) => terms.length > 0).flatMap((event) => event.terms.map((term) => ({ event, term })))
  const people = new Map(
    grouped(asked, ({ term }) => term).map((group) => [group[0]?.term ?? '', distinct(group.map(({ event }) => event.who))]),
  )
  return grouped(
    asked.filter(({ term }) => (people.get(term) ?? 0) < commonAt),
    ({ event, term }) => `${event.who} ${term}`,
  )
    .filter(
      (group) =>
        distinct(group.map(({ event }) => stockholmClock(event.at).day)) >= searchDays && !group.some(({ event }) => event.related),
    )
    .flatMap((group) => group.map(({ event }) => event))
}

function manyCases(events: readonly LogEvent[]): LogEvent[] {
  const found = new Set<LogEvent>()
  for (const own of grouped(events.filter(opens), ({ who }) => who)) {
    const inOrder = own.toSorted((a, b) => a.at.getTime() - b.at.getTime())
    let first = 0
    for (const [last, event] of inOrder.entries()) {
      while (event.at.getTime() - (inOrder[first]?.at.getTime() ?? 0) > atOnceMs) first += 1
      const window = inOrder.slice(first, last + 1)
      if (distinct(window.map(caseId)) > casesAtOnce) for (const each of window) found.add(each)
    }
  }
  return [...found]
}

export type Hit = { number: number; pattern: Pattern }

/** Every pattern over the events of one board and one span. `missing`: numbers of the board's series that have no row. */
export function findPatterns(events: readonly LogEvent[], missing: readonly number[] = []): Hit[] {
  const found = patterns.flatMap((pattern): Hit[] =>
    pattern === 'break-in-series'
      ? missing.map((number) => ({ number, pattern }))
      : [...new Set(finders[pattern](events).map(({ number }) => number))].map((number) => ({ number, pattern })),
  )
  return found.toSorted((a, b) => a.number - b.number || patterns.indexOf(a.pattern) - patterns.indexOf(b.pattern))
}
