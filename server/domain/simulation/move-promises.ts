import type { InstructionInForce } from '../../../contracts/instruction.ts'
import { type Known, type ServiceClock, serviceClocks } from '../rule/index.ts'
import type { Matter } from './move-clocks.ts'
import type { Tally } from './tally.ts'

type Sides = { inForce: InstructionInForce | null; draft: InstructionInForce }

/** Counts the open cases to which something else would be promised, and whether it would be due sooner, later, or is late the moment it is promised (K22). */
export function countPromises(tally: Tally, open: readonly Matter[], { inForce, draft }: Sides): void {
  for (const { known } of open) {
    const before = promised(inForce, known)
    const after = promised(draft, known)
    const names = [...new Set([...before.keys(), ...after.keys()])]
    const changed = names.filter((name) => said(before.get(name)) !== said(after.get(name)))
    if (changed.length === 0) continue
    tally.service.cases += 1
    const some = (is: (was: number, becomes: number) => boolean) =>
      changed.some((name) => is(dueMs(before.get(name)), dueMs(after.get(name))))
    if (some((was, becomes) => becomes < was)) tally.service.earlier += 1
    if (some((was, becomes) => becomes > was)) tally.service.later += 1
    const late = (clock: ServiceClock | undefined) => clock?.status.state === 'breached'
    if (changed.some((name) => late(after.get(name)) && !late(before.get(name)))) tally.service.lateAtOnce += 1
  }
}

/** Of two clauses that promise the same the one that is due first counts. What has been met is over. */
function promised(instruction: InstructionInForce | null, known: Known): Map<string, ServiceClock> {
  const clocks = instruction === null ? [] : serviceClocks(instruction, known).filter(({ status }) => status.state !== 'met')
  const byName = Map.groupBy(clocks, ({ promise }) => promise)
  return new Map([...byName].flatMap(([promise, [first, ...more]]) => (first ? [[promise, more.reduce(sooner, first)]] : [])))
}

const sooner = (one: ServiceClock, other: ServiceClock) => (dueMs(other) < dueMs(one) ? other : one)
/** Nothing promised, or nothing that a day can be set for, is due never. */
const dueMs = (clock: ServiceClock | undefined) =>
  clock !== undefined && 'at' in clock.due ? clock.due.at.getTime() : Number.POSITIVE_INFINITY
const said = (clock: ServiceClock | undefined) => (clock === undefined ? 'nothing' : `${clock.status.state} ${dueMs(clock)}`)
