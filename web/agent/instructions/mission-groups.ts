import type { Reply } from '../../../contracts/api.ts'

type Clause = Reply<'readInstruction'>['clauses'][number]
const missions = ['guidance', 'feedback', 'status', 'application', 'assistance', 'routing', 'threat', 'rights'] as const
export type Group = { mission: (typeof missions)[number] | 'all'; clauses: Clause[] }

/** Each clause under the first purpose it speaks of; those that hold whatever one is there to do come first. */
export function missionGroups(clauses: Clause[]): Group[] {
  const of = (clause: Clause) => missions.find((mission) => clause.mission.includes(mission)) ?? 'all'
  const everywhere = (clause: Clause) => clause.mission.length === 0 || clause.mission.length === missions.length
  const groupOf = (clause: Clause) => (everywhere(clause) ? 'all' : of(clause))
  return (['all', ...missions] as const)
    .map((mission) => ({ mission, clauses: clauses.filter((clause) => groupOf(clause) === mission) }))
    .filter((group) => group.clauses.length > 0)
}
