import type { Consequence, Service } from '../../../contracts/instruction.ts'
import { endOfSpan, stockholmDay } from '../../platform/calendar.ts'
import { clauseKey } from './clause-reach.ts'
import type { Known } from './conditions.ts'
import { serviceClocks } from './service-clocks.ts'
import type { Ruling } from './what-speaks.ts'

/** How a promise of the many stands in one span: of those that fell due in it, how many were met. */
export type ServiceShare = {
  clauseId: string
  promise: string
  /** The last day of the span. */
  until: string
  met: number
  breached: number
  /** Not due yet, or nobody knows. */
  open: number
  /** Of those that are settled; null = none is. */
  percent: number | null
  /** running = the span isn't over, or something in it is still open. */
  state: 'running' | 'kept' | 'broken'
  consequences: readonly Consequence[]
}

/** The promises of the many ("80 per cent within …") over all these records, span by span (K22). One whose day isn't known is in no span yet. Pure. */
export function serviceShares(instruction: Ruling, records: readonly Known[], now: Date): ServiceShare[] {
  return instruction.clauses.flatMap((clause) => {
    const { service } = clause
    if (service === null || service.share === undefined) return []
    const { over } = service.share
    const clauseId = clauseKey(instruction.board, clause)
    const due = records
      .flatMap((known) => serviceClocks(instruction, { ...known, now }))
      .flatMap((clock) =>
        clock.clauseId === clauseId && 'at' in clock.due
          ? [{ state: clock.status.state, endMs: endOfSpan(lastInstant(clock.due.at), over).getTime() }]
          : [],
      )
    return [...Map.groupBy(due, ({ endMs }) => endMs)]
      .sort(([one], [other]) => one - other)
      .map(([endMs, clocks]) => ({ clauseId, promise: service.promise, ...standing(clocks, new Date(endMs), service, now) }))
  })
}

function standing(clocks: readonly { state: string }[], end: Date, { share, breach }: Service, now: Date) {
  const count = (state: string) => clocks.filter((each) => each.state === state).length
  const [met, breached] = [count('met'), count('breached')]
  const open = clocks.length - met - breached
  const percent = met + breached === 0 ? null : (met * 100) / (met + breached)
  const isOver = now >= end && open === 0 && percent !== null
  const state: ServiceShare['state'] = !isOver ? 'running' : percent >= (share?.percent ?? 0) ? 'kept' : 'broken'
  return { until: stockholmDay(lastInstant(end)), met, breached, open, percent, state, consequences: state === 'broken' ? breach : [] }
}

/** The end of a day is the first instant of the next, which may be another month's. */
const lastInstant = (end: Date): Date => new Date(end.getTime() - 1)
