import { z } from 'zod'
import { Act, ChannelKind, Mission } from '../../../contracts/instruction.ts'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import type { Few, SimulationResult } from '../../../contracts/simulation.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { noticeChanges, promiseChanges, signAgain } from './consequences.ts'
import { hideFew, hideOne } from './hide-few.ts'
import type { Asked } from './load-asked.ts'
import { movedBy } from './move-clocks.ts'
import { replayedDays } from './read-rows.ts'
import type { Tally } from './tally.ts'

const Facts = z.object({
  organisation: OrganisationFile,
  contacts: z.record(z.string(), z.string()).nullable(),
  bound: z.int(),
  from: z.date(),
  logged_from: z.date().nullable(),
})

/** What was counted and what the words say, with the few hidden, as the answer the board reads. */
export async function finish(tx: Tx, id: string, { asked, tally, now }: { asked: Asked; tally: Tally; now: Date }): Promise<void> {
  const inForceId = asked.inForce?.versionId ?? null
  const facts = await tx.one(
    Facts,
    sql`select i.organisation, (select v.contacts from instruction_version v join board b on b.id = v.board_id where b.hosts_contact_centre and v.state = 'in-force') as contacts,
      agents_bound_by(${inForceId}) as bound, ombud_now() - make_interval(days => ${replayedDays}::int) as from, (select min(e.at) from decision_event e) as logged_from from installation i`,
  )
  const texts = { ...asked, organisation: facts.organisation, contacts: facts.contacts ?? {}, now }
  const result: SimulationResult = {
    from: facts.from.toISOString(),
    loggedFrom: facts.logged_from?.toISOString() ?? null,
    until: now.toISOString(),
    ...told(tally),
    service: { ...promised(tally.service), promises: promiseChanges(texts) },
    agents: signAgain(texts, facts.bound),
    notice: noticeChanges(texts),
  }
  await tx.run(
    sql`update simulation set state = 'done', ended_at = ombud_now(), done = total, result = ${JSON.stringify(result)} where id = ${id}`,
  )
}

const promised = ({ cases, earlier, later, lateAtOnce }: Tally['service']) => ({
  cases: hideOne(cases),
  earlier: hideOne(earlier),
  later: hideOne(later),
  lateAtOnce: hideOne(lateAtOnce),
})

const CellKey = z.tuple([z.enum(['read', 'act']), Act, Mission.nullable(), ChannelKind.nullable()])
const CauseKey = z.tuple([z.string().nullable(), z.string()])

/** The counts as they may be shown (`hideFew`). Pure. */
function told({ cells, causes, unasked, clocks, open }: Tally): Pick<SimulationResult, 'acts' | 'clocks' | 'open'> {
  return {
    acts: { ...actsTold(cells), unasked: hideOne(unasked), causes: causesTold(causes) },
    clocks: clocksTold(clocks),
    open: { total: hideOne(open.total), noRule: hideOne(open.noRule) },
  }
}

function actsTold(cells: Tally['cells']): Pick<SimulationResult['acts'], 'asked' | 'refused' | 'allowed' | 'cells'> {
  const all = Object.entries(cells)
  const asked = hideFew(all.map(([, cell]) => cell.asked))
  const refused = hideFew(all.map(([, cell]) => cell.refused))
  const allowed = hideFew(all.map(([, cell]) => cell.allowed))
  return {
    asked: asked.total,
    refused: refused.total,
    allowed: allowed.total,
    cells: all.map(([key], at) => {
      const [kind, act, mission, channel] = CellKey.parse(JSON.parse(key))
      return {
        kind,
        act,
        mission,
        channel,
        asked: asked.counts[at] ?? 0,
        refused: refused.counts[at] ?? 0,
        allowed: allowed.counts[at] ?? 0,
      }
    }),
  }
}

const causesTold = (causes: Tally['causes']): SimulationResult['acts']['causes'] =>
  Object.entries(causes)
    .sort(([, one], [, other]) => other.refused + other.allowed - one.refused - one.allowed)
    .map(([key, cause]) => {
      const [clause, because] = CauseKey.parse(JSON.parse(key))
      return { clause, because, refused: hideOne(cause.refused), allowed: hideOne(cause.allowed) }
    })

/** Every clock is in exactly one of six parts, and those that move in one bucket: a part that is hidden hides its buckets. */
function clocksTold({ total, same, begins, ends, noRule, dueAtOnce, moved }: Tally['clocks']): SimulationResult['clocks'] {
  const counts = movedBy.map((_, index) => moved[String(index)] ?? 0)
  const sooner = movedBy.filter(({ to }) => to !== null && to < 0).length
  const [before, after] = [counts.slice(0, sooner), counts.slice(sooner)]
  const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0)
  const parts = hideFew([sum(before), sum(after), same, begins, ends, noRule])
  const [earlier = 0, later = 0, stays = 0, beginning = 0, ending = 0, without = 0] = parts.counts
  const bucketsOf = (part: Few, numbers: readonly number[]): Few[] =>
    typeof part === 'number' ? hideFew(numbers).counts : numbers.map((count) => (count === 0 ? 0 : part))
  const shown = [...bucketsOf(earlier, before), ...bucketsOf(later, after)]
  return {
    total: hideOne(total),
    earlier,
    later,
    same: stays,
    begins: beginning,
    ends: ending,
    noRule: without,
    dueAtOnce: hideOne(dueAtOnce),
    moved: movedBy.map((bounds, index) => ({ ...bounds, count: shown[index] ?? 0 })),
  }
}
