import { type ChannelKind, channelKinds } from '../../../contracts/instruction.ts'
import { type Stretch, without } from './clause-reach.ts'
import type { GrantRow } from './compile.ts'

/** What row security reads: in this stretch of time the act is permitted on these case types. `channel` null = in at least one channel. */
export type NetGrant = { act: string; channel: ChannelKind | null; caseTypes: string[]; validFrom: Date; validTo: Date | null }

/** Takes every deny from every permit, cell by cell, so that the database compares instants and arrays and nothing else. Pure. */
export function netGrants(rows: readonly GrantRow[]): NetGrant[] {
  const cells = Map.groupBy(rows, (row) => `${row.act} ${row.caseTypeCode} ${row.channel}`)
  const open = [...cells.values()].flatMap((cell) => {
    const [first] = cell
    if (!first) return []
    const stretchesOf = (effect: GrantRow['effect']) => cell.filter((row) => row.effect === effect).map(toStretch)
    const denied = stretchesOf('deny')
    return union(stretchesOf('permit').flatMap((permit) => without(permit, denied))).map((stretch) => ({
      act: first.act,
      type: first.caseTypeCode,
      channel: first.channel,
      stretch,
    }))
  })
  const perChannel = channelKinds.flatMap((channel) =>
    gather(
      open.filter((cell) => cell.channel === channel),
      channel,
    ),
  )
  return [...perChannel, ...gather(anyChannel(open), null)]
}

type Cell = { act: string; type: string; stretch: Stretch }

/** Visible in any channel at all: what a list of cases asks. */
function anyChannel(open: readonly Cell[]): Cell[] {
  const byActAndType = Map.groupBy(open, ({ act, type }) => `${act} ${type}`)
  return [...byActAndType.values()].flatMap((cells) => {
    const [first] = cells
    return first ? union(cells.map(({ stretch }) => stretch)).map((stretch) => ({ act: first.act, type: first.type, stretch })) : []
  })
}

/** Cells with the same act and the same stretch become one row with many case types. */
function gather(cells: readonly Cell[], channel: ChannelKind | null): NetGrant[] {
  const groups = Map.groupBy(cells, ({ act, stretch }) => `${act} ${stretch.fromMs} ${stretch.toMs}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { fromMs, toMs } = first.stretch
    return [
      {
        act: first.act,
        channel,
        caseTypes: group.map(({ type }) => type),
        validFrom: new Date(fromMs),
        validTo: toMs === Number.POSITIVE_INFINITY ? null : new Date(toMs),
      },
    ]
  })
}

const toStretch = (row: GrantRow): Stretch => ({
  fromMs: row.validFrom.getTime(),
  toMs: row.validTo?.getTime() ?? Number.POSITIVE_INFINITY,
})

/** Overlapping and touching stretches become one; none of them is empty (`without`). */
function union(stretches: readonly Stretch[]): Stretch[] {
  const sorted = [...stretches].sort((a, b) => a.fromMs - b.fromMs)
  const joined: Stretch[] = []
  for (const next of sorted) {
    const last = joined.at(-1)
    if (last && next.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, next.toMs)
    else joined.push({ ...next })
  }
  return joined
}
