import type { Act, Clause } from '../../../contracts/instruction.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import { isRule } from '../rule/index.ts'
import type { Spoken } from './notice-lines.ts'

/** What a board has stopped and not lifted (A9). Empty lists = all. `since`: YYYY-MM-DD. */
export type NoticeStop = { id: string; board: string; acts: readonly Act[]; caseTypes: readonly string[]; since: string }

/** What a stop of every act leaves: that it waits, and to hand it over (A5). */
const floor: readonly Act[] = ['handover']

const stopsAct = ({ acts }: NoticeStop, act: Act): boolean => (acts.length === 0 ? !floor.includes(act) : acts.includes(act))

/** The case types a clause is about, by their codes. */
function typesOf({ caseTypes, department }: Clause, board: OrganisationFile['boards'][number] | undefined): readonly string[] {
  const own = board?.caseTypes ?? []
  if (caseTypes !== 'all') return caseTypes
  return own.filter((each) => department === null || each.department === department).map(({ code }) => code)
}

const reaches = ({ caseTypes }: NoticeStop, types: readonly string[]): boolean =>
  caseTypes.length === 0 || types.some((type) => caseTypes.includes(type))

/** Does the stop reach something that this clause promises? */
export function touches(stop: NoticeStop, { board, clause }: Spoken, organisation: OrganisationFile): boolean {
  if (stop.board !== board) return false
  const types = typesOf(
    clause,
    organisation.boards.find(({ code }) => code === board),
  )
  if (!reaches(stop, types)) return false
  return (
    (clause.effect === 'permit' && clause.acts.some((act) => stopsAct(stop, act))) || (clause.service !== null && stop.acts.length === 0)
  )
}

/**
 * What may still be promised of a clause while stops last: its acts with the case types that each is left with, and its other parts (how long
 * something is kept, which rights there are), for those go on. Pure.
 */
export function stillPromised(spoken: Spoken, stops: readonly NoticeStop[], organisation: OrganisationFile): Spoken[] {
  const touching = stops.filter((stop) => touches(stop, spoken, organisation))
  if (touching.length === 0) return [spoken]
  const types = typesOf(
    spoken.clause,
    organisation.boards.find(({ code }) => code === spoken.board),
  )
  const leftBy = (reaching: readonly NoticeStop[]): Clause['caseTypes'] | null => {
    if (reaching.length === 0) return spoken.clause.caseTypes
    if (reaching.some(({ caseTypes }) => caseTypes.length === 0)) return null
    const left = types.filter((type) => !reaching.some(({ caseTypes }) => caseTypes.includes(type)))
    return left.length === 0 ? null : left
  }
  const service = leftBy(touching.filter(({ acts }) => acts.length === 0))
  const bare: Clause = { ...spoken.clause, ...(isRule(spoken.clause.effect) ? { effect: 'inform', acts: [] } : {}), service: null }
  const parts = hasMore(bare) ? [{ ...spoken, clause: bare, stopped: true }] : []
  const serves: Spoken[] =
    spoken.clause.service === null || service === null
      ? []
      : [{ ...spoken, clause: { ...onlyService(spoken.clause), caseTypes: service }, stopped: true }]
  if (spoken.clause.effect !== 'permit') return [...parts, ...serves]
  const groups = new Map<string, { acts: Act[]; caseTypes: Clause['caseTypes'] }>()
  for (const act of spoken.clause.acts) {
    const caseTypes = leftBy(touching.filter((stop) => stopsAct(stop, act)))
    if (caseTypes === null) continue
    const group = groups.get(JSON.stringify(caseTypes)) ?? { acts: [], caseTypes }
    group.acts.push(act)
    groups.set(JSON.stringify(caseTypes), group)
  }
  const acting = [...groups.values()].map((group) => ({ ...spoken, clause: { ...spoken.clause, ...noParts, ...group } }))
  return [...acting, ...parts, ...serves]
}

const noParts = { retention: null, hold: null, service: null, tell: null, right: null, controller: null, caseOpens: null } as const
const onlyService = (clause: Clause): Clause => ({ ...clause, ...noParts, service: clause.service, effect: 'inform', acts: [], bases: [] })
const hasMore = ({ retention, hold, tell, right, controller, caseOpens }: Clause): boolean =>
  [retention, hold, tell, right, controller, caseOpens].some((part) => part !== null)
