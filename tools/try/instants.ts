import { Temporal } from 'temporal-polyfill'

const zone = 'Europe/Stockholm'

/** An instant as people write it: `2026-03-02 10:00` or `2026-03-02` in Swedish time, or with an offset of its own. null: it isn't one. */
export function instantOf(given: string): Date | null {
  const local = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?))?$/.exec(given)
  try {
    if (local) {
      const time = Temporal.PlainDateTime.from(`${local[1] ?? ''}T${local[2] ?? '00:00'}`, { overflow: 'reject' })
      return new Date(time.toZonedDateTime(zone).epochMilliseconds)
    }
    return new Date(Temporal.Instant.from(given).epochMilliseconds)
  } catch {
    return null
  }
}

/** The same in Swedish time, with seconds only where there are any. */
export function writtenAs(at: Date | null): string | null {
  if (at === null) return null
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDateTime()
  return local.toString({ smallestUnit: local.second === 0 && local.millisecond === 0 ? 'minute' : 'second' }).replace('T', ' ')
}
