/** One of the things that are compared. `run` does it once; `nth` counts up, so that each call may take another case. */
export type Runner = (nth: number) => Promise<unknown>
/** `perSecond`: one figure a round. `rounds`: how long each call took, round by round. */
export type Pace = { perSecond: number[]; rounds: number[][] }

/** Long enough for every connection to have planned every statement more than the five times after which PostgreSQL keeps the plan. */
const warmUpMs = 600

export type RaceRules = { rounds?: number; roundMs?: number; callers?: number }

/**
 * Runs the given things in turn, round after round, each for `roundMs` with `callers` at once; the first turn warms up and isn't counted, and the order
 * turns around every round. On a machine that others use too, only what was measured side by side may be compared.
 */
export async function race<N extends string>(
  runners: Record<N, Runner>,
  { rounds = 5, roundMs = 500, callers = 8 }: RaceRules = {},
): Promise<Record<N, Pace>> {
  const names = Object.keys(runners) as N[]
  const paces = Object.fromEntries(names.map((name) => [name, { perSecond: [], rounds: [] }])) as unknown as Record<N, Pace>
  let nth = 0
  for (const name of names) await turn(runners[name], warmUpMs, callers, () => nth++)
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const { perSecond, ms } = await turn(runners[name], roundMs, callers, () => nth++)
      paces[name].perSecond.push(perSecond)
      paces[name].rounds.push(ms)
    }
  }
  return paces
}

async function turn(run: Runner, forMs: number, callers: number, next: () => number): Promise<{ perSecond: number; ms: number[] }> {
  const began = performance.now()
  const ms: number[] = []
  const caller = async () => {
    while (performance.now() - began < forMs) {
      const from = performance.now()
      await run(next())
      ms.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  return { perSecond: (ms.length * 1000) / (performance.now() - began), ms }
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5)
}

export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * part
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN]
  return low + (high - low) * (at - Math.floor(at))
}

/** How many times as fast as the other, round by round, and the median of the rounds. */
export function ratioOf(one: Pace, other: Pace): number {
  return median(one.perSecond.map((perSecond, round) => perSecond / (other.perSecond[round] ?? Number.NaN)))
}
