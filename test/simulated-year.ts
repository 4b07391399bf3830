import type { LogEvent } from '../server/domain/logcontrol/patterns.ts'

/** Small, seeded and good enough to play with (mulberry32). */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const dayMs = 86_400_000
const people = 12
const words = ['bygglov', 'lekplats', 'snö', 'gatlykta', 'parkering', 'faktura']

/**
 * A year of ordinary work: people answer the telephone and read what it is about, go on with their own cases, read again what they closed, search for subjects,
 * stay late now and then, forget to write down a call once in a hundred, and share a surname with somebody who writes.
 */
export function simulateYear(seed: number): LogEvent[] {
  const roll = dice(seed)
  const one = (n: number) => Math.floor(roll() * n)
  const begins = Date.parse('2026-01-01T00:00:00Z')
  const events: LogEvent[] = []
  for (let day = 0; day < 365; day += 1) {
    if (new Date(begins + day * dayMs).getUTCDay() % 6 === 0) continue
    for (let who = 0; who < people; who += 1) {
      const late = roll() < 0.03
      for (let n = one(4); n >= 0; n -= 1) {
        const index = Math.max(1, day * 4 - one(80))
        const forgets = roll() < 0.01
        const rereads = !forgets && roll() < 0.15
        const asks = roll() < 0.1
        events.push({
          number: events.length + 1,
          at: new Date(begins + day * dayMs + (late && n === 0 ? 18 : 7 + one(8)) * 3_600_000 + one(3_600_000)),
          who: `person ${who}`,
          hand: 'agent',
          act: asks ? 'search' : 'read',
          cases: asks
            ? []
            : [{ id: `case ${index}`, series: 'EX-2026', index, closedAt: rereads ? new Date(begins + (day - 2) * dayMs) : null }],
          related: !forgets,
          wrapped: !forgets && !rereads,
          tie: roll() < 0.005 ? 'family' : null,
          terms: asks ? [words[one(words.length)] ?? ''] : [],
        })
      }
    }
  }
  return events
}
