const steps = 60

/** The chance of at most `found` in `sample` when each row is wrong with chance `share`: summed in logarithms, so that no term overflows. */
function chanceOfAtMost(found: number, sample: number, share: number): number {
  let term = sample * Math.log1p(-share)
  let sum = Math.exp(term)
  for (let k = 1; k <= found; k += 1) {
    term += Math.log((sample - k + 1) / k) + Math.log(share) - Math.log1p(-share)
    sum += Math.exp(term)
  }
  return sum
}

/**
 * The largest share of rows that may be wrong, with 95 per cent confidence, when `found` of a random sample were (Clopper and Pearson 1934, one-sided).
 * For none found it is about 3 / sample (the rule of three). An empty sample says nothing: 1.
 */
export function upperBound({ found, sample, confidence = 0.95 }: { found: number; sample: number; confidence?: number }): number {
  if (sample === 0 || found >= sample) return 1
  let [low, high] = [0, 1]
  for (let step = 0; step < steps; step += 1) {
    const middle = (low + high) / 2
    if (chanceOfAtMost(found, sample, middle) > 1 - confidence) low = middle
    else high = middle
  }
  return high
}
