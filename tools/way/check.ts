import { setTimeout as wait } from 'node:timers/promises'

/** Something on the way was not as it must be. */
class WayFault extends Error {}

export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new WayFault(what)
}

const pollMs = 30

/** Looks again until there is something to see. @throws WayFault when there is nothing after `withinMs` */
export async function until<T>(what: string, look: () => Promise<T | undefined>, withinMs = 30_000): Promise<T> {
  for (const deadline = Date.now() + withinMs; ; ) {
    const found = await look()
    if (found !== undefined) return found
    must(Date.now() < deadline, `waited ${withinMs / 1000} s for: ${what}`)
    await wait(pollMs)
  }
}
