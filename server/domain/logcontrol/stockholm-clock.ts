const parts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
  weekday: 'short',
})

/** What the clock on the wall says: the day, the hour, and whether it is Saturday or Sunday. */
export function stockholmClock(at: Date): { day: string; hour: number; weekend: boolean } {
  const found = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]))
  return {
    day: `${found.year}-${found.month}-${found.day}`,
    hour: Number(found.hour),
    weekend: found.weekday === 'lör' || found.weekday === 'sön',
  }
}
