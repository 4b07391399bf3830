import type { Clause, InstructionInForce } from '../../../contracts/instruction.ts'
import { isSo, momentOf } from '../rule/index.ts'
import { knownOf, type Matter } from './move-clocks.ts'
import type { Tally } from './tally.ts'

/** The promises that speak of a case: of its board, type, department and channel, and not where it is known that they don't apply. */
export function promisesTo(instruction: InstructionInForce, matter: Matter & { channel: string }, now: Date): Clause[] {
  return instruction.clauses.filter(
    ({ service, department, caseTypes, channels, when }) =>
      service !== null &&
      (department === null || department === matter.department) &&
      (caseTypes === 'all' || (matter.caseType !== null && caseTypes.includes(matter.caseType))) &&
      (channels === 'all' || channels.some((channel) => channel === matter.channel)) &&
      (when === null || isSo(when, knownOf(matter, now)) !== false),
  )
}

/** Counts the open cases to which something else would be promised, and whether it would be due sooner, later or already. */
export function countPromises(
  tally: Tally,
  open: readonly (Matter & { channel: string })[],
  { inForce, draft, now }: { inForce: InstructionInForce | null; draft: InstructionInForce; now: Date },
): void {
  for (const matter of open) {
    const before = dueTimes(inForce === null ? [] : promisesTo(inForce, matter, now), matter)
    const after = dueTimes(promisesTo(draft, matter, now), matter)
    const names = [...new Set([...before.keys(), ...after.keys()])]
    const changed = names.filter((name) => before.get(name) !== after.get(name))
    if (changed.length === 0) continue
    tally.service.cases += 1
    const some = (is: (was: number | null, becomes: number | null) => boolean) =>
      changed.some((name) => is(before.get(name) ?? null, after.get(name) ?? null))
    if (some((was, becomes) => becomes !== null && (was === null || becomes < was))) tally.service.earlier += 1
    if (some((was, becomes) => was !== null && (becomes === null || becomes > was))) tally.service.later += 1
    if (some((was, becomes) => becomes !== null && becomes <= now.getTime() && (was === null || was > now.getTime())))
      tally.service.lateAtOnce += 1
  }
}

/** Promise → when it is due; null when it waits for something, or has been met by what is known. The first due counts where two clauses promise the same. */
function dueTimes(clauses: readonly Clause[], matter: Matter): Map<string, number | null> {
  const known = knownOf(matter, null)
  const times = new Map<string, number | null>()
  for (const { service } of clauses) {
    if (service === null) continue
    const met = service.metBy.some((moment) => 'at' in momentOf(moment, known))
    const due = momentOf(service.due, known)
    const at = !met && 'at' in due ? due.at.getTime() : null
    const other = times.get(service.promise) ?? null
    times.set(service.promise, at === null || other === null ? (at ?? other) : Math.min(at, other))
  }
  return times
}
