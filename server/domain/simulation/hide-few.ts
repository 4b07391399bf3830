import type { Few } from '../../../contracts/simulation.ts'

/** A number below this is about so few that someone could be recognised. */
export const few = 5

/**
 * Numbers that make up a whole, with those below five hidden; when one alone would be hidden the next smallest goes with it, so that it can't
 * be worked out by subtraction. Where there is no other, the whole is that number. Nought hides nobody. Pure.
 */
export function hideFew(counts: readonly number[]): { counts: Few[]; total: Few } {
  const shown: Few[] = counts.map(hideOne)
  if (shown.filter((count) => count === 'few').length === 1) {
    const [next] = counts
      .map((count, index) => ({ count, index }))
      .filter(({ count }) => count >= few)
      .sort((one, other) => one.count - other.count)
    if (next) shown[next.index] = 'hidden'
  }
  return { counts: shown, total: hideOne(counts.reduce((sum, count) => sum + count, 0)) }
}

export const hideOne = (count: number): Few => (count > 0 && count < few ? 'few' : count)
