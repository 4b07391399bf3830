import { median, type Pace, quantile, ratioOf } from './race.ts'

/** What `--json` writes. `bar`: null = told, not judged. `ok`: whether the bar is met. */
export type Figure = { id: string; what: string; value: number; unit: string; bar: string | null; ok: boolean | null }
/** Beside each figure: what it was made of. */
export type Raw = { id: string; [name: string]: unknown }
export type Measured = { figures: Figure[]; raw: Raw[] }

export const atLeast = (id: string, what: string, value: number, bar: number, unit = '×'): Figure => ({
  id,
  what,
  value,
  unit,
  bar: `≥ ${bar} ${unit}`,
  ok: value >= bar,
})
export const atMost = (id: string, what: string, value: number, bar: number, unit = '×'): Figure => ({
  id,
  what,
  value,
  unit,
  bar: `≤ ${bar} ${unit}`,
  ok: value <= bar,
})
export const told = (id: string, what: string, value: number, unit: string): Figure => ({ id, what, value, unit, bar: null, ok: null })

/** How fast `one` is beside `other`, with both paces kept. `bar` null: told only. */
export function compared(id: string, what: string, [one, other]: [Pace, Pace], bar: number | null): Measured {
  const value = ratioOf(one, other)
  return {
    figures: [bar === null ? told(id, what, value, '×') : atLeast(id, what, value, bar)],
    raw: [{ id, one: rawOf(one), other: rawOf(other) }],
  }
}

export function rawOf({ perSecond, rounds }: Pace) {
  const ms = rounds.flat()
  return {
    perSecond: perSecond.map(short),
    calls: ms.length,
    p50Ms: short(median(ms)),
    p95Ms: short(quantile(ms, 0.95)),
    p99Ms: short(quantile(ms, 0.99)),
  }
}

export const joined = (parts: readonly Measured[]): Measured => ({
  figures: parts.flatMap(({ figures }) => figures),
  raw: parts.flatMap(({ raw }) => raw),
})
export const short = (value: number): number => Number(value.toPrecision(4))

export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ id, what, value, unit, bar, ok }) => [
    id,
    `${short(value)} ${unit}`,
    bar ?? '',
    ok === null ? '' : ok ? 'ok' : 'under',
    what,
  ])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
