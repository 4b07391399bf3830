import type { Clause, Consequence, Service } from '../../../contracts/instruction.ts'
import type { Moment } from '../../../contracts/rule-language.ts'
import { addPeriod } from '../../platform/calendar.ts'
import { clauseKey } from './clause-reach.ts'
import type { Known } from './conditions.ts'
import { momentOf, type When } from './moments.ts'
import { factsToAsk, highest, type Ruling, speaksOf } from './what-speaks.ts'

export type ServiceState =
  /** Nobody can say when it is due until this has happened or is known. */
  | { state: 'waiting'; for: readonly string[] }
  /** A person says when (K03). */
  | { state: 'judged'; event: string; from: Date | null }
  | { state: 'running' }
  | { state: 'met'; at: Date; by: Moment }
  /** `metAt`: done all the same, too late. */
  | { state: 'breached'; since: Date; metAt: Date | null }
  /** Whether the promise holds here depends on facts that nobody has given. */
  | { state: 'unknown'; ask: readonly string[] }

export type ServiceClock = {
  clauseId: string
  promise: string
  due: When
  remindAt: Date | null
  status: ServiceState
  /** Only of a breach; that nothing is compensated is a consequence too. */
  consequences: readonly Consequence[]
}

/**
 * Every promise with a clock that the instruction makes about this record, and how it stands (K22, K02, K04, K05). Of one promise the clause
 * that stands highest speaks (K06, K11); those that stand equally are all owed. What isn't known never meets a promise. Pure.
 */
export function serviceClocks(instruction: Ruling, known: Known): ServiceClock[] {
  const found = instruction.clauses.flatMap((clause) => {
    const speaks = speaksOf(clause, known)
    return speaks === false ? [] : servicesOf(clause).map((service) => ({ clause, service, speaks }))
  })
  const promises = [...new Set(found.map(({ service }) => service.promise))]
  return promises.flatMap((promise) => {
    const of = found.filter(({ service }) => service.promise === promise)
    const certain = highest(of.filter(({ speaks }) => speaks === true))
    // one that may stand above the certain ones is asked about, not left out
    const open = of.filter((each) => each.speaks === null && highest([...certain, each]).includes(each))
    return [
      ...certain.map(({ clause, service }) => clockOf(clauseKey(instruction.board, clause), service, known)),
      ...open.map(({ clause, service }) => ({
        ...unstarted(clauseKey(instruction.board, clause), service),
        status: { state: 'unknown' as const, ask: factsToAsk(clause, known) },
      })),
    ]
  })
}

/** A28: that something is registered no later than the next working day is a promise with a clock, however the clause says it. */
const registration: Service = {
  promise: 'registration',
  due: { after: { event: 'message.received', take: 'first' }, length: 1, unit: 'days', calendar: 'working' },
  metBy: ['case.opened', 'case.registered'],
  remind: null,
  breach: [],
}
const servicesOf = ({ service, obligations }: Clause): Service[] => [
  ...(service === null ? [] : [service]),
  ...(obligations.some(({ kind }) => kind === 'registered-next-working-day') && service?.promise !== 'registration' ? [registration] : []),
]

const unstarted = (clauseId: string, { promise }: Service) => ({
  clauseId,
  promise,
  due: { waitsFor: [] },
  remindAt: null,
  consequences: [],
})

function clockOf(clauseId: string, service: Service, known: Known): ServiceClock {
  const due = momentOf(service.due, known)
  const remind = service.remind === null ? null : momentOf(service.remind, known)
  const status = statusOf(due, service, known)
  return {
    clauseId,
    promise: service.promise,
    due,
    remindAt: remind !== null && 'at' in remind ? remind.at : null,
    status,
    // a promise of the many isn't broken by one
    consequences:
      status.state === 'breached' && service.share === undefined ? service.breach.map((each) => grown(each, status, known)) : [],
  }
}

/** What a consequence comes to by now: once more for each period that has begun since it was due, and of a fee never more than all. */
function grown(consequence: Consequence, { since, metAt }: { since: Date; metAt: Date | null }, known: Known): Consequence {
  const { amount } = consequence
  const until = metAt ?? known.now
  if (amount?.every === undefined || until === null) return consequence
  const { every, ...once } = amount
  let begun = 1
  while (begun < 1_000 && addPeriod(since, { ...every, length: every.length * begun }, known).at < until) begun++
  if ('kronor' in once) return { ...consequence, amount: { kronor: once.kronor * begun } }
  return { ...consequence, amount: { percent: Math.min(100, once.percent * begun) } }
}

function statusOf(due: When, service: Service, known: Known): ServiceState {
  const met = firstMet(service, known)
  if (met !== null && (!('at' in due) || met.at <= due.at)) return { state: 'met', ...met }
  if ('waitsFor' in due) return { state: 'waiting', for: due.waitsFor }
  if ('judged' in due) return { state: 'judged', event: due.judged, from: due.from }
  if (met !== null) return { state: 'breached', since: due.at, metAt: met.at }
  return known.now !== null && known.now > due.at ? { state: 'breached', since: due.at, metAt: null } : { state: 'running' }
}

/** The first of the alternatives that came after the promise began: an answer to the message before answers nothing new. */
function firstMet({ due, metBy }: Service, known: Known): { at: Date; by: Moment } | null {
  const begun = momentOf(beginning(due), known)
  // what is counted backwards from something to come can be met at any time before it
  const backwards = countsBackwards(due)
  if (!backwards && !('at' in begun)) return null
  const fromMs = !backwards && 'at' in begun ? begun.at.getTime() : null
  const times = Object.entries(known.events).map(([event, all]) => [
    event,
    all.filter((at) => (fromMs === null || at.getTime() >= fromMs) && (known.now === null || at <= known.now)),
  ])
  const since = { ...known, events: Object.fromEntries(times) }
  const met = metBy.flatMap((by) => {
    const when = momentOf(typeof by === 'string' ? { event: by, take: 'first' } : by, since)
    return 'at' in when && (known.now === null || when.at <= known.now) ? [{ at: when.at, by }] : []
  })
  return met.reduce<{ at: Date; by: Moment } | null>((first, each) => (first === null || each.at < first.at ? each : first), null)
}

/** When counting begins: the moment without its periods. Of several the first, for what was done between them counts. */
function beginning(moment: Moment): Moment {
  if (typeof moment === 'string' || 'event' in moment || 'fact' in moment) return moment
  // "promptly" begins when it can first be asked whether it was
  if ('judged' in moment) return moment.reviewFrom === undefined ? moment : beginning(moment.reviewFrom)
  if ('after' in moment) return beginning(moment.after)
  if ('before' in moment) return beginning(moment.before)
  if ('all' in moment) return { any: moment.all.map(beginning) }
  if ('any' in moment) return { any: moment.any.map(beginning) }
  if ('of' in moment) return beginning(moment.of)
  return { when: moment.when, use: beginning(moment.use), ...(moment.otherwise ? { otherwise: beginning(moment.otherwise) } : {}) }
}

function countsBackwards(moment: Moment): boolean {
  if (typeof moment === 'string' || 'event' in moment || 'fact' in moment || 'judged' in moment) return false
  if ('before' in moment) return true
  if ('after' in moment) return countsBackwards(moment.after)
  if ('all' in moment) return moment.all.some(countsBackwards)
  if ('any' in moment) return moment.any.some(countsBackwards)
  if ('of' in moment) return countsBackwards(moment.of)
  return countsBackwards(moment.use) || (moment.otherwise !== undefined && countsBackwards(moment.otherwise))
}
