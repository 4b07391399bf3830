/** A number below this is about so few that someone could be recognised. */
export const few = 5

/**
 * Numbers that make up a whole, with those below five hidden; when one alone would be hidden the next smallest goes with it, and else the
 * whole, so that it can't be worked out by subtraction. null = hidden. Nought hides nobody. Pure.
 */
export function hideFew(counts: readonly number[]): { counts: (number | null)[]; total: number | null } {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const isFew = (count: number) => count > 0 && count < few
  const hidden = new Set(counts.flatMap((count, index) => (isFew(count) ? [index] : [])))
  if (hidden.size === 1) {
    const [next] = counts
      .map((count, index) => ({ count, index }))
      .filter(({ count, index }) => count > 0 && !hidden.has(index))
      .sort((one, other) => one.count - other.count)
    if (next) hidden.add(next.index)
  }
  return {
    counts: counts.map((count, index) => (hidden.has(index) ? null : count)),
    total: hidden.size === 1 || isFew(total) ? null : total,
  }
}

export const hideOne = (count: number): number | null => hideFew([count]).total
