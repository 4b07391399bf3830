/** How many of each there are: what the instruction (A), the promise to the public (B) and the law (X) ask; gaps (C), law (L), conflicts (D), threats (T), proposals (P). */
const counts = { A: 38, B: 35, X: 14, C: 11, L: 59, D: 9, T: 22, P: 18 } as const
type Letter = keyof typeof counts

const idsOf = (letter: Letter) => Array.from({ length: counts[letter] }, (_, index) => `${letter}${index + 1}`)

/** The rows of the coverage page. */
export const coveredIds: readonly string[] = [...idsOf('A'), ...idsOf('B'), ...idsOf('X')]

/** The rows of the page's second table: gaps and contradictions in the sources, conflict rules, threats and proposals. */
export const furtherIds: readonly string[] = [...idsOf('C'), ...idsOf('D'), ...idsOf('T'), ...idsOf('P')]

/** Every id that a test may name. */
export const requirementIds: ReadonlySet<string> = new Set([...coveredIds, ...furtherIds, ...idsOf('L'), 'L40b'])
