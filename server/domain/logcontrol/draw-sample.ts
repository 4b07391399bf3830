import { createHash } from 'node:crypto'

export type Drawable = { number: number; stratum: string }

/**
 * A random sample of rows, drawn anew by anyone who has the seed: each stratum (hand × act × kind) by its share and at least one, and within it those whose
 * hash of seed and number comes first. The seed is the root of the first checkpoint that was signed after the period, which nobody can choose
 * or know before the period is over. Pure.
 */
export function drawSample(rows: readonly Drawable[], { seed, size }: { seed: string; size: number }): number[] {
  const place = ({ number }: Drawable) => createHash('sha256').update(`${seed}\n${number}`).digest('hex')
  const strata = [...Map.groupBy(rows, ({ stratum }) => stratum).values()]
  return strata
    .flatMap((stratum) => {
      const share = Math.max(1, Math.round((size * stratum.length) / rows.length))
      return stratum
        .map((row) => ({ number: row.number, place: place(row) }))
        .toSorted((a, b) => (a.place < b.place ? -1 : 1))
        .slice(0, share)
    })
    .map(({ number }) => number)
    .toSorted((a, b) => a - b)
}
